"""Web archives (``.warc``, ``.warc.gz``, as CC-NEWS has them): each web page in one is a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.documents.draft import Draft
from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.source import PAGE_LIMIT, Source, too_large
from dragoman.documents.webpage import load as load_page

#: How a record begins, and one that is compressed by itself, as the standard asks.
PLAIN, PACKED = b"WARC/1.", b"\x1f\x8b\x08"
_PAGES = ("text/html", "application/xhtml+xml")
_LOT = 1 << 20
_CUT = "the web archive holds only the beginning of the page"


def load(source: Source) -> Iterator[Draft | Failure]:
    """Yield a document for each web page that a server sent with status 200; one record is held at a time.

    Other records are passed over. In place of a damaged one comes a Failure that names the byte where it begins, and
    reading goes on at the next one (of a pipe, it ends there). Raises Unreadable where there is no page at all.
    """
    found = False
    for each in _pages(source):
        found = True
        yield each
    if not found:
        raise Unreadable("holds no web pages", "check that it is a web archive with response records")


def _pages(source: Source) -> Iterator[Draft | Failure]:
    start: int | None = 0
    told = False
    while start is not None:
        last = start
        try:
            for record in _records(source, start):
                last, told = start + record.stream_pos, False
                yield from _attempt(record, f"{source.origin}, record at byte {last}", source)
            return
        except OSError as error:
            start = _next(source, last)
            # What lies between two whole records is one damage, however often reading fails in it.
            if not told:
                ending = "" if start is not None else "; nothing after it was read"
                what = f"has a damaged record after byte {last} ({error}){ending}"
                yield Failure(source.origin, what, "fetch the archive again")
            told = True


def _records(source: Source, start: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if start:
        source.stream.seek(start)
    stream: Any = _From(source.stream)
    yield from ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all")


class _From:
    """A stream read from where it stands, so that places in it count from there."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """Read as the stream itself does."""
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How much was read."""
        return self._at


def _next(source: Source, last: int) -> int | None:
    """The byte after ``last`` where something like a record begins; None where nothing does, or in a pipe."""
    stream = source.stream
    if not stream.seekable():
        return None
    stream.seek(0)
    mark = PACKED if stream.read(len(PACKED)) == PACKED else PLAIN
    at = stream.seek(last + 1)
    kept = b""
    while lot := stream.read(_LOT):
        data = kept + lot
        place = data.find(mark)
        if place >= 0:
            return at - len(kept) + place
        kept, at = data[1 - len(mark) :], at + len(lot)
    return None


def _attempt(record: Any, origin: str, source: Source) -> Iterator[Draft | Failure]:
    """Yield the document of a record, the Failure in its place, or nothing where it is no page."""
    head = record.http_headers
    if record.http_content_type not in _PAGES or (head is not None and head.status_code not in (200, None)):
        return
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    try:
        body = _body(record)
        page = Source(
            origin,
            io.BufferedReader(io.BytesIO(body)),
            url=url or None,
            charset=record.http_charset,
            fetched=record.headers.get("WARC-Date"),
        )
        cut = (_CUT,) if record.headers.get("WARC-Truncated") else ()
        for draft in load_page(page):
            yield replace(draft, signs=(*draft.signs, *cut))
    except Unreadable as finding:
        yield finding.at(f"{origin} ({url})")


def _body(record: Any) -> bytes:
    head = record.http_headers
    if head is None or head.status_code is None:
        raise Unreadable("has no answer of a server in it", "fetch the archive again")
    length = record.content_length
    body: bytes = record.reader.read(PAGE_LIMIT + 1)
    if len(body) > PAGE_LIMIT:
        raise too_large(PAGE_LIMIT)
    encoded = {name.lower() for name, _ in head} & {"content-encoding", "transfer-encoding"}
    if not encoded and len(body) < length:
        raise OSError("the record is cut off")
    return body
