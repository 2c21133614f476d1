"""A report as text for a person: a table where the terminal is wide enough, else account under account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.accounts.sheet import Cell, Report, Row, Sheet
from dragoman.cli.comparison import words
from dragoman.cli.text import flat

#: The narrowest column that an account is readable in, that in which silence may take a column of its own, and the
#: width of what stands before the columns.
_COLUMN, _ROOMY, _LABEL = 30, 45, 14
_CONFLICT, _SILENT = "bold red", "dim italic"


def write_text(report: Report, console: Console) -> None:
    """Print a report, as wide as the console."""
    for number, sheet in enumerate(report.sheets):
        if number:
            console.print()
        for block in _sheet(sheet, console.width):
            console.print(block)
    note = words.nothing_to_compare(report)
    if note:
        console.print(Text(note if not report.sheets else f"\n{note}", style="yellow"))
    if report.alone:
        console.print(Text("\ntold in one account only (see one with --exchange ID):", style="dim"))
        for comparison in report.alone:
            console.print(Padding(Text(words.left_out(comparison), style="dim", overflow="fold"), (0, 0, 0, 2)))


def _sheet(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    yield Text(flat(sheet.finding), style="bold")
    yield Text(flat(sheet.title))
    yield Text(flat(sheet.comparison.exchange.id), style="dim")
    for line in words.unread(sheet):
        yield Text(f"! {line}", style="yellow")
    yield from _points(sheet, (width - _LABEL) // max(1, len(sheet.columns)))
    yield from _framing(sheet)
    yield Text("\nsources", style="bold")
    for source in sheet.sources:
        yield _hanging(f"[{source.number}]", Text(words.facts(source), overflow="fold"), 4)


def _points(sheet: Sheet, room: int) -> Iterator[RenderableType]:
    """All points in a table where accounts have room; where they have little, what one alone tells as a list."""
    several = [row for row in sheet.rows if not row.only]
    if room >= _ROOMY:
        yield _table(sheet, sheet.rows)
        return
    if room < _COLUMN:
        yield from _stacked(several)
    elif several:
        yield _table(sheet, several)
    alone = [row for row in sheet.rows if row.only]
    for _, group in groupby(alone, key=lambda row: row.only.id if row.only else ""):
        yield from _alone(list(group))


def _table(sheet: Sheet, rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1), pad_edge=False, show_lines=False)
    table.add_column("", width=_LABEL - 2, overflow="fold")
    for column in sheet.columns:
        table.add_column(words.head(column), ratio=1, overflow="fold", header_style="bold cyan")
    for row in rows:
        table.add_row(_label(row), *map(_cell, row.cells))
        table.add_row()
    return table


def _label(row: Row) -> Text:
    conflict = row.point.label == "conflict"
    text = Text(f"{row.point.id} ", style=_CONFLICT if conflict else "bold")
    text.append(words.label(row), style=_CONFLICT if conflict else "")
    return text.append(f"\n{words.differ(row)}" if row.differ else "", style="dim")


def _cell(cell: Cell) -> Text:
    if cell.silent:
        return Text(words.SILENT, style=_SILENT)
    text = Text(f"{words.status(cell)}: " if words.status(cell) else "", style=_CONFLICT)
    for number, quote in enumerate(cell.quotes):
        text.append("\n" if number else "").append(flat(quote.text), style="default")
        text.append(f" [{quote.source.number}]", style="dim")
    return text


def _stacked(rows: Sequence[Row]) -> Iterator[RenderableType]:
    """Points told by several, account under account."""
    for row in rows:
        line = _label(row)
        line.plain = line.plain.replace("\n", " · ")
        yield Text()
        yield line
        for cell in row.cells:
            if not cell.silent:
                yield _under(flat(cell.account.voucher.name), _cell(cell))
        silent = [flat(cell.account.voucher.name) for cell in row.cells if cell.silent]
        if silent:
            yield Padding(Text(f"{words.SILENT}: {', '.join(silent)}", style=_SILENT), (0, 0, 0, 2))


def _alone(rows: list[Row]) -> Iterator[RenderableType]:
    yield Text(f"\n{words.label(rows[0])}", style="bold")
    silent = [flat(cell.account.voucher.name) for cell in rows[0].cells if cell.silent]
    if silent:
        yield Text(f"{', '.join(silent)}: {words.SILENT}", style=_SILENT)
    for row in rows:
        yield _hanging(row.point.id, Group(*(_cell(cell) for cell in row.cells if not cell.silent)), 5)


def _under(name: str, what: RenderableType) -> RenderableType:
    return Padding(Group(Text(name, style="cyan"), Padding(what, (0, 0, 0, 2))), (0, 0, 0, 2))


def _hanging(name: str, what: RenderableType, width: int) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=width, style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(name, what)
    return grid


def _framing(sheet: Sheet) -> Iterator[RenderableType]:
    if not sheet.framing:
        return
    yield Text("\nhow it is told", style="bold")
    names = {column.account.id: flat(column.account.voucher.name) for column in sheet.columns}
    for category, found in sheet.framing.items():
        lines = Text()
        pairs = [(names[id], *fact) for id, facts in words.told(category, found).items() for fact in facts]
        for number, (name, value, shown) in enumerate(pairs):
            lines.append("\n" if number else "").append(f"{name}: ", style="cyan").append(value)
            lines.append(f" “{shown}”" if shown else "", style="dim")
        yield _hanging(category, lines, 18)
