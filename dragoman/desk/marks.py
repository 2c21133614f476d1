"""A text with its statements marked, cut into pieces that lie side by side: nothing nests, nothing crosses."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.nouns import Span, Statement
from dragoman.reading.segments import paragraphs

#: Characters of a text that one page shows.
PART = 40_000
_PARTS = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text from ``start`` (a code point of the document's text).

    ``parts`` are what it is part of (``source``, ``cue``, ``content``, ``inner`` within an outer content, ``other``
    where a statement says it that is not shown); ``opens`` are the numbers of the statements whose content begins here.
    """

    start: int
    text: str
    parts: tuple[str, ...] = ()
    opens: tuple[int, ...] = ()


def parts_of(text: str) -> list[list[Span]]:
    """The paragraphs of a text in lots of about a page; a paragraph longer than that is cut between words."""
    lots: list[list[Span]] = [[]]
    size = 0
    for own in (cut for whole in paragraphs(text) for cut in _cut(text, whole)):
        length = own.end - own.start
        if size and size + length > PART:
            lots.append([])
            size = 0
        lots[-1].append(own)
        size += length
    return lots


def _cut(text: str, whole: Span) -> Iterator[Span]:
    start = whole.start
    while whole.end - start > PART:
        blank = text.rfind(" ", start + 1, start + PART)
        end = blank + 1 if blank > start else start + PART
        yield Span(start, end)
        start = end
    yield Span(start, whole.end)


def marked(text: str, spans: Sequence[Span], statements: Iterable[tuple[int | None, Statement]]) -> list[list[Piece]]:
    """The pieces of each of ``spans``, which are in order and do not overlap; statements come with their numbers.

    One numbered 0 is marked without its number; of one without a number, which is not shown, the content alone is
    marked, as ``other``.
    """
    found: list[list[tuple[int, int, str, int]]] = [[] for _ in spans]
    ends = [span.end for span in spans]
    for number, statement in statements:
        for part in _PARTS if number is not None else ("content",):
            for at, (start, end) in enumerate(sorted(getattr(statement, part))):
                name = "other" if number is None else "inner" if part == "content" and statement.within else part
                place = bisect_right(ends, start)
                first = number or 0 if part == "content" and at == 0 else 0
                while place < len(spans) and spans[place].start < end:
                    low, high = spans[place]
                    found[place].append((max(start, low), min(end, high), name, first))
                    place, first = place + 1, 0
    return [list(_pieces(text, span, own)) for span, own in zip(spans, found, strict=True)]


def highlighted(text: str, span: Span, marks: Iterable[tuple[Span, str]]) -> list[Piece]:
    """The pieces of a stretch of text in which some words are marked, each with the name of its mark."""
    own = [(max(s, span.start), min(e, span.end), part, 0) for (s, e), part in marks if s < span.end and span.start < e]
    return list(_pieces(text, span, own))


def _pieces(text: str, span: Span, marks: list[tuple[int, int, str, int]]) -> Iterator[Piece]:
    begins: defaultdict[int, list[str]] = defaultdict(list)
    ends: defaultdict[int, list[str]] = defaultdict(list)
    opens: defaultdict[int, list[int]] = defaultdict(list)
    for start, end, part, number in marks:
        begins[start].append(part)
        ends[end].append(part)
        if number:
            opens[start].append(number)
    edges = sorted({span.start, span.end, *begins, *ends})
    live: dict[str, int] = {}
    for start, end in pairwise(edges):
        for part in ends[start]:
            live[part] -= 1
        for part in begins[start]:
            live[part] = live.get(part, 0) + 1
        own = tuple(sorted(part for part, count in live.items() if count > 0))
        yield Piece(start, text[start:end], own, tuple(opens[start]))
