"""Each way in which a ledger can fail gives one clear line, and the ledger is as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bench.postgres import Server
from dragoman.ledger import Ledger, LedgerError, NoLedgerError, Query
from dragoman.ledger.engine import HEAD
from dragoman.nouns import Reading

Make = Callable[..., Reading]


def test_a_full_disk(reading: Make, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with Ledger.open(str(file)) as own:
        own.add(reading())
        with own._engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            # The limit holds for this connection, which the pool gives out again.
            connection.execute(text(f"PRAGMA max_page_count={pages}"))
        big = reading(text=os.urandom(200_000).hex(), url="https://example.org/big")
        with pytest.raises(LedgerError, match=r"a\.db: the disk is full.*make room"):
            own.add(big)
        assert [stored.reading for stored in own.readings()] == [reading()]
        assert list(own.check()) == []


def test_a_damaged_file(reading: Make, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with Ledger.open(str(file)) as own:
        for number in range(40):
            own.add(reading(text=os.urandom(3000).hex(), url=f"https://example.org/{number}"))
    data = bytearray(file.read_bytes())
    data[4096 * 3 : -4096] = os.urandom(len(data) - 4096 * 4)
    file.write_bytes(bytes(data))
    with pytest.raises(LedgerError, match=r"a\.db: the file .*damaged"):
        _read_all(str(file))


def _read_all(where: str) -> None:
    with Ledger.open(where) as own:
        list(own.readings())


def test_no_ledger_but_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(os.urandom(10_000))
    with pytest.raises(LedgerError, match=r"a\.db: the file is no ledger"):
        Ledger.open(str(tmp_path / "a.db"))
    with sqlite3.connect(tmp_path / "b.db") as other:
        other.execute("CREATE TABLE mine (x)")
    with pytest.raises(LedgerError, match=r"b\.db: the file is a database, but no ledger"):
        Ledger.open(str(tmp_path / "b.db"))


def test_a_file_that_can_only_be_read(reading: Make, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with Ledger.open(str(file)) as own:
        own.add(reading())
        with own._engine.connect() as connection:
            # As a file without the permission to write does; root, who runs the tests of CI, may write any file.
            connection.execute(text("PRAGMA query_only=1"))
        with pytest.raises(LedgerError, match="can only be read; check the permissions"):
            own.add(reading(text="Something else."))
        assert own.count(Query()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(reading: Make, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    Ledger.open(str(file)).close()
    file.chmod(0)
    with pytest.raises(LedgerError, match="cannot be opened; check the path"):
        Ledger.open(str(file))


def test_a_locked_ledger(reading: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.engine._PRAGMAS", ("busy_timeout=50",))
    with Ledger.open(str(tmp_path / "a.db")) as own:
        other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="kept it locked"):
            own.add(reading())
        other.execute("ROLLBACK")
        assert own.add(reading()).news == "document"


def test_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerError, match="there is no ledger; make one with"):
        Ledger.open(str(tmp_path / "a.db"), create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerError, match="its folder is missing"):
        Ledger.open(str(tmp_path / "none" / "a.db"))


@pytest.mark.parametrize("wrong", ["mysql://x/y", "postgresql+asyncpg://x/y", "http://example.org", "://"])
def test_no_address_of_a_ledger(wrong: str) -> None:
    with pytest.raises(LedgerError, match="postgresql"):
        Ledger.open(wrong)


def test_a_password_is_not_told() -> None:
    with pytest.raises(LedgerError) as told:
        Ledger.open("postgresql+psycopg://anna:secret@127.0.0.1:1/x?connect_timeout=2")
    assert "secret" not in str(told.value)
    assert "the server cannot be reached" in str(told.value)


def test_an_empty_database_is_no_ledger_unless_one_is_to_be_made(server: Server) -> None:
    with pytest.raises(NoLedgerError):
        Ledger.open(server.database(), create=False)


def test_a_lost_server(server: Server, reading: Make) -> None:
    where = server.database()
    with Ledger.open(where) as own:
        own.add(reading())
        server.stop("immediate")
        with pytest.raises(LedgerError, match=r"the server (cannot be reached|is shutting down)"):
            own.add(reading(text="Something else."))
        server.start()
        assert [stored.reading for stored in own.readings()] == [reading()]
        assert list(own.check()) == []


def test_a_server_that_lets_only_read(server: Server, reading: Make) -> None:
    where = server.database()
    Ledger.open(where).close()
    with Ledger.open(f"{where}&options=-c%20default_transaction_read_only%3Don") as own:
        with pytest.raises(LedgerError, match="the server lets it only be read"):
            own.add(reading())
        assert own.count(Query()) == 0


def test_a_ledger_of_a_newer_release(where: str) -> None:
    with Ledger.open(where) as own, own._engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="a newer release of Dragoman made this ledger"):
        Ledger.open(where)


def test_the_newest_migration_is_the_one_that_is_opened() -> None:
    config = Config()
    config.set_main_option("script_location", "dragoman.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@pytest.mark.parametrize("table", ["texts", "readings"])
def test_one_damaged_text_or_reading_is_told(table: str, ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    with ledger._engine.execution_options(write=True).begin() as connection:
        body = bytearray(connection.execute(text(f"SELECT body FROM {table}")).scalar_one())
        body[len(body) // 2] ^= 255
        connection.execute(text(f"UPDATE {table} SET body = :body"), {"body": bytes(body)})
    for ask in (lambda: list(ledger.readings()), lambda: ledger.search(Query())):
        with pytest.raises(LedgerError, match="is damaged; `dragoman ledger check` names it"):
            ask()
    assert any("is damaged" in str(problem) for problem in ledger.check())


def test_what_was_begun_on_a_full_disk_is_taken_up(reading: Make, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.touch()
    with pytest.raises(NoLedgerError):
        Ledger.open(str(file), create=False)
    with Ledger.open(str(file)) as own:
        assert own.add(reading()).news == "document"
