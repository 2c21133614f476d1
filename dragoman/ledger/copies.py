"""Texts that bring nothing new beside those of the ledger: found by a few passages, judged as within one batch."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.documents.duplicates import mark_duplicates
from dragoman.ledger.folding import folded
from dragoman.ledger.packing import unpack_reading, unpack_text
from dragoman.ledger.tables import anchors, readings, texts, versions
from dragoman.nouns import Document

_RUN = 5
#: Of two texts that share four fifths of their passages, all but some in a hundred thousand share one of these.
_ANCHORS = 8
#: A short text within a long one shares those passages of it whose hash is among one in so many.
_SAMPLE = 2**32 // 64
_SAMPLED = 64
#: A passage of more texts than this is the furniture of a site.
_SHARED = 32
_CANDIDATES = 8


def anchors_of(text: str) -> list[int]:
    """The hashes of the passages by which a text is found: its smallest, and a sample of all."""
    words = folded(text).split()
    runs = range(max(1, len(words) - _RUN + 1)) if words else ()
    hashes = sorted({zlib.crc32(" ".join(words[at : at + _RUN]).encode("utf-8", "surrogatepass")) for at in runs})
    return hashes[:_ANCHORS] + [own for own in hashes[_ANCHORS:_SAMPLED] if own < _SAMPLE]


def remember(connection: Connection, text_id: int, hashes: list[int]) -> None:
    """Keep the passages by which a text is found, those left out that many have already."""
    shared = (
        select(anchors.c.hash)
        .where(anchors.c.hash.in_(hashes))
        .group_by(anchors.c.hash)
        .having(func.count() >= _SHARED)
    )
    common = set(connection.execute(shared).scalars())
    rows = [{"hash": own, "text_id": text_id} for own in hashes if own not in common]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(anchors).on_conflict_do_nothing(), rows)


def original(
    connection: Connection, document: Document, document_id: int, text_id: int, hashes: list[int]
) -> int | None:
    """The id of the version, of another document, of which ``document`` is a copy; None where it brings something new.

    ``hashes`` are the anchors of its text. Where that is itself a copy, it is the version that it is a copy of.
    """
    found = _candidates(connection, document_id, text_id, hashes)
    if not found:
        return None
    probes = [_probe(connection, version, str(number)) for number, version in enumerate(found)]
    own = Document(id="", text=document.text, origin="", kind=document.kind)
    *_, marked = mark_duplicates([*probes, own])
    earlier = marked.condition.duplicate_of if isinstance(marked, Document) else None
    if earlier is None:
        return None
    version = found[int(earlier)]
    return int(version.copy_of or version.id)


def _candidates(connection: Connection, document_id: int, text_id: int, hashes: list[int]) -> list[Row[Any]]:
    """Versions of other documents that have most passages in common with a text, those of the very same text first."""
    near = Counter(connection.execute(select(anchors.c.text_id).where(anchors.c.hash.in_(hashes))).scalars())
    near[text_id] += len(hashes) + 1
    out: list[Row[Any]] = []
    for text, _ in sorted(near.items(), key=lambda pair: (-pair[1], pair[0])):
        query = select(versions).where(versions.c.text_id == text, versions.c.document_id != document_id)
        out += connection.execute(query.order_by(versions.c.id).limit(1)).all()
        if len(out) == _CANDIDATES:
            break
    return out


def _probe(connection: Connection, version: Row[Any], name: str) -> Document:
    """A stored version as far as it is compared: its text, and whether it is an official one."""
    body = connection.execute(select(texts.c.body).where(texts.c.id == version.text_id)).scalar_one()
    latest = select(readings.c.body).where(readings.c.version_id == version.id).order_by(readings.c.id.desc()).limit(1)
    text = unpack_text(body)
    kind = unpack_reading(connection.execute(latest).scalar_one(), text).document.kind
    return Document(id=name, text=text, origin="", kind=kind)
