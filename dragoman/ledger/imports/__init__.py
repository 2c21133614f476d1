"""Into the ledger, from what others write: one file a format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from dragoman.ledger.errors import LedgerError
from dragoman.ledger.imports import jsonlines, table, webannotation
from dragoman.ledger.imports.store import Fault, Source, Taken, joined, pass_on, store
from dragoman.ledger.imports.texts import Texts, document_of
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.naming import Namer
from dragoman.ledger.records import Passed, Told
from dragoman.nouns import Statement

__all__ = ["Fault", "Taken", "Texts", "import_annotations", "import_readings", "import_table"]

_Placed = tuple[Source, Statement, tuple[Passed, ...]]


def import_readings(ledger: Ledger, file: BinaryIO, name: str, namer: Namer) -> Iterator[Taken | Fault]:
    """Store the readings of JSON Lines, with the judgements on them, each as soon as it is read."""
    for number, found in enumerate(jsonlines.read(file, name, namer.kind_of), 1):
        if isinstance(found, Fault):
            yield found
            continue
        try:
            yield store(ledger, found) if isinstance(found, Told) else Taken(None, pass_on(ledger, found, {}))
        except LedgerError as error:
            yield Fault(f"{name}, reading {number}", str(error))


def import_table(
    ledger: Ledger, file: BinaryIO, name: str, namer: Namer, texts: Texts, columns: Mapping[str, str]
) -> Iterator[Taken | Fault]:
    """Store the statements of a CSV file, each document's together, beside what was read in it."""
    placed: list[_Placed] = []
    for found in table.read(file, name, texts, namer, columns):
        if isinstance(found, Fault):
            yield found
        else:
            placed.append((*found, ()))
    yield from _store(ledger, placed, name)


def import_annotations(
    ledger: Ledger, file: BinaryIO, name: str, namer: Namer, texts: Texts
) -> Iterator[Taken | Fault]:
    """Store the statements of Web Annotations, each document's together, with the judgements on them."""
    placed: list[_Placed] = []
    for found in webannotation.read(file, name, texts, namer):
        if isinstance(found, Fault):
            yield found
        else:
            placed.append((found.source, found.statement, found.judgements))
    yield from _store(ledger, placed, name)


def _store(ledger: Ledger, placed: Iterable[_Placed], name: str) -> Iterator[Taken | Fault]:
    by_text: dict[tuple[str, str], list[_Placed]] = {}
    for own in placed:
        document = document_of(own[0])
        by_text.setdefault((document.url or document.id, document.text), []).append(own)
    for (address, _), group in by_text.items():
        told = joined(group[0][0], [statement for _, statement, _ in group], name)
        ids = {(own.source, own.cue, own.content): own.id for own in told.reading.statements}
        judgements = tuple(
            replace(judgement, target=ids[own.source, own.cue, own.content])
            for _, own, passed in group
            for judgement in passed
        )
        try:
            yield store(ledger, replace(told, judgements=judgements))
        except LedgerError as error:
            yield Fault(f"{name}, {address}", str(error))
