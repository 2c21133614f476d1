"""The command ``dragoman serve`` itself, in a process of its own, reached over a socket."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dragoman.desk.people import Doer, People
from dragoman.ledger.engine import open_engine, url_of

PASSWORD = "quiet river, seven boats"
DOER = Doer("test", "command line")


@contextmanager
def serving(place: Path, *arguments: str) -> Iterator[str]:
    """The address of a desk that was opened by the command."""
    command = [sys.executable, "-m", "dragoman", "serve", "--ledger", str(place), "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+:(\d+)/ ", line)
        assert found, line + process.stderr.read()
        yield f"http://127.0.0.1:{found[1]}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the place of a ledger whose desk knows Anna the admin."""
    people = People(open_engine(url_of(str(tmp_path / "ledger.db")), create=True))
    people.add(DOER, "Anna", "admin", PASSWORD)
    people._engine.dispose()
    return tmp_path / "ledger.db"


def entered(client: httpx.Client) -> int:
    token = re.search(r'name="token" value="(\w+)"', client.get("/sign-in").text)
    assert token
    answer = client.post("/sign-in", data={"name": "Anna", "password": PASSWORD, "token": token[1]})
    return answer.status_code


def test_a_desk_that_others_reach_knows_whom_it_lets_in_and_knows_them_again(place: Path) -> None:
    with serving(place, "--host", "0.0.0.0") as address, httpx.Client(base_url=address, timeout=60) as client:
        assert client.get("/").headers["location"] == "/sign-in"
        # Any name may lead to it: who has no session sees nothing.
        assert client.get("/", headers={"host": "desk.example"}).status_code == 303
        # The server under the desk believes no header, though the request comes from this machine.
        client.headers["x-forwarded-for"] = "198.51.100.1"
        assert entered(client) == 303
        assert client.get("/").status_code == 200
        cookies = dict(client.cookies)
    # The session outlives the desk that it began at.
    with serving(place) as address, httpx.Client(base_url=address, cookies=cookies, timeout=60) as client:
        assert client.get("/account.json").json()["name"] == "Anna"
        assert client.get("/account.json").json()["sessions"][0]["address"] == "127.0.0.1"


def test_accounts_made_while_it_runs_hold_at_once(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with serving(place) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert client.get("/").status_code == 200
        command = [sys.executable, "-m", "dragoman", "people", "add", "Anna", "--role", "admin", "--ledger", str(place)]
        made = subprocess.run(command, input=PASSWORD, capture_output=True, text=True, check=True)
        assert made.stdout == "Anna is an admin\n"
        assert client.get("/").status_code == 303
        assert client.get("/index.json").status_code == 401
        assert entered(client) == 303
        token = subprocess.run(
            [*command[:4], "token", "Anna", *command[-2:]], capture_output=True, text=True, check=True
        ).stdout.strip()
        assert (
            httpx.get(f"{address}/people.json", headers={"authorization": f"Bearer {token}"}, timeout=60).status_code
            == 200
        )


def test_a_proxy_on_this_machine_says_who_asks_from_where(place: Path) -> None:
    header = {"x-forwarded-user": "Anna", "x-forwarded-for": "198.51.100.1", "x-forwarded-proto": "https"}
    with serving(place, "--trust-header", "X-Forwarded-User", "--proxy", "127.0.0.1") as address:
        answer = httpx.get(f"{address}/people/log.json?event=sign-in", headers=header, timeout=60)
        assert answer.json()["entries"][0]["address"] == "198.51.100.1"
        assert "Secure" in answer.headers["set-cookie"]
        assert httpx.get(f"{address}/people.json", timeout=60).status_code == 401
    with serving(place, "--trust-header", "X-Forwarded-User", "--proxy", "198.51.100.7") as address:
        assert httpx.get(f"{address}/people.json", headers=header, timeout=60).status_code == 401


def test_an_unknown_name_takes_as_long_as_a_wrong_password(place: Path) -> None:
    with serving(place) as address, httpx.Client(base_url=address, timeout=60) as client:
        token = re.search(r'name="token" value="(\w+)"', client.get("/sign-in").text)
        assert token

        def least(name: str) -> float:
            times = []
            for _ in range(4):
                began = time.perf_counter()
                data = {"name": name, "password": "wrong wrong wrong", "token": token[1]}
                assert client.post("/sign-in", data=data).status_code == 403
                times.append(time.perf_counter() - began)
            return min(times)

        # Other programs may slow the one or the other; without the hash it would be a tenth.
        known, unknown = least("Anna"), least("Nobody")
        assert 0.3 < unknown / known < 3.3
