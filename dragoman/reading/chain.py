"""On whose word: the chain from the outermost voucher to the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dragoman.actors import Registry
from dragoman.nouns import Actor, Document, Mention, Span, Statement
from dragoman.reading.frames import framed
from dragoman.reading.languages import Wording, lowered, wording
from dragoman.reading.sentences import sentences
from dragoman.reading.speakers import party
from dragoman.reading.zones import Reference, References, zones

Actors = tuple[Actor, ...]

#: The most letters between words such as "quoted by" and the one they lead to.
_NEAR = 40
_CUTS = re.compile(r"[.;:—–()]|,\s")


def with_chain(
    document: Document, statements: tuple[Statement, ...], mentions: tuple[Mention, ...], registry: Registry
) -> tuple[Statement, ...]:
    """Return the statements with ``word_of``: who vouches for the document, who passes the words on, the speaker.

    Outer statements come before those within them, as the reader gives them. Whoever stays unknown has no link.
    """
    outermost = vouchers(document, registry)
    low, words = lowered(document.text), wording(document.language)
    cut = sentences(document.text, document.language)
    named = References(mentions, ())
    alone = zones(statements, cut)
    links = {own.id: tuple(_links(own, alone[own.id], low, words, named)) for own in statements}
    frames = (
        {} if is_official(document) else framed(low, words, statements, References(mentions, statements), cut, links)
    )
    chains: dict[str, Actors] = {}
    for own in statements:
        outer = chains.get(own.within or "", (*outermost, *frames.get(own.id, ())))
        fresh = [actor for actor in links[own.id] if actor not in outer]
        chains[own.id] = _unrepeated((*outer, *fresh, *((own.speaker,) if own.speaker else ())))
    return tuple(replace(own, word_of=chains[own.id]) for own in statements)


def is_official(document: Document) -> bool:
    """Tell whether a party publishes the document in its own name."""
    return document.kind != "article" and bool(document.issuer)


def vouchers(document: Document, registry: Registry) -> Actors:
    """Return who vouches for a document as a whole, the outermost first.

    The issuer of an official text; of any other the outlet, and whom it took the text from; nobody where they are
    not known.
    """
    day, language = _day(document.published), document.language
    if is_official(document):
        names, kind = [document.issuer], "institution"
    else:
        names, kind = [document.outlet, document.condition.syndicated_from], "outlet"
    found = (_party(name, day, language, registry, kind) for name in names)
    return _unrepeated(actor for actor in found if actor)


#: Documents of one issuer or outlet come in numbers.
_party = lru_cache(maxsize=256)(party)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _unrepeated(actors: Iterable[Actor]) -> Actors:
    """The actors without those that are the same as the one before."""
    out: list[Actor] = []
    for actor in actors:
        if not out or out[-1].id != actor.id:
            out.append(actor)
    return tuple(out)


def _links(own: Statement, zone: Span, low: str, words: Wording, named: References) -> Iterator[Actor]:
    """Who passes the words of a statement on, in its own part of the sentence: the outermost, named last, first."""
    there = [
        reference
        for reference in named.within(*zone)
        if not any(start <= reference.span.start < end for start, end in own.content)
        and not (own.speaker and reference.actor.id == own.speaker.id)
    ]
    found = [reference for reference in there if _passes_on(own, reference, zone, low, words)]
    told = [actor for actor in own.addressee if actor.kind == "outlet"]
    yield from {actor.id: actor for actor in [r.actor for r in found[::-1]] + told}.values()


def _passes_on(own: Statement, reference: Reference, zone: Span, low: str, words: Wording) -> bool:
    start, end = reference.span
    if _leads(words["chain.relayed"], low, Span(max(zone.start, start - 2 * _NEAR), start)):
        return True
    if own.source and _quotes(own, reference, low, words):
        return True
    if reference.actor.kind != "outlet" or any(s <= start < e for s, e in own.source):
        return False
    before = Span(max(zone.start, start - 2 * _NEAR), start)
    if _leads(words["chain.aired"], low, before) or _leads(words["chain.reports"], low, before):
        return True
    report = words["chain.reports"].search(low, end, min(zone.end, end + _NEAR))
    return report is not None and not _CUTS.search(low, end, report.start())


def _leads(pattern: re.Pattern[str], low: str, stretch: Span) -> bool:
    """Whether the last match of a stretch is near its end, with no break between."""
    ends = [match.end() for match in pattern.finditer(low, *stretch)]
    return bool(ends) and stretch.end - ends[-1] <= _NEAR and not _CUTS.search(low, ends[-1], stretch.end)


def _quotes(own: Statement, reference: Reference, low: str, words: Wording) -> bool:
    """Whether one stands before the source as its quoter: "Peskov quoted Putin as saying"."""
    match = words["chain.quoting"].match(low, reference.span.end + 1)
    return match is not None and 0 <= own.source[0].start - match.end() <= 1
