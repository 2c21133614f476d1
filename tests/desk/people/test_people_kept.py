"""Accounts, sessions, tokens and the log, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select, update

from bench.postgres import Server
from dragoman.desk.people import Doer, PasswordError, People, PeopleError
from dragoman.desk.people.person import a_name
from dragoman.ledger import Ledger
from dragoman.ledger.engine import open_engine, reading, url_of, writing
from dragoman.ledger.tables import people, sessions

DOER = Doer("test", "command line")
PASSWORD = "quiet river, seven boats"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return the engine of a new ledger: once a file, once a database."""
    if request.param == "sqlite":
        where = str(tmp_path / "ledger.db")
    else:
        running: Server = request.getfixturevalue("server")
        where = running.database()
    own = open_engine(url_of(where), create=True)
    yield own
    own.dispose()


@pytest.fixture
def own(engine: Engine) -> People:
    """Return its people: Anna the admin, and Rea the reader."""
    found = People(engine)
    assert not found.any()
    found.add(DOER, "Anna", "admin", PASSWORD)
    found.add(DOER, "Rea", "reader", PASSWORD)
    return found


def events(own: People) -> list[tuple[str, str, str | None]]:
    return [(entry.who, entry.event, entry.target) for entry in own.log.every()]


def test_accounts_are_made_found_changed_and_removed(own: People) -> None:
    assert own.any()
    assert [(p.name, p.role, p.password, p.token) for p in own.every()] == [
        ("Anna", "admin", True, False), ("Rea", "reader", True, False)
    ]  # fmt: skip
    assert own.check("Rea", PASSWORD) == own.named("Rea")
    assert own.check("réA", PASSWORD) == own.named("Rea")
    assert own.check("Rea", PASSWORD.upper()) is None
    assert own.check("Nobody", PASSWORD) is None
    assert own.set_role(DOER, "Rea", "reviewer").role == "reviewer"
    own.set_password(DOER, "Rea", "another good one 12")
    assert own.check("Rea", PASSWORD) is None
    assert own.check("Rea", "another good one 12")
    own.remove(DOER, "Rea")
    assert [p.name for p in own.every()] == ["Anna"]
    assert events(own)[2:] == [
        ("test", "role-changed", "Rea"), ("test", "password-changed", "Rea"), ("test", "person-removed", "Rea")
    ]  # fmt: skip


def test_there_is_always_an_admin_while_there_is_anybody(own: People, engine: Engine) -> None:
    before = events(own)
    with pytest.raises(PeopleError, match="admin first"):
        own.set_role(DOER, "Anna", "reviewer")
    with pytest.raises(PeopleError, match="admin first"):
        own.remove(DOER, "Anna")
    # Nothing of it was kept, not in the log either.
    assert own.named("Anna").role == "admin"  # type: ignore[union-attr]
    assert events(own) == before
    own.remove(DOER, "Rea")
    own.remove(DOER, "Anna")
    assert not own.any()
    with pytest.raises(PeopleError, match="admin first"):
        own.add(DOER, "Rea", "reader", PASSWORD)
    assert not own.any()


def test_names_that_look_alike_are_one(own: People) -> None:
    for taken in ("Anna", "anna", "ÁNNA", " Anna "):
        with pytest.raises(PeopleError, match="already"):
            own.add(DOER, taken, "reader", PASSWORD)
    with pytest.raises(PasswordError):
        own.add(DOER, "Eve", "reader", "short")
    with pytest.raises(PeopleError, match="nobody of the name"):
        own.set_role(DOER, "Eve", "admin")
    with pytest.raises(PeopleError, match="no role"):
        own.add(DOER, "Eve", "king", PASSWORD)  # type: ignore[arg-type]
    assert own.add(DOER, "olga@example.org", "reader", None).password is False
    assert own.check("olga@example.org", "") is None


@pytest.mark.parametrize("name", ["", " ", "a\nb", "<b>", "a  b", "x" * 65, "--", "_", "a\u202eb", "a;b", "."])
def test_what_cannot_be_a_name(name: str) -> None:
    with pytest.raises(PeopleError, match="cannot be a name"):
        a_name(name)


