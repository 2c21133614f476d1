"""Ledgers of every release open with all that was in them, and the tables are what the code takes them for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Text, create_engine, delete, insert, select, text

from dragoman.ledger import Ledger, Query
from dragoman.ledger.engine import HEAD, migrate
from dragoman.ledger.tables import audit, metadata, people
from dragoman.nouns import Reading
from dragoman.records import reading_record

#: A ledger of each release that had another one than the release before, and what it holds.
RELEASES = Path(__file__).parent / "releases"


def release(name: str, place: str, tmp_path: Path) -> None:
    """Put the ledger of a release at a place; on PostgreSQL, what it holds into the tables of that release."""
    file = tmp_path / "release.db" if "://" in place else Path(place)
    file.write_bytes(gzip.decompress((RELEASES / f"{name}.db.gz").read_bytes()))
    if "://" not in place:
        return
    kept = create_engine(f"sqlite:///{file}")
    made = create_engine(place)
    tables = MetaData()
    with made.begin() as target, kept.connect() as source:
        migrate(target, name)
        tables.reflect(target)
        for table in tables.sorted_tables:
            target.execute(delete(table))
            rows = [dict(row) for row in source.execute(text(f"SELECT * FROM {table.name}")).mappings()]
            if rows:
                target.execute(insert(table), rows)
            if rows and "id" in table.c and not isinstance(table.c.id.type, Text):
                numbers = "SELECT setval(pg_get_serial_sequence(:name, 'id'), max(id)) FROM " + table.name
                target.execute(text(numbers), {"name": table.name})
    kept.dispose()
    made.dispose()


@pytest.mark.parametrize("name", ["0001", "0002", "0003", "0004", "0005"])
def test_a_ledger_of_an_earlier_release(name: str, place: str, tmp_path: Path, reading: Callable[..., Reading]) -> None:
    release(name, place, tmp_path)
    held = json.loads((RELEASES / f"{name}.json").read_text(encoding="utf-8"))
    with Ledger.open(place, create=False) as own:
        with own._engine.connect() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD
        records = [json.loads(json.dumps(reading_record(r.reading))) for r in own.readings(current=False)]
        # What later releases added to the record is not in what was written down then.
        assert [[r["id"], r["text"], r["read_by"]] for r in records] == held["readings"]
        assert [[s["id"], s["content"], s["act"]] for r in records for s in r["statements"]] == held["statements"]
        assert [[j.target, j.verdict, j.by, j.value, j.undoes] for j in own.judgements()] == held["judgements"]
        assert [hit.key for hit in own.search(Query()).hits] == held["keys"]
        assert [[s.name, s.asked, s.by] for s in own.searches()] == held.get("searches", [])
        assert [[kept.exchange.id, list(kept.statements)] for kept in own.exchanges()] == held.get("exchanges", [])
        with own._engine.connect() as connection:
            found = connection.execute(select(people.c.name, people.c.role).order_by(people.c.id))
            assert [list(row) for row in found] == held.get("people", [])
            noted = connection.execute(select(audit.c.who, audit.c.event, audit.c.target).order_by(audit.c.id))
            assert [list(row) for row in noted] == held.get("audit", [])
        assert list(own.check()) == []
        # It goes on from there.
        assert own.add(reading()).news == "document"
        own.judge("statement", held["keys"][0], "accept", "Ada")
        assert own.count(Query()) == len(held["keys"]) + 1
        assert list(own.check()) == []


def test_every_migration_has_a_ledger_kept() -> None:
    assert sorted(path.name[:4] for path in RELEASES.glob("*.db.gz")) == [f"{n:04}" for n in range(1, int(HEAD) + 1)]


def test_the_tables_are_what_the_code_takes_them_for(ledger: Ledger) -> None:
    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda own, name, kind, *_: not str(name).startswith("search")},
        )
        assert compare_metadata(context, metadata) == []
