"""For which party an actor takes part and speaks: its state, alliance or organisation."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date
from functools import cached_property
from pathlib import Path

from dragoman.accounts.states import States
from dragoman.actors import Registry
from dragoman.actors.phrases import is_spokesperson, posts
from dragoman.actors.records import Record
from dragoman.nouns import Actor

_LEADERS = frozenset(
    {"president", "prime-minister", "chancellor", "monarch", "supreme-leader", "crown-prince", "secretary-general"}
)
_MINISTERS = frozenset(
    {
        "foreign-minister",
        "defence-minister",
        "interior-minister",
        "finance-minister",
        "national-security-adviser",
        "security-council-secretary",
        "director-general",
    }
)

#: The languages in which a body may be named.
_LANGUAGES = ("en", "fr", "ru", "uk")


class Parties:
    """The parties of actors, by what the documents and the registry say of them."""

    def __init__(self, registry: Registry) -> None:
        """Look up in a registry."""
        self.registry, self.states = registry, States(registry)
        self._known: dict[tuple[str, str | None], str] = {}
        self._voices: dict[str, bool] = {}

    def of(self, actor: Actor) -> str:
        """Return the id of the party that an actor stands for: its own where it stands for nobody else."""
        key = (actor.id, actor.speaks_for)
        if key not in self._known:
            self._known[key] = self._top(actor)
        return self._known[key]

    def issuing(self, issuer: Actor) -> str:
        """Return the id of the party that an issuer of official texts speaks for: of a state's agency, that state."""
        return self._organs.get(issuer.id) or self.of(issuer)

    def all_of(self, actor: Actor) -> frozenset[str]:
        """Return the ids of the parties of an actor, or of each of those whom a plural means."""
        return frozenset(self.of(own) for own in actor.members or (actor,))

    def actor(self, id: str) -> Actor | None:
        """Return the party of an id as an actor; None where the registry has no such record."""
        record = self.registry.records.get(id)
        return self.registry.actor(record) if record else None

    def person(self, name: str) -> Actor | None:
        """Return the person of the registry whose whole name a longer one ends with: "Shri Narendra Modi"."""
        words = name.split()
        tails = (" ".join(words[start:]).lower() for start in range(len(words) - 1))
        return next((self.registry.actor(self._persons[tail]) for tail in tails if tail in self._persons), None)

    @cached_property
    def _persons(self) -> dict[str, Record]:
        """The persons by their names of two words and more, in small letters."""
        found: dict[str, Record] = {}
        for record in self.registry.records.values():
            if record.kind == "person":
                spelt = (name for names in record.names.values() for name in names)
                found |= {name.lower(): record for name in (record.name, *spelt) if " " in name}
        return found

    def takes_part(self, actor: Actor) -> bool:
        """Tell whether an actor may take part in an exchange.

        Outlets do not, nor do bodies for which no office speaks: a format of talks is where they are held.
        """
        if actor.kind == "outlet" or actor.members or self.is_voice(actor):
            return False
        if actor.kind in ("person", "state") or actor.id.startswith("local:"):
            return actor.kind != "institution" or not actor.id.startswith("local:")
        party = self.of(actor)
        record = self.registry.records.get(party)
        return record is not None and (record.kind == "state" or party in self._spoken_for)

    def is_voice(self, actor: Actor) -> bool:
        """Tell whether a person only speaks for others: a spokesperson."""
        if actor.id not in self._voices:
            record = self.registry.records.get(actor.id)
            offices = [self.registry.records.get(role.office) for role in record.roles] if record else []
            self._voices[actor.id] = bool(offices) and all(own is None or is_spokesperson(own) for own in offices)
        return self._voices[actor.id]

    def in_office(self, actor: Actor, day: date) -> bool:
        """Tell whether a person may hold an office on a day; of one whom the registry lacks that is not known."""
        record = self.registry.records.get(actor.id)
        return record is None or not record.roles or any(role.possibly(day) for role in record.roles)

    def level(self, actor: Actor) -> int:
        """Return 0 for a person who leads a state or organisation, 1 for a minister, 2 for anyone else."""
        record = self.registry.records.get(actor.id)
        kinds = {kind for role in record.roles for kind in self._kinds.get(role.office, ())} if record else set()
        return 0 if kinds & _LEADERS else 1 if kinds & _MINISTERS else 2

    @cached_property
    def _kinds(self) -> dict[str, set[str]]:
        """The kinds of each office, by its id."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (kind, _), offices in posts(self.registry).items():
            for office in offices:
                found[office.id].add(kind)
        return found

    @cached_property
    def _spoken_for(self) -> frozenset[str]:
        """The ids of all for which some office speaks."""
        records = self.registry.records.values()
        return frozenset(above for own in records if own.kind == "office" for above in self.registry.above(own))

    def _top(self, actor: Actor) -> str:
        record = self.registry.records.get(actor.id)
        first = actor.speaks_for or (record.speaks_for if record else None) or self._only_party(actor.id)
        top = self.registry.records.get(first) if first else record
        if top is None:
            return first or self._by_name(actor) or actor.id
        return [top.id, *self.registry.above(top)][-1]

    def _only_party(self, id: str) -> str | None:
        """Whom all the offices of a person speak for, where that is one: what counts when the day is not known."""
        record = self.registry.records.get(id)
        offices = [self.registry.records.get(role.office) for role in record.roles] if record else []
        parties = {above[-1] for office in offices if office and (above := tuple(self.registry.above(office)))}
        states = {id for id in parties if self.registry.records[id].kind == "state"}
        # Who has led a state, and an organisation of states as its chair, stands for the state.
        own = states if len(parties) > 1 else parties
        return own.pop() if len(own) == 1 else None

    def _by_name(self, actor: Actor) -> str | None:
        """The party in the name of a body that the registry lacks: "Présidence de la République algérienne".

        Of two the first: an embassy is of one state, in another.
        """
        if actor.kind != "institution" or not actor.named:
            return None
        return next(iter(self._bodies.named(actor.name, *_LANGUAGES)), None)

    @cached_property
    def _organs(self) -> dict[str, str]:
        """The states by the ids of the agencies through which they publish."""
        read = tomllib.loads((Path(__file__).parent / "organs.toml").read_text(encoding="utf-8"))
        return {agency: state for state, agencies in read.items() for agency in agencies}

    @cached_property
    def _bodies(self) -> States:
        return States(self.registry, with_bodies=True)
