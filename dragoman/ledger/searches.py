"""Searches that people saved under a name, and what they find, the last read first."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select

from dragoman.ledger import search
from dragoman.ledger.errors import LedgerError, UnknownTargetError
from dragoman.ledger.judgements import now
from dragoman.ledger.keys import as_key
from dragoman.ledger.query import Query
from dragoman.ledger.tables import readings, searches, statements

#: Characters of a name.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Search:
    """A search under its ``name``: ``asked`` are the fields of the question as text, by name.

    ``key`` names it for good, ``by`` is who saved it, ``at`` an ISO 8601 time in UTC.
    """

    key: str
    name: str
    asked: dict[str, str]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that a search finds: its ``key``, and when the reading that it stands in was added."""

    key: str
    added: str


def save(connection: Connection, name: str, asked: Mapping[str, str], by: str) -> Search:
    """Save a search.

    Raises:
        LedgerError: the name is empty, too long, or taken.
    """
    own = " ".join(name.split())
    if not 1 <= len(own) <= LONGEST:
        raise LedgerError(f"a search needs a name of 1 to {LONGEST} characters")
    if connection.execute(select(searches.c.key).where(searches.c.name == own)).first():
        raise LedgerError(f"there is a search named “{own}” already; give this one another name, or delete that one")
    saved = Search(secrets.token_hex(8), own, dict(asked), by, now())
    body = msgspec.json.encode(saved.asked, order="deterministic").decode()
    row = {"key": saved.key, "name": own, "asked": body, "saved_by": by, "at": saved.at}
    connection.execute(insert(searches), row)
    return saved


def remove(connection: Connection, key: str) -> None:
    """Delete a search.

    Raises:
        UnknownTargetError: there is none of that key.
    """
    if not connection.execute(delete(searches).where(searches.c.key == key)).rowcount:
        raise UnknownTargetError(f"there is no search {key}")


def every(connection: Connection) -> tuple[Search, ...]:
    """All searches, in the order of their names."""
    return tuple(map(_search, connection.execute(select(searches).order_by(searches.c.name))))


def get(connection: Connection, key: str) -> Search | None:
    """The search of that key, or None."""
    row = connection.execute(select(searches).where(searches.c.key == key)).first()
    return _search(row) if row else None


def latest(connection: Connection, query: Query) -> tuple[Found, ...]:
    """What a query finds, the last read first, as many as its limit: what is new to a reader of the search."""
    found, _ = search.places(connection, search.wanted(connection, query))
    wanted = found.subquery()
    newest = (
        select(statements.c.key, readings.c.added)
        .join(wanted, wanted.c.place == statements.c.place)
        .join(readings, readings.c.id == statements.c.reading_id)
        .order_by(readings.c.id.desc(), statements.c.place.desc())
        .limit(query.limit)
    )
    return tuple(Found(as_key(row.key), row.added) for row in connection.execute(newest))


def _search(row: Row[Any]) -> Search:
    return Search(row.key, row.name, msgspec.json.decode(row.asked, type=dict[str, str]), row.saved_by, row.at)
