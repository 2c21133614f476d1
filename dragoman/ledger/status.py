"""How much a ledger holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, func, select, text

from dragoman.ledger import search
from dragoman.ledger.keys import as_number
from dragoman.ledger.query import Query
from dragoman.ledger.tables import documents, judgements, readings, standing, statements, versions

#: Statements looked up together.
_LOT = 500


@dataclass(frozen=True, slots=True)
class Status:
    """What there is: ``statements`` are those found by default, ``unread`` those that were judged and that no current
    reading has any more, ``models`` the readings by the name of the model, ``bytes`` what it takes on the disk.
    """

    documents: int
    versions: int
    copies: int
    readings: int
    statements: int
    judgements: int
    unread: int
    models: dict[str, int]
    bytes: int


def status(connection: Connection) -> Status:
    """What there is at this moment."""
    models = select(readings.c.read_by, func.count()).group_by(readings.c.read_by).order_by(readings.c.read_by)
    by_model = {row[0]: row[1] for row in connection.execute(models)}
    return Status(
        documents=_count(connection, documents),
        versions=_count(connection, versions),
        copies=int(connection.execute(select(func.count(versions.c.copy_of))).scalar_one()),
        readings=sum(by_model.values()),
        statements=search.count(connection, search.wanted(connection, Query())),
        judgements=_count(connection, judgements),
        unread=_unread(connection),
        models=by_model,
        bytes=_bytes(connection),
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _unread(connection: Connection) -> int:
    judged = list(connection.execute(select(standing.c.target).where(standing.c.kind == "statement")).scalars())
    found: set[int] = set()
    for at in range(0, len(judged), _LOT):
        keys = [as_number(key) for key in judged[at : at + _LOT]]
        found |= set(connection.execute(select(statements.c.key).where(statements.c.key.in_(keys))).scalars())
    return len(judged) - len(found)


def _bytes(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    file = connection.engine.url.database or ""
    files = (Path(file), Path(f"{file}-wal"))
    return sum(own.stat().st_size for own in files if own.exists())
