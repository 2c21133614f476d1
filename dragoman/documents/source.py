"""One input opened for reading, and how much of it may be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.documents.failure import Unreadable

MEGABYTE = 1_000_000

#: The most bytes read of one local file.
FILE_LIMIT = 200 * MEGABYTE
#: The most bytes read of one web page or feed, local or fetched.
PAGE_LIMIT = 20 * MEGABYTE
#: The longest text of one document, in bytes of UTF-8.
TEXT_LIMIT = 20 * MEGABYTE
#: The longest line of JSON Lines, in bytes: a text at its limit, written in \\u escapes.
LINE_LIMIT = 3 * TEXT_LIMIT

_SKIP = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """An input opened for reading: a file, standard input, or what came from an address.

    ``url`` is the final address, ``charset`` the encoding the server named, ``fetched`` the
    time of fetching (UTC, ISO 8601); all three are None for local files.
    """

    origin: str
    stream: io.BufferedReader
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None

    def read(self, limit: int = FILE_LIMIT) -> bytes:
        """Return all bytes; raise Unreadable where there are more than ``limit``."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise too_large(limit)
        return data

    def lines(self, limit: int = LINE_LIMIT) -> Iterator[bytes | None]:
        """Yield the lines, one at a time; None in place of a line of over ``limit`` bytes."""
        while line := self.stream.readline(limit + 1):
            if len(line) <= limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(_SKIP)
            yield None


def too_large(limit: int) -> Unreadable:
    """Return the finding that an input has more than ``limit`` bytes."""
    return Unreadable(
        f"is larger than {limit // MEGABYTE} MB, the most that is read", "split it into smaller documents"
    )


def text_too_long() -> Unreadable:
    """Return the finding that a document has more text than one document may have."""
    return Unreadable(
        f"has more than {TEXT_LIMIT // MEGABYTE} MB of text, the most that one document may have",
        "split it into several documents, such as one object a line in JSON Lines",
    )
