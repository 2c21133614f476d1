"""Inputs -> documents: the way in."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from dragoman.documents.draft import Draft
from dragoman.documents.duplicates import mark_duplicates
from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.finish import finish
from dragoman.documents.inputs import files
from dragoman.documents.loaders import by_content, by_name, by_type
from dragoman.documents.options import Options
from dragoman.documents.source import Source
from dragoman.documents.whole import whole
from dragoman.nouns import Document

if TYPE_CHECKING:
    from dragoman.documents.fetch import Fetcher, Page

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_Drafts = Iterator[Draft | Failure]
_Found = TypeVar("_Found")
_Arguments = ParamSpec("_Arguments")


def open_documents(
    inputs: Iterable[str], options: Options | None = None, *, duplicates: bool = True
) -> Iterator[Document | Failure]:
    """Yield the documents that ``inputs`` stand for, one at a time, as they are asked for.

    An input is a file, a folder (all known files in it), a pattern (``call/*.html``), ``-``
    (standard input) or an http or https address. What cannot be read comes as a Failure in
    its place, and the rest goes on; no input raises. Near-duplicates are marked, unless
    ``duplicates`` is unset; then no document is remembered.
    """
    found = _documents(inputs, options or Options())
    return mark_duplicates(found) if duplicates else found


def _documents(inputs: Iterable[str], options: Options) -> Iterator[Document | Failure]:
    @cache
    def fetcher() -> Fetcher:
        from dragoman.documents.fetch import Fetcher

        return Fetcher(allow_private=options.allow_private)

    for given in inputs:
        for found in _guarded(given, _drafts, given, fetcher):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _guarded(found.origin, _finished, found, options)


def _drafts(given: str, fetcher: Callable[[], Fetcher]) -> _Drafts:
    if given == "-":
        yield from _from_stdin()
    elif _ADDRESS.match(given):
        yield from _from_web(given, fetcher())
    else:
        for path in files(given):
            if isinstance(path, Failure):
                yield path
            else:
                yield from _guarded(whole(str(path)), _from_file, path)


def _from_file(path: Path) -> _Drafts:
    with path.open("rb") as stream:
        yield from by_name(path.suffix, _head(stream))(Source(whole(str(path)), stream))


def _from_stdin() -> _Drafts:
    if sys.stdin is None:
        raise Unreadable("is not connected", "give a file")
    stream = _buffered(sys.stdin.buffer)
    yield from by_content(_head(stream))(Source("-", stream))


def page_documents(page: Page, address: str, options: Options) -> Iterator[Document | Failure]:
    """Yield the documents of what was fetched from an address: a page, or the entries of a feed; nothing raises."""
    for found in _guarded(address, _from_page, page, address):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _guarded(found.origin, _finished, found, options)


def _from_web(address: str, fetcher: Fetcher) -> _Drafts:
    yield from _from_page(fetcher.fetch(address), address)


def _from_page(page: Page, address: str) -> _Drafts:
    stream = _buffered(io.BytesIO(page.data))
    loader = by_type(page.content_type, PurePosixPath(urlsplit(page.url).path).suffix, _head(stream))
    yield from loader(Source(address, stream, page.url, page.charset, page.fetched))


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _head(stream: io.BufferedReader) -> bytes:
    """Return the first bytes without taking them: what there is after one read, so that a pipe is not waited on."""
    return stream.peek(4096)[:4096]


def _finished(draft: Draft, options: Options) -> Iterator[Document]:
    yield finish(draft, options)


def _guarded(
    origin: str, produce: Callable[_Arguments, Iterator[_Found]], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> Iterator[_Found | Failure]:
    """Yield what ``produce`` yields; where it raises, the Failure in its place, and nothing more."""
    try:
        yield from produce(*args, **kwargs)
    except Unreadable as finding:
        yield finding.at(origin)
    except OSError as error:
        yield Failure(origin, f"could not be opened ({error.strerror or error})", "check the path and its permissions")
    except Exception as error:
        # Whatever else a hostile or broken input leads a library to: one bad document must
        # not end a night's reading.
        yield Failure(origin, f"could not be read ({type(error).__name__}: {error})", "give it as plain text")
