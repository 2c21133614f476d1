"""Who passes a statement on, by words of its own sentence: "quoted by Interfax", "told Reuters", «передает ТАСС»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.nouns import Actor, Span, Statement
from dragoman.reading.languages import Wording
from dragoman.reading.zones import Reference, References

Actors = tuple[Actor, ...]

#: The most letters between words such as "quoted by" and the one they lead to.
_NEAR = 40
_CUTS = re.compile(r"[.;:—–()]|,\s")


class Relays(NamedTuple):
    """Those who pass a statement on (``by``), and those on whose word its speaker tells it (``citing``)."""

    by: Actors
    citing: Actors


def relays(own: Statement, zone: Span, low: str, words: Wording, named: References) -> Relays:
    """Return the relays of a statement that stands in ``zone`` of a text in small letters."""
    by = [actor for actor in own.addressee if actor.kind == "outlet"]
    citing: list[Actor] = []
    for reference, start in _there(own, zone, low, words, named):
        before = Span(start, reference.span.start)
        if own.speaker and reference.actor.id == own.speaker.id:
            continue
        if _leads(words["chain.citing"], low, before):
            citing.append(reference.actor)
        elif _passes_on(own, reference, before, zone.end, low, words):
            by.append(reference.actor)
    return Relays(tuple(dict.fromkeys(by)), tuple(dict.fromkeys(citing)))


def _there(own: Statement, zone: Span, low: str, words: Wording, named: References) -> Iterator[tuple[Reference, int]]:
    """The references outside the content, and from where on words may lead to each: from the one before, or, where
    they are joined by a conjunction, from where words may lead to that."""
    start, last = zone.start, zone.start
    for reference in named.within(*zone):
        if any(first <= reference.span.start < end for first, end in own.content):
            continue
        between = low[last : reference.span.start].strip()
        if not (between == "," or words["addressees.conjunctions"].fullmatch(between)):
            start = last
        yield reference, max(start, reference.span.start - 2 * _NEAR)
        last = reference.span.end


def _passes_on(own: Statement, reference: Reference, before: Span, zone_end: int, low: str, words: Wording) -> bool:
    start, end = reference.span
    if _leads(words["chain.relayed"], low, before) or _quotes(own, reference, low, words):
        return True
    if reference.actor.kind != "outlet" or any(first <= start < last for first, last in own.source):
        return False
    if _leads(words["chain.aired"], low, before) or _leads(words["chain.reports"], low, before):
        return True
    report = words["chain.reports"].search(low, end, min(zone_end, end + _NEAR))
    return report is not None and not _CUTS.search(low, end, report.start())


def _leads(pattern: re.Pattern[str], low: str, stretch: Span) -> bool:
    """Whether the last match of a stretch is near its end, with no break between."""
    ends = [match.end() for match in pattern.finditer(low, *stretch)]
    return bool(ends) and stretch.end - ends[-1] <= _NEAR and not _CUTS.search(low, ends[-1], stretch.end)


def _quotes(own: Statement, reference: Reference, low: str, words: Wording) -> bool:
    """Whether one stands before the source as its quoter: "Peskov quoted Putin as saying"."""
    match = words["chain.quoting"].match(low, reference.span.end + 1)
    return match is not None and bool(own.source) and 0 <= own.source[0].start - match.end() <= 1
