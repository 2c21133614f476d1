"""PDF files: the text of their pages, as paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dragoman.documents.draft import Draft
from dragoman.documents.failure import Unreadable
from dragoman.documents.reflow import reflow
from dragoman.documents.source import TEXT_LIMIT, Source, text_too_long

#: What word processors write where nobody gave a title.
_NO_TITLE = re.compile(r"microsoft word - .*|untitled.*|.*\.(?:docx?|odt|rtf|pdf|indd)", re.IGNORECASE)


def load(source: Source) -> Iterator[Draft]:
    """Yield the one document of a PDF; raise Unreadable where it is encrypted, scanned or broken."""
    _hush()
    data = source.read()
    try:
        reader = _opened(data)
        draft = _draft(reader, reflow(_pages(reader)), source)
    except Unreadable:
        raise
    except Exception as error:
        # On broken files the library raises whatever the breakage leads to.
        raise Unreadable(
            f"is a broken PDF ({type(error).__name__})", "open it in a reader, save it anew, and try that"
        ) from error
    if not draft.text:
        raise Unreadable("has pages but no text (scanned?)", "run text recognition (OCR) over it first")
    yield draft


def _opened(data: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise Unreadable("is encrypted", "save a copy without a password")
    return reader


def _pages(reader: Any) -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text().replace("\0", ""))
        length += len(pages[-1])
        if length > TEXT_LIMIT:
            raise text_too_long()
    return pages


def _draft(reader: Any, text: str, source: Source) -> Draft:
    facts = reader.metadata
    title, author, published = "", "", None
    if facts is not None:
        title, author = _line(facts.title), _line(facts.author)
        published = _created(facts)
    return Draft(
        text,
        source.origin,
        url=source.url,
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        authors=(author,) if author else (),
        published=published,
        fetched=source.fetched,
        byline=author or None,
        why={"published": "the date of the PDF file"} if published else {},
    )


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _created(facts: Any) -> str | None:
    try:
        created = facts.creation_date
    except ValueError:
        return None
    return created.date().isoformat() if created else None


def _hush() -> None:
    """Keep pypdf's warnings about sloppy files off the terminal."""
    import logging

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
