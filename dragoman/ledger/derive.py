"""From a reading to the rows by which its statements are found. All that is here follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.ledger import facets
from dragoman.ledger.days import Days, days
from dragoman.ledger.editing import judged
from dragoman.ledger.folding import folded
from dragoman.ledger.judgements import Judgement
from dragoman.ledger.keys import statement_keys
from dragoman.nouns import Document, Reading, Span, Statement

#: The day is above, a number of its own below.
_SHIFT = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as it is found: its number in the reading, its key, the day it was said (0 where unknown)."""

    number: int
    key: str
    day: int
    words: str
    facets: str
    refers: tuple[Days, ...]


def entries(reading: Reading, version: str, counted: bool, standing: Mapping[str, Judgement]) -> list[Entry]:
    """The entries of a reading's statements, as the judgements in force (by key) leave them."""
    keys = statement_keys(version, reading.statements)
    return [
        entry(reading.document, version, number, (statement, key), counted, standing.get(key))
        for number, (statement, key) in enumerate(zip(reading.statements, keys, strict=True))
    ]


def entry(
    document: Document,
    version: str,
    number: int,
    keyed: tuple[Statement, str],
    counted: bool,
    judgement: Judgement | None,
) -> Entry:
    """The entry of one statement, which comes with its key."""
    statement, key = keyed
    own = judged(statement, judgement, len(document.text))
    referred = {found for value in own.refers if (found := days(value))}
    return Entry(
        number=number,
        key=key,
        day=day_of(document, own),
        words=_words(document.text, own),
        facets=facets.facets(document, own, version, judgement.verdict if judgement else None, counted),
        refers=tuple(sorted(referred)),
    )


def day_of(document: Document, statement: Statement) -> int:
    """The day a statement was said, as ``date.toordinal`` counts, or else its document was published; 0 if unknown.

    Of a month, a year or an interval it is the first day.
    """
    found = days(statement.said) or days(document.published)
    return found[0] if found else 0


def place(day: int, number: int) -> int:
    """Where a statement stands among all: by day, then by number."""
    return day << _SHIFT | number


def first_place(day: int) -> int:
    """The place before all of a day."""
    return day << _SHIFT


def day_in(at: int) -> int:
    """The day in a place."""
    return at >> _SHIFT


def _words(text: str, statement: Statement) -> str:
    spans: list[Span] = sorted((*statement.source, *statement.cue, *statement.content))
    return folded(" ".join(text[start:end] for start, end in spans))
