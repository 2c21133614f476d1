"""What the desk must know of the whole ledger at once: each document and each statement in a few words, in memory.

A page that lists, counts or sorts looks here; the words of a statement come from the ledger. ``keeper`` brings it up to
date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from operator import attrgetter

from dragoman.following import opens
from dragoman.ledger import Version
from dragoman.nouns import Actor, Document


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
    def doubtful(self) -> tuple[Line, ...]:
        """The statements of the counted documents, the most doubtful first."""
        return tuple(sorted(self.lines, key=attrgetter("doubt", "key"), reverse=True))

    @cached_property
    def doubtful_by_act(self) -> Mapping[str, tuple[Line, ...]]:
        """The statements of the counted documents by act, the most doubtful first; all of them under no act."""
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.doubtful:
            if line.act:
                found[line.act].append(line)
        return {"": self.doubtful, **{act: tuple(own) for act, own in found.items()}}

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
        wanted = ("doubtful_by_act", "by_key", "by_speaker", "to", "openings", "by_topic", "newest")
        for name in wanted:
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
