"""Where in a text a statement stands, and which actors stand there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.nouns import Actor, Mention, Span, Statement


class Reference(NamedTuple):
    """Words that mean an actor: a mention, or the source of a statement."""

    span: Span
    actor: Actor


class References:
    """All the references of a document, in text order; of those that overlap, the longest."""

    def __init__(self, mentions: Iterable[Mention], statements: Iterable[Statement]) -> None:
        """Gather the mentions, and the sources whose speaker is known."""
        own = [Reference(mention.span, mention.actor) for mention in mentions]
        own += [Reference(s.source[0], s.speaker) for s in statements if s.source and s.speaker]
        self._own: list[Reference] = []
        for reference in sorted(own, key=lambda r: (r.span.start, -r.span.end)):
            if not self._own or reference.span.start >= self._own[-1].span.end:
                self._own.append(reference)
        self._starts = [reference.span.start for reference in self._own]

    def within(self, start: int, end: int) -> list[Reference]:
        """Return the references that lie in ``[start, end)``."""
        found = self._own[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [reference for reference in found if reference.span.end <= end]


def zones(statements: tuple[Statement, ...], cut: list[Span]) -> dict[str, Span]:
    """Return, by id, the stretch of its sentence in which a statement stands alone, from the sentences of the text.

    It goes from the end of the statement before to the beginning of the next one of the same level, and, for one
    within another, no further than the content that holds it.
    """
    by_id = {statement.id: statement for statement in statements}
    levels: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        levels[statement.within].append(statement)
    starts = [span.start for span in cut]
    found: dict[str, Span] = {}
    for within, level in levels.items():
        level.sort(key=anchor)
        for before, own, after in _neighbours(level):
            bounds = _bounds(own, by_id.get(within or ""), cut, starts)
            found[own.id] = _alone(own, bounds, before, after)
    return found


def anchor(statement: Statement) -> int:
    """Return where the cue begins, or else the first part that there is."""
    parts = statement.cue or statement.content or statement.source
    return parts[0].start if parts else 0


def piece_at(statement: Statement, at: int) -> Span | None:
    """Return the piece of a statement's content that holds the code point ``at``."""
    return next((piece for piece in statement.content if piece.start <= at < piece.end), None)


def ancestors(statement: Statement, by_id: Mapping[str, Statement]) -> Iterator[Statement]:
    """Yield the statements that hold this one, the nearest first."""
    outer = by_id.get(statement.within or "")
    while outer:
        yield outer
        outer = by_id.get(outer.within or "")


def _neighbours(level: list[Statement]) -> Iterator[tuple[Statement | None, Statement, Statement | None]]:
    yield from zip([None, *level[:-1]], level, [*level[1:], None], strict=True)


def _bounds(own: Statement, outer: Statement | None, cut: list[Span], starts: list[int]) -> Span:
    at = anchor(own)
    number = bisect_right(starts, at) - 1
    start, end = cut[number] if number >= 0 else Span(at, at)
    piece = piece_at(outer, at) if outer else None
    return Span(max(start, piece.start), min(end, piece.end)) if piece else Span(start, end)


def _alone(own: Statement, bounds: Span, before: Statement | None, after: Statement | None) -> Span:
    at = anchor(own)
    mine = {*own.source, *own.cue, *own.content}
    start, end = bounds
    if before:
        ends = [span.end for span in _parts(before) if span not in mine and span.end <= at]
        start = max([start, *ends])
    if after:
        begins = [span.start for span in _parts(after) if span not in mine and span.start > at]
        end = min([end, *begins])
    return Span(start, max(start, end))


def _parts(statement: Statement) -> Iterator[Span]:
    yield from statement.source
    yield from statement.cue
    yield from statement.content
