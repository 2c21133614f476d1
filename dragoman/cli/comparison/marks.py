"""The full text of a source with the words marked that the cells and the framing rest on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from dragoman.nouns import Span


class Mark(NamedTuple):
    """A stretch of a text: its id, its classes, the id of the place that it leads back to, and what is said of it."""

    start: int
    end: int
    id: str
    classes: str
    back: str
    title: str


def marked(text: str, paragraphs: list[Span], marks: Iterable[Mark]) -> list[Markup]:
    """Each paragraph with its marks; marks nest, and one that would cross another is cut at its edge."""
    ends = [paragraph.end for paragraph in paragraphs]
    found: list[list[Mark]] = [[] for _ in paragraphs]
    for mark in marks:
        number, id = bisect_right(ends, mark.start), mark.id
        while number < len(paragraphs) and paragraphs[number].start < mark.end:
            low, high = paragraphs[number]
            found[number].append(mark._replace(start=max(mark.start, low), end=min(mark.end, high), id=id))
            number, id = number + 1, ""
    return [
        _paragraph(text, paragraph, sorted(own, key=lambda m: (m.start, -m.end)))
        for paragraph, own in zip(paragraphs, found, strict=True)
    ]


def _paragraph(text: str, paragraph: Span, marks: list[Mark]) -> Markup:
    at, end = paragraph
    out: list[Markup | str] = []
    # Where each open mark ends, and whether it is a link: a link cannot stand within a link.
    stack: list[tuple[int, bool]] = []

    def close() -> None:
        nonlocal at
        upto, link = stack.pop()
        out.extend((escape(text[at:upto]), Markup("</a>") if link else Markup("</span>")))
        at = upto

    for mark in marks:
        while stack and stack[-1][0] <= mark.start:
            close()
        out.append(escape(text[at : mark.start]))
        at = mark.start
        link = not any(link for _, link in stack)
        out.append(_opening(mark, link))
        stack.append((min(mark.end, stack[-1][0] if stack else end), link))
    while stack:
        close()
    return Markup("").join([*out, escape(text[at:end])])


def _opening(mark: Mark, link: bool) -> Markup:
    id = Markup(' id="{}"').format(mark.id) if mark.id else ""
    opening = Markup('<a href="#{}"').format(mark.back) if link else Markup("<span")
    return opening + Markup(' class="{}"{} title="{}">').format(mark.classes, id, mark.title)
