"""A reading into the tables: in one transaction, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.ledger import copies, derive, facets, judgements
from dragoman.ledger.folding import folded
from dragoman.ledger.judgements import Judgement
from dragoman.ledger.keys import address, as_number, short, statement_keys, text_digest, version_key
from dragoman.ledger.packing import encoded, pack_reading, pack_text, unpack_reading, unpack_text
from dragoman.ledger.tables import actors, counters, documents, readings, refers, statements, texts, versions
from dragoman.nouns import Actor, Document, Reading

News = Literal["document", "version", "reading", "nothing"]


@dataclass(frozen=True, slots=True)
class Added:
    """What a reading brought: a new document, a new version of one, a new reading of a version, or nothing new.

    ``version`` is the version's key; ``copy_of`` that of the version of another document that has its text already.
    """

    news: News
    version: str
    copy_of: str | None = None


def add(connection: Connection, reading: Reading, again: bool, at: str | None = None) -> Added:
    """Store a reading; see ``Ledger.add``."""
    place = at or address(reading.document)
    key = version_key(place, reading.document.text)
    version = _version(connection, key)
    news: News = "reading"
    if version is None:
        news = _add_version(connection, reading.document, place, key)
        version = _version(connection, key)
        assert version is not None  # noqa: S101 - it was just written
    stored = _add_reading(connection, reading, version.id, again)
    copied = select(versions.c.key).where(versions.c.id == version.copy_of)
    copy_of = connection.execute(copied).scalar_one_or_none() if version.copy_of else None
    if stored is None:
        return Added("nothing", key, copy_of)
    index(connection, stored, reading, version)
    return Added(news, key, copy_of)


def has_reading(connection: Connection, document: Document, read_by: str) -> bool:
    """Whether a model's reading of a document, as it stands there, is stored."""
    key = version_key(address(document), document.text)
    query = select(readings.c.id).join(versions).where(versions.c.key == key, readings.c.read_by == read_by)
    return connection.execute(query.limit(1)).first() is not None


def is_counted(connection: Connection, version: Row[Any]) -> bool:
    """Whether a version is the latest of its document, and no copy of another."""
    latest = select(func.max(versions.c.number)).where(versions.c.document_id == version.document_id)
    return version.copy_of is None and version.number == connection.execute(latest).scalar_one()


def _version(connection: Connection, key: str) -> Row[Any] | None:
    return connection.execute(select(versions).where(versions.c.key == key)).one_or_none()


def _add_version(connection: Connection, document: Document, place: str, key: str) -> News:
    document_id = connection.execute(select(documents.c.id).where(documents.c.address == place)).scalar_one_or_none()
    news: News = "version"
    if document_id is None:
        news = "document"
        made = insert(documents).returning(documents.c.id)
        document_id = connection.execute(made, {"address": place}).scalar_one()
    text_id = _text(connection, document.text)
    earlier = connection.execute(
        select(versions).where(versions.c.document_id == document_id).order_by(versions.c.number.desc()).limit(1)
    ).one_or_none()
    hashes = copies.anchors_of(document.text)
    row = {
        "key": key, "document_id": document_id, "number": earlier.number + 1 if earlier else 1, "text_id": text_id,
        "copy_of": copies.original(connection, document, document_id, text_id, hashes), "added": judgements.now(),
    }  # fmt: skip
    connection.execute(insert(versions), row)
    copies.remember(connection, text_id, hashes)
    if earlier is not None and earlier.copy_of is None:
        _count_no_more(connection, earlier.id)
    return news


def _text(connection: Connection, text: str) -> int:
    digest = text_digest(text)
    found = connection.execute(select(texts.c.id).where(texts.c.digest == digest)).scalar_one_or_none()
    if found is not None:
        return int(found)
    made = insert(texts).returning(texts.c.id)
    return int(connection.execute(made, {"digest": digest, "body": pack_text(text)}).scalar_one())


def _add_reading(connection: Connection, reading: Reading, version_id: int, again: bool) -> int | None:
    """The id of the reading as stored; None where it brings nothing."""
    mine = select(readings.c.run, readings.c.digest).where(
        readings.c.version_id == version_id, readings.c.read_by == reading.read_by
    )
    runs = connection.execute(mine.order_by(readings.c.run)).all()
    record = encoded(reading)
    digest = hashlib.sha256(record).hexdigest()
    if runs and (not again or runs[-1].digest == digest):
        return None
    row = {
        "version_id": version_id, "read_by": reading.read_by, "run": runs[-1].run + 1 if runs else 1,
        "name": short(reading.document.id), "digest": digest, "body": pack_reading(record),
        "added": judgements.now(),
    }  # fmt: skip
    return int(connection.execute(insert(readings).returning(readings.c.id), row).scalar_one())


