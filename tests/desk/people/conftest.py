"""What the tests of the desk's people share: accounts, browsers that sign in, and a desk that others reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from gatecrash import PASSWORD, Browser

from dragoman.desk import Desk, create_app
from dragoman.desk.people import Doer, Door, Gate

BOSS = Doer("test", "command line")


@pytest.fixture
def app(desk: Desk) -> FastAPI:
    """Return the desk as others than this machine reach it, with Anna the admin, Remi the reviewer, Rea the reader."""
    desk.people.add(BOSS, "Anna", "admin", PASSWORD)
    desk.people.add(BOSS, "Remi", "reviewer", PASSWORD)
    desk.people.add(BOSS, "Rea", "reader", PASSWORD)
    own = create_app(desk, Door(loopback=False))
    # Time stands still: on a slow machine, waits would be over before they are seen.
    own.state.gate = Gate(desk.people, own.state.gate.door, lambda: 1_000.0)
    return own


@pytest.fixture
def browse(app: FastAPI) -> Callable[..., Browser]:
    """Return a function that gives a browser: of somebody who signed in, or of a stranger."""

    def make(name: str = "", address: str = "203.0.113.7", base: str = "https://desk.example") -> Browser:
        own = Browser(TestClient(app, base_url=base, follow_redirects=False, client=(address, 50_000)))
        if name:
            assert own.sign_in(name).status_code == 303
        return own

    return make
