"""Plain text (``.txt``, ``.md``): taken as is."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft
from dragoman.documents.source import TEXT_LIMIT, Source, text_too_long


def load(source: Source) -> Iterator[Draft]:
    """Yield the one document of a text file: its text is the decoded file, never altered.

    Raises Unreadable where the file is no text.
    """
    data = source.read()
    # No encoding in use needs more than two bytes for one of UTF-8 (UTF-16 of plain English).
    if len(data) > 2 * TEXT_LIMIT:
        raise text_too_long()
    decoded = decode(data, source.charset)
    yield Draft(
        decoded.text,
        source.origin,
        url=source.url,
        fetched=source.fetched,
        signs=decoded.signs,
    )
