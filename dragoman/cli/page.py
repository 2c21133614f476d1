"""Readings as one self-contained HTML page: the text with its statements marked, and the statements beside it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup, escape

from dragoman.cli.sentence import sentence
from dragoman.cli.text import flat, warnings
from dragoman.cli.text import words as spoken
from dragoman.nouns import Reading, Span, Statement
from dragoman.reading.segments import paragraphs

# Of marks over the same words the first is outside.
_ORDER = {"content": 0, "source": 1, "cue": 2}


class Mark(NamedTuple):
    """A stretch of text that belongs to a part of a statement."""

    start: int
    end: int
    part: str
    statement: Statement


@cache
def _template(name: str) -> Template:
    loader = PackageLoader("dragoman.cli", "templates")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["flat"] = flat
    return environment.get_template(name)


def head() -> str:
    """The page up to its first document."""
    return _template("head.html").render()


def foot() -> str:
    """The end of the page."""
    return _template("foot.html").render()


def section(reading: Reading, number: int) -> str:
    """A document of the page; ``number`` makes its anchors its own."""
    document = reading.document
    pieces = paragraphs(document.text)
    return _template("section.html").render(
        document=document,
        number=number,
        warnings=list(map(flat, warnings(document))),
        paragraphs=[
            _with_marks(document.text, *own, number) for own in zip(pieces, _by_paragraph(reading, pieces), strict=True)
        ],
        statements=reading.statements,
        words=lambda spans: " … ".join(flat(document.text[s:e]) for s, e in spans),
        sentence=sentence,
        spoken=spoken,
        right_to_left=document.language in ("ar", "fa", "he", "ur"),
        read_by=reading.read_by,
    )


def marked(reading: Reading, start: int, end: int, number: int) -> Markup:
    """The text of a paragraph with its marks; marks nest, and one that would cross another is cut at its edge."""
    (marks,) = _by_paragraph(reading, [Span(start, end)])
    return _with_marks(reading.document.text, Span(start, end), marks, number)


def _with_marks(text: str, paragraph: Span, marks: list[Mark], number: int) -> Markup:
    at, end = paragraph
    out: list[Markup | str] = []
    stack: list[Mark] = []
    for mark in marks:
        while stack and stack[-1].end <= mark.start:
            out += [escape(text[at : stack[-1].end]), Markup("</span>")]
            at = stack.pop().end
        limit = stack[-1].end if stack else end
        out += [escape(text[at : mark.start]), _opening(mark, number)]
        at = mark.start
        stack.append(mark._replace(end=min(mark.end, limit)))
    while stack:
        out += [escape(text[at : stack[-1].end]), Markup("</span>")]
        at = stack.pop().end
    return Markup("").join([*out, escape(text[at:end])])


def _by_paragraph(reading: Reading, pieces: list[Span]) -> list[list[Mark]]:
    """The marks of each paragraph, cut at its edges, outer ones first."""
    found: list[list[Mark]] = [[] for _ in pieces]
    ends = [piece.end for piece in pieces]
    for statement in reading.statements:
        for part in _ORDER:
            for start, end in getattr(statement, part):
                number = bisect_right(ends, start)
                while number < len(pieces) and pieces[number].start < end:
                    low, high = pieces[number]
                    found[number].append(Mark(max(start, low), min(end, high), part, statement))
                    number += 1
    for marks in found:
        marks.sort(key=lambda m: (m.start, -m.end, m.statement.within is not None, _ORDER[m.part]))
    return found


def _opening(mark: Mark, number: int) -> Markup:
    statement = mark.statement
    first = min(getattr(statement, mark.part))[0] == mark.start
    anchor = Markup(' id="d{}-{}-{}"').format(number, statement.id, mark.part) if first else ""
    inner = " inner" if statement.within else ""
    return Markup('<span class="{}{}"{} title="{} {}">').format(mark.part, inner, anchor, statement.id, mark.part)
