"""A report as a Word file, for a note: pages on their side, a table for the points and one for the framing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from dragoman.accounts.sheet import Cell, Report, Row, Sheet
from dragoman.cli.comparison import words
from dragoman.cli.text import flat

#: How the words of a cell are set: plain, bold, italic.
_PLAIN, _BOLD, _ITALIC = "", "bold", "italic"
#: A run of a cell: its words, how they are set, whether they run from right to left.
_Run = tuple[str, str, bool]


def word(report: Report) -> bytes:
    """The bytes of the file."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    file = docx.Document()
    page = file.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    page.left_margin = page.right_margin = Pt(50)
    file.styles["Normal"].font.size = Pt(10)
    for sheet in report.sheets:
        _add_sheet(file, sheet)
    note = words.nothing_to_compare(report)
    if note:
        file.add_paragraph(note)
    if report.alone:
        file.add_paragraph("Told in one account only:")
        for own in report.alone:
            file.add_paragraph(words.left_out(own), style="List Bullet")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add_sheet(file: Any, sheet: Sheet) -> None:
    file.add_heading(flat(sheet.finding), level=1)
    file.add_paragraph(flat(sheet.title))
    for line in words.unread(sheet):
        file.add_paragraph().add_run(f"Note: {line}").bold = True
    heads = [words.head(column) for column in sheet.columns]
    _add_table(file, ["Point", *heads], [[_label(row), *map(_cell, row.cells)] for row in sheet.rows])
    if sheet.framing:
        file.add_heading("How it is told", level=2)
        names = [flat(column.account.voucher.name) for column in sheet.columns]
        _add_table(file, ["", *names], [_framing(sheet, category) for category in sheet.framing])
    file.add_heading("Sources", level=2)
    for source in sheet.sources:
        file.add_paragraph(f"[{source.number}] {words.facts(source)}")


def _label(row: Row) -> list[_Run]:
    set_as = _BOLD if row.point.label == "conflict" else _PLAIN
    runs: list[_Run] = [(f"{row.point.id} {words.label(row)}", set_as, False)]
    return [*runs, (words.differ(row), _ITALIC, False)] if row.differ else runs


def _cell(cell: Cell) -> list[_Run]:
    if cell.silent:
        return [(words.SILENT, _ITALIC, False)]
    status = words.status(cell)
    runs: list[_Run] = [(status, _BOLD, False)] if status else []
    for quote in cell.quotes:
        to_left = quote.source.document.language in words.RIGHT_TO_LEFT
        runs.append((f"{flat(quote.text)} [{quote.source.number}]", _PLAIN, to_left))
    return runs


def _framing(sheet: Sheet, category: str) -> list[list[_Run]]:
    told = words.told(category, sheet.framing[category])
    cells: list[list[_Run]] = [[(category, _PLAIN, False)]]
    for column in sheet.columns:
        facts = told.get(column.account.id, [])
        cells.append([(f"{value} (“{shown}”)" if shown else value, _PLAIN, False) for value, shown in facts])
    return cells


def _add_table(file: Any, head: Sequence[str], rows: Sequence[Sequence[Sequence[_Run]]]) -> None:
    """A table whose head comes again on every page, and whose rows are not broken over two."""
    from docx.oxml import OxmlElement

    table = file.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # Rows one after the other: to ask a table for one of its cells goes through all of it.
    for own, runs in zip(list(table.rows)[1:], rows, strict=True):
        own._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, lines in zip(own.cells, runs, strict=True):
            for number, line in enumerate(lines):
                _add_run(cell.add_paragraph() if number else cell.paragraphs[0], line)


def _add_run(paragraph: Any, line: _Run) -> None:
    from docx.oxml import OxmlElement

    text, set_as, to_left = line
    run = paragraph.add_run(text)
    run.bold, run.italic = set_as == _BOLD or None, set_as == _ITALIC or None
    if to_left:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True
