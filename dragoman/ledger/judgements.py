"""What people say of what the machine read: passed, taken back, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, Row, Select, delete, insert, select

from dragoman.ledger.tables import judgements, standing

Verdict = Literal["accept", "reject", "unsure", "edit"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's word on one target, or its taking back.

    ``kind`` and ``target`` name what is judged: ``statement`` and its key, ``actor`` and its id; more kinds will come.
    ``value`` is what JSON can hold: of an edit, the fields as they should be. ``at`` is an ISO 8601 time in UTC. Where
    ``undoes`` is the id of an earlier judgement, this one takes that back, and has no verdict. ``reading`` is the id of
    the reading that the judge saw.
    """

    id: int
    kind: str
    target: str
    verdict: Verdict | None
    by: str
    at: str
    why: str | None = None
    value: Any = None
    undoes: int | None = None
    reading: int | None = None


def now() -> str:
    """The present moment, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def selected(kind: str | None = None, target: str | None = None) -> Select[Any]:
    """The query for judgements, the oldest first."""
    query = select(judgements).order_by(judgements.c.id)
    if kind is not None:
        query = query.where(judgements.c.kind == kind)
    return query if target is None else query.where(judgements.c.target == target)


def by_target() -> Select[Any]:
    """The query for all judgements, those on one target together, the oldest first."""
    return select(judgements).order_by(judgements.c.kind, judgements.c.target, judgements.c.id)


def from_row(row: Row[Any]) -> Judgement:
    """A judgement as it is stored."""
    value = msgspec.json.decode(row.value) if row.value is not None else None
    return Judgement(
        row.id, row.kind, row.target, row.verdict, row.judge, row.at, row.why, value, row.undoes, row.reading_id
    )


def in_force(history: Sequence[Judgement]) -> Judgement | None:
    """The judgement that stands, of all on one target in the order of their making: the last that none takes back.

    A taking back can itself be taken back; then what it took back stands again.
    """
    gone: set[int] = set()
    for own in reversed(history):
        if own.undoes is not None and own.id not in gone:
            gone.add(own.undoes)
    return next((own for own in reversed(history) if own.verdict and own.id not in gone), None)


def history(connection: Connection, kind: str, target: str) -> list[Judgement]:
    """All judgements on one target, in the order of their making."""
    return [from_row(row) for row in connection.execute(selected(kind, target))]


def by_id(connection: Connection, number: int) -> Judgement | None:
    """The judgement of that id, or None."""
    row = connection.execute(select(judgements).where(judgements.c.id == number)).one_or_none()
    return from_row(row) if row else None


def standing_on(connection: Connection, kind: str, targets: Iterable[str]) -> dict[str, Judgement]:
    """The judgements in force, by target."""
    found: dict[str, Judgement] = {}
    wanted = list(targets)
    for at in range(0, len(wanted), 500):
        query = selected(kind).join(standing, standing.c.judgement_id == judgements.c.id)
        rows = connection.execute(query.where(standing.c.kind == kind, standing.c.target.in_(wanted[at : at + 500])))
        found |= {row.target: from_row(row) for row in rows}
    return found


def all_standing(connection: Connection, kind: str) -> Iterator[Judgement]:
    """Every judgement in force on targets of a kind, the oldest first."""
    query = selected(kind).join(standing, standing.c.judgement_id == judgements.c.id)
    yield from map(from_row, connection.execute(query))


def write(connection: Connection, judgement: Judgement) -> Judgement:
    """Store a judgement with the id that it gets, and a time where it has none; note what stands on its target."""
    value = None if judgement.value is None else msgspec.json.encode(judgement.value).decode()
    at = judgement.at or now()
    row = {
        "kind": judgement.kind, "target": judgement.target, "verdict": judgement.verdict, "value": value,
        "judge": judgement.by, "why": judgement.why, "at": at, "undoes": judgement.undoes,
        "reading_id": judgement.reading,
    }  # fmt: skip
    number = connection.execute(insert(judgements).returning(judgements.c.id), row).scalar_one()
    settle(connection, judgement.kind, judgement.target)
    return from_row(connection.execute(select(judgements).where(judgements.c.id == number)).one())


def settle(connection: Connection, kind: str, target: str) -> None:
    """Note which judgement stands on a target."""
    own = in_force(history(connection, kind, target))
    connection.execute(delete(standing).where(standing.c.kind == kind, standing.c.target == target))
    if own:
        connection.execute(insert(standing), {"kind": kind, "target": target, "judgement_id": own.id})
