"""What the desk must know of the whole ledger at once: each document and each statement in a few words, in memory.

A page that lists, counts or sorts looks here; the words of a statement come from the ledger. It is brought up to date
before each page from what was added to the ledger since, by whatever program.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from dragoman.following import opens
from dragoman.ledger import Hit, Judgement, Ledger, Version, statement_keys
from dragoman.ledger.derive import day_of
from dragoman.ledger.engine import reading
from dragoman.ledger.facets import everyone
from dragoman.ledger.judgements import by_id, standing_on
from dragoman.ledger.keys import as_key, as_number
from dragoman.ledger.packing import unpack_reading
from dragoman.ledger.review import doubt
from dragoman.ledger.tables import documents, judgements, readings, statements, versions
from dragoman.nouns import Actor, Document, Statement

_LOT = 500
_original = versions.alias("original")


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in a few words: ``day`` as ``date.toordinal`` counts (0 where unknown), actors by their ids."""

    key: str
    version: str
    day: int
    speaker: str | None
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    act: str | None
    negated: bool
    modality: str | None
    topic: str | None
    doubt: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a document without its text, and its statements; ``counted`` where it is the latest and no copy."""

    version: Version
    document: Document
    lines: tuple[Line, ...]
    counted: bool

    @property
    def key(self) -> str:
        """The key of the version."""
        return self.version.key


@dataclass(frozen=True)
class Catalogue:
    """The ledger at one moment. ``entries`` are by key of the version, ``actors`` by id, ``verdicts`` by statement."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def counted(self) -> tuple[Entry, ...]:
        """The latest versions of documents that are no copies, the last published first."""
        own = [entry for entry in self.entries.values() if entry.counted]
        return tuple(sorted(own, key=lambda entry: (entry.document.published or "", entry.version.added), reverse=True))

    @cached_property
    def newest(self) -> tuple[Entry, ...]:
        """The same, the last added first."""
        return tuple(sorted(self.counted, key=lambda entry: entry.version.added, reverse=True))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The statements of the counted documents."""
        return tuple(line for entry in self.counted for line in entry.lines)

    @cached_property
    def doubtful(self) -> tuple[Line, ...]:
        """The statements of the counted documents, the most doubtful first."""
        return tuple(sorted(self.lines, key=attrgetter("doubt", "key"), reverse=True))

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements of each actor, the latest first; those of several together are each one's."""
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for id in line.speakers:
                found[id].append(line)
        return {id: tuple(sorted(own, key=attrgetter("day"), reverse=True)) for id, own in found.items()}

    @cached_property
    def to(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements that were said to each actor."""
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for id in line.addressees:
                found[id].append(line)
        return {id: tuple(own) for id, own in found.items()}

    @cached_property
    def openings(self) -> tuple[Line, ...]:
        """The statements that open a thread, made by somebody known, the latest first."""
        own = [line for line in self.lines if line.speakers and opens(line.act, line.negated)]
        return tuple(sorted(own, key=attrgetter("day", "key"), reverse=True))

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements on each topic, the earliest first."""
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in sorted(self.lines, key=attrgetter("day")):
            if line.topic:
                found[line.topic].append(line)
        return {topic: tuple(own) for topic, own in found.items()}

    @cached_property
    def rejected(self) -> frozenset[str]:
        """The statements that people rejected."""
        return frozenset(key for key, verdict in self.verdicts.items() if verdict == "reject")

    @cached_property
    def by_document(self) -> Mapping[str, str]:
        """The latest version that is no copy, by the id of the document."""
        own = sorted(self.entries.values(), key=lambda entry: entry.version.added)
        return {entry.document.id: entry.key for entry in own if entry.version.copy_of is None}

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in the order of the alphabet."""
        return tuple(sorted({entry.document.outlet for entry in self.counted if entry.document.outlet}))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages, in the order of the alphabet."""
        return tuple(sorted({entry.document.language for entry in self.counted if entry.document.language}))

    def warm(self) -> None:
        """Work out at once what pages ask for, so that the first reader does not wait for it."""
        for own in (self.doubtful, self.by_speaker, self.to, self.openings, self.by_topic, self.newest):
            len(own)

    def name(self, id: str) -> str:
        """The name of an actor, or the id where nobody is known by it."""
        own = self.actors.get(id)
        return own.name if own else id


class Keeper:
    """Holds the catalogue, and brings it up to date. Safe to use from several threads."""

    def __init__(self, engine: Engine, ledger: Ledger) -> None:
        self._engine, self._ledger = engine, ledger
        self._lock = threading.Lock()
        self._last_reading = self._last_judgement = 0
        self.catalogue = Catalogue()

    @property
    def state(self) -> tuple[int, int]:
        """The last reading and the last judgement that the catalogue knows."""
        return self._last_reading, self._last_judgement

    def refresh(self) -> Catalogue:
        """The catalogue as the ledger is now."""
        with self._lock:
            with reading(self._engine) as connection:
                newest = _newest(connection)
                if newest == self.state:
                    return self.catalogue
                rows = _rows(connection, self._last_reading)
                touched = _touched(connection, self._last_judgement)
                edited = _reread(connection, self._last_judgement)
                verdicts = {key: own.verdict for key, own in standing_on(connection, "statement", touched).items()}
            kept = {key: own for key, own in self.catalogue.verdicts.items() if key not in touched}
            now = {**kept, **{key: own for key, own in verdicts.items() if own}}
            if rows:
                self.catalogue = _grown(self.catalogue, rows)
            self._edit(edited | ({key for key, own in now.items() if own == "edit"} if rows else set()))
            if touched:
                self.catalogue = _with_verdicts(self.catalogue, now)
            self._last_reading, self._last_judgement = newest
            return self.catalogue

    def words(self, keys: Sequence[str]) -> dict[str, frozenset[str]]:
        """The words of some statements as they are searched, folded, by key."""
        found: dict[str, frozenset[str]] = {}
        with reading(self._engine) as connection:
            for at in range(0, len(keys), _LOT):
                numbers = [as_number(key) for key in keys[at : at + _LOT]]
                query = select(statements.c.key, statements.c.words).where(statements.c.key.in_(numbers))
                found |= {as_key(row.key): frozenset(row.words.split()) for row in connection.execute(query)}
        return found

    def judgement(self, number: int) -> Judgement | None:
        """The judgement of that number, or None."""
        with reading(self._engine) as connection:
            return by_id(connection, number)

    def _edit(self, keys: Iterable[str]) -> None:
        """Take up statements that people corrected, as the ledger has them now."""
        hits = [hit for key in keys if (hit := self._ledger.statement(key))]
        if hits:
            self.catalogue = _edited(self.catalogue, hits)


def _newest(connection: Connection) -> tuple[int, int]:
    numbers = [connection.execute(select(func.max(table.c.id))).scalar_one() for table in (readings, judgements)]
    return numbers[0] or 0, numbers[1] or 0


def _rows(connection: Connection, last: int) -> list[Row[Any]]:
    """The readings added since, each with its version; later ones of a version go before earlier ones."""
    query = (
        select(
            readings.c.id, readings.c.body, readings.c.read_by, versions.c.key, versions.c.number, versions.c.added,
            documents.c.address, _original.c.key.label("copy_of"),
        )
        .join(versions, versions.c.id == readings.c.version_id)
        .join(documents, documents.c.id == versions.c.document_id)
        .outerjoin(_original, _original.c.id == versions.c.copy_of)
        .where(readings.c.id > last)
        .order_by(readings.c.id)
    )  # fmt: skip
    return list(connection.execute(query))


def _touched(connection: Connection, last: int) -> set[str]:
    """The statements on which something was said since."""
    query = select(judgements.c.target).where(judgements.c.id > last, judgements.c.kind == "statement")
    return set(connection.execute(query).scalars())


def _reread(connection: Connection, last: int) -> set[str]:
    """Those of them that may read otherwise for it: corrected, or something taken back."""
    query = select(judgements.c.target).where(
        judgements.c.id > last,
        judgements.c.kind == "statement",
        (judgements.c.verdict == "edit") | (judgements.c.undoes.is_not(None)),
    )
    return set(connection.execute(query).scalars())


def _grown(catalogue: Catalogue, rows: list[Row[Any]]) -> Catalogue:
    """The catalogue with readings added to it."""
    entries, actors = dict(catalogue.entries), dict(catalogue.actors)
    for row in rows:
        own = unpack_reading(row.body, "")
        version = Version(row.key, row.address, row.number, True, row.copy_of, row.added)
        keys = statement_keys(row.key, own.statements)
        lines = tuple(line_of(key, own.document, s, row.key) for key, s in zip(keys, own.statements, strict=True))
        entries[row.key] = Entry(version, own.document, lines, row.copy_of is None)
        for statement in own.statements:
            for actor in _named(statement):
                actors.setdefault(actor.id, replace(actor, members=()))
    return Catalogue(_settled(entries), actors, catalogue.verdicts)


def _settled(entries: dict[str, Entry]) -> dict[str, Entry]:
    """The entries, those that are no longer the latest of their document marked so."""
    latest: dict[str, int] = {}
    for entry in entries.values():
        address = entry.version.address
        latest[address] = max(entry.version.number, latest.get(address, 0))
    for key, entry in entries.items():
        if entry.version.latest and entry.version.number < latest[entry.version.address]:
            entries[key] = replace(entry, version=replace(entry.version, latest=False), counted=False)
    return entries


def _edited(catalogue: Catalogue, hits: Iterable[Hit]) -> Catalogue:
    entries, actors = dict(catalogue.entries), dict(catalogue.actors)
    for hit in hits:
        entry = entries.get(hit.version)
        if entry:
            new = line_of(hit.key, hit.document, hit.statement, hit.version)
            lines = tuple(new if line.key == hit.key else line for line in entry.lines)
            entries[hit.version] = replace(entry, lines=lines)
        for actor in _named(hit.statement):
            actors.setdefault(actor.id, replace(actor, members=()))
    return Catalogue(entries, actors, catalogue.verdicts)


def _with_verdicts(catalogue: Catalogue, verdicts: Mapping[str, str]) -> Catalogue:
    """The catalogue with other verdicts; what was worked out from the statements is kept."""
    new = replace(catalogue, verdicts=verdicts)
    kept = {
        name: own for name, own in vars(catalogue).items() if name not in ("entries", "actors", "verdicts", "rejected")
    }
    vars(new).update(kept)
    return new


def line_of(key: str, document: Document, statement: Statement, version: str) -> Line:
    """The line of a statement."""
    speaker = statement.speaker
    return Line(
        key=key,
        version=version,
        day=day_of(document, statement),
        speaker=speaker.id if speaker else None,
        speakers=tuple(own.id for own in everyone((speaker,))) if speaker else (),
        addressees=tuple(own.id for own in everyone(statement.addressee)),
        act=statement.act,
        negated=statement.negated,
        modality=statement.modality,
        topic=statement.topic,
        doubt=doubt(Hit(key, statement, document, version, "")).weight,
    )


def _named(statement: Statement) -> Iterable[Actor]:
    own = (statement.speaker,) if statement.speaker else ()
    return everyone((*own, *statement.word_of, *statement.addressee))
