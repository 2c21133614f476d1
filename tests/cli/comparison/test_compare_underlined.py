"""The words in which accounts differ inside a point, underlined in the formats for reading."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import docx
import pytest
from docx.enum.text import WD_UNDERLINE

from dragoman.accounts.sheet import Report
from dragoman.cli.comparison.markdown import markdown
from dragoman.cli.comparison.page import page
from dragoman.cli.comparison.underlined import KINDS, kinds, underlined
from dragoman.cli.comparison.word import word
from dragoman.cli.text import flat
from dragoman.nouns import Comparison, Difference, Passage, Span

Make: TypeAlias = Callable[..., Report]


def part(report: Report, document: str, words: str) -> tuple[Passage, ...]:
    """Words of a document of a report."""
    (text,) = (source.document.text for source in report.sources if source.document.id == document)
    start = text.index(words)
    return (Passage(document, (Span(start, start + len(words)),), words, ("s1",)),)


@pytest.fixture
def differing(made: Make, compared: Comparison) -> Report:
    """Return a report whose second point differs in a name and in who acts, with hostile words underlined."""
    found = list(compared.points)
    own = made()
    name = {"russia": part(own, "ru", "Минск"), "france": part(own, "fr", "| <script>alert")}
    who = {"russia": part(own, "ru", "Лидеры"), "france": part(own, "fr", "deux Présidents ont")}
    found[1] = replace(found[1], differences=(Difference("scope", name), Difference("proposer", who)))
    return made(replace(compared, points=tuple(found)))


def test_the_pieces_are_the_words_of_the_quote(differing: Report) -> None:
    (sheet,) = differing.sheets
    seen = 0
    for row in sheet.rows:
        for cell in row.cells:
            for own in underlined(sheet, row, cell):
                assert "".join(piece.text for piece in own.pieces) == flat(own.quote.text)
                seen += len(own.pieces)
    assert seen > 10
    assert kinds(sheet) == ("proposer", "scope")
    (row,) = (row for row in sheet.rows if row.point.id == "p2")
    (own,) = underlined(sheet, row, row.cells[0])
    assert [(piece.text, piece.kinds) for piece in own.pieces] == [
        ("Лидеры", ("proposer",)), (" обсудили ", ()), ("Минск", ("scope",)), (".", ()),
    ]  # fmt: skip


def test_parts_of_a_passage_stay_apart_and_kinds_that_cross_are_both_told(made: Make, compared: Comparison) -> None:
    parts = Passage("ru", (Span(0, 12), Span(24, 41)), "", ("s1",))
    found = list(compared.points)
    told = {**found[1].accounts, "russia": replace(found[1].accounts["russia"], passages=(parts,))}
    many = Difference("number", {"russia": (Passage("ru", (Span(6, 12),), "", ()),)})
    date = Difference("date", {"russia": (Passage("ru", (Span(9, 30),), "", ()),)})
    found[1] = replace(found[1], accounts=told, differences=(many, date))
    (sheet,) = made(replace(compared, points=tuple(found))).sheets
    (row,) = (row for row in sheet.rows if row.point.id == "p2")
    (own,) = underlined(sheet, row, row.cells[0])
    assert [(piece.text, piece.kinds) for piece in own.pieces] == [
        ("Путин ", ()), ("отв", ("number",)), ("ерг", ("number", "date")), (" … ", ()), ("Лидеры", ("date",)),
        (" обсудили М", ()),
    ]  # fmt: skip


def test_nothing_is_underlined_and_no_legend_shown_where_nothing_differs(made: Make) -> None:
    (sheet,) = made().sheets
    assert kinds(sheet) == ()
    assert "Underlined" not in markdown(made()) + page(made())


def test_markdown_underlines_and_escapes(differing: Report) -> None:
    told = markdown(differing)
    assert "<ins>Лидеры</ins> обсудили <ins>Минск</ins>." in told
    assert "<ins>\\| &lt;script&gt;alert</ins>(1)" in told
    assert "Underlined where the accounts differ: who, scope." in told


def test_html_underlines_each_kind_with_its_line_and_tells_it(differing: Report) -> None:
    told = page(differing)
    assert (
        '<u class="scope">| &lt;script&gt;alert</u><span class="unseen" lang="en" dir="ltr"> (named here only)' in told
    )
    assert '<u class="proposer">who</u> · <u class="scope">scope</u>' in told
    for kind in set(KINDS) - {"strength", "polarity"}:
        assert f"u.{kind} {{" in told, kind


def test_word_underlines_each_kind_with_its_line(differing: Report) -> None:
    file = docx.Document(io.BytesIO(word(differing)))
    (legend,) = (own for own in file.paragraphs if own.text.startswith("Underlined"))
    assert legend.text == "Underlined where the accounts differ: who, scope"
    cells = [cell for row in file.tables[0].rows for cell in row.cells]
    (cell,) = (cell for cell in cells if cell.text.startswith("Лидеры"))
    runs = [(run.text, run.underline) for run in cell.paragraphs[0].runs]
    assert runs == [
        ("Лидеры", WD_UNDERLINE.THICK), (" обсудили ", None), ("Минск", WD_UNDERLINE.DOT_DASH), (".", None),
        (" [1]", None),
    ]  # fmt: skip
    lines = {run.underline for run in legend.runs[1:] if run.underline}
    assert lines == {WD_UNDERLINE.THICK, WD_UNDERLINE.DOT_DASH}
