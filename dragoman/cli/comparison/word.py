"""A report as a Word file, for a note: pages on their side, a table for the points and one for the framing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.accounts.sheet import Cell, Report, Row, Sheet
from dragoman.cli.comparison import words
from dragoman.cli.comparison.underlined import KINDS, Words, kinds, underlined
from dragoman.cli.text import flat

#: How words are set: plain, bold, italic, or underlined as one of ``KINDS``.
_PLAIN, _BOLD, _ITALIC = "", "bold", "italic"
#: The line under each kind of difference, as the names of ``WD_UNDERLINE``: no two alike that are often met together.
_LINES = {
    "strength": "SINGLE", "number": "DOUBLE", "date": "DOTTED_HEAVY", "name": "WAVY", "proposer": "THICK",
    "condition": "DASH", "scope": "DOT_DASH", "polarity": "DASH_HEAVY",
}  # fmt: skip
#: Words, and how they are set.
_Run = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: its words in runs, and whether they run from right to left."""

    runs: tuple[_Run, ...]
    to_left: bool = False


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
    if shown := kinds(sheet):
        runs = [run for kind in shown for run in ((", ", _PLAIN), (KINDS[kind][0], kind))]
        _fill(file.add_paragraph(), _Line((("Underlined where the accounts differ: ", _PLAIN), *runs[1:])))
    heads = [words.head(column) for column in sheet.columns]
    rows = [[_label(row), *(_cell(sheet, row, cell) for cell in row.cells)] for row in sheet.rows]
    _add_table(file, ["Point", *heads], rows)
    if sheet.framing:
        file.add_heading("How it is told", level=2)
        names = [flat(column.account.voucher.name) for column in sheet.columns]
        _add_table(file, ["", *names], [_framing(sheet, category) for category in sheet.framing])
    file.add_heading("Sources", level=2)
    for source in sheet.sources:
        file.add_paragraph(f"[{source.number}] {words.facts(source)}")


def _label(row: Row) -> list[_Line]:
    set_as = _BOLD if row.point.label == "conflict" else _PLAIN
    lines = [_line(f"{row.point.id} {words.label(row)}", set_as)]
    return [*lines, _line(words.differ(row), _ITALIC)] if row.differ else lines


def _line(text: str, set_as: str = _PLAIN) -> _Line:
    return _Line(((text, set_as),))


def _cell(sheet: Sheet, row: Row, cell: Cell) -> list[_Line]:
    if cell.silent:
        return [_line(words.SILENT, _ITALIC)]
    status = words.status(cell)
    lines = [_line(status, _BOLD)] if status else []
    return [*lines, *map(_quote, underlined(sheet, row, cell))]


def _quote(own: Words) -> _Line:
    runs = [(piece.text, piece.kinds[0] if piece.kinds else _PLAIN) for piece in own.pieces]
    source = own.quote.source
    return _Line((*runs, (f" [{source.number}]", _PLAIN)), source.document.language in words.RIGHT_TO_LEFT)


def _framing(sheet: Sheet, category: str) -> list[list[_Line]]:
    told = words.told(category, sheet.framing[category])
    cells = [[_line(category)]]
    for column in sheet.columns:
        facts = told.get(column.account.id, [])
        cells.append([_line(f"{value} (“{shown}”)" if shown else value) for value, shown in facts])
    return cells


def _add_table(file: Any, head: Sequence[str], rows: Sequence[Sequence[Sequence[_Line]]]) -> None:
    """A table whose head comes again on every page, and whose rows are not broken over two."""
    from docx.oxml import OxmlElement

    table = file.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # Rows one after the other: to ask a table for one of its cells goes through all of it.
    for own, cells in zip(list(table.rows)[1:], rows, strict=True):
        own._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, lines in zip(own.cells, cells, strict=True):
            for number, line in enumerate(lines):
                _fill(cell.add_paragraph() if number else cell.paragraphs[0], line)


def _fill(paragraph: Any, line: _Line) -> None:
    from docx.enum.text import WD_UNDERLINE
    from docx.oxml import OxmlElement

    if line.to_left:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for text, set_as in line.runs:
        run = paragraph.add_run(text)
        run.bold, run.italic = set_as == _BOLD or None, set_as == _ITALIC or None
        run.underline = WD_UNDERLINE[_LINES[set_as]] if set_as in _LINES else None
        if line.to_left:
            run.font.rtl = True
