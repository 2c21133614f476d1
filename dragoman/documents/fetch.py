"""Fetching from the web: politely, within limits, and from nowhere it should not.

Imports httpx, so it is itself imported only once an address is to be fetched.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import httpx

from dragoman.documents import robots
from dragoman.documents.failure import Unreadable
from dragoman.documents.source import PAGE_LIMIT, too_large
from dragoman.documents.transport import client

#: The most redirects that are followed.
REDIRECTS = 5
#: The most seconds for one address: name look-up, robots.txt, redirects and body together.
SECONDS = 30.0
#: The most bytes of a robots.txt that count.
_ROBOTS_LIMIT = 500_000
_MOVED = (301, 302, 303, 307, 308)
_BROWSER = "open it in a browser, save the page, and give the file"


@dataclass(frozen=True, slots=True)
class Seen:
    """By what a server knows again what it sent: its ETag and Last-Modified headers."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that ask for nothing but what is new."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


class Unchanged(Exception):  # noqa: N818 - an answer, not an error
    """Raised where a server says that what was seen is still all there is."""


class TryLater(Unreadable):
    """A refusal that may pass; ``seconds`` is how long the server asks to wait, None where it does not say."""

    def __init__(self, what: str, seconds: float | None) -> None:
        super().__init__(what, "try again later")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Page:
    """What came from an address. ``url`` is the final one, ``fetched`` UTC in ISO 8601.

    ``seen`` is what to ask with the next time, so that the same is not sent again.
    """

    url: str
    data: bytes
    content_type: str | None
    charset: str | None
    fetched: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class _Reply:
    url: httpx.URL
    status: int
    headers: httpx.Headers
    charset: str | None
    data: bytes


class Fetcher:
    """Fetches addresses, and keeps the rules of each site's robots.txt for as long as it lives."""

    def __init__(self, *, allow_private: bool = False, seconds: float = SECONDS) -> None:
        self._allow_private = allow_private
        self._seconds = seconds
        self._rules: dict[str, tuple[int, Any]] = {}

    def fetch(self, address: str, seen: Seen = Seen()) -> Page:
        """Return what is at ``address``; raise Unreadable with the reason where nothing is to be had.

        Raises Unchanged where it is still what was ``seen``, and TryLater where the server asks to wait.
        """
        connection = client(allow_private=self._allow_private, seconds=self._seconds)
        done: Future[Page] = Future()
        # In a thread of its own, because a name look-up, or headers that drip in byte by
        # byte, cannot be held to a deadline from within.
        threading.Thread(target=self._work, args=(connection, address, seen, done), daemon=True).start()
        try:
            return done.result(timeout=self._seconds)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise Unreadable(f"did not come within {self._seconds:g} seconds", "try again later") from error
        except httpx.InvalidURL as error:
            raise Unreadable(f"is not a web address ({error})", "check it") from error
        except httpx.HTTPError as error:
            raise Unreadable(f"could not be fetched ({error})", "check the address and the connection") from error
        finally:
            # Ends the thread too, where it is still waiting.
            with suppress(Exception):
                connection.close()

    def _work(self, connection: httpx.Client, address: str, seen: Seen, done: Future[Page]) -> None:
        try:
            done.set_result(self._page(connection, address, seen))
        except BaseException as error:
            done.set_exception(error)

    def _page(self, connection: httpx.Client, address: str, seen: Seen) -> Page:
        reply = self._follow(connection, httpx.URL(address), PAGE_LIMIT, asking=seen.headers())
        if reply.status == HTTPStatus.NOT_MODIFIED and seen != Seen():
            raise Unchanged
        if reply.status >= 300:
            raise _refusal(reply.status, reply.headers.get("retry-after"))
        content_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Page(
            url=str(reply.url),
            data=reply.data,
            content_type=content_type or None,
            charset=reply.charset,
            fetched=datetime.now(UTC).isoformat(timespec="seconds"),
            seen=Seen(reply.headers.get("etag"), reply.headers.get("last-modified")),
        )

    def _follow(
        self, connection: httpx.Client, url: httpx.URL, limit: int, *, heed: bool = True,
        asking: dict[str, str] | None = None,
    ) -> _Reply:  # fmt: skip
        """Return the last answer in a chain of redirects, each hop checked like the first one."""
        for _ in range(REDIRECTS + 1):
            url = _web(url)
            if heed:
                self._check_robots(connection, url)
            reply = _get(connection, url, limit, whole=heed, asking=asking or {})
            moved = reply.headers.get("location") if reply.status in _MOVED else None
            if not moved:
                return reply
            url = url.join(moved)
        raise Unreadable(f"is redirected more than {REDIRECTS} times", _BROWSER)

    def _check_robots(self, connection: httpx.Client, url: httpx.URL) -> None:
        """Raise Unreadable where the site's robots.txt forbids the address, or fails with a server error."""
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._rules:
            reply = self._follow(connection, httpx.URL(f"{site}/robots.txt"), _ROBOTS_LIMIT, heed=False)
            self._rules[site] = reply.status, robots.rules(reply.status, reply.data)
        status, rules = self._rules[site]
        if not rules.can_fetch(str(url), robots.NAME):
            failed = f" (its server answers {status})" if status >= 500 else ""
            raise Unreadable(f"is not to be read by programs, says the site's robots.txt{failed}", _BROWSER)


def _web(url: httpx.URL) -> httpx.URL:
    """Return the address without user name, password and fragment; raise Unreadable where it is no web address."""
    if url.scheme not in ("http", "https") or not url.host:
        raise Unreadable(f"leads to {url.scheme or 'no'} address, and only http and https are fetched", _BROWSER)
    return url.copy_with(userinfo=b"", fragment=None)


def _get(connection: httpx.Client, url: httpx.URL, limit: int, *, whole: bool, asking: dict[str, str]) -> _Reply:
    """Return the answer of one machine; over ``limit`` bytes raise Unreadable, or keep the beginning."""
    data = bytearray()
    with connection.stream("GET", url, headers=asking) as response:
        if response.status_code < 300:
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > limit:
                    if whole:
                        raise too_large(limit)
                    break
        return _Reply(url, response.status_code, response.headers, response.charset_encoding, bytes(data[:limit]))


def _refusal(status: int, wait: str | None) -> Unreadable:
    """Return the finding for an answer that is not a page."""
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "unknown"
    what = f"is answered with {status} ({phrase})"
    if status == 429 or status >= 500:
        return TryLater(what, float(wait) if wait and wait.isascii() and wait.isdigit() else None)
    return Unreadable(what, "check the address" if status in (404, 410) else _BROWSER)
