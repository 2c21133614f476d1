"""The registry: every record, found by id, by folded name, and by the office held on a day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.index import Entry, Index, index, reindexed, unpack
from dragoman.actors.records import Record, Role
from dragoman.actors.user import USER_FILE, merged
from dragoman.nouns import Actor


class Held(NamedTuple):
    """An office held: by whom, and in which role."""

    person: Record
    role: Role


COMPILED = Path(__file__).parent / "registry.json"


@dataclass(frozen=True, eq=False)
class Registry:
    """The records by id, and the index of their names."""

    records: Mapping[str, Record]
    names: Index

    @classmethod
    def of(cls, records: Iterable[Record]) -> Registry:
        """Return the registry of ``records``."""
        known = {record.id: record for record in records}
        return cls(known, index(known.values()))

    @classmethod
    def shipped(cls) -> Registry:
        """Return the registry as it comes with Dragoman."""
        own = json.loads(COMPILED.read_text(encoding="utf-8"))
        return cls({block["id"]: Record.of(block) for block in own["records"]}, own["names"])

    @classmethod
    def load(cls, config: Path | None = None) -> Registry:
        """Return the shipped registry with the user's records.

        They come from ``config``, or else from ``dragoman.toml`` in the working directory where
        there is one. A :class:`RegistryError` lists what is wrong with them.
        """
        own = config or Path(USER_FILE)
        shipped = cls.shipped()
        if not config and not own.is_file():
            return shipped
        records = merged(shipped.records, own)
        return cls(records, reindexed(shipped.names, shipped.records, records))

    def named(self, folded: str) -> tuple[Entry, ...]:
        """Return every entry of a folded name."""
        return unpack(self.names.get(folded, ""))

    @cached_property
    def holders(self) -> Mapping[str, tuple[Held, ...]]:
        """Who held each office, by the id of the office."""
        held: defaultdict[str, list[Held]] = defaultdict(list)
        for record in self.records.values():
            for role in record.roles:
                held[role.office].append(Held(record, role))
        return {office: tuple(own) for office, own in held.items()}

    def held_on(self, office: str, day: date) -> tuple[Held, ...]:
        """Return who surely held ``office`` on ``day``, or where nobody is sure, who may have."""
        held = self.holders.get(office, ())
        sure = tuple(own for own in held if own.role.surely(day))
        return sure or tuple(own for own in held if own.role.possibly(day))

    def roles_on(self, record: Record, day: date | None) -> tuple[Role, ...]:
        """Return the roles that ``record`` may have held on ``day``; all of them without a day."""
        return tuple(role for role in record.roles if day is None or role.possibly(day))

    def speaks_for(self, record: Record, day: date | None) -> str | None:
        """Return the id of the actor in whose name ``record`` speaks on ``day``.

        A person speaks for whom the offices of the day speak for, where that is one actor.
        """
        if record.speaks_for or record.kind != "person" or day is None:
            return record.speaks_for
        offices = [self.records.get(role.office) for role in record.roles if role.surely(day)]
        parties = {office.speaks_for for office in offices if office and office.speaks_for}
        return parties.pop() if len(parties) == 1 else None

    def actor(self, record: Record, day: date | None = None) -> Actor:
        """Return ``record`` as the noun that a statement carries."""
        return Actor(record.id, record.name, record.kind, self.speaks_for(record, day))

    def above(self, record: Record) -> Iterator[str]:
        """Yield the ids of those in whose name ``record`` speaks, the nearest first."""
        seen = {record.id}
        own: Record | None = record
        while own and own.speaks_for and own.speaks_for not in seen:
            seen.add(own.speaks_for)
            yield own.speaks_for
            own = self.records.get(own.speaks_for)
