"""Whether all that is kept is whole, and the index follows from it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, text

from dragoman.ledger import derive, judgements, shelf
from dragoman.ledger.days import Days
from dragoman.ledger.engine import reading, writing
from dragoman.ledger.errors import DAMAGED, LedgerError
from dragoman.ledger.keys import as_key, statement_keys, text_digest, version_key
from dragoman.ledger.packing import unpack_reading, unpack_record, unpack_text
from dragoman.ledger.tables import documents, readings, refers, standing, statements, texts, versions
from dragoman.nouns import Reading, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: with what, and what it is."""

    name: str
    what: str

    def __str__(self) -> str:
        """Return the one line to show."""
        return f"{self.name}: {self.what}"


def check(engine: Engine) -> Iterator[Problem]:
    """Everything that is wrong with a ledger, as it is at one moment."""
    yield from _index_of_words(engine)
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            yield from _file(connection)
        yield from _texts(connection)
        yield from _readings(connection)
        yield from _judgements(connection)


def _index_of_words(engine: Engine) -> Iterator[Problem]:
    """The full-text index against the table it is of; PostgreSQL keeps its own in step."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"))
    except LedgerError as error:
        yield Problem("index of words", f"does not fit the statements ({error})")


def _file(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield Problem("file", row[0])
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem(row[0], f"row {row[1]} refers to a row of {row[2]} that is not there")


def _texts(connection: Connection) -> Iterator[Problem]:
    """Every text against its hash, every version against its name."""
    query = (
        select(versions.c.key, versions.c.number, documents.c.address, texts.c.digest, texts.c.body)
        .join(documents, documents.c.id == versions.c.document_id)
        .join(texts, texts.c.id == versions.c.text_id)
        .order_by(versions.c.document_id, versions.c.number)
    )
    rows = connection.execution_options(yield_per=100).execute(query)
    for address, group in groupby(rows, key=lambda row: row.address):
        for number, row in enumerate(group, 1):
            if row.number != number:
                yield Problem(f"version {row.key}", f"is number {row.number} of {address}, and should be {number}")
            try:
                own = unpack_text(row.body)
            except DAMAGED as error:
                yield Problem(f"version {row.key}", f"its text is damaged ({error})")
                continue
            if text_digest(own) != row.digest:
                yield Problem(f"version {row.key}", "its text does not have the hash it was stored with")
            if version_key(address, own) != row.key:
                yield Problem(f"version {row.key}", f"is not named after its text and its address {address}")


def _readings(connection: Connection) -> Iterator[Problem]:
    """Every reading against its hash and its text, and the statements as they are found against the reading."""
    for row in shelf.every_row(connection):
        name = f"reading {row.reading_id} of version {row.key} by {row.read_by}"
        try:
            record, own = unpack_record(row.body), unpack_reading(row.body, unpack_text(row.text))
        except DAMAGED as error:
            yield Problem(name, f"is damaged ({error})")
            continue
        if hashlib.sha256(record).hexdigest() != row.digest:
            yield Problem(name, "does not have the hash it was stored with")
        for what in _outside(own):
            yield Problem(name, what)
        yield from _found(connection, row, own, name)


def _outside(own: Reading) -> Iterator[str]:
    """What in a reading does not fit its text, or names what is not there."""
    length = len(own.document.text)
    ids = {statement.id for statement in own.statements}
    spans: list[tuple[str, Span]] = [("a date", date.span) for date in own.dates]
    spans += [("a mention", mention.span) for mention in own.mentions]
    spans += [("a narration", narration.span) for narration in own.narrations]
    for statement in own.statements:
        parts = (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
        spans += [(f"the {part} of {statement.id}", span) for part, group in parts for span in group]
        if statement.within is not None and statement.within not in ids:
            yield f"{statement.id} is within {statement.within}, which is not there"
    for part, (start, end) in spans:
        if not 0 <= start <= end <= length:
            yield f"{part} is [{start}, {end}] in a text of {length} characters"


def _found(connection: Connection, row: Row[Any], own: Reading, name: str) -> Iterator[Problem]:
    """The statements of a reading as they are found, against what they should be."""
    stored = connection.execute(
        select(statements).where(statements.c.reading_id == row.reading_id).order_by(statements.c.number)
    ).all()
    if not row.current:
        if stored:
            yield Problem(name, "is not the current reading, and yet its statements are found")
        return
    keys = statement_keys(row.key, own.statements)
    counted = bool(row.latest) and row.copy_of is None
    entries = derive.entries(own, row.key, counted, judgements.standing_on(connection, "statement", keys))
    wanted = [(e.number, e.key, e.day, e.words, e.facets, e.refers) for e in entries]
    of: defaultdict[int, list[Days]] = defaultdict(list)
    referred = select(refers).join(statements).where(statements.c.reading_id == row.reading_id)
    for other in connection.execute(referred.order_by(refers.c.first, refers.c.last)):
        of[other.place].append((other.first, other.last))
    have = [(o.number, as_key(o.key), derive.day_in(o.place), o.words, o.facets, tuple(of[o.place])) for o in stored]
    if wanted != have:
        amiss = next((w[0] for w, h in zip(wanted, have, strict=False) if w != h), min(len(wanted), len(have)))
        yield Problem(name, f"statement {amiss + 1} is not found as what it is")


def _judgements(connection: Connection) -> Iterator[Problem]:
    """What stands against what was passed, and every target."""
    noted = {(row.kind, row.target): row.judgement_id for row in connection.execute(select(standing))}
    rows = map(judgements.from_row, connection.execute(judgements.by_target()))
    for (kind, target), group in groupby(rows, key=lambda own: (own.kind, own.target)):
        history = list(group)
        ids = {own.id for own in history}
        for own in history:
            if own.undoes is not None and (own.undoes not in ids or own.undoes >= own.id):
                yield Problem(f"judgement {own.id}", f"takes back {own.undoes}, which is none before it on this target")
            if own.reading is not None and not _is_in(connection, own.reading, target):
                yield Problem(f"judgement {own.id}", f"is on statement {target}, which reading {own.reading} lacks")
        stands = judgements.in_force(history)
        if noted.pop((kind, target), None) != (stands.id if stands else None):
            yield Problem(f"{kind} {target}", "another judgement is taken to stand than the one that does")
    for kind, target in noted:
        yield Problem(f"{kind} {target}", "a judgement is taken to stand, and there is none")


def _is_in(connection: Connection, reading_id: int, key: str) -> bool:
    query = select(readings.c.body, versions.c.key).join(versions).where(readings.c.id == reading_id)
    row = connection.execute(query).one_or_none()
    try:
        return row is not None and key in statement_keys(row.key, unpack_reading(row.body, "").statements)
    except DAMAGED:
        return False
