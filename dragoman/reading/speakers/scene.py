"""What a document has established up to a place: who was named, who spoke, who holds which office."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from dragoman.actors import Registry
from dragoman.actors.index import Ground
from dragoman.actors.records import first_day, last_day
from dragoman.nouns import Actor, Document
from dragoman.reading.speakers.gazetteer import Gazetteer, gazetteer
from dragoman.reading.speakers.gender import gender_of, gender_of_name
from dragoman.reading.speakers.lexicon import Lexicon, lexicon
from dragoman.reading.speakers.party import party
from dragoman.reading.speakers.tokens import COMMA, PARAGRAPH, STOP, Word, words_of
from dragoman.reading.speakers.who import Who, who_on

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEAD = 400
#: Sentences in which those who take part are looked for.
_OPENING = 8
#: The most words before an institution in whose account a sentence stands.
_FRAME = 4
#: Mentions before a place beyond which nobody is looked for.
_REACH = 300
#: How many times as often as the next one a state is spoken of that the text is about.
_CLEARLY = 1.5


class Turn(NamedTuple):
    """Who has the word from a place on, None where nobody known has it, and whether a label says so: "Peskov:"."""

    start: int
    actor: Actor | None
    labelled: bool


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a document, in text order; none where it has no such."""

    own: tuple[Turn, ...] = ()

    def at(self, place: int, labelled: bool = False) -> Actor | None:
        """Return who has the word at a code point; with ``labelled`` only where a label says so."""
        number = bisect_right(self.own, place, key=lambda turn: turn.start) - 1
        turn = self.own[number] if number >= 0 else None
        return turn.actor if turn and (turn.labelled or not labelled) else None


class Seen(NamedTuple):
    """An actor at a place of the text.

    ``subject`` tells that it may be the subject of its sentence, ``source`` that it is the source of a statement,
    ``gender`` what the words around it show ("feminine", "masculine", "neuter", "plural", or None).
    """

    start: int
    end: int
    actor: Actor
    subject: bool = True
    source: bool = False
    gender: str | None = None