def index(connection: Connection, reading_id: int, reading: Reading, version: Row[Any]) -> None:
    """Let the statements of a reading be found, in place of those of the version's earlier readings."""
    others = _readings_of(connection, version.id) - {reading_id}
    if others:
        connection.execute(delete(statements).where(statements.c.reading_id.in_(others)))
    keys = statement_keys(version.key, reading.statements)
    standing = judgements.standing_on(connection, "statement", keys)
    found = derive.entries(reading, version.key, is_counted(connection, version), standing)
    _insert_entries(connection, reading_id, found)
    _meet(connection, reading)


def _readings_of(connection: Connection, version_id: int) -> set[int]:
    # Asked for by themselves: PostgreSQL, which knows little of a young table, would go through all statements.
    return set(connection.execute(select(readings.c.id).where(readings.c.version_id == version_id)).scalars())


def _insert_entries(connection: Connection, reading_id: int, found: list[derive.Entry]) -> None:
    if not found:
        return
    number = _take_numbers(connection, len(found))
    places = [derive.place(entry.day, number + at) for at, entry in enumerate(found)]
    rows = [
        {
            "place": place, "reading_id": reading_id, "number": entry.number, "key": as_number(entry.key),
            "words": entry.words, "facets": entry.facets,
        }
        for place, entry in sorted(zip(places, found, strict=True), key=lambda pair: pair[0])
    ]  # fmt: skip
    connection.execute(insert(statements), rows)
    referred = [
        {"place": place, "first": first, "last": last}
        for place, entry in zip(places, found, strict=True)
        for first, last in entry.refers
    ]
    if referred:
        connection.execute(insert(refers), referred)


def reading_of(connection: Connection, key: str) -> tuple[int, int] | None:
    """The id of the current reading that has a statement, and its number there; None where none has it."""
    query = select(statements.c.reading_id, statements.c.number).where(statements.c.key == as_number(key)).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.reading_id, row.number) if row else None


def judge(connection: Connection, judgement: Judgement) -> Judgement:
    """Store a judgement, or a taking back; a statement is from then on found as it leaves it."""
    written = judgements.write(connection, judgement)
    if judgement.kind == "statement":
        reindex_statement(connection, judgement.target)
    return written


def reindex_statement(connection: Connection, key: str) -> None:
    """Let a statement be found as the judgement now in force leaves it."""
    standing = judgements.standing_on(connection, "statement", [key]).get(key)
    rows = connection.execute(
        select(
            statements.c.place, statements.c.number.label("at"), statements.c.reading_id, versions, readings.c.body,
            texts.c.body.label("text"),
        )
        .join(readings, readings.c.id == statements.c.reading_id)
        .join(versions, versions.c.id == readings.c.version_id)
        .join(texts, texts.c.id == versions.c.text_id)
        .where(statements.c.key == as_number(key))
    ).all()  # fmt: skip
    for row in rows:
        reading = unpack_reading(row.body, unpack_text(row.text))
        counted = is_counted(connection, row)
        keyed = reading.statements[row.at], key
        entry = derive.entry(reading.document, row.key, row.at, keyed, counted, standing)
        connection.execute(delete(statements).where(statements.c.place == row.place))
        _insert_entries(connection, row.reading_id, [entry])


def _take_numbers(connection: Connection, count: int) -> int:
    """The first of ``count`` numbers that no statement has had yet."""
    counter = update(counters).where(counters.c.name == "statements").values(value=counters.c.value + count)
    return int(connection.execute(counter.returning(counters.c.value)).scalar_one()) - count + 1


def _count_no_more(connection: Connection, version_id: int) -> None:
    """Take the statements of a version out of what is found by default."""
    own = _readings_of(connection, version_id)
    changed = func.replace(statements.c.facets, facets.COUNTED, facets.UNCOUNTED)
    connection.execute(update(statements).where(statements.c.reading_id.in_(own)).values(facets=changed))


def _meet(connection: Connection, reading: Reading) -> None:
    """Remember whom the statements name."""
    met = {short(actor.id): actor for actor in _named(reading)}
    if not met:
        return
    known = set(connection.execute(select(actors.c.id).where(actors.c.id.in_(list(met)))).scalars())
    rows = [
        {"id": id_, "name": own.name.replace("\0", ""), "kind": own.kind, "folded": short(folded(own.name))}
        for id_, own in met.items()
        if id_ not in known
    ]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(actors).on_conflict_do_nothing(), rows)


def _named(reading: Reading) -> Iterable[Actor]:
    for statement in reading.statements:
        own = (statement.speaker,) if statement.speaker else ()
        yield from facets.everyone((*own, *statement.word_of, *statement.addressee))
