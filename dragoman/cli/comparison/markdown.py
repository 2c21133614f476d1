"""A report as Markdown (CommonMark, with tables as GitHub has them), for a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.accounts.sheet import Cell, Report, Row, Sheet
from dragoman.cli.comparison import words
from dragoman.cli.comparison.underlined import KINDS, Piece, kinds, underlined
from dragoman.cli.text import flat
from dragoman.nouns import Account

#: What works as markup within a line, or ends a cell of a table.
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")


def markdown(report: Report) -> str:
    """The report; nothing that stands in a document works as markup."""
    lines = [line for sheet in report.sheets for line in _sheet(sheet)]
    note = words.nothing_to_compare(report)
    if note:
        lines += [note, ""]
    if report.alone:
        lines += ["Told in one account only:", ""]
        lines += [*(f"- {_safe(words.left_out(own))}" for own in report.alone), ""]
    return "\n".join(lines)


def _safe(text: str) -> str:
    return _escaped(flat(text))


def _escaped(line: str) -> str:
    return _MARKUP.sub(r"\\\1", line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield from (f"# {_safe(sheet.finding)}", "", _safe(sheet.title), "")
    for line in words.unread(sheet):
        yield from (f"**Note:** {_safe(line)}", "")
    if shown := kinds(sheet):
        yield from (f"Underlined where the accounts differ: {', '.join(KINDS[kind][0] for kind in shown)}.", "")
    head = ["Point", *(_safe(words.head(column)) for column in sheet.columns)]
    yield from _table(head, (_row(sheet, row) for row in sheet.rows))
    if sheet.framing:
        yield from ("## How it is told", "")
        accounts = [column.account for column in sheet.columns]
        head = ["", *(_safe(account.voucher.name) for account in accounts)]
        yield from _table(head, (_framing(sheet, category, accounts) for category in sheet.framing))
    yield from ("## Sources", "")
    yield from (f"- \\[{source.number}\\] {_safe(words.facts(source))}" for source in sheet.sources)
    yield ""


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _row(sheet: Sheet, row: Row) -> list[str]:
    label = _safe(words.label(row))
    label = f"**{label}**" if row.point.label == "conflict" else label
    parts = [f"{row.point.id} {label}", *([words.differ(row)] if row.differ else [])]
    return ["<br>".join(parts), *(_cell(sheet, row, cell) for cell in row.cells)]


def _cell(sheet: Sheet, row: Row, cell: Cell) -> str:
    if cell.silent:
        return f"*{words.SILENT}*"
    status = f"**{words.status(cell)}:** " if words.status(cell) else ""
    quotes = underlined(sheet, row, cell)
    return status + "<br>".join(f"{_words(own.pieces)} \\[{own.quote.source.number}\\]" for own in quotes)


def _words(pieces: Iterable[Piece]) -> str:
    # Where Markdown is shown, <u> is often taken out as unsafe, and <ins> is not.
    return "".join(f"<ins>{_escaped(own.text)}</ins>" if own.kinds else _escaped(own.text) for own in pieces)


def _framing(sheet: Sheet, category: str, accounts: list[Account]) -> list[str]:
    told = words.told(category, sheet.framing[category])
    cells = [
        "<br>".join(_safe(value) + (f" (“{_safe(shown)}”)" if shown else "") for value, shown in told.get(own.id, ()))
        for own in accounts
    ]
    return [category, *(cell or "–" for cell in cells)]
