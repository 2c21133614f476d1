"""The words of a passage by which it can differ from another: numbers, dates, names, the act, its doer, conditions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.accounts.words import wording
from dragoman.nouns import Passage, Reading, Span, Statement

Sort = Literal["number", "date", "actor", "act", "source", "condition"]

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words at a place, and what they say: a number, a date (ISO 8601), the id of an actor, the code of an act.

    ``source`` are the words for whoever does the act, ``condition`` those by which something is tied to a condition;
    these two say nothing else.
    """

    sort: Sort
    span: Span
    value: str = ""


def spots(reading: Reading, low: str, span: Span, own: Statement | None, places: list[int]) -> tuple[Spot, ...]:
    """The spots of a stretch of a document in text order.

    ``low`` is its text in small letters, ``own`` the statement that holds most of the stretch, ``places`` where the
    mentions of the reading begin.
    """
    dates = [date for date in reading.dates if span.start <= date.span.start < span.end]
    first, last = bisect_left(places, span.start), bisect_left(places, span.end)
    language = reading.document.language
    found = [Spot("date", date.span, date.value) for date in dates]
    found += [Spot("actor", mention.span, mention.actor.id) for mention in reading.mentions[first:last]]
    found += numbers(reading.document.text, span, [date.span for date in dates], language)
    found += _condition(low, span, language)
    if own:
        found += [Spot("act", Span(*cut), own.act or "") for cut in _within(own.cue, span)]
        found += [Spot("source", Span(*cut)) for cut in _within(own.source, span)]
    return tuple(sorted(found, key=lambda spot: spot.span))


def numbers(text: str, span: Span, dates: Iterable[Span], language: str | None) -> list[Spot]:
    """The numbers of a stretch in digits, with a dot before decimals, without those that belong to dates."""
    held = list(dates)
    return [
        Spot("number", Span(*match.span()), _plain(match.group(), language))
        for match in _NUMBER.finditer(text, *span)
        if not any(start <= match.start() < end for start, end in held)
    ]


def values(found: Iterable[Spot], sort: Sort) -> tuple[str, ...]:
    """What the spots of a sort say, each once."""
    return tuple(dict.fromkeys(spot.value for spot in found if spot.sort == sort))


def at(passage: Passage, text: str, found: Iterable[Spot]) -> Passage:
    """The words of some spots of a passage, as a passage of their own; ``text`` is the passage's."""
    start = passage.spans[0].start
    spans = tuple(sorted({spot.span for spot in found}))
    return Passage(
        passage.document, spans, " … ".join(text[s - start : e - start] for s, e in spans), passage.statements
    )


def _condition(low: str, span: Span, language: str | None) -> Iterator[Spot]:
    for match in wording(language)["differences.conditions"].finditer(low, *span):
        yield Spot("condition", Span(*match.span()))


def _within(parts: Iterable[Span], span: Span) -> Iterator[tuple[int, int]]:
    return ((s, e) for s, e in parts if span.start <= s and e <= span.end)


def _plain(number: str, language: str | None) -> str:
    """A number without marks between thousands: "3,000" in English is 3000, "86,6" in Russian 86.6."""
    thousands, decimal = (",", ".") if language in ("en", None) else (".", ",")
    head, *tail = re.split(rf"[{re.escape(thousands)}\s](?=\d{{3}}(?!\d))", number)
    return "".join([head, *tail]).replace(thousands, "").replace(decimal, ".").replace("\u00a0", "").replace(" ", "")
