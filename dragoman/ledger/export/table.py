"""CSV: one row a statement, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from dragoman.ledger.export.rows import COLUMNS, Value, row
from dragoman.ledger.export.safe import cell
from dragoman.ledger.query import Hit


def write(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write the rows as UTF-8 with a byte order mark, without which spreadsheets garble what is no English."""
    write_rows(COLUMNS, (row(hit) for hit in found), out)


def write_rows(columns: Iterable[str], rows: Iterable[dict[str, Value]], out: BinaryIO) -> None:
    """Write rows as CSV (RFC 4180, lines ended by CR LF), after a line with the names of the columns."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    names = list(columns)
    writer = csv.writer(text)
    writer.writerow(names)
    for own in rows:
        writer.writerow([_written(own[name]) for name in names])
    text.detach()


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else cell(value)
