"""What the ledger holds, gone through: documents, their versions, and all readings of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dragoman.ledger.facets import COUNTED
from dragoman.ledger.keys import as_key, as_number
from dragoman.ledger.packing import unpack_reading, unpack_text
from dragoman.ledger.search import version_keys
from dragoman.ledger.tables import documents, readings, statements, texts, versions
from dragoman.nouns import Reading

#: Rows fetched together: some megabytes.
_LOT = 100
#: Statements looked up together.
_KEYS = 500
_original = versions.alias("original")


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it stood at an address.

    ``number`` counts the versions of the document from 1; ``latest`` says whether none is newer. ``copy_of`` is the key
    of the version of another document that has this text already, or nearly so. ``added`` is an ISO 8601 time in UTC.
    """

    key: str
    address: str
    number: int
    latest: bool
    copy_of: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading as it is kept. ``id`` is its own; ``current`` says whether it is the latest of its version."""

    id: int
    version: Version
    reading: Reading
    added: str
    current: bool


def versions_of(connection: Connection, name: str) -> list[Version]:
    """All versions of the documents that ``name`` means: an id, an address, or the key of a version; oldest first."""
    own = select(versions.c.document_id).where(versions.c.key.in_(version_keys(connection, name)))
    query = _versions().where(versions.c.document_id.in_(own)).order_by(versions.c.document_id, versions.c.number)
    return [_version(row) for row in connection.execute(query)]


def text_of(connection: Connection, key: str) -> str | None:
    """The text of a version, or None where there is no such version."""
    query = select(texts.c.body).join(versions, versions.c.text_id == texts.c.id).where(versions.c.key == key)
    body = connection.execute(query).scalar_one_or_none()
    return None if body is None else unpack_text(body)


def every_reading(connection: Connection, version: str | None, current: bool, counted: bool) -> Iterator[Stored]:
    """Readings in the order in which they were added; see ``Ledger.readings``."""
    for row in every_row(connection, version):
        own = row.latest and row.copy_of is None
        if (row.current or not current) and (own or not counted):
            yield _stored(row)


def statement_keys_of_all(connection: Connection) -> list[str]:
    """The keys of all statements that can be found, also of copies and of old versions; an index alone is read."""
    return [as_key(number) for number in connection.execute(select(statements.c.key)).scalars()]


def readings_with(connection: Connection, keys: Sequence[str]) -> Iterator[Stored]:
    """The current readings that have one of these statements, of latest versions that are no copies, each once."""
    ids: set[int] = set()
    for at in range(0, len(keys), _KEYS):
        own = statements.c.key.in_([as_number(key) for key in keys[at : at + _KEYS]])
        counted = statements.c.facets.startswith(f"{COUNTED} ", autoescape=True)
        ids |= set(connection.execute(select(statements.c.reading_id).where(own, counted)).scalars())
    wanted = sorted(ids)
    for at in range(0, len(wanted), _LOT):
        query = _readings().where(readings.c.id.in_(wanted[at : at + _LOT])).order_by(readings.c.id)
        yield from map(_stored, connection.execute(query).all())


def every_row(connection: Connection, version: str | None = None) -> Iterator[Row[Any]]:
    """Readings as they are stored, with what is known of their versions, in the order in which they were added."""
    query = _readings().order_by(readings.c.id).limit(_LOT)
    if version is not None:
        query = query.where(versions.c.key == version)
    last = 0
    while True:
        lot = connection.execute(query.where(readings.c.id > last)).all()
        yield from lot
        if len(lot) < _LOT:
            return
        last = lot[-1].reading_id


def every_version(connection: Connection) -> Iterator[Version]:
    """All versions, in the order in which they were added."""
    last = 0
    while True:
        query = _versions().where(versions.c.id > last).order_by(versions.c.id).limit(_LOT)
        lot = connection.execute(query).all()
        yield from map(_version, lot)
        if len(lot) < _LOT:
            return
        last = lot[-1].version_id


def _columns() -> list[Any]:
    others = versions.alias("others")
    newest = select(func.max(others.c.number)).where(others.c.document_id == versions.c.document_id)
    return [
        versions.c.id.label("version_id"), versions.c.key, documents.c.address, versions.c.number,
        (versions.c.number == newest.scalar_subquery()).label("latest"), _original.c.key.label("copy_of"),
        versions.c.added.label("version_added"),
    ]  # fmt: skip


def _versions() -> Select[Any]:
    return (
        select(*_columns())
        .select_from(versions)
        .join(documents, documents.c.id == versions.c.document_id)
        .outerjoin(_original, _original.c.id == versions.c.copy_of)
    )


def _readings() -> Select[Any]:
    others = readings.alias("others_read")
    newest = select(func.max(others.c.id)).where(others.c.version_id == versions.c.id).scalar_subquery()
    return (
        _versions()
        .join(readings, readings.c.version_id == versions.c.id)
        .join(texts, texts.c.id == versions.c.text_id)
        .add_columns(
            readings.c.id.label("reading_id"), readings.c.read_by, readings.c.digest, readings.c.body, readings.c.added,
            texts.c.body.label("text"),
            (readings.c.id == newest).label("current"),
        )
    )  # fmt: skip


def _version(row: Row[Any]) -> Version:
    return Version(row.key, row.address, row.number, bool(row.latest), row.copy_of, row.version_added)


def _stored(row: Row[Any]) -> Stored:
    reading = unpack_reading(row.body, unpack_text(row.text))
    return Stored(row.reading_id, _version(row), reading, row.added, bool(row.current))
