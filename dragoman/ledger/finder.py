"""The page of statements that a query finds."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from dragoman.ledger.editing import judged
from dragoman.ledger.errors import LedgerError
from dragoman.ledger.judgements import standing_on
from dragoman.ledger.keys import as_key
from dragoman.ledger.packing import unpack_reading, unpack_text
from dragoman.ledger.query import Hit, Page, Query
from dragoman.ledger.search import Wanted, places, relevance, wanted
from dragoman.ledger.tables import readings, statements, texts, versions
from dragoman.nouns import Reading

#: Relevance is weighed among so many of the latest statements that match.
WEIGHED = 1000


def page(connection: Connection, query: Query) -> Page:
    """The page of a query.

    Raises:
        LedgerError: ``after`` is not of a page in this order.
    """
    asked = wanted(connection, query)
    try:
        found = (
            _weighed(connection, query, asked) if query.order == "relevance" else _in_order(connection, query, asked)
        )
    except ValueError as error:
        raise LedgerError(f"{query.after!r} leads to no page of this search; start from the first one") from error
    shown, more = found[: query.limit], len(found) > query.limit
    return Page(tuple(hits(connection, [place for place, _ in shown])), shown[-1][1] if more else None)


def keys(connection: Connection, query: Query) -> tuple[str, ...]:
    """The keys of the latest statements that a query finds, as many as its limit, whatever its order and page."""
    select_places, place = places(connection, wanted(connection, query))
    latest = select_places.order_by(place.desc()).limit(query.limit).subquery()
    found = select(statements.c.key).join(latest, latest.c.place == statements.c.place)
    return tuple(map(as_key, connection.execute(found.order_by(statements.c.place.desc())).scalars()))


def _in_order(connection: Connection, query: Query, asked: Wanted) -> list[tuple[int, str]]:
    """Places by day, each with what leads to the page after it; one more than the page holds, where there is one."""
    select_places, place = places(connection, asked)
    newest = query.order == "newest"
    if query.after is not None:
        last = int(query.after)
        select_places = select_places.where(place < last if newest else place > last)
    ordered = select_places.order_by(place.desc() if newest else place).limit(query.limit + 1)
    return [(own, str(own)) for own in connection.execute(ordered).scalars()]


def _weighed(connection: Connection, query: Query, asked: Wanted) -> list[tuple[int, str]]:
    select_places, place = places(connection, asked)
    latest = select_places.order_by(place.desc()).limit(WEIGHED).subquery()
    rows = connection.execute(
        select(statements.c.place, statements.c.words).join(latest, latest.c.place == statements.c.place)
    )
    ranked = sorted(((relevance(row.words, asked), row.place) for row in rows), reverse=True)
    if query.after is not None:
        weight, _, last = query.after.partition(":")
        mark = float(weight), int(last)
        ranked = [own for own in ranked if own < mark]
    return [(own, f"{weight!r}:{own}") for weight, own in ranked[: query.limit + 1]]


def hits(connection: Connection, wanted_places: Sequence[int]) -> list[Hit]:
    """The statements at some places, in that order."""
    rows = connection.execute(
        select(
            statements.c.place, statements.c.key, statements.c.number, statements.c.reading_id,
            versions.c.key.label("version"), versions.c.id.label("version_id"),
        )
        .join(readings, readings.c.id == statements.c.reading_id)
        .join(versions, versions.c.id == readings.c.version_id)
        .where(statements.c.place.in_(wanted_places))
    ).all()  # fmt: skip
    whole = load(connection, {row.reading_id for row in rows})
    verdicts = standing_on(connection, "statement", [as_key(row.key) for row in rows])
    copied = _copies(connection, {row.version_id for row in rows})
    found = {}
    for row in rows:
        reading, key = whole[row.reading_id], as_key(row.key)
        verdict = verdicts.get(key)
        statement = judged(reading.statements[row.number], verdict, len(reading.document.text))
        found[row.place] = Hit(
            key,
            statement,
            reading.document,
            row.version,
            reading.read_by,
            verdict,
            copied.get(row.version_id, 0),
            reading.mentions,
        )
    return [found[place] for place in wanted_places if place in found]


def load(connection: Connection, ids: set[int]) -> dict[int, Reading]:
    """Readings by id."""
    query = (
        select(readings.c.id, readings.c.body, texts.c.body.label("text"))
        .join(versions, versions.c.id == readings.c.version_id)
        .join(texts, texts.c.id == versions.c.text_id)
        .where(readings.c.id.in_(ids))
    )
    return {row.id: unpack_reading(row.body, unpack_text(row.text)) for row in connection.execute(query)}


def _copies(connection: Connection, ids: set[int]) -> dict[int, int]:
    """How many documents are copies of each version."""
    number = func.count(versions.c.document_id.distinct())
    query = select(versions.c.copy_of, number).where(versions.c.copy_of.in_(ids)).group_by(versions.c.copy_of)
    return {row[0]: row[1] for row in connection.execute(query)}
