"""``dragoman ledger``: what the commands say, and how they end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text

from dragoman.ledger import Ledger, Query
from dragoman.reading.reader import Reader

Call = Callable[..., Result]


@pytest.fixture
def own(call: Call, where: str) -> Call:
    """Return a function that runs ``dragoman ledger`` on a ledger of the test's own, on each database."""

    def run(*arguments: object, **how: object) -> Result:
        return call("ledger", *arguments, env={"DRAGOMAN_LEDGER": where}, **how)

    return run


def test_added_found_shown_and_checked(own: Call, texts: Path) -> None:
    added = own("add", texts / "a-english.txt", texts / "b-french.txt")
    assert added.exit_code == 0, added.output
    assert added.stdout == "2 documents: 2 new; 2 statements added\n"
    assert added.stderr == ""
    found = own("search", "negociations", "--format", "jsonl")
    (record,) = [json.loads(line) for line in found.stdout.splitlines()]
    assert "négociations" in record["words"]
    assert record["document"]["language"] == "fr"
    assert record["statement"]["content"]
    for name in (record["key"], record["version"], record["document"]["id"]):
        shown = own("show", name)
        assert shown.exit_code == 0
        assert "Le ministre a déclaré" in shown.stdout
        assert f"version 1 {record['version']}" in shown.stdout
        whole = json.loads(own("show", name, "--format", "json").stdout)
        assert whole["keys"] == [record["key"]]
        assert whole["reading"]["statements"] == [record["statement"]]
    assert own("check").stdout == "everything is in order\n"


