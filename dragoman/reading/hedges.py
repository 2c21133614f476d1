"""Words of distance: by which a text takes back the certainty of what it passes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dragoman.nouns import Document, Span, Statement
from dragoman.reading.languages import Wording, lowered, wording
from dragoman.reading.quotes import quoted
from dragoman.reading.sentences import sentences
from dragoman.reading.zones import zones

_BEGINS_CLAUSE = '.!?…,;:—–-(«"“„»”'


class _Hit(NamedTuple):
    """Words of distance in the text; ``free`` ones hold only where they do not depend on a verb of saying."""

    span: Span
    free: bool = False


def with_hedges(document: Document, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements with ``hedge``, the words of the text that take back certainty, the first of several.

    Words belong to the innermost statement in whose part of the sentence, or content, they stand. Words in quotation
    marks are the speaker's own and count only for what the speaker passes on. Where there are none, a cue that
    leaves open whether its content is true (*claimed*) is the hedge.
    """
    text, words = document.text, wording(document.language)
    low = lowered(text)
    cut = sentences(text, document.language)
    hits = sorted(_hits(low, cut, words, document.condition.machine_translated))
    found = _owned(low, hits, statements, cut, words) if hits else {}
    return tuple(_hedged(s, text, low, found.get(s.id), words["hedges.claims"]) for s in statements)


def _hedged(statement: Statement, text: str, low: str, hedge: Span | None, claims: re.Pattern[str]) -> Statement:
    if hedge is None:
        matches = (claims.search(low, start, end) for start, end in statement.cue)
        hedge = next((Span(*match.span()) for match in matches if match), None)
    return replace(statement, hedge=text[hedge.start : hedge.end]) if hedge else statement


def _hits(low: str, cut: list[Span], words: Wording, translated: bool) -> Iterator[_Hit]:
    for match in words["hedges.words"].finditer(low):
        yield _Hit(Span(*match.span()))
    for match in words["hedges.openers"].finditer(low):
        before = low[: match.start()].rstrip()[-1:]
        if not before or before in _BEGINS_CLAUSE:
            yield _Hit(Span(*match.span()))
    if translated:
        for match in words["hedges.translated"].finditer(low):
            yield _Hit(Span(*match.span()))
    if words.has("hedges.conditionals"):
        for sentence in cut:
            yield from _conditionals(low, sentence, words)


def _conditionals(low: str, sentence: Span, words: Wording) -> Iterator[_Hit]:
    """The conditionals of a sentence that may tell of hearsay: none where it has a condition."""
    start, end = sentence
    matches = list(words["hedges.conditionals"].finditer(low, start, end))
    if not matches or words["hedges.conditions"].search(low, start, end):
        return
    for match in matches:
        if not words["hedges.wishes"].match(low, match.start()):
            past = _past(words).match(low, match.start(), end)
            yield _Hit(Span(*(past or match).span()), free=not past)


@lru_cache
def _past(words: Wording) -> re.Pattern[str]:
    """The conditional past: an auxiliary, what may stand between, a participle."""
    auxiliary, between, participle = (
        words[f"hedges.{name}"].pattern for name in ("auxiliaries", "between", "participles")
    )
    return re.compile(rf"(?:{auxiliary})(?:\s+(?:{between}))*\s+(?:{participle})")


def _owned(
    low: str, hits: list[_Hit], statements: tuple[Statement, ...], cut: list[Span], words: Wording
) -> dict[str, Span]:
    """The first hit of each statement, by its id: a hit is the innermost statement's in whose parts it stands."""
    alone = zones(statements, cut)
    starts = [hit.span.start for hit in hits]
    quotes = [_in_quotes(low, start) for start in starts]
    owners: dict[int, str] = {}
    depends: set[int] = set()
    held: set[int] = set()
    for statement in statements:  # outer ones come first, so that the last to take is the innermost
        for piece in (*statement.content, alone[statement.id]):
            for number in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
                if quotes[number] and not statement.within:
                    continue
                owners[number] = statement.id
                if hits[number].free and piece in statement.content:
                    held.add(number)
                    if words["hedges.subordinators"].search(low, piece.start, starts[number]):
                        depends.add(number)
    found: dict[str, Span] = {}
    for number, owner in owners.items():
        if not hits[number].free or number in held - depends:
            found[owner] = min(hits[number].span, found.get(owner, hits[number].span))
    return found


def _in_quotes(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return quoted(text[start : end if end >= 0 else len(text)])[at - start]
