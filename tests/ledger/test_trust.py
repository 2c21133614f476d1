"""What ``check`` finds, what a backup holds, and what remains after a kill."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bench.ledger import crowd, kill
from bench.synthetic import Maker
from dragoman.ledger import Ledger, LedgerError, Query
from dragoman.nouns import Reading

Make = Callable[..., Reading]


@pytest.fixture
def whole(ledger: Ledger, reading: Make) -> Ledger:
    """Return a ledger with a bit of everything, and nothing wrong."""
    ledger.add(reading())
    ledger.add(reading(text="L'Élysée a déclaré que Poutine a nié une intention offensive. Kyiv attend."))
    for other in Maker(2).readings(60):
        ledger.add(other)
    first, second = (hit.key for hit in ledger.search(Query(limit=2)).hits)
    ledger.judge("statement", first, "edit", "anna", value={"act": "WARN"})
    ledger.undo(ledger.judge("statement", second, "accept", "anna").id, "anna")
    assert list(ledger.check()) == []
    return ledger


SPOILT = {
    "a text": ("UPDATE texts SET digest = 'x' WHERE id = 1", "does not have the hash"),
    "a packed text": ("UPDATE texts SET body = :junk WHERE id = 1", "is damaged"),
    "a version's name": ("UPDATE versions SET key = 'x' WHERE id = 1", "is not named after its text"),
    "a version's number": ("UPDATE versions SET number = 7 WHERE number = 2", "and should be 2"),
    "a reading": ("UPDATE readings SET digest = 'x' WHERE id = 2", "does not have the hash"),
    "a packed reading": ("UPDATE readings SET body = :junk WHERE id = 2", "is damaged"),
    "an entry": ("DELETE FROM statements WHERE number = 1", "is not found as what it is"),
    "a facet": ("UPDATE statements SET facets = 'n_1 j_none' WHERE number = 0", "is not found as what it is"),
    "a time": ("DELETE FROM refers", "is not found as what it is"),
    "an old version": ("UPDATE statements SET facets = replace(facets, 'n_0', 'n_1')", "is not found as what it is"),
    "what stands": ("DELETE FROM standing", "another judgement is taken to stand"),
    "what does not": ("INSERT INTO standing VALUES ('actor', 'x', 1)", "and there is none"),
    "a taking back": ("UPDATE judgements SET target = 'x' WHERE undoes IS NOT NULL", "takes back"),
    "a target": ("UPDATE judgements SET reading_id = 1 WHERE verdict = 'accept'", "lacks"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_check_finds(name: str, whole: Ledger) -> None:
    command, words = SPOILT[name]
    with whole._engine.execution_options(write=True).begin() as connection:
        own = text(command)
        connection.execute(own.bindparams(junk=b"junk") if ":junk" in command else own)
    assert any(words in str(problem) for problem in whole.check())


def test_check_finds_a_span_outside_the_text(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(text="L'Élysée a déclaré que oui."))
    from dataclasses import replace

    from dragoman.nouns import Span

    own = reading()
    far = replace(own.statements[0], cue=(Span(70, 99),), within="s9")
    ledger.add(replace(own, statements=(far,)), again=True)
    told = [str(problem) for problem in ledger.check()]
    assert any("the cue of s1 is [70, 99] in a text of 76 characters" in line for line in told), told
    assert any("s1 is within s9, which is not there" in line for line in told)


def test_check_finds_an_index_out_of_step(reading: Make, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as own:
        own.add(reading())
        with sqlite3.connect(tmp_path / "a.db") as file:
            file.execute("DROP TRIGGER statements_changed")
            file.execute("UPDATE statements SET words = 'other words'")
        assert any("index of words" in str(problem) for problem in own.check())


def test_a_backup_is_a_ledger_with_all_there_is(whole: Ledger, tmp_path: Path) -> None:
    whole.backup(tmp_path / "copy.db")
    with Ledger.open(str(tmp_path / "copy.db"), create=False) as copy:
        assert [own.reading for own in copy.readings(current=False)] == [
            own.reading for own in whole.readings(current=False)
        ]
        assert list(copy.versions()) == list(whole.versions())
        assert list(copy.judgements()) == list(whole.judgements())
        assert copy.search(Query(act=("WARN",))) == whole.search(Query(act=("WARN",)))
        assert copy.count(Query()) == whole.count(Query())
        assert list(copy.check()) == []
        assert copy.add(next(whole.readings()).reading).news == "nothing"
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_backup_while_others_write_is_of_one_moment(ledger: Ledger, where: str, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Ledger.open(where) as own:
            for number, made in enumerate(Maker(4, statements=3).readings(100_000)):
                own.add(made)
                if stop.is_set() and number > 20:
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            ledger.backup(tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        with Ledger.open(str(tmp_path / f"copy{number}.db"), create=False) as copy:
            assert list(copy.check()) == []
            found = [own.reading for own in copy.readings()]
            assert found == [Maker(4, statements=3).reading(0)][: len(found)] or len(found) > 1


def test_a_backup_overwrites_nothing(whole: Ledger, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(LedgerError, match="is there already"):
        whole.backup(tmp_path / "copy.db")
    with pytest.raises(LedgerError, match="its folder is missing"):
        whole.backup(tmp_path / "none" / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_vacuum_keeps_all(whole: Ledger) -> None:
    before = [own.reading for own in whole.readings(current=False)]
    whole.vacuum()
    assert [own.reading for own in whole.readings(current=False)] == before
    assert list(whole.check()) == []


def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(places: Callable[[], str]) -> None:
    assert kill(places, kills=3, number=40, seed=2) == (0, 0, 0)


def test_a_crowd(places: Callable[[], str]) -> None:
    errors, amiss, added = crowd(places, 2, 2, 2)
    assert (errors, amiss) == (0, 0)
    assert added > 0
