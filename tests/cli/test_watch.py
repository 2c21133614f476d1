"""``dragoman watch`` on a site on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result

from dragoman.documents.fetch import Seen
from dragoman.documents.polling import LONGEST, Polled, after_answer, after_error, load
from dragoman.ledger import Ledger

Call = Callable[..., Result]
WORDS = "The minister said that talk {0} would resume."
ENTRY = f"<item><title>T{{0}}</title><link>{{1}}/{{0}}</link><description>{WORDS}</description></item>"


class Site:
    """A feed, what was asked of it, and how it answers."""

    def __init__(self) -> None:
        self.entries, self.status, self.etag = [1], 200, '"1"'
        self.asked: list[tuple[str, str | None]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/robots.txt":
                    self.send_error(404)
                    return
                site.asked.append((self.path, self.headers.get("If-None-Match")))
                same = self.headers.get("If-None-Match") == site.etag
                page = self.path != "/feed.xml"
                self.send_response(200 if page else site.status if site.status != 200 else 304 if same else 200)
                self.send_header("Content-Type", "text/html" if page else "application/rss+xml")
                self.send_header("ETag", site.etag)
                self.end_headers()
                if page:
                    words = f"The president said that page {self.path[1:]} was long enough to be read as a page."
                    self.wfile.write(f"<html><body><article><p>{words}</p></article></body></html>".encode())
                elif not same:
                    items = "".join(ENTRY.format(number, site.address) for number in site.entries)
                    self.wfile.write(f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.feed = f"{self.address}/feed.xml"


@pytest.fixture
def site() -> Iterator[Site]:
    own = Site()
    threading.Thread(target=own.server.serve_forever, daemon=True).start()
    yield own
    own.server.shutdown()
    own.server.server_close()


@pytest.fixture
def watch(call: Call, tmp_path: Path) -> Call:
    def run(*arguments: object) -> Result:
        return call("watch", "--once", "--allow-private", "--jobs", 1, "--ledger", tmp_path / "w.db", *arguments)

    return run


def titles(tmp_path: Path) -> list[str | None]:
    with Ledger.open(str(tmp_path / "w.db")) as own:
        return [stored.reading.document.title for stored in own.readings()]


def test_what_is_new_is_kept_and_only_that_is_asked_for(watch: Call, site: Site, tmp_path: Path) -> None:
    first = watch(site.feed)
    assert (first.exit_code, first.output) == (0, f"{site.feed}: 1 new\n")
    assert watch(site.feed).output == ""
    site.entries, site.etag = [2, 1], '"2"'
    assert watch(site.feed).output == f"{site.feed}: 1 new\n"
    assert titles(tmp_path) == ["T1", "T2"]
    assert [etag for _, etag in site.asked] == [None, '"1"', '"1"']


def test_a_list_of_feeds_is_read(watch: Call, site: Site, tmp_path: Path) -> None:
    outline = f"<outline text='F' xmlUrl='{site.feed}'/>"
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml version='2.0'><body><outline text='g'>{outline}{outline}</outline></body></opml>")
    assert watch(opml).exit_code == 0
    assert titles(tmp_path) == ["T1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opml/>", "no feeds"),
        ("<opml", "not XML"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>", "entities"),
        (None, "opened"),
    ],
)
def test_a_list_that_cannot_be_read_is_told(watch: Call, tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "feeds.opml").write_text(text)
    result = watch(tmp_path / "feeds.opml")
    assert result.exit_code == 1
    assert words in result.output


def test_pages_are_fetched_once(watch: Call, site: Site, tmp_path: Path) -> None:
    assert watch("--pages", site.feed).exit_code == 0
    with Ledger.open(str(tmp_path / "w.db")) as own:
        (stored,) = own.readings()
    assert stored.reading.document.text.startswith("The president said that page 1")
    site.etag = '"2"'
    watch("--pages", site.feed)
    assert [path for path, _ in site.asked] == ["/feed.xml", "/1", "/feed.xml"]


def test_an_error_is_told_and_waited_after(watch: Call, site: Site, tmp_path: Path) -> None:
    site.status = 503
    result = watch(site.feed)
    assert result.exit_code == 1
    assert "503" in result.output
    (known,) = json.loads((tmp_path / "w.db.watch.json").read_text())
    assert known["failures"] == 1
    assert known["due"] > time.time() + 1100
    site.status = 200
    assert watch(site.feed).output == ""
    assert len(site.asked) == 1


def test_pauses_double_up_to_a_day_and_heed_the_server() -> None:
    polled = Polled("a")
    pauses = []
    for _ in range(12):
        polled = after_error(polled, 0.0, 600.0)
        pauses.append(polled.due)
    assert pauses[:3] == [1200.0, 2400.0, 4800.0]
    assert pauses[-1] == LONGEST
    assert after_error(Polled("a"), 0.0, 600.0, 5000.0).due == 5000.0
    answered = after_answer(polled, Seen("x"), 100.0, 600.0)
    assert (answered.failures, answered.due, answered.seen) == (0, 700.0, Seen("x"))
    assert after_answer(answered, None, 0.0, 1.0).seen == Seen("x")


def test_a_broken_state_is_as_none(tmp_path: Path) -> None:
    for text in ("", "[1]", '[{"address": "a"}]'):
        (tmp_path / "s").write_text(text)
        assert load(tmp_path / "s", ["a"]) == {"a": Polled("a")}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(site: Site, tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-m", "dragoman", "watch", "--allow-private", "--jobs", "1", "--every", "1s", site.feed]
    env = {**os.environ, "DRAGOMAN_LEDGER": str(tmp_path / "w.db")}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.time() + 60
        while len(site.asked) < 2 and time.time() < deadline:
            time.sleep(0.1)
        process.send_signal(number)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, "")
    assert "1 new" in out
    assert titles(tmp_path) == ["T1"]


def test_a_time_that_is_none_is_told(call: Call) -> None:
    for value in ("10", "0m", "x"):
        assert call("watch", "--every", value, "http://a.example").exit_code == 2
