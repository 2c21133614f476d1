"""Copies of a ledger, and room given back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select, text

from dragoman.ledger.engine import name_of, open_engine, reading, url_of, writing
from dragoman.ledger.errors import LedgerError, told
from dragoman.ledger.tables import DERIVED, STORED, counters

#: Rows copied together.
_LOT = 500


def backup(engine: Engine, file: Path) -> None:
    """Copy a ledger, as it is at one moment, to a new SQLite file, which is there when it is whole, and not before.

    Raises:
        LedgerError: the file is there already, or cannot be written.
    """
    if file.exists():
        raise LedgerError(f"{file}: is there already; give the copy another name")
    if not file.parent.is_dir():
        raise LedgerError(f"{file}: its folder is missing; make it first")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        with told(str(file)):
            _copy_file(engine, part) if engine.dialect.name == "sqlite" else _copy_rows(engine, part)
        os.replace(part, file)
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{part}{suffix}").unlink(missing_ok=True)


def _copy_file(engine: Engine, part: Path) -> None:
    with engine.connect() as connection, closing(sqlite3.connect(part)) as target:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 - no other driver is used
        connection.rollback()
        source.backup(target)


def _copy_rows(engine: Engine, part: Path) -> None:
    copy = open_engine(url_of(str(part)), create=True)
    try:
        with reading(engine) as source, writing(copy) as target:
            copy_all(source, target)
    finally:
        copy.dispose()


def copy_all(source: Connection, target: Connection) -> None:
    """Copy every row of one ledger to another that is empty; its index fills by itself."""
    target.execute(delete(counters))
    for table in (*STORED, *DERIVED):
        rows = source.execution_options(yield_per=_LOT).execute(select(table).order_by(*table.primary_key))
        for lot in rows.mappings().partitions(_LOT):
            target.execute(insert(table), [dict(row) for row in lot])


def vacuum(engine: Engine) -> None:
    """Give back the room that is not needed, bring the index together, and count anew for the planner."""
    with told(name_of(engine.url)), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
            return
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - no other driver is used
        connection.rollback()
        for command in (
            "INSERT INTO search(search) VALUES ('optimize')", "ANALYZE", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"
        ):  # fmt: skip
            driver.execute(command)
