"""``dragoman people``: what the commands say, and how they end."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.desk.people import Door, People
from dragoman.ledger.engine import open_engine, url_of

PASSWORD = "quiet river, seven boats"
Call = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Return where the ledger of the test is to be."""
    return str(tmp_path / "own.db")


@pytest.fixture
def run(place: str) -> Call:
    """Return a function that runs ``dragoman people`` on that ledger, with a password on the standard input."""

    def call(*arguments: str, input: str = f"{PASSWORD}\n") -> Result:
        return CliRunner().invoke(main, ["people", *arguments], env={"DRAGOMAN_LEDGER": place}, input=input)

    return call


def test_people_are_added_listed_changed_and_removed(run: Call, place: str) -> None:
    assert "nobody has to sign in" in run("list").stdout
    first = run("add", "Rea")
    assert (first.exit_code, first.stdout) == (1, "")
    assert "make somebody an admin first" in first.stderr
    assert run("add", "Anna", "--role", "admin").stdout == "Anna is an admin\n"
    assert run("add", "Rea").stdout == "Rea is a reader\n"
    assert run("add", "olga@example.org", "--no-password", input="").exit_code == 0
    lines = run("list").stdout.splitlines()
    assert [line.partition(",")[0] for line in lines] == ["Anna: admin", "olga@example.org: reader", "Rea: reader"]
    assert "by the proxy alone" in lines[1]
    people = [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert [(own["name"], own["password"], own["token"]) for own in people] == [
        ("Anna", True, False), ("olga@example.org", False, False), ("Rea", True, False)
    ]  # fmt: skip
    assert run("role", "Rea", "reviewer").stdout == "Rea is a reviewer\n"
    assert "signed out everywhere" in run("password", "Rea", input="another good one 12\nnot this line\n").stdout
    engine = open_engine(url_of(place), create=False)
    assert People(engine).check("Rea", "another good one 12")
    token = run("token", "Rea").stdout.strip()
    assert People(engine).of_token(token)
    assert "has no token" in run("token", "Rea", "--revoke").stdout
    assert People(engine).of_token(token) is None
    engine.dispose()
    assert run("remove", "Rea").exit_code == 0
    noted = [json.loads(line) for line in run("log").stdout.splitlines()]
    assert [own["event"] for own in noted] == [
        "person-added", "person-added", "person-added", "role-changed", "password-changed", "token-made",
        "token-revoked", "person-removed",
    ]  # fmt: skip
    assert {own["address"] for own in noted} == {"command line"}
    assert [json.loads(line)["target"] for line in run("log", "--event", "person-removed").stdout.splitlines()] == [
        "Rea"
    ]
    assert run("log", "--since", "2999").stdout == ""
    assert run("log", "--who", "nobody-of-that-name").stdout == ""


def test_what_cannot_be_is_said_in_a_line(run: Call) -> None:
    run("add", "Anna", "--role", "admin")
    for arguments, words in (
        (("add", "anna"), "already"), (("role", "Eve", "admin"), "nobody of the name"),
        (("role", "Anna", "reader"), "admin first"), (("password", "Eve"), "nobody of the name"),
        (("remove", "Eve"), "nobody of the name"), (("token", "Eve"), "nobody of the name"),
        (("add", "a<b"), "cannot be a name"),
    ):  # fmt: skip
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (1, ""), arguments
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
    for weak in ("short\n", "", "\n"):
        result = run("add", "Rea", input=weak)
        assert result.exit_code == 1
        assert "12 characters" in result.stderr
    assert run("log", "--event", "party").exit_code == 2


def test_no_password_is_an_argument(run: Call) -> None:
    for command in ("add", "password"):
        assert run(command, "Anna", PASSWORD).exit_code == 2
        assert run(command, "Anna", "--password", PASSWORD).exit_code == 2


def test_a_password_is_asked_for_twice_at_a_terminal_and_not_shown(
    run: Call, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    command = importlib.import_module("dragoman.cli.people")
    asked: list[dict[str, object]] = []

    def prompt(_: str, **how: object) -> str:
        asked.append(how)
        return PASSWORD

    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    monkeypatch.setattr(command.click, "prompt", prompt)
    assert run("add", "Anna", "--role", "admin").exit_code == 0
    assert asked == [{"hide_input": True, "confirmation_prompt": True, "err": True}]


def serve(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["serve", *arguments], env={"DRAGOMAN_LEDGER": place})


def test_the_desk_listens_beyond_this_machine_only_for_those_it_knows(
    run: Call, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Door, str]] = []

    def listen(desk: object, door: Door, host: str, port: int) -> None:
        desk.close()  # type: ignore[attr-defined]
        opened.append((door, host))

    monkeypatch.setattr(importlib.import_module("dragoman.cli.serve"), "_listen", listen)
    refused = serve(place, "--host", "0.0.0.0")
    assert refused.exit_code == 1
    assert "dragoman people add NAME --role admin" in refused.stderr
    assert opened == []
    assert serve(place, "--proxy", "127.0.0.1").exit_code == 1
    assert serve(place, "--host", "0.0.0.0", "--trust-header", "X-User").exit_code == 2
    assert serve(place, "--trust-header", "X User", "--proxy", "10.0.0.1").exit_code == 2
    assert serve(place, "--proxy", "somewhere").exit_code == 2
    assert serve(place, "--host", "0.0.0.0", "--trust-header", "X-User", "--proxy", "10.0.0.0/24").exit_code == 0
    assert opened.pop()[0].header == "X-User"
    run("add", "Anna", "--role", "admin")
    result = serve(place, "--host", "0.0.0.0")
    assert result.exit_code == 0
    assert "unencrypted" in result.stderr
    assert opened.pop() == (Door(loopback=False), "0.0.0.0")
    assert serve(place).exit_code == 0
    assert opened.pop()[0].loopback
