"""``python -m bench.desk``: the desk's marks, each with what was measured.

``pages``  one reader: time of each page on the server side of the loopback, and its weight
``crowd``  many readers and some reviewers at once: errors, and time of a page

A quick run by default; ``--full`` takes the sizes of the marks: 100,000 statements in 10,000 documents, 50 readers and
5 reviewers for two minutes. ``--ledger`` takes a ledger that is there already, and is judged in. With ``--people``,
everybody has an account and signs in; accounts stay in a ledger that was there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import httpx

from bench.synthetic import ACTS, Maker
from dragoman.desk.people import Doer, People, Role
from dragoman.ledger import Ledger
from dragoman.ledger.engine import open_engine, url_of

#: Of everybody that a measurement makes an account for.
PASSWORD = "measured and found quick"
Told: TypeAlias = "multiprocessing.Queue[tuple[list[float], int]]"
PAGES = ("/", "/documents", "/documents?page=50", "/documents/{version}", "/statements", "/statements?words={word}",
         "/statements?act={act}", "/exchanges", "/actors", "/actors/{actor}", "/review",
         "/statements/{key}/history", "/threads", "/temperature", "/searches", "/add")  # fmt: skip
#: What readers may see of these.
LOOKED_AT = tuple(page for page in PAGES if page != "/add")


@contextmanager
def served(where: str) -> Iterator[str]:
    """The address of a desk on a ledger, in a process of its own."""
    command = [sys.executable, "-m", "dragoman", "serve", "--ledger", where, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        began = time.perf_counter()
        found = re.search(r"http://\S+?(?=/ )", process.stdout.readline())
        assert found, "the desk did not open"
        print(f"opened after {time.perf_counter() - began:.1f} s")
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def entered(address: str, name: str) -> Iterator[httpx.Client]:
    """A browser at the desk; it signs in where that is asked for."""
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        page = client.get("/sign-in")
        while page.url.path == "/sign-in":
            token = re.search(r'name="token" value="(\w+)"', page.text)
            assert token
            page = client.post("/sign-in", data={"name": name, "password": PASSWORD, "token": token[1]})
            # All come from one address here, and at once.
            assert page.status_code in (200, 429), f"{name} could not sign in ({page.status_code})"
            time.sleep(int(page.headers.get("retry-after", 0)) * random.uniform(1, 2))
        yield client


def people(where: str, readers: int, reviewers: int) -> None:
    """Make an account for everybody, where there is none yet."""
    engine = open_engine(url_of(where), create=False)
    own, doer = People(engine), Doer("bench", "command line")
    roles: list[tuple[str, Role]] = [("admin", "admin")]
    roles += [(f"reader{n}", "reader") for n in range(readers)]
    roles += [(f"reviewer{n}", "reviewer") for n in range(reviewers)]
    for name, role in roles:
        if own.named(name) is None:
            own.add(doer, name, role, PASSWORD)
    engine.dispose()


def load() -> str:
    """How busy the machine was in the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def names(address: str) -> dict[str, list[str]]:
    """What stands for each name in the addresses of pages."""
    with entered(address, "admin") as client:
        documents = (
            client.get("/documents.json?page=20").json()["documents"]
            or client.get("/documents.json").json()["documents"]
        )
        statements = client.get("/statements.json").json()["statements"]
        actors = client.get("/actors.json").json()["actors"]
    vocabulary = Maker().vocabulary["latin"]
    return {
        "version": [own["version"] for own in documents], "key": [own["key"] for own in statements],
        "actor": [own["id"] for own in actors], "act": ACTS, "word": vocabulary[5:200],
    }  # fmt: skip


def filled(page: str, known: dict[str, list[str]], dice: random.Random) -> str:
    """The address of a page with names put in."""
    return re.sub(r"\{(\w+)\}", lambda found: dice.choice(known[found[1]]), page)


