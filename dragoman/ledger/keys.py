"""The names of things in a ledger, worked out from what they are: the same thing has the same name in every ledger."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag

from dragoman.nouns import Document, Statement

_KEY = re.compile(r"[0-9a-f]{16}")
#: PostgreSQL indexes no name of more than 2,700 bytes.
_LONGEST = 600
_KEPT = 400


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def address(document: Document) -> str:
    """Where a document stands, so that a changed text is known as its new version.

    Its url without the fragment; or else the id that its input gave it (``id:...``); or else the file it was read from
    (``file:///...``); or else, where it stands nowhere, the text itself (``text:...``).
    """
    digest = text_digest(document.text)
    if document.url:
        return short(urldefrag(document.url).url)
    if document.id != f"sha256:{digest[:16]}":
        return short(f"id:{document.id}")
    path = Path(document.origin)
    if "\0" not in document.origin and len(document.origin) < 4096 and path.is_file():
        return short(path.resolve().as_uri())
    return f"text:{digest}"


def short(name: str) -> str:
    """A name as any database can index it: without NUL, and of a very long one the beginning and a hash."""
    name = name.replace("\0", "")
    return name if len(name) <= _LONGEST else f"{name[:_KEPT]}#{text_digest(name)}"


def version_key(place: str, text: str) -> str:
    """The name of a text at an address: 32 hex digits."""
    return hashlib.sha256(f"{place}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def statement_keys(version: str, statements: tuple[Statement, ...]) -> list[str]:
    """The name of each statement: 16 hex digits of the version and the spans.

    Another model that reads the same words as a statement gives it the same name, so that what a person said of it
    still holds. A second statement on exactly the same spans is told apart by its number among these.
    """
    seen: Counter[str] = Counter()
    keys = []
    for statement in statements:
        spans = ";".join(
            ",".join(f"{start}-{end}" for start, end in part)
            for part in (statement.source, statement.cue, statement.content)
        )
        again = f"#{seen[spans]}" if seen[spans] else ""
        seen[spans] += 1
        keys.append(hashlib.sha256(f"{version} {spans}{again}".encode()).hexdigest()[:16])
    return keys


def as_number(key: str) -> int | None:
    """A statement's name as the signed 64-bit integer that is stored; None where it is no such name."""
    if not _KEY.fullmatch(key):
        return None
    value = int(key, 16)
    return value - 2**64 if value >= 2**63 else value


def as_key(number: int) -> str:
    """The inverse of ``as_number``."""
    return f"{number % 2**64:016x}"