@dataclass(eq=False)
class Scene:
    """A document while it is read: what was seen so far, in text order."""

    document: Document
    who: Who
    lexicon: Lexicon
    gazetteer: Gazetteer
    words: Sequence[Word]
    seen: list[Seen] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    locals: dict[str, Actor] = field(default_factory=dict)
    voice: Actor | None = None
    teller: Actor | None = None
    turns: Turns = Turns()
    signed: Actor | None = None
    sides: dict[str, str] = field(default_factory=dict)
    quoted: frozenset[str] = frozenset()
    states: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, document: Document, registry: Registry) -> Scene:
        """Return the scene of a document before anything was seen in it."""
        own = lexicon(document.language)
        words = words_of(document.text, own.lists["abbreviations"])
        return cls(
            document, who_on(registry, days_of(document)), own, gazetteer(registry, own, document.language), words
        )

    def see(self, seen: Seen) -> None:
        """Keep what was seen."""
        self.first[seen.actor.id] = min(seen.start, self.first.get(seen.actor.id, seen.start))
        record = self.who.record(seen.actor)
        state = self.who.state(record) if record else None
        if state and self.who.registry.records[state].kind == "state":
            self.states[state] += 1
        insort(self.seen, seen, key=lambda own: (own.start, own.source))

    def before(self, place: int) -> Iterator[Seen]:
        """Yield what was seen before a place, the nearest first."""
        last = bisect_left(self.seen, place, key=lambda own: own.start)
        yield from self.seen[max(0, last - _REACH) : last][::-1]

    def seen_between(self, start: int, end: int) -> list[Seen]:
        """Return what was seen from one place up to another."""
        first, last = (bisect_left(self.seen, place, key=lambda own: own.start) for place in (start, end))
        return self.seen[first:last]

    def people_before(self, place: int) -> Iterator[Seen]:
        """Yield the persons seen before a place, the nearest first, each once."""
        met: set[str] = set()
        for own in self.before(place):
            if own.actor.kind == "person" and own.actor.id not in met:
                met.add(own.actor.id)
                yield own

    def people_after(self, place: int) -> Iterator[Seen]:
        """Yield the persons seen from a place on, the nearest first."""
        first = bisect_left(self.seen, place, key=lambda own: own.start)
        for own in self.seen[first : first + _REACH]:
            if own.actor.kind == "person":
                yield own

    def introduced(self, id: str, place: int) -> bool:
        """Tell whether an actor was seen before a place."""
        return self.first.get(id, place) < place

    def call(self, surname: str, actor: Actor) -> None:
        """Keep by a folded surname, and by what it may be a case form of, a person whom only the text knows."""
        for form in self.gazetteer.forms(surname):
            self.locals.setdefault(form, actor)

    def side(self, actor: Actor) -> str | None:
        """Return the id of the state behind an actor, by the registry or by how the text introduced him or her."""
        record = self.who.record(actor)
        return self.who.state(record) if record else self.sides.get(actor.id)

    def speaks_of(self, party: str | None) -> bool:
        """Tell whether a state or an alliance, or for a state those of it, were seen."""
        return party is not None and (party in self.first or self.states[party] > 0)

    @cached_property
    def issuer(self) -> Actor | None:
        """The party that vouches for the document."""
        own = self.document
        return party(own.issuer, self.who.day, own.language, self.who.registry)

    @cached_property
    def issuer_state(self) -> str | None:
        """The id of the state behind the issuer."""
        record = self.who.record(self.issuer) if self.issuer else None
        return self.who.state(record) if record else None

    def city_state(self, place: int) -> str | None:
        """Return the id of the state in whose capital a sentence says it takes place: "In Algiers, the ministry"."""
        start = self.sentence_starts[max(0, self.sentence(place) - 1)] if self.sentence_starts else 0
        first, last = (bisect_left(self.words, at, key=lambda word: word.start) for at in (start, place))
        for at in range(first, last - 1):
            if self.words[at].fold in self.lexicon.lists["locatives"]:
                named = self.gazetteer.name(self.words, at + 1)
                if named and named.hits[0].ground is Ground.METONYM:
                    return named.hits[0].record.id
        return None

    def frame_state(self, place: int) -> str | None:
        """Return the state of the institution with whose account a sentence begins: "According to the Kremlin, "."""
        start = self.sentence_starts[max(0, self.sentence(place) - 1)] if self.sentence_starts else 0
        for own in self.seen_between(start, place):
            first, last, after = (
                bisect_left(self.words, at, key=lambda word: word.start) for at in (start, own.start, own.end)
            )
            cut = after < len(self.words) and self.words[after].gap == COMMA
            record = self.who.record(own.actor)
            if record and record.kind == "institution" and not own.subject and cut and last - first <= _FRAME:
                return self.who.state(record)
        return None

    def voice_state(self) -> str | None:
        """Return the id of the state behind the one whose words are read: his "president" is his own."""
        record = self.who.record(self.voice) if self.voice else None
        return self.who.state(record) if record else None

    def teller_state(self) -> str | None:
        """Return the id of the state behind the one in whose statement another is read, direct or not."""
        record = self.who.record(self.teller) if self.teller else None
        return self.who.state(record) if record else None

    def main_state(self) -> str | None:
        """Return the id of the state of which, of whose people and houses, the text has spoken more than of others."""
        counted = self.states.most_common(2)
        clear = len(counted) == 1 or (len(counted) == 2 and counted[0][1] >= _CLEARLY * counted[1][1])
        return counted[0][0] if clear else None

    @cached_property
    def opening_states(self) -> tuple[Seen, ...]:
        """The persons of the first sentence that names persons of two states or more, one for each state."""
        starts = [*self.sentence_starts, len(self.document.text)]
        for start, end in pairwise(starts[: _OPENING + 1]):
            found: dict[str, Seen] = {}
            for own in self.seen_between(start, end):
                record = self.who.record(own.actor)
                if record and record.kind == "person" and (state := self.who.state(record)):
                    found.setdefault(state, own)
            if len(found) > 1:
                return tuple(found.values())
        return ()

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where sentences begin."""
        return [word.start for word in self.words if word.gap >= STOP]

    @cached_property
    def paragraph_starts(self) -> list[int]:
        """Where paragraphs begin."""
        return [word.start for word in self.words if word.gap == PARAGRAPH]

    def sentence(self, place: int) -> int:
        """Return the number of the sentence at a place."""
        return bisect_right(self.sentence_starts, place)

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph at a place."""
        return bisect_right(self.paragraph_starts, place)

    def gender(self, seen: Seen) -> str | None:
        """Return the gender of what was seen, by the words around any mention of it, or by the registry."""
        if seen.gender:
            return seen.gender
        if seen.actor.id in self.genders:
            return self.genders[seen.actor.id]
        if seen.actor.kind == "person":
            known = seen.actor.id in self.who.registry.records
            return gender_of(self.who.registry, seen.actor.id) if known else gender_of_name(seen.actor.name)
        return None


def days_of(document: Document) -> tuple[date, ...]:
    """Return the day of a document, or the first and last day of its month or year; nothing where that is unknown.

    Without a date of publication, the one year that its head and its end name is taken.
    """
    when = (document.published or "")[:10]
    if not when:
        years = set(_YEAR.findall(document.text[:_HEAD]))
        when = years.pop() if len(years) == 1 else ""
    try:
        days = [date.fromisoformat(day) for day in (first_day(when), last_day(when))] if when else []
    except ValueError:
        return ()
    return tuple(dict.fromkeys(days))
