"""Out of the ledger, into the formats that others work with: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from dragoman.ledger.export import events, graph, jsonlines, note, parquet, table, webannotation
from dragoman.ledger.export.found import items
from dragoman.ledger.export.training import Marked, marked_texts
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Hit, Query

Write = Callable[[Iterable[Hit], BinaryIO], None]

#: What writes statements in each format.
FORMATS: dict[str, Write] = {
    "csv": table.write,
    "parquet": parquet.write,
    "annotations": webannotation.write,
    "graphml": graph.write,
    "events": events.write,
    "markdown": note.write_markdown,
    "docx": note.write_docx,
}
#: Formats that no terminal should be sent.
BINARY = frozenset(("parquet", "docx"))

__all__ = ["BINARY", "FORMATS", "Marked", "export", "export_readings", "export_training"]


def export(ledger: Ledger, query: Query, form: str, out: BinaryIO) -> None:
    """Write all statements that a query finds in one of ``FORMATS``.

    Raises:
        LedgerError: the ledger cannot be read, or the format needs a package that is not there.
    """
    FORMATS[form](items(ledger, query), out)


def export_readings(ledger: Ledger, query: Query, out: BinaryIO) -> None:
    """Write the readings that hold what a query finds as JSON Lines.

    A query that asks for nothing gives all current readings, also those without statements; with ``everything`` alone,
    all readings there are, of all versions, in the order in which they were added. Last comes what people said of the
    exchanges that these statements tell of.
    """
    plain = Query(order=query.order, limit=query.limit, after=query.after, everything=query.everything)
    if query == plain:
        every = query.everything
        jsonlines.write(ledger, ledger.readings(current=not every, counted=not every), out)
        jsonlines.write_on_exchanges(ledger, None, out)
    else:
        keys: list[str] = []
        jsonlines.write(ledger, jsonlines.holding(ledger, _noted(items(ledger, query), keys)), out)
        jsonlines.write_on_exchanges(ledger, jsonlines.same_exchanges(ledger, keys), out)


def _noted(found: Iterable[Hit], keys: list[str]) -> Iterable[Hit]:
    for hit in found:
        keys.append(hit.key)
        yield hit


def export_training(ledger: Ledger, query: Query) -> Iterable[Marked]:
    """The marked texts of the documents in which a person accepted or edited a statement that a query finds."""
    return marked_texts(items(ledger, query))
