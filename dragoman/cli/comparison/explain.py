"""Why the passages of a point were held to be one point, as text."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.sheet import Row, Sheet
from dragoman.cli.comparison import words
from dragoman.cli.text import flat


def explained(sheet: Sheet, row: Row) -> Iterator[str]:
    """The lines that show a point: what each account says of it, what sets them apart, and why it is one."""
    yield f"{row.point.id} {words.label(row)}, of: {flat(sheet.title)}"
    for cell in row.cells:
        said = words.status(cell)
        quoted = [f"{flat(quote.text)} [{quote.source.number}]" for quote in cell.quotes]
        yield f"  {flat(cell.account.voucher.name)}: {' / '.join(([said] if said else []) + quoted)}"
    yield f"note: {flat(row.point.note)}"
    yield "why:"
    yield from (f"  {flat(line)}" for line in row.point.why.splitlines())
    for source in sheet.sources:
        yield f"[{source.number}] {words.facts(source)}"
