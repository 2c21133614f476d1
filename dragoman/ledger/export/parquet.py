"""Parquet: the rows of the CSV table, with types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from dragoman.ledger.errors import LedgerError
from dragoman.ledger.export.rows import COLUMNS, row
from dragoman.ledger.export.safe import plain
from dragoman.ledger.query import Hit

#: Rows in a group.
_LOT = 10_000


def write(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write the rows as one Parquet file, a group at a time.

    Raises:
        LedgerError: the packages that write Parquet are not installed.
    """
    try:
        from arro3 import core, io
    except ImportError as error:
        raise LedgerError("Parquet needs two more packages; run: pip install 'dragoman[parquet]'") from error
    types = {str: core.DataType.utf8(), bool: core.DataType.bool(), float: core.DataType.float64()}
    schema = core.Schema([core.Field(name, types[kind], nullable=True) for name, kind in COLUMNS.items()])

    def batches() -> Iterator[Any]:
        rows = (row(hit) for hit in found)
        while lot := list(islice(rows, _LOT)):
            columns = [core.Array([_fit(own[name]) for own in lot], type=types[kind]) for name, kind in COLUMNS.items()]
            yield core.RecordBatch.from_arrays(columns, schema=schema)

    io.write_parquet(core.RecordBatchReader.from_batches(schema, batches()), out)


def _fit(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value
