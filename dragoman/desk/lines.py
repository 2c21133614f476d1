"""Rows of the ledger to entries of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dragoman.desk.catalogue import Entry, Line
from dragoman.ledger import Judgement, Version, judged, statement_keys
from dragoman.ledger.derive import day_of
from dragoman.ledger.facets import everyone
from dragoman.ledger.packing import unpack_reading
from dragoman.ledger.review import weight
from dragoman.ledger.tables import documents, readings, versions
from dragoman.nouns import Actor, Document, Statement

#: The spans of an edit were checked against the text when it was passed.
_ANY_LENGTH = 2**62
_original = versions.alias("original")


@dataclass(frozen=True, slots=True)
class Lot:
    """Entries by key of the version, and whom they name by id."""

    entries: dict[str, Entry] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def rows(connection: Connection, first: int, last: int) -> list[Row[Any]]:
    """The readings from one number to another, each with its version, in the order in which they were added."""
    return list(connection.execute(_rows().where(readings.c.id.between(first, last)).order_by(readings.c.id)))


def _rows() -> Select[Any]:
    return (
        select(
            readings.c.id, readings.c.body, versions.c.key, versions.c.number, versions.c.added, documents.c.address,
            _original.c.key.label("copy_of"),
        )
        .join(versions, versions.c.id == readings.c.version_id)
        .join(documents, documents.c.id == versions.c.document_id)
        .outerjoin(_original, _original.c.id == versions.c.copy_of)
    )  # fmt: skip


def lot_of(found: Iterable[Row[Any]], edits: Mapping[str, Judgement]) -> Lot:
    """What rows tell, statements as edits (by key) leave them; of two readings of a version the later one counts."""
    lot = Lot()
    for row in found:
        own = unpack_reading(row.body, "")
        version = Version(row.key, row.address, row.number, True, row.copy_of, row.added)
        lines = []
        for number, key in enumerate(statement_keys(row.key, own.statements)):
            read = own.statements[number]
            statement = judged(read, edits[key], _ANY_LENGTH) if key in edits else read
            lines.append(line_of(key, own.document, statement, row.key, number))
            meet(lot.actors, statement)
        lot.entries[row.key] = Entry(version, own.document, tuple(lines), row.copy_of is None)
    return lot


def line_of(key: str, document: Document, statement: Statement, version: str, number: int = 0) -> Line:
    """The line of a statement, of which ``number`` others stand before it in its text."""
    speaker = statement.speaker
    return Line(
        key=key,
        version=version,
        day=day_of(document, statement),
        speaker=speaker.id if speaker else None,
        speakers=tuple(own.id for own in everyone((speaker,))) if speaker else (),
        addressees=tuple(own.id for own in everyone(statement.addressee)),
        act=statement.act,
        negated=statement.negated,
        modality=statement.modality,
        topic=statement.topic,
        doubt=weight(statement),
        number=number,
    )


def meet(actors: dict[str, Actor], statement: Statement) -> None:
    """Note whom a statement names, and who is not noted yet."""
    own = (statement.speaker,) if statement.speaker else ()
    for actor in everyone((*own, *statement.word_of, *statement.addressee)):
        if actor.id not in actors:
            actors[actor.id] = replace(actor, members=()) if actor.members else actor


def settled(entries: dict[str, Entry]) -> dict[str, Entry]:
    """The entries, those that are no longer the latest of their document marked so."""
    latest: dict[str, int] = {}
    for entry in entries.values():
        address = entry.version.address
        latest[address] = max(entry.version.number, latest.get(address, 0))
    for key, entry in entries.items():
        if entry.version.latest and entry.version.number < latest[entry.version.address]:
            entries[key] = replace(entry, version=replace(entry.version, latest=False), counted=False)
    return entries
