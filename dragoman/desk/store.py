"""What the desk keeps of its own, in one SQLite file: comparisons worked out.

The ledger holds what was read, judged and saved: the file can be deleted, and costs only the time to work the
comparisons out again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    URL,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
)

metadata = MetaData()

facts = Table("facts", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

comparisons = Table(
    "comparisons", metadata,
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("summary", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A comparison as it is kept: its id, what it was worked out from, and itself, short and in full, as bytes."""

    id: str
    digest: str
    summary: bytes
    body: bytes


def open_store(file: Path) -> Engine:
    """The engine of the desk's own file, made where there is none."""
    engine = create_engine(URL.create("sqlite", database=str(file)))
    event.listen(engine, "connect", _on_connect)
    metadata.create_all(engine)
    return engine


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    for pragma in ("journal_mode=WAL", "busy_timeout=60000", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def fact(engine: Engine, name: str) -> str | None:
    """A fact by its name, or None."""
    with engine.connect() as connection:
        return connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar_one_or_none()


def keep_comparisons(engine: Engine, state: str, found: Sequence[Kept]) -> None:
    """Keep these comparisons, in this order, in place of all others; ``state`` is that of the ledger they show."""
    with engine.begin() as connection:
        connection.execute(delete(comparisons))
        rows = [
            {"id": own.id, "place": place, "digest": own.digest, "summary": own.summary, "body": own.body}
            for place, own in enumerate(found)
        ]
        if rows:
            connection.execute(insert(comparisons), rows)
        connection.execute(delete(facts).where(facts.c.name == "comparisons"))
        connection.execute(insert(facts), {"name": "comparisons", "value": state})


def kept_comparisons(engine: Engine) -> list[tuple[str, str, bytes]]:
    """The id, the digest and the summary of every comparison, in their order."""
    query = select(comparisons.c.id, comparisons.c.digest, comparisons.c.summary).order_by(comparisons.c.place)
    with engine.connect() as connection:
        return [(row.id, row.digest, row.summary) for row in connection.execute(query)]


def comparison_body(engine: Engine, id: str) -> bytes | None:
    """A comparison in full, or None where there is none of that id."""
    query = select(comparisons.c.body).where(comparisons.c.id == id)
    with engine.connect() as connection:
        return connection.execute(query).scalar_one_or_none()


def comparison_bodies(engine: Engine) -> dict[str, bytes]:
    """All comparisons in full, by digest."""
    with engine.connect() as connection:
        return {row.digest: row.body for row in connection.execute(select(comparisons.c.digest, comparisons.c.body))}
