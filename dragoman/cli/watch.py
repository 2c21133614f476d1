"""``dragoman watch``: feeds and pages asked again and again, what is new read and kept."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from dragoman.cli.batch import Work, read_all, reading_options
from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.documents import Failure, Options
    from dragoman.documents.fetch import Fetcher, Page
    from dragoman.documents.polling import Polled
    from dragoman.ledger import Ledger
    from dragoman.nouns import Document

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(_: click.Context, __: click.Parameter, value: str) -> float:
    found = re.fullmatch(r"(\d+)([smhd])", value)
    if not found or int(found[1]) == 0:
        raise click.BadParameter(f"{value!r} is no time; write it like 30s, 10m, 2h or 1d")
    return float(int(found[1]) * _UNITS[found[2]])


@click.command(short_help="Ask feeds again and again, and keep what is new.")
@click.argument("sources", nargs=-1, required=True, metavar="FEEDS.opml|URL...")
@click.option(
    "--every", default="10m", show_default=True, callback=_seconds, metavar="TIME", help="How often each is asked."
)
@click.option("--once", is_flag=True, help="Ask each once, and end; after an error, only when its pause is over.")
@click.option("--pages", is_flag=True, help="Fetch the page of each new entry, in place of its text in the feed.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where it is kept what was seen; without it, beside the ledger.",
)
@reading_options
@ledger_option
def watch(
    sources: tuple[str, ...], where: str, every: float, once: bool, pages: bool, state: Path | None,
    options: Options, work: Work,
) -> None:  # fmt: skip
    """Ask feeds and web pages again and again, read what is new or changed, and keep it in the ledger.

    The inputs are addresses, and OPML files as feed readers write them. Only what changed is asked for (ETag,
    Last-Modified); after an error the pause doubles, up to a day. It ends on Ctrl-C or SIGTERM, once the document at
    hand is kept.

    \b
    Examples:
      dragoman watch feeds.opml --every 10m
      dragoman watch --once --ledger dossier.db https://example.org/feed.xml
    """
    from dragoman.documents import polling
    from dragoman.documents.fetch import Fetcher

    addresses = _addresses(sources)
    file = state or _beside(where)
    with opened(where, create=True) as own, _stopped() as stop:
        round_ = _Round(own, options, work, pages, every, Fetcher(allow_private=options.allow_private), stop)
        polled = polling.load(file, addresses)
        failed = False
        while not stop.is_set():
            for address in addresses:
                rested = once and not polled[address].failures
                if not stop.is_set() and (rested or polled[address].due <= time.time()):
                    polled[address] = round_.ask(polled[address])
                    failed |= polled[address].failures > 0
                    _save(file, polled)
            if once:
                break
            stop.wait(max(0.0, min(own_.due for own_ in polled.values()) - time.time()))
    if once and failed:
        raise SystemExit(1)


def _addresses(sources: tuple[str, ...]) -> list[str]:
    from dragoman.documents.failure import Unreadable
    from dragoman.documents.opml import feeds

    found: list[str] = []
    for given in sources:
        if given.startswith(("http://", "https://")):
            found.append(given)
            continue
        try:
            found += feeds(Path(given))
        except OSError as error:
            raise click.ClickException(f"{flat(given)}: could not be opened ({error.strerror})") from error
        except Unreadable as finding:
            raise click.ClickException(flat(str(finding.at(given)))) from finding
    return list(dict.fromkeys(found))


def _beside(where: str) -> Path:
    """The file beside the ledger or, of one on a server, in the working directory."""
    return Path("dragoman.watch.json") if "://" in where else Path(f"{where}.watch.json")


def _save(file: Path, polled: dict[str, Polled]) -> None:
    from dragoman.documents import polling

    try:
        polling.save(file, polled)
    except OSError as error:
        raise click.ClickException(f"{flat(str(file))}: could not be written ({error.strerror})") from error


class _stopped:  # noqa: N801 - used like a function
    """Within it, SIGINT and SIGTERM set an event in place of ending the program."""

    def __enter__(self) -> Event:
        stop = Event()
        self._before = {
            number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)
        }
        return stop

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True)
class _Round:
    """What it takes to ask an address and keep what comes."""

    own: Ledger
    options: Options
    work: Work
    pages: bool
    every: float
    fetcher: Fetcher
    stop: Event

    def ask(self, polled: Polled) -> Polled:
        """Ask an address for what is new, and keep it; when to ask again."""
        from dragoman.documents import polling
        from dragoman.documents.failure import Unreadable
        from dragoman.documents.fetch import TryLater, Unchanged

        try:
            page = self.fetcher.fetch(polled.address, polled.seen)
        except Unchanged:
            return polling.after_answer(polled, None, time.time(), self.every)
        except Unreadable as finding:
            click.echo(flat(str(finding.at(polled.address))), err=True)
            asked = finding.seconds if isinstance(finding, TryLater) else None
            return polling.after_error(polled, time.time(), self.every, asked)
        self._keep(page, polled.address)
        # What was cut short is asked for again, as if never seen.
        return polled if self.stop.is_set() else polling.after_answer(polled, page.seen, time.time(), self.every)

    def _keep(self, page: Page, address: str) -> None:
        """Keep what is new in a page or feed."""
        from dragoman.nouns import Reading

        number = 0
        documents = self._documents(page, address)
        with closing(read_all(documents, self.work, self.own.has)) as results:
            for result in results:
                if isinstance(result, Reading):
                    number += self.own.add(result).news != "nothing"
                elif _is_failure(result):
                    click.echo(flat(str(result)), err=True)
                if self.stop.is_set():
                    break
        if number:
            click.echo(f"{flat(address)}: {number} new")

    def _documents(self, page: Page, address: str) -> Iterator[Document | Failure]:
        from dragoman.documents.opening import page_documents

        for found in page_documents(page, address, self.options):
            if self.stop.is_set():
                return
            url = None if _is_failure(found) else found.url  # type: ignore[union-attr]
            if not self.pages or not url or url == page.url:
                yield found
            elif not any(True for _ in self.own.versions(url)):
                yield from self._page_of(url, found)

    def _page_of(self, url: str, entry: Document | Failure) -> Iterator[Document | Failure]:
        """The page of an entry; where it cannot be had, why, and the entry's own text."""
        from dragoman.documents.failure import Unreadable
        from dragoman.documents.opening import page_documents

        try:
            yield from page_documents(self.fetcher.fetch(url), url, self.options)
        except Unreadable as finding:
            yield finding.at(url)
            yield entry


def _is_failure(found: object) -> bool:
    from dragoman.documents import Failure

    return isinstance(found, Failure)
