"""What the desk must know of the whole ledger at once: each document and each statement in a few words, in memory.

A page that lists, counts or sorts looks here; the words of a statement come from the ledger. ``keeper`` brings it up to
date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property

from dragoman.desk.index import Order, grouped, regrouped
from dragoman.following import opens
from dragoman.ledger import Version
from dragoman.nouns import Actor, Condition, Document


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in a few words: ``day`` as ``date.toordinal`` counts (0 where unknown), actors by their ids.

    ``number`` counts the statements of its text, from 0.
    """

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
    number: int = 0


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
    """The ledger at one moment. ``entries`` are by key of the version, ``actors`` by id, ``verdicts`` by statement.

    ``missing`` is how many readings are yet to be taken in, those added first: a large ledger is opened in lots.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0

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
    def by_key(self) -> Mapping[str, Line]:
        """The statements of all versions, by key."""
        return {line.key: line for entry in self.entries.values() for line in entry.lines}

    @cached_property
    def doubtful_by_act(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements of the counted documents by act, the most doubtful first; all of them under no act."""
        return grouped(self.lines, _ORDERS["doubtful_by_act"])

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements of each actor, the latest first; those of several together are each one's."""
        return grouped(self.lines, _ORDERS["by_speaker"])

    @cached_property
    def to(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements that were said to each actor, the latest first."""
        return grouped(self.lines, _ORDERS["to"])

    @property
    def openings(self) -> tuple[Line, ...]:
        """The statements that open a thread, made by somebody known, the latest first, undated ones last."""
        return self.opening.get("", ())

    @cached_property
    def opening(self) -> Mapping[str, tuple[Line, ...]]:
        """The same, under no name."""
        return grouped(self.lines, _ORDERS["opening"])

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements on each topic, the earliest first."""
        return grouped(self.lines, _ORDERS["by_topic"])

    @cached_property
    def most_heard(self) -> tuple[str, ...]:
        """The actors by id, those who said most first; plurals, which are their members, are left out."""
        single = (id for id in self.actors if "+" not in id)
        return tuple(sorted(single, key=lambda id: (-len(self.by_speaker.get(id, ())), self.name(id))))

    @cached_property
    def poor(self) -> tuple[Entry, ...]:
        """The documents that could not be read in full or reached us translated by machine, the last added first."""
        return tuple(entry for entry in self.newest if _is_poor(entry.document.condition))

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
        for name in (*_ORDERS, "by_key", "newest", "poor", "most_heard"):
            getattr(self, name)

    def name(self, id: str) -> str:
        """The name of an actor, or the id where nobody is known by it."""
        own = self.actors.get(id)
        return own.name if own else id

    def with_verdicts(self, verdicts: Mapping[str, str]) -> Catalogue:
        """The catalogue with other verdicts; what was worked out from the statements is kept."""
        new = replace(self, verdicts=verdicts)
        names = {field.name for field in fields(self)} | {"rejected"}
        vars(new).update({name: own for name, own in vars(self).items() if name not in names})
        return new

    def with_entries(self, entries: Mapping[str, Entry], actors: Mapping[str, Actor]) -> Catalogue:
        """The catalogue with other entries; what was worked out is kept up with what changed, not worked out anew."""
        new = Catalogue(entries, actors, self.verdicts, self.missing)
        gone, come = changes(self.entries, entries)
        for name in _ORDERS.keys() & vars(self).keys():
            vars(new)[name] = regrouped(vars(self)[name], gone, come, _ORDERS[name])
        if "by_key" in vars(self):
            changed = [own for key, own in entries.items() if self.entries.get(key) is not own]
            vars(new)["by_key"] = {**self.by_key, **{line.key: line for own in changed for line in own.lines}}
        return new


def days_between(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The first and the last day of statements of which the latest comes first and undated ones last; or None."""
    dated = bisect_left(lines, True, key=lambda line: not line.day)
    if not dated:
        return None, None
    return date.fromordinal(lines[dated - 1].day).isoformat(), date.fromordinal(lines[0].day).isoformat()


def changes(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> tuple[list[Line], list[Line]]:
    """The statements of counted documents that are gone from some entries, and those that have come."""
    return _only(old, new), _only(new, old)


def _only(one: Mapping[str, Entry], other: Mapping[str, Entry]) -> list[Line]:
    found: list[Line] = []
    for key, entry in one.items():
        beside = other.get(key)
        if entry.counted and not (beside and beside.counted and beside.lines is entry.lines):
            found += entry.lines
    return found


def _is_poor(condition: Condition) -> bool:
    return condition.truncated or condition.machine_translated or condition.share_read != 1.0


def _latest(line: Line) -> tuple[int, str, int]:
    return -line.day, line.version, line.number


#: The groups of statements that pages ask for, by name.
_ORDERS: dict[str, Order[str, Line]] = {
    "doubtful_by_act": Order(lambda line: ("", line.act) if line.act else ("",), lambda own: (-own.doubt, own.key)),
    "by_speaker": Order(lambda line: line.speakers, _latest),
    "to": Order(lambda line: line.addressees, _latest),
    "opening": Order(lambda own: ("",) if own.speakers and opens(own.act, own.negated) else (), _latest),
    "by_topic": Order(lambda line: (line.topic,) if line.topic else (), lambda own: (own.day, own.version, own.number)),
}
