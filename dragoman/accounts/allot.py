"""Which passages tell of which exchange."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.accounts.exchanges import Found
from dragoman.accounts.exchanges.sighting import Days, Rank, Sighting, day_of, days_of
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import KINDS, Unit, passages
from dragoman.accounts.words import wording
from dragoman.actors import Registry
from dragoman.nouns import Actor, Exchange, Reading, Span
from dragoman.reading.chain import is_official
from dragoman.reading.languages import lowered
from dragoman.reading.languages import wording as reports


def allot(found: Sequence[Found], readings: Sequence[Reading], registry: Registry) -> dict[str, tuple[Unit, ...]]:
    """Return the units that tell of each exchange, by its id, in the order of the documents; a unit is in one at most.

    An official text tells of its exchange in all that it says, but for what it tells of another. In an article, those
    passages do that are in the word, or on the words, of a side that took part, and not of an earlier day. Whatever
    tells of no exchange is background and in none.
    """
    parties = Parties(registry)
    seen: defaultdict[str, list[_Seen]] = defaultdict(list)
    for own in found:
        for sighting in own.sightings:
            seen[sighting.passage.document].append(_Seen(own.exchange, sighting))
    out: dict[str, list[Unit]] = {own.exchange.id: [] for own in found}
    for reading in readings:
        for exchange, unit in _Page(reading, seen.get(reading.document.id, []), parties).told():
            out[exchange.id].append(unit)
    return {id: tuple(units) for id, units in out.items()}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sighting and the exchange that it was put to."""

    exchange: Exchange
    sighting: Sighting