def test_added_again_nothing_is_read(own: Call, texts: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    own("add", texts / "a-english.txt")
    monkeypatch.setattr(Reader, "read", lambda *_: pytest.fail("was read again"))
    again = own("add", texts / "a-english.txt")
    assert again.stdout == "1 documents: 1 there already; 0 statements added\n"
    assert again.exit_code == 0


def test_again_reads_again_and_keeps_what_differs(own: Call, texts: Path) -> None:
    own("add", texts / "a-english.txt")
    assert "there already" in own("add", "--again", texts / "a-english.txt").stdout
    assert "1 read anew" in own("add", "--again", "--published", "2022-01-28", texts / "a-english.txt").stdout
    assert own("search", "--said", "2022-01-28", "--count").stdout == "1\n"


def test_a_changed_file_is_a_new_version(own: Call, texts: Path) -> None:
    file = texts / "a-english.txt"
    own("add", file)
    file.write_text("The minister said that the talks would resume on Tuesday.\n", encoding="utf-8")
    assert "1 new versions" in own("add", file).stdout
    key = json.loads(own("search", "tuesday", "--format", "jsonl").stdout)["key"]
    changes = own("show", "--diff", key)
    assert "[-Monday-]{+Tuesday+}" in changes.stdout
    assert own("search", "monday", "--count").stdout == "0\n"
    assert own("search", "monday", "--everything", "--count").stdout == "1\n"


def test_bad_input_is_named_and_the_rest_is_kept(own: Call, texts: Path) -> None:
    result = own("add", texts / "a-english.txt", texts / "missing.txt")
    assert result.exit_code == 1
    assert "1 of 2 documents could not be read" in result.stderr
    assert "missing.txt" in result.stderr
    assert own("status", "--format", "json").stdout.count('"documents": 1') == 1


def test_pages(own: Call, texts: Path) -> None:
    (texts / "many.txt").write_text(
        "".join(f"Envoy {n} said that he would go.\n\n" for n in range(7)), encoding="utf-8"
    )
    own("add", texts / "many.txt")
    keys: list[str] = []
    after: list[str] = []
    while True:
        page = own("search", "envoy", "--limit", "3", "--format", "jsonl", *after)
        keys += [json.loads(line)["key"] for line in page.stdout.splitlines()]
        if "more: --after " not in page.stderr:
            break
        after = ["--after", page.stderr.split("--after ")[1].strip()]
    assert len(keys) == len(set(keys)) == int(own("search", "envoy", "--count").stdout) > 3


def test_judgements_are_shown(own: Call, texts: Path, where: str) -> None:
    own("add", texts / "a-english.txt")
    with Ledger.open(where) as ledger:
        key = ledger.search(Query()).hits[0].key
        ledger.judge("statement", key, "accept", "anna", "as it says")
    assert "accept by anna" in own("show", key).stdout
    assert own("search", "--judgement", "accept", "--count").stdout == "1\n"
    assert json.loads(own("show", key, "--format", "json").stdout)["judgements"][0]["why"] == "as it says"


def test_a_speaker_by_name(own: Call, texts: Path) -> None:
    own("add", texts / "a-english.txt")
    assert own("search", "--speaker", "Nobody At All", "--count").stdout == "0\n"
    assert "nothing was found" in own("search", "--speaker", "Nobody At All").stderr


def test_status_backup_vacuum(own: Call, texts: Path, tmp_path: Path) -> None:
    own("add", texts)
    found = json.loads(own("status", "--format", "json").stdout)
    assert {name: found[name] for name in ("documents", "versions", "copies", "readings", "judgements")} == {
        "documents": 2, "versions": 2, "copies": 0, "readings": 2, "judgements": 0
    }  # fmt: skip
    assert "2  documents" in own("status").stdout
    assert own("backup", tmp_path / "copy.db").exit_code == 0
    assert own("backup", tmp_path / "copy.db").exit_code == 1
    assert own("vacuum").exit_code == 0
    for result in (own("check"), own("check", "--ledger", tmp_path / "copy.db")):
        assert result.stdout == "everything is in order\n"


def test_check_ends_with_1_where_something_is_wrong(own: Call, texts: Path, where: str) -> None:
    own("add", texts)
    with Ledger.open(where) as ledger, ledger._engine.begin() as connection:
        connection.execute(text("UPDATE texts SET digest = 'x' WHERE id = 1"))
    result = own("check")
    assert result.exit_code == 1
    assert "does not have the hash" in result.stderr
    assert result.stdout == "1 problems\n"


def test_init(own: Call) -> None:
    assert "is ready" in own("init").stdout
    assert "is ready" in own("init").stdout
    assert json.loads(own("status", "--format", "json").stdout)["documents"] == 0


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("search", "x"), ("show", "x"), ("check",), ("backup", "copy.db"), ("vacuum",)],
    ids=lambda arguments: arguments[0],
)
def test_where_there_is_no_ledger(arguments: tuple[str, ...], own: Call) -> None:
    result = own(*arguments)
    assert result.exit_code == 1
    assert "there is no ledger; make one with `dragoman ledger init`" in result.stderr
    assert result.stdout == ""


def test_what_is_wrong_is_told_in_a_line(call: Call, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "own.db").write_bytes(os.urandom(5000))
    result = call("ledger", "add", texts, "--ledger", tmp_path / "own.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "the file is no ledger" in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_what_is_not_there_is_not_shown(own: Call, texts: Path) -> None:
    own("add", texts)
    assert "holds no nothing" in own("show", "nothing").stderr
    version = own("search", "--format", "jsonl", "--limit", "1").stdout
    result = own("show", json.loads(version)["version"], "--read-by", "nobody")
    assert result.exit_code == 1
    assert "was not read by nobody" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("search", "--said", "soon"), "is no date"), (("search", "--order", "relevance"), "needs words"),
     (("search", "x", "--after", "nonsense"), "leads to no page")],
)  # fmt: skip
def test_what_cannot_be_searched(arguments: tuple[str, ...], message: str, own: Call, texts: Path) -> None:
    own("add", texts)
    result = own(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr


def test_what_cannot_be_kept_ends_the_reading(own: Call, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from dragoman.ledger import LedgerError

    def full(*_: object) -> None:
        raise LedgerError("the disk is full")

    before = set(threading.enumerate())
    monkeypatch.setattr(Ledger, "add", full)
    result = own("add", texts)
    # No thread goes on reading for nobody.
    assert [one for one in threading.enumerate() if one not in before and "ThreadPool" in one.name] == []
    assert (result.exit_code, result.stderr) == (1, "Error: the disk is full\n")