def test_sessions_begin_end_and_run_out(own: People, engine: Engine) -> None:
    anna = own.named("Anna")
    assert anna
    first = own.sessions.begin(anna, "203.0.113.7")
    second = own.sessions.begin(anna, "203.0.113.8", before="nothing")
    assert first != second
    holder = own.sessions.holder(first)
    assert holder
    assert holder.name == "Anna"
    assert own.named("Anna").signed_in  # type: ignore[union-attr]
    assert [session.address for session in own.sessions.of(anna.id)] == ["203.0.113.8", "203.0.113.7"]
    with reading(engine) as connection:
        kept = connection.execute(select(sessions.c.digest)).scalars().all()
    assert len(kept) == 2
    assert not any(token in digest for token in (first, second) for digest in kept)
    own.sessions.end(first, DOER)
    assert own.sessions.holder(first) is None
    assert own.sessions.holder(second)
    third = own.sessions.begin(anna, "203.0.113.7", before=second)
    assert own.sessions.holder(second) is None
    with writing(engine) as connection:
        connection.execute(update(sessions).values(expires="2020-01-01T00:00:00.000Z"))
    assert own.sessions.holder(third) is None
    assert own.sessions.of(anna.id) == ()
    for nobody in ("", "x" * 43, "\ud800"):
        assert own.sessions.holder(nobody) is None


def test_a_new_password_or_the_end_of_the_account_ends_its_sessions(own: People) -> None:
    anna, rea = own.named("Anna"), own.named("Rea")
    assert anna
    assert rea
    kept, gone = own.sessions.begin(anna, "a"), own.sessions.begin(rea, "b")
    own.set_password(DOER, "Rea", "another good one 12")
    assert own.sessions.holder(gone) is None
    assert own.sessions.holder(kept)
    gone = own.sessions.begin(rea, "b")
    assert own.sessions.end_all(rea, DOER) == 1
    assert own.sessions.holder(gone) is None
    gone = own.sessions.begin(rea, "b")
    token = own.new_token(DOER, "Rea")
    own.remove(DOER, "Rea")
    assert own.sessions.holder(gone) is None
    assert own.of_token(token) is None


def test_a_person_has_one_token_and_it_is_kept_as_a_hash(own: People, engine: Engine) -> None:
    first = own.new_token(DOER, "Rea")
    assert first.startswith("dragoman_")
    assert own.of_token(first) == own.named("Rea")
    second = own.new_token(DOER, "Rea")
    assert own.of_token(first) is None
    assert own.of_token(second)
    with reading(engine) as connection:
        assert second not in str(connection.execute(select(people)).all())
    own.revoke_token(DOER, "Rea")
    assert own.of_token(second) is None
    assert own.of_token("") is None


def test_a_hash_of_an_earlier_cost_is_made_anew(own: People, engine: Engine) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8_192).hash(PASSWORD)
    with writing(engine) as connection:
        connection.execute(update(people).where(people.c.name == "Rea").values(password=old))
    assert own.check("Rea", "wrong") is None
    assert stored(engine) == old
    assert own.check("Rea", PASSWORD)
    assert "m=65536" in stored(engine)
    assert own.check("Rea", PASSWORD)


def stored(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.execute(select(people.c.password).where(people.c.name == "Rea")).scalar_one())


def test_two_at_once_cannot_take_the_last_admin_away(own: People) -> None:
    own.set_role(DOER, "Rea", "admin")

    def demote(name: str) -> bool:
        try:
            own.set_role(DOER, name, "reader")
        except PeopleError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(demote, ("Anna", "Rea"))) == [False, True]
    assert [p.role for p in own.every()].count("admin") == 1


def test_the_log_is_found_by_name_event_time_and_page(own: People) -> None:
    for number in range(5):
        own.log.note(Doer("Rea", "203.0.113.7"), "judgement", f"s{number}", {"verdict": "accept"})
    own.log.note(Doer("Anna", "a" * 10), "change", "x" * 1_000, {"long": "y" * 1_000})
    latest = own.log.latest(2, "Rea")
    assert [entry.target for entry in latest] == ["s4", "s3"]
    assert latest[0].detail == {"verdict": "accept"}
    assert [e.target for e in own.log.latest(9, "Rea", before=latest[-1].id)] == ["s2", "s1", "s0"]
    assert [e.target for e in own.log.every("", "person-added")] == ["Anna", "Rea"]
    assert len(list(own.log.every(since="2999"))) == 0
    (long,) = own.log.latest(1)
    assert (len(long.target or ""), len(long.detail["long"])) == (300, 300)


def test_a_backup_carries_the_people_and_the_log(own: People, engine: Engine, tmp_path: Path) -> None:
    Ledger(engine).backup(tmp_path / "copy.db")
    copy = open_engine(url_of(str(tmp_path / "copy.db")), create=False)
    there = People(copy)
    assert there.every() == own.every()
    assert list(there.log.every()) == list(own.log.every())
    assert there.check("Rea", PASSWORD)
    copy.dispose()
