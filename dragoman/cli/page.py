"""Readings as one self-contained HTML page: the text with its statements marked, and the statements beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup, escape

from dragoman.cli.text import flat, warnings
from dragoman.nouns import Reading, Statement
from dragoman.reading.segments import paragraphs


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
    by_id = {s.id: s for s in reading.statements}
    return _template("section.html").render(
        document=document,
        number=number,
        warnings=list(map(flat, warnings(document))),
        paragraphs=[marked(reading, start, end, number) for start, end in paragraphs(document.text)],
        statements=reading.statements,
        outer={s.id: by_id[s.within] for s in reading.statements if s.within},
        words=lambda spans: " … ".join(flat(document.text[s:e]) for s, e in spans),
        right_to_left=document.language in ("ar", "fa", "he", "ur"),
        read_by=reading.read_by,
    )


def marked(reading: Reading, start: int, end: int, number: int) -> Markup:
    """The text of a paragraph with its marks; marks nest, and one that would cross another is cut at its edge."""
    text = reading.document.text
    out: list[Markup | str] = []
    stack: list[Mark] = []
    at = start
    for mark in _marks(reading, start, end):
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


def _marks(reading: Reading, start: int, end: int) -> list[Mark]:
    def found() -> Iterator[Mark]:
        for statement in reading.statements:
            for part in ("content", "source", "cue"):
                for s, e in getattr(statement, part):
                    if s < end and e > start:
                        yield Mark(max(s, start), min(e, end), part, statement)

    order = {"content": 0, "source": 1, "cue": 2}
    return sorted(found(), key=lambda m: (m.start, -m.end, m.statement.within is not None, order[m.part]))


def _opening(mark: Mark, number: int) -> Markup:
    statement = mark.statement
    first = min(getattr(statement, mark.part))[0] == mark.start
    anchor = Markup(' id="d{}-{}-{}"').format(number, statement.id, mark.part) if first else ""
    inner = " inner" if statement.within else ""
    return Markup('<span class="{}{}"{} title="{} {}">').format(mark.part, inner, anchor, statement.id, mark.part)
