"""The words of a cell in pieces: those in which the accounts differ inside the point apart from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.accounts.sheet import Cell, Quote, Row, Sheet
from dragoman.accounts.underline import Underline, underlines
from dragoman.cli.text import flat
from dragoman.nouns import Passage, Span

#: What is underlined, by kind: its name in a legend, and what it says of the words.
KINDS = {
    "strength": ("strength", "binds more or less"),
    "number": ("number", "another number"),
    "date": ("date", "another date"),
    "name": ("name", "another name for it"),
    "proposer": ("who", "another does it"),
    "condition": ("condition", "on a condition"),
    "scope": ("scope", "named here only"),
    "polarity": ("yes or no", "the other denies it"),
}
_GAP = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line; ``kinds`` are those of the differences that they show, none where they show none."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quote, in pieces which together are its text on one line."""

    quote: Quote
    pieces: tuple[Piece, ...]


def underlined(sheet: Sheet, row: Row, cell: Cell) -> tuple[Words, ...]:
    """The quotes of a cell with the words to underline; none where the account is silent."""
    marks = [own for own in underlines(sheet.comparison, row.point) if own.account == cell.account.id]
    passages = row.point.accounts[cell.account.id].passages
    return tuple(Words(quote, _pieces(quote, own, marks)) for quote, own in zip(cell.quotes, passages, strict=True))


def kinds(sheet: Sheet) -> tuple[str, ...]:
    """The kinds of difference that are underlined anywhere in a sheet, in the order of ``KINDS``."""
    found = {
        kind
        for row in sheet.rows
        for cell in row.cells
        for words in underlined(sheet, row, cell)
        for piece in words.pieces
        for kind in piece.kinds
    }
    return tuple(kind for kind in KINDS if kind in found)


def _pieces(quote: Quote, passage: Passage, marks: Iterable[Underline]) -> tuple[Piece, ...]:
    own = [mark for mark in marks if mark.document == passage.document]
    raw: list[Piece] = []
    for number, span in enumerate(passage.spans):
        raw += [Piece(_GAP)] if number else []
        raw += _cut(quote.source.document.text, span, own)
    return tuple(_on_one_line(raw))


def _cut(text: str, span: Span, marks: Sequence[Underline]) -> Iterator[Piece]:
    inside = [mark for mark in marks if mark.span.start < span.end and span.start < mark.span.end]
    edges = {span.start, span.end}
    edges |= {edge for mark in inside for edge in mark.span if span.start < edge < span.end}
    for start, end in pairwise(sorted(edges)):
        found = dict.fromkeys(mark.kind for mark in inside if mark.span.start <= start and end <= mark.span.end)
        yield Piece(text[start:end], tuple(found))


def _on_one_line(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without what breaks a line or steers a terminal, and with one blank where there were several."""
    out: list[Piece] = []
    open_ = False
    for own in pieces:
        # Between two letters, so that blanks at its ends stay.
        text = flat(f"x{own.text}x")[1:-1]
        text = text if open_ else text.removeprefix(" ")
        if text:
            out.append(replace(own, text=text))
            open_ = not text.endswith(" ")
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return [own for own in out if own.text]
