"""The database under a ledger: opened, brought up to date, read from and written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from dragoman.ledger.errors import LedgerError, NoLedgerError, told

#: The newest migration; tests hold it against ``migrations/versions``.
HEAD = "0005"
#: One writer at a time on PostgreSQL, as there is on SQLite: the number is that of all ledgers.
_LOCK = 0x647261676F
_PRAGMAS = (
    "foreign_keys=ON",
    "busy_timeout=60000",
    "synchronous=FULL",
    "cache_size=-65536",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)


def url_of(where: str) -> URL:
    """The address of a database: a URL as given, or that of the SQLite file at a path."""
    if "://" not in where:
        return URL.create("sqlite", database=str(Path(where).absolute()))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where}: is no address of a database; write it like postgresql+psycopg://...") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise LedgerError(f"{name_of(url)}: a ledger is kept in SQLite or PostgreSQL; write postgresql+psycopg://...")
    return url


def name_of(url: URL) -> str:
    """A ledger's name for messages: the path of its file, or the URL without its password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def open_engine(url: URL, create: bool) -> Engine:
    """The engine of a ledger that is there, its tables up to date; made on the spot where ``create``.

    Raises:
        NoLedgerError: there is none, and none is to be made.
        LedgerError: it cannot be opened, or a newer release made it.
    """
    where = name_of(url)
    if url.drivername == "sqlite" and not Path(where).exists():
        if not create:
            raise NoLedgerError(f"{where}: there is no ledger; make one with `dragoman ledger init`")
        if not Path(where).parent.is_dir():
            raise LedgerError(f"{where}: its folder is missing; make it first")
    engine = create_engine(url, pool_pre_ping=url.drivername != "sqlite")
    if url.drivername == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    with told(where):
        _bring_up_to_date(engine, where, create)
    return engine


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    # Transactions begin when we say so, and as we say: the driver would begin them late and for reading.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the ledger as it is at one moment."""
    options: dict[str, Any] = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with told(name_of(engine.url)), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that alone may write; what it wrote is kept whole when it ends well, and not at all otherwise."""
    with (
        told(name_of(engine.url)),
        engine.connect().execution_options(write=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


def _bring_up_to_date(engine: Engine, where: str, create: bool) -> None:
    with reading(engine) as connection:
        revision = _revision(connection, where)
    if revision == HEAD:
        return
    if revision is None and not create:
        raise NoLedgerError(f"{where}: there is no ledger; make one with `dragoman ledger init`")
    if revision is not None and revision > HEAD:
        raise LedgerError(f"{where}: a newer release of Dragoman made this ledger; use that release, or a newer one")
    if engine.dialect.name == "sqlite":
        # Readers go on while a writer writes. It holds for the file, and cannot be set within a transaction.
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if isinstance(driver, sqlite3.Connection):
                connection.rollback()
                driver.execute("PRAGMA journal_mode=WAL")
    with writing(engine) as connection:
        migrate(connection)


def _revision(connection: Connection, where: str) -> str | None:
    """The migration that the tables stand at; None where there are no tables."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if tables and connection.dialect.name == "sqlite":
        raise LedgerError(f"{where}: the file is a database, but no ledger; check the path")
    return None


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables up to a migration, or make them as it leaves them."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "dragoman.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
