"""Corrected statements as training text in our own markup (``docs/annotation.md``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.ledger.export.found import standing
from dragoman.ledger.export.safe import plain
from dragoman.ledger.query import Hit
from dragoman.nouns import Document, Span, Spans
from dragoman.reading.markup import Mark, MarkedText, MarkupError, parse, render


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked text of a document, or why there is none. ``name`` is a name for its file, without a suffix."""

    name: str
    document: Document
    text: str | None
    fault: str | None = None


def marked_texts(found: Iterable[Hit]) -> Iterator[Marked]:
    """The texts of all documents in which a person accepted or edited a statement that was found.

    Marked are all statements found but those rejected or unsure; how many of them are confirmed stands in the header
    as ``about``. All that was found is held at once.
    """
    hits = sorted(found, key=lambda hit: hit.version)
    for version, group in groupby(hits, key=lambda hit: hit.version):
        own = list(group)
        if any(standing(hit) in ("accepted", "edited") for hit in own):
            yield _marked(version, own)


def _marked(version: str, hits: list[Hit]) -> Marked:
    document = hits[0].document
    kept = [hit for hit in hits if standing(hit) not in ("rejected", "unsure")]
    text = document.text.strip("\n")
    shift = len(document.text) - len(document.text.lstrip("\n"))
    marks = _numbered([_mark(hit, shift) for hit in kept])
    rendered = render(MarkedText(text, _header(document, hits), marks))
    fault = _fault(rendered, text, marks)
    return Marked(version[:16], document, None if fault else rendered, fault)


def _header(document: Document, hits: list[Hit]) -> dict[str, str]:
    counts = Counter(map(standing, hits))
    about = ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
    facts = {
        "language": document.language or "und", "kind": document.kind, "title": document.title,
        "published": document.published, "source": document.url, "about": about,
    }  # fmt: skip
    return {name: " ".join(plain(value).split()) for name, value in facts.items() if value}


def _mark(hit: Hit, shift: int) -> Mark:
    def moved(part: Spans) -> Spans:
        return tuple(Span(start - shift, end - shift) for start, end in sorted(part))

    statement = hit.statement
    return Mark(0, moved(statement.source), moved(statement.cue), moved(statement.content))


def _numbered(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks with their numbers, in the order in which they begin, the longer one first."""

    def begin(mark: Mark) -> tuple[int, int]:
        spans = (*mark.source, *mark.cue, *mark.content)
        return min(span.start for span in spans), -max(span.end for span in spans)

    ordered = sorted(marks, key=begin)
    return tuple(Mark(number, own.source, own.cue, own.content) for number, own in enumerate(ordered, 1))


def _fault(rendered: str, text: str, marks: tuple[Mark, ...]) -> str | None:
    """Why a marked text cannot be read back as it was written, or None where it can."""
    try:
        back = parse(rendered)
    except MarkupError as error:
        return f"its statements cross, which the markup cannot hold ({error})"
    if back.text != text:
        return "its text holds something like a mark, or line breaks that the markup does not keep"
    same = [(own.source, own.cue, own.content) for own in back.marks]
    if same != [(own.source, own.cue, own.content) for own in marks]:
        return "its statements overlap in a way that the markup cannot hold"
    return None
