"""The desk served as it is in use, and the browser that looks at it: fixtures that ``conftest.py`` takes up."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright import sync_api as playwright

CHROMIUM = shutil.which("chromium")


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of a desk on this machine, for as long as it is used."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", proxy_headers=False))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[playwright.Browser]:
    """Return Debian's Chromium; where there is none, skip, or fail where CI says so."""
    if CHROMIUM is None:
        if os.environ.get("DRAGOMAN_REQUIRE_BROWSER") == "1":
            pytest.fail("there is no chromium; apt-get install chromium")
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """Return a page; afterwards, that nothing ran, failed or went elsewhere than to this machine."""
    with chromium.new_context() as context:
        own = context.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        own.on("request", lambda request: asked.append(request.url))
        own.on("pageerror", lambda error: wrong.append(str(error)))
        own.on("dialog", lambda dialog: wrong.append(dialog.message))
        own.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        yield own
        assert own.evaluate("window.hit") is None
        assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
        assert wrong == []
