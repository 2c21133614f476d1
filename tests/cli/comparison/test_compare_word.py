"""The report as a Word file."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx

from dragoman.accounts.sheet import Report
from dragoman.cli.comparison.word import word

Make = Callable[..., Report]


def test_finding_tables_and_sources(made: Make) -> None:
    file = docx.Document(io.BytesIO(word(made())))
    lines = [paragraph.text for paragraph in file.paragraphs]
    assert lines[0].startswith("1 point shared, 1 in conflict")
    assert lines[1] == "Call, 2022-01-28: Emmanuel Macron and Vladimir Putin"
    assert "[1] Kremlin · 2022-01-28 · ru · ru.txt" in lines
    points, framing = file.tables
    cells = [[cell.text for cell in row.cells] for row in points.rows]
    assert cells[0] == ["Point", "Kremlin [1]", "Élysée Palace [2]", "Daily [3]"]
    assert cells[1] == ["p3 CONFLICT", "denied\nПутин отверг обвинения. [1]", "Le Président a démenti. [2]", "silent"]
    assert [row.cells[0].text for row in framing.rows] == ["", "initiator", "tone", "order and share", "praise"]


def test_words_from_right_to_left_are_set_so(made: Make) -> None:
    points = docx.Document(io.BytesIO(word(made()))).tables[0]
    arabic, russian = points.rows[4].cells[3].paragraphs[0], points.rows[1].cells[1].paragraphs[1]
    assert arabic.runs[0].font.rtl
    assert len(arabic._p.pPr.xpath("w:bidi")) == 1
    assert not russian.runs[0].font.rtl


def test_the_head_of_a_table_is_on_every_page_and_rows_are_whole(made: Make) -> None:
    for table in docx.Document(io.BytesIO(word(made()))).tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in list(table.rows)[1:])
