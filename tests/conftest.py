"""What all tests share: one loaded reader, places for ledgers on each database, and how hypothesis runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bench.postgres import NoPostgres, Server, postgres
from dragoman.reading.reader import Reader

# The same examples every time: a red run on one machine is red on all.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck))
settings.load_profile("same")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return the reader as shipped, loaded once; it uses one core."""
    return Reader.load(threads=1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a PostgreSQL server started for the tests; where there is none, skip, or fail where CI says so."""
    try:
        with postgres() as running:
            yield running
    except NoPostgres as missing:
        if os.environ.get("DRAGOMAN_REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Return a function that gives places of ledgers that are yet to be made: once files, once databases."""
    if request.param == "sqlite":
        numbers = count(1)
        return lambda: str(tmp_path / f"ledger{next(numbers)}.db")
    running: Server = request.getfixturevalue("server")
    return running.database


@pytest.fixture
def place(places: Callable[[], str]) -> str:
    """Return the place of a ledger that is yet to be made."""
    return places()


@pytest.fixture
def where(place: str) -> str:
    """Return that place; folders whose tests have a ledger of their own say another one."""
    return place