@dataclass
class _Page:
    """A document whose units are put to the exchanges seen in it."""

    reading: Reading
    seen: list[_Seen]
    parties: Parties
    current: Exchange | None = None
    paragraph: int = -1
    _near: bool = False
    _off: bool = False

    @cached_property
    def main(self) -> tuple[Exchange, ...]:
        """The exchanges that the document is about: those it tells of most fully, or the only one that it mentions."""
        if not self.seen:
            return ()
        best = max(own.sighting.rank for own in self.seen)
        found = {own.exchange.id: own.exchange for own in self.seen if own.sighting.rank == best}
        if best >= Rank.REPORT or (best == Rank.MENTION and len(found) == 1):
            return tuple(found.values())
        return ()

    def told(self) -> list[tuple[Exchange, Unit]]:
        """The units that tell of an exchange, each with that."""
        if not self.seen:
            return []
        document = self.reading.document
        official = is_official(document) or document.kind in ("readout", "statement")
        choose = self._of_official if official and len(self.main) == 1 else self._of_article
        self.current = self.main[0] if len(self.main) == 1 else None
        pairs = ((choose(unit), unit) for unit in passages(self.reading))
        return [(exchange, unit) for exchange, unit in pairs if exchange]

    def _of_official(self, unit: Unit) -> Exchange | None:
        return self._seen_in(unit, Rank.TOLD) or self.main[0]

    def _of_article(self, unit: Unit) -> Exchange | None:
        if unit.paragraph != self.paragraph:
            self.paragraph, self._near, self._off = unit.paragraph, False, False
        here = self._seen_in(unit, Rank.MENTION)
        if here and (here in self.main or unit.speaker is None or self._seen_in(unit, Rank.TOLD)):
            return self._on(here)
        if unit.role == "frame":
            return self.current if unit.order < _HEAD and self.current in self.main else None
        own = [exchange for exchange in self._open(unit) if self._concerns(unit, exchange)]
        exchange = self.current if self.current in own else next(iter(own), None)
        if exchange:
            return self._on(exchange)
        self._off = not self._near
        return None

    def _on(self, exchange: Exchange) -> Exchange:
        """Go on with an exchange."""
        self.current, self._near, self._off = exchange, True, False
        return exchange

    def _seen_in(self, unit: Unit, rank: Rank) -> Exchange | None:
        """The exchange that is seen in the sentence of a unit, not as a mere mention where another is told there."""
        (start, end), *_ = unit.passage.spans
        there = [
            own
            for own in self.seen
            if own.sighting.rank >= rank and any(s.start < end and start < s.end for s in own.sighting.passage.spans)
        ]
        there = [own for own in there if rank == Rank.MENTION or own.exchange not in self.main]
        return max(there, key=lambda own: own.sighting.rank).exchange if there else None

    def _open(self, unit: Unit) -> list[Exchange]:
        """The exchanges of which a unit may tell: with two, the one whose own party it names."""
        if len(self.main) < 2:
            return list(self.main)
        named = self._sides(unit)
        casts = [{self.parties.of(actor) for actor in exchange.participants} for exchange in self.main]
        common = set.intersection(*casts)
        own = [e for e, cast in zip(self.main, casts, strict=True) if named & (cast - common)]
        return own if len(own) == 1 else [self.current] if self.current else []

    def _concerns(self, unit: Unit, exchange: Exchange) -> bool:
        """Whether a unit is in the word, or on the words, of a side that took part; or tells of it by itself."""
        if self._is_earlier(unit, exchange):
            return False
        cast = {self.parties.of(actor) for actor in exchange.participants}
        told_by = self._told_by(unit)
        if unit.speaker or told_by:
            speakers = told_by | (self.parties.all_of(unit.speaker) if unit.speaker else frozenset())
            # A state that is quoted after something else is mostly quoted on that.
            chain = [actor for actor in unit.word_of if actor.kind != "outlet"]
            away = self._off and all(actor.kind == "state" for actor in chain)
            return bool(speakers & cast) and not away
        people = {actor.id for actor in exchange.participants if actor.kind == "person"}
        named = {actor.id for actor in unit.actors}
        voices = {a.id for a in unit.actors if a.kind == "institution" and self.parties.of(a) in cast}
        sides = self._sides(unit) & cast
        return bool(named & people or voices) or len(sides) >= (1 if self._near else 2) or self._has_cue(unit)

    def _told_by(self, unit: Unit) -> frozenset[str]:
        """The parties in the chain of word behind the outlet."""
        chain = [actor for actor in unit.word_of if actor.kind != "outlet"]
        return frozenset().union(*(self.parties.all_of(actor) for actor in chain[:1]))

    def _sides(self, unit: Unit) -> set[str]:
        actors: list[Actor] = [*unit.actors, *unit.word_of]
        return {party for actor in actors for party in self.parties.all_of(actor)}

    def _has_cue(self, unit: Unit) -> bool:
        """Whether a unit speaks of an encounter, or of an account of one."""
        words = wording(unit.language)
        low = lowered(unit.passage.text)
        told = reports(unit.language)["chain.accounts"].search(low)
        return bool(told) or any(words[f"kinds.{kind}"].search(low) for kind in KINDS if kind != "documents")

    def _is_earlier(self, unit: Unit, exchange: Exchange) -> bool:
        """Whether a unit tells of a day before the exchange: one that it was said on, or on which its event was."""
        days = days_of(exchange.date) if exchange.date else None
        if days is None:
            return False
        said = day_of(unit.said)
        if said and said < days.first:
            return True
        return any(other.last < days.first for other in self._days_around(unit))

    def _days_around(self, unit: Unit) -> list[Days]:
        """The days that a unit names outside the contents of statements."""
        (start, end), *_ = unit.passage.spans
        contents = [content for own in self.reading.statements for content in own.content]
        outside = [
            date
            for date in self.reading.dates
            if start <= date.span.start < end and not _within(date.span, contents) and len(date.value) >= _DAY
        ]
        return [days for date in outside if (days := days_of(date.value))]


#: The units of the head of an article that may be a headline or a dateline.
_HEAD = 3
_DAY = len("2022-01-28")


def _within(span: Span, contents: list[Span]) -> bool:
    return any(content.start <= span.start < content.end for content in contents)