def quantile(times: list[float], share: float) -> float:
    """The time that so great a share of all stays under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def pages(address: str, rounds: int) -> None:
    """Print the time and the weight of each page."""
    known, dice = names(address), random.Random(1)
    with entered(address, "admin") as client:
        for page in PAGES:
            times: list[float] = []
            weight = 0
            for _ in range(rounds):
                began = time.perf_counter()
                answer = client.get(filled(page, known, dice))
                times.append(time.perf_counter() - began)
                weight = max(weight, len(answer.content))
                assert answer.status_code == 200, (page, answer.status_code)
            median, slow = quantile(times, 0.5), quantile(times, 0.95)
            print(f"{page:28} median {median * 1000:6.0f} ms  p95 {slow * 1000:6.0f} ms  {weight / 1000:5.0f} kB")


def crowd(address: str, readers: int, reviewers: int, seconds: float) -> None:
    """Print how pages fare while many read and some judge, each with a second between two pages."""
    context = multiprocessing.get_context("spawn")
    told: Told = context.Queue()
    known = names(address)
    share = -(-readers // 5)
    crew = [context.Process(target=_read, args=(address, known, at, seconds, share, told)) for at in range(5)]
    crew.append(context.Process(target=_review, args=(address, reviewers, seconds, told)))
    for own in crew:
        own.start()
    results = [told.get(timeout=seconds + 120) for _ in crew]
    for own in crew:
        own.join(30)
    times = [one for own, _ in results for one in own]
    print(f"{readers} readers, {reviewers} reviewers, {seconds:.0f} s: {len(times)} pages, "
          f"{sum(wrong for _, wrong in results)} errors, median {quantile(times, 0.5) * 1000:.0f} ms, "
          f"p95 {quantile(times, 0.95) * 1000:.0f} ms; {load()}")  # fmt: skip


def _read(address: str, known: dict[str, list[str]], seed: int, seconds: float, number: int, told: Told) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def one(own: int) -> tuple[list[float], int]:
        dice, times, wrong = random.Random(seed * 1000 + own), [], 0
        with entered(address, f"reader{seed * number + own}") as client:
            until = time.time() + seconds
            while time.time() < until:
                time.sleep(dice.uniform(0.5, 1.5))
                began = time.perf_counter()
                try:
                    answer = client.get(filled(dice.choice(LOOKED_AT), known, dice))
                    wrong += answer.status_code != 200
                except httpx.HTTPError:
                    wrong += 1
                times.append(time.perf_counter() - began)
        return times, wrong

    with ThreadPoolExecutor(number) as pool:
        found = list(pool.map(one, range(number)))
    told.put(([t for times, _ in found for t in times], sum(wrong for _, wrong in found)))


def _review(address: str, number: int, seconds: float, told: Told) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def one(own: int) -> tuple[list[float], int]:
        dice, times, wrong = random.Random(own), [], 0
        with entered(address, f"reviewer{own}") as client:
            until = time.time() + seconds
            page = client.get(f"/review?act={ACTS[own % len(ACTS)]}")
            while time.time() < until:
                time.sleep(dice.uniform(0.5, 1.5))
                action = re.search(r'action="(/statements/\w+/judgement)"', page.text)
                token = re.search(r'name="token" value="(\w+)"', page.text)
                assert action
                assert token
                data = {"token": token[1], "verdict": dice.choice(("accept", "reject", "unsure")),
                        "back": f"/review?act={ACTS[own % len(ACTS)]}"}  # fmt: skip
                began = time.perf_counter()
                page = client.post(action[1], data=data)
                times.append(time.perf_counter() - began)
                wrong += page.status_code != 200
        return times, wrong

    with ThreadPoolExecutor(number) as pool:
        found = list(pool.map(one, range(number)))
    told.put(([t for times, _ in found for t in times], sum(wrong for _, wrong in found)))


def fill(where: str, documents: int, statements: int) -> None:
    """Make a ledger of so many documents with so many statements each."""
    maker = Maker(statements=statements)
    with Ledger.open(where) as ledger:
        for number in range(documents):
            ledger.add(maker.reading(number))


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__.partition("\n")[0])
    parser.add_argument("what", nargs="*", choices=["pages", "crowd", []], default=["pages", "crowd"])
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--people", action="store_true")
    parser.add_argument("--ledger", type=Path)
    given = parser.parse_args()
    documents, rounds, readers, reviewers, seconds = (10_000, 100, 50, 5, 120) if given.full else (500, 20, 10, 2, 10)
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        where = str(given.ledger or Path(folder) / "ledger.db")
        if not Path(where).exists():
            fill(where, documents, 11)
        if given.people:
            people(where, -(-readers // 5) * 5, reviewers)
        with served(where) as address:
            if "pages" in given.what:
                pages(address, rounds)
            if "crowd" in given.what:
                crowd(address, readers, reviewers, seconds)


if __name__ == "__main__":
    main()
