"""What the categories of framing look at: the accounts of one exchange, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Protocol

from dragoman.accounts.framing.words import Lexicon, lexicon
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import KINDS, Unit
from dragoman.accounts.states import either, stems
from dragoman.accounts.words import wording
from dragoman.actors import Registry
from dragoman.nouns import Account, Actor, Document, Exchange, Passage, Point, Reading, Span
from dragoman.reading.chain import vouchers
from dragoman.reading.circumstances import Circumstance, Tag
from dragoman.reading.languages import lowered

#: The lists of words for encounters at which people speak.
SPOKEN = ("call", "video", "meeting", "talks", "talk", "informal")


#: How sure a tag must be to count.
SURE = 0.5


class Tells(Protocol):
    """What finds words for circumstances: :class:`dragoman.reading.likeness.Likeness`."""

    def circumstances(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        """What each text tells of an encounter itself, in its own code points."""
        ...


class Named(NamedTuple):
    """A place that names a party of the exchange."""

    span: Span
    party: str


class Line(NamedTuple):
    """A sentence, or the part of it that an account tells, with its units, and the tags of its circumstances."""

    document: Document
    low: str
    span: Span
    units: tuple[Unit, ...]
    tags: tuple[Tag, ...] = ()

    @property
    def words(self) -> Lexicon:
        """The lists of its language."""
        return lexicon(self.document.language)

    @property
    def is_frame(self) -> bool:
        """Whether any of its units only tells that the exchange was had."""
        return any(unit.role == "frame" for unit in self.units)

    @property
    def tells(self) -> bool:
        """Whether it has words for an encounter."""
        return self.is_frame or self.has_encounter(self.span)

    def tagged(self, category: Circumstance) -> list[Span]:
        """Return the stretches of it that surely tell a circumstance, in order."""
        return [own.span for own in self.tags if own.category == category and own.probability >= SURE]

    def has_encounter(self, span: Span) -> bool:
        """Tell whether a stretch of it has words for an encounter."""
        words, own = wording(self.document.language), self.words
        known = [words[f"kinds.{kind}"] for kind in KINDS] + [own[f"encounter.{kind}"] for kind in SPOKEN]
        return any(pattern.search(self.low, *span) for pattern in known)

    def passage(self, span: Span | None = None) -> Passage:
        """Return its words, or those of a span in it, as evidence."""
        start, end = span or self.span
        held = (unit.passage for unit in self.units if unit.passage.spans[0].start < end)
        ids = tuple(dict.fromkeys(id for own in held if own.spans[-1].end > start for id in own.statements))
        return Passage(self.document.id, (Span(start, end),), self.document.text[start:end], ids)


@dataclass(frozen=True)
class View:
    """An account with its units and sentences, its documents and the party that it is of; official texts first."""

    account: Account
    party: str
    units: tuple[Unit, ...]
    lines: tuple[Line, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Scene:
    """An exchange with its accounts, and what names are looked up in."""

    exchange: Exchange
    views: tuple[View, ...]
    points: tuple[Point, ...]
    readings: Mapping[str, Reading]
    parties: Parties

    @cached_property
    def cast(self) -> frozenset[str]:
        """The parties of the participants and of the accounts."""
        own = {party for actor in self.exchange.participants for party in self.parties.all_of(actor)}
        return frozenset(own | {view.party for view in self.views if view.account.voucher.kind != "outlet"})

    def sides(self, actor: Actor | None) -> frozenset[str]:
        """The parties of an actor that take part in the exchange, or tell of it."""
        return self.parties.all_of(actor) & self.cast if actor else frozenset()

    def is_own(self, view: View, document: Document) -> bool:
        """Tell whether a document speaks in the account's own name: its issuer is of its party, or its outlet is it."""
        own = vouchers(document, self.parties.registry)
        if not own and document.kind == "transcript":
            own = tuple(unit.word_of[0] for unit in view.units if unit.word_of and unit.passage.document == document.id)
        return any(self.parties.of(voucher) == view.party for voucher in own)

    def other(self, party: str) -> str | None:
        """The other party, where the exchange has just two."""
        rest = sorted(self.cast - {party})
        return rest[0] if len(rest) == 1 else None

    def named(self, document: Document, low: str, span: Span) -> list[Named]:
        """Return the places of a stretch that name a party of the exchange, in order."""
        mentions = self.readings[document.id].mentions
        found = [
            Named(own.span, party)
            for own in mentions
            if span.start <= own.span.start < span.end
            for party in sorted(self.sides(own.actor))
        ]
        for party in sorted(self.cast):
            stems = self._stems(party, document.language)
            found += [Named(Span(*match.span()), party) for match in stems.finditer(low, *span)]
        return sorted(set(found))

    def _stems(self, party: str, language: str | None) -> re.Pattern[str]:
        """The names of a party, its people and capital, in any case."""
        record = self.parties.registry.records.get(party)
        return either(stems(record, language) if record else ())


def scene(
    exchange: Exchange,
    accounts: Sequence[tuple[Account, tuple[Unit, ...]]],
    points: Sequence[Point],
    readings: Sequence[Reading],
    registry: Registry,
    tells: Tells | None = None,
) -> Scene:
    """Set the scene of an exchange; without ``tells`` no line has tags.

    Raises:
        KeyError: an account has a document of which there is no reading; its id.
    """
    known = {reading.document.id: reading for reading in readings}
    parties = Parties(registry)
    views = tuple(_view(account, units, known, parties) for account, units in accounts)
    if tells:
        views = tuple(replace(view, lines=_tagged(view.lines, tells)) for view in views)
    return Scene(exchange, views, tuple(points), known, parties)


def _view(account: Account, units: tuple[Unit, ...], readings: Mapping[str, Reading], parties: Parties) -> View:
    places = {id: place for place, id in enumerate(account.documents)}
    last = len(places)
    ordered = sorted(units, key=lambda unit: (places.get(unit.passage.document, last), unit.order))
    documents = tuple(readings[id].document for id in account.documents)
    return View(account, parties.of(account.voucher), tuple(ordered), tuple(_lines(ordered, readings)), documents)


def _tagged(lines: Sequence[Line], tells: Tells) -> tuple[Line, ...]:
    texts = [line.document.text[slice(*line.span)] for line in lines]
    return tuple(
        line._replace(tags=tuple(tag._replace(span=_moved(tag.span, line.span.start)) for tag in tags))
        for line, tags in zip(lines, tells.circumstances(texts), strict=True)
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _lines(units: Sequence[Unit], readings: Mapping[str, Reading]) -> Iterator[Line]:
    lows: dict[str, str] = {}
    group: list[Unit] = []
    for unit, after in zip(units, [*units[1:], None], strict=True):
        group.append(unit)
        if after and (after.passage.document, after.sentence) == (unit.passage.document, unit.sentence):
            continue
        document = readings[unit.passage.document].document
        low = lows.setdefault(document.id, lowered(document.text))
        yield Line(document, low, Span(group[0].passage.spans[0].start, unit.passage.spans[-1].end), tuple(group))
        group = []
