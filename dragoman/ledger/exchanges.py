"""Which exchanges a ledger tells of, and in which statements: found by ``dragoman.accounts``, kept here to search by.

All of it follows from the readings and the judgements, and is found anew when these change; ``state`` says of which
it was found.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from dragoman import __version__
from dragoman.ledger.judgements import all_standing
from dragoman.ledger.keys import as_number, short
from dragoman.ledger.same import groups, merged_by, with_same
from dragoman.ledger.tables import counters, exchanges, judgements, readings, told
from dragoman.nouns import Exchange

_LOT = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """An exchange, the ids of the documents of its accounts, and the keys of the statements that tell of it."""

    exchange: Exchange
    documents: tuple[str, ...]
    statements: tuple[str, ...]


def state(connection: Connection) -> int:
    """The state of all that exchanges follow from, as a number: equal where nothing was read or put right since."""
    alters = (judgements.c.verdict.in_(("edit", "reject"))) | judgements.c.undoes.is_not(None)
    read = connection.execute(select(func.max(readings.c.id))).scalar_one()
    said = connection.execute(select(func.max(judgements.c.id)).where(alters)).scalar_one()
    return zlib.crc32(f"{__version__} {read} {said}".encode()) + 1


def is_current(connection: Connection) -> bool:
    """Whether what is kept was found in the state that the ledger is in."""
    kept = connection.execute(select(counters.c.value).where(counters.c.name == "exchanges")).scalar_one()
    return int(kept) == state(connection)


def keep(connection: Connection, found: Sequence[Kept], of: int) -> None:
    """Keep these exchanges, in this order, in place of all others; ``of`` is the state that they were found in."""
    connection.execute(delete(told))
    connection.execute(delete(exchanges))
    rows = [
        {"id": short(own.exchange.id), "place": place, "body": msgspec.json.encode(own)}
        for place, own in enumerate(found)
    ]
    pairs = [{"exchange_id": short(own.exchange.id), "key": as_number(key)} for own in found for key in own.statements]
    for table, own in ((exchanges, rows), (told, pairs)):
        for at in range(0, len(own), _LOT):
            connection.execute(insert(table), own[at : at + _LOT])
    connection.execute(update(counters).where(counters.c.name == "exchanges").values(value=of))


def every(connection: Connection) -> list[Kept]:
    """All exchanges that are kept, in order of date."""
    bodies = connection.execute(select(exchanges.c.body).order_by(exchanges.c.place)).scalars()
    return [msgspec.json.decode(body, type=Kept) for body in bodies]


def with_merged(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The ids, and those of all exchanges that were merged with one of them."""
    return with_same(ids, groups(merged_by(all_standing(connection, "exchange"))))


def tells(key: ColumnElement[int], ids: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a statement of that key tells of one of the exchanges."""
    return key.in_(select(told.c.key).where(told.c.exchange_id.in_(list(map(short, ids)))))


def told_in(connection: Connection, keys: Sequence[str]) -> set[str]:
    """The ids of the exchanges of which some statements tell."""
    found: set[str] = set()
    for at in range(0, len(keys), _LOT):
        lot = [as_number(key) for key in keys[at : at + _LOT]]
        found |= set(connection.execute(select(told.c.exchange_id).where(told.c.key.in_(lot)).distinct()).scalars())
    return found
