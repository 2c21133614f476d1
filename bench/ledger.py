"""``python -m bench.ledger``: the ledger's marks, each with what was measured.

``kill``      kill -9 at random moments while documents are added, then the rest added: what is lost, what is doubled
``crowd``     writers and readers at once: errors, and what is lost
``many``      many statements: time of a page of search, size of the file, pace at the end beside that at the start
``overhead``  the time to store beside the time to read

A quick run by default; ``--full`` takes the sizes of the marks (an hour), ``--postgres`` a PostgreSQL server that is
started for the purpose.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TypeAlias

from bench.postgres import postgres
from bench.synthetic import ACTS, LANGUAGES, Maker
from bench.worker import documents
from dragoman.ledger import Ledger, Query

Place = Callable[[], str]
Told: TypeAlias = "multiprocessing.Queue[tuple[int, int]]"


@contextmanager
def places(on_postgres: bool) -> Iterator[Place]:
    """A function that gives the place of a ledger yet to be made."""
    if on_postgres:
        with postgres() as server:
            yield server.database
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        numbers = iter(range(1_000_000))
        yield lambda: f"{folder}/{next(numbers)}.db"


# --- kill ----------------------------------------------------------------------------------------------------------


def kill(place: Place, kills: int, number: int, seed: int = 1) -> tuple[int, int, int]:
    """Kill the program so often while it adds so many documents; how many were lost, doubled, and what checks found."""
    dice = random.Random(seed)
    lost = doubled = problems = done = 0
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as name:
        wanted = documents(Path(name), number)
        while done < kills:
            where = place()
            # So many to a ledger that they come while it fills, whatever the pace of the machine.
            for _ in range(min(20, kills - done)):
                _killed(name, where, dice)
                done += 1
                with Ledger.open(where) as own:
                    problems += sum(1 for _ in own.check())
            subprocess.run([*_command(name, where)], check=True, capture_output=True)
            with Ledger.open(where) as own:
                found = [(stored.reading.document.url, stored.reading.document.text) for stored in own.readings()]
                problems += sum(1 for _ in own.check())
            lost += len(set(wanted.items()) - set(found))
            doubled += len(found) - len(set(found)) + len(set(found) - set(wanted.items()))
    return lost, doubled, problems


def _command(folder: str, where: str) -> list[str]:
    return [sys.executable, "-m", "bench.worker", "ledger", "add", "--jobs", "1", "--ledger", where,
            f"{folder}/documents.jsonl"]  # fmt: skip


def _killed(folder: str, where: str, dice: random.Random) -> None:
    """Start the program, and kill it at a random moment: most often while it stores, at times before that."""
    process = subprocess.Popen(_command(folder, where), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    if dice.random() < 0.9:
        process.stdout.readline()
        time.sleep(dice.uniform(0, 0.25))
    else:
        time.sleep(dice.uniform(0, 1))
    process.kill()
    process.wait()
    process.stdout.close()


# --- crowd ---------------------------------------------------------------------------------------------------------


def crowd(place: Place, writers: int, readers: int, seconds: float) -> tuple[int, int, int]:
    """Let so many write and read at once; errors, documents lost or doubled, and documents added."""
    where = place()
    Ledger.open(where).close()
    context = multiprocessing.get_context("spawn")
    told: Told = context.Queue()
    ready = context.Barrier(writers + readers)
    # Two writers of the same documents are a pair that gets in each other's way.
    crew = [context.Process(target=_write, args=(where, at // 2, seconds, ready, told)) for at in range(writers)]
    crew += [context.Process(target=_read, args=(where, at, seconds, ready, told)) for at in range(readers)]
    for own in crew:
        own.start()
    results = [told.get(timeout=seconds + 120) for _ in crew]
    for own in crew:
        own.join(60)
    written: dict[int, int] = {}
    for seed, number in results:
        if seed >= 0:
            written[seed] = max(written.get(seed, 0), number)
    wanted = {pair for seed, number in written.items() for pair in _first(seed, number)}
    with Ledger.open(where) as own_:
        found = [(stored.reading.document.url, stored.reading.document.text) for stored in own_.readings()]
        problems = sum(1 for _ in own_.check())
    errors = sum(number for seed, number in results if seed < 0) + sum(bool(own.exitcode) for own in crew) + problems
    return errors, len(wanted - set(found)) + len(found) - len(set(found)), len(found)


def _first(seed: int, number: int) -> list[tuple[str, str]]:
    maker = Maker(seed + 100, statements=3)
    made = [maker.reading(at).document for at in range(number)]
    return [(f"{own.url}/{seed}", own.text) for own in made]


def _write(where: str, seed: int, seconds: float, ready: Barrier, told: Told) -> None:
    maker, number = Maker(seed + 100, statements=3), 0
    ready.wait()
    until = time.time() + seconds
    with Ledger.open(where) as own:
        while time.time() < until:
            made = maker.reading(number)
            own.add(replace(made, document=replace(made.document, url=f"{made.document.url}/{seed}")))
            number += 1
    told.put((seed, number))


def _read(where: str, seed: int, seconds: float, ready: Barrier, told: Told) -> None:
    maker, errors = Maker(seed, statements=3), 0
    queries = questions(maker, seed)
    ready.wait()
    until = time.time() + seconds
    with Ledger.open(where) as own:
        while time.time() < until:
            try:
                page = own.search(next(queries))
                errors += any(not hit.statement.content for hit in page.hits)
            except Exception as error:  # every error counts, whatever it is
                print(f"reader {seed}: {error}", file=sys.stderr)
                errors += 1
    told.put((-1, errors))


# --- many ----------------------------------------------------------------------------------------------------------


def fill(where: str, statements: int) -> tuple[float, float, int]:
    """Add so many statements; statements a second in the first tenth and in the last, and bytes at the end."""
    spent: list[float] = []
    counts: list[int] = []
    with Ledger.open(where) as own:
        for made in Maker().readings(statements):
            began = time.perf_counter()
            own.add(made)
            spent.append(time.perf_counter() - began)
            counts.append(len(made.statements))
        size = own.status().bytes
    tenth = len(spent) // 10
    return sum(counts[:tenth]) / sum(spent[:tenth]), sum(counts[-tenth:]) / sum(spent[-tenth:]), size


def questions(maker: Maker, seed: int) -> Iterator[Query]:
    """Queries as people ask them, without end: one to four things at once, common ones and rare ones."""
    dice = random.Random(seed)

    def words() -> str:
        return " ".join(maker.words(dice.choice(("latin", "cyrillic")), dice.choice((1, 1, 2, 2, 3))))

    def month() -> str:
        return f"{dice.randrange(2014, 2025)}-{dice.randrange(1, 13):02}"

    things: dict[str, Callable[[], object]] = {
        "words": words,
        "speaker": lambda: (maker.actor().id,),
        "voucher": lambda: (maker.actor().id,),
        "addressee": lambda: (maker.actor().id,),
        "act": lambda: (dice.choice(ACTS),),
        "form": lambda: (dice.choice(("direct", "indirect", "mixed")),),
        "topic": lambda: (f"topic-{dice.randrange(60)}",),
        "outlet": lambda: (dice.choice(maker.outlets),),
        "language": lambda: (dice.choice(LANGUAGES),),
        "said": lambda: dice.choice((month(), f"{month()[:4]}", f"{month()}/2024-12")),
        "refers": month,
        "judgement": lambda: (dice.choice(("none", "accept")),),
    }
    while True:
        asked = {name: things[name]() for name in dice.sample(list(things), dice.choice((1, 2, 2, 3, 4)))}
        order = "relevance" if "words" in asked and dice.random() < 0.3 else dice.choice(("newest", "oldest"))
        if asked.get("said", "").__str__() > "2024-12/":
            continue
        try:
            yield Query(order=order, **asked)  # type: ignore[arg-type]
        except ValueError:
            continue


def pages(where: str, number: int) -> list[float]:
    """Milliseconds that each page of so many takes, the first of a query and the one after it, in order of length."""
    spent = []
    with Ledger.open(where) as own:
        queries = questions(Maker(), 7)
        while len(spent) < number:
            query: Query | None = next(queries)
            while query is not None and len(spent) < number:
                began = time.perf_counter()
                page = own.search(query)
                spent.append((time.perf_counter() - began) * 1000)
                query = replace(query, after=page.after) if page.after and query.after is None else None
    return sorted(spent)


# --- overhead ------------------------------------------------------------------------------------------------------


def overhead(where: str, words: int) -> tuple[float, float]:
    """Seconds to read articles of so many words, and to store what was read."""
    from bench.corpus import articles
    from dragoman.nouns import Document
    from dragoman.reading.reader import Reader

    reader = Reader.load()
    reads = stores = 0.0
    with Ledger.open(where) as own:
        for number, text in enumerate(articles(words)):
            document = Document(
                str(number), text, "-", published="2022-01-28", language="en", url=f"https://e.org/{number}"
            )
            began = time.perf_counter()
            made = reader.read(document)
            reads += time.perf_counter() - began
            began = time.perf_counter()
            own.add(made)
            stores += time.perf_counter() - began
    return reads, stores


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marks", nargs="*", default=["kill", "crowd", "many", "overhead"])
    parser.add_argument("--full", action="store_true", help="the sizes of the marks")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL")
    options = parser.parse_args()
    full = options.full
    with places(options.postgres) as place:
        if "kill" in options.marks:
            kills, number = (200, 300) if full else (10, 100)
            lost, doubled, problems = kill(place, kills, number)
            print(
                f"kill: {kills} kills, {number} documents: {lost} lost, {doubled} doubled, {problems} problems",
                flush=True,
            )
        if "crowd" in options.marks:
            seconds = 120 if full else 10
            errors, amiss, added = crowd(place, 4, 8, seconds)
            print(
                f"crowd: 4 writers, 8 readers, {seconds} s: {errors} errors, {amiss} of {added} lost or doubled",
                flush=True,
            )
        if "many" in options.marks:
            _many(place(), 1_000_000 if full else 20_000)
        if "overhead" in options.marks:
            reads, stores = overhead(place(), 30_000 if full else 6_000)
            print(f"overhead: read {reads:.1f} s, stored {stores:.2f} s: {stores / reads:.1%}", flush=True)


def _many(where: str, statements: int) -> None:
    first, last, size = fill(where, statements)
    print(f"many: {statements:,} statements, {size / 1e6:,.0f} MB", flush=True)
    print(f"many: {first:.0f} statements/s in the first tenth, {last:.0f} in the last: {last / first - 1:+.0%}")
    spent = pages(where, 1000)
    print(f"many: a page takes {spent[500]:.1f} ms (median), {spent[950]:.1f} ms (p95), {spent[-1]:.1f} ms (longest)")


if __name__ == "__main__":
    main()
