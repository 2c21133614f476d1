"""The log of the desk: who did what, and when. Entries are added, and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, insert, select

from dragoman.ledger.engine import reading, writing
from dragoman.ledger.judgements import now
from dragoman.ledger.tables import audit

#: What is noted; ``change`` is whatever else a form did, ``refused`` what somebody lacked the role for.
EVENTS = (
    "sign-in", "sign-in-failed", "sign-out", "judgement", "undo", "upload", "change", "refused",
    "person-added", "role-changed", "password-changed", "person-removed", "token-made", "token-revoked",
    "sessions-ended", "feed-made", "feed-revoked",
)  # fmt: skip
#: Characters kept of a name, a target, a detail: they may be by strangers.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, by name, and from which address; the name is empty where nobody is signed in."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was done: ``at`` an ISO 8601 time in UTC, ``target`` to what or whom, ``detail`` how."""

    id: int
    at: str
    who: str
    event: str
    target: str | None
    detail: dict[str, str] = field(default_factory=dict)
    address: str = ""


def note(
    connection: Connection, doer: Doer, event: str, target: str | None = None, detail: Mapping[str, str] | None = None
) -> None:
    """Note that somebody did something, in the transaction in which it is done."""
    short = {name: value[:_LONGEST] for name, value in (detail or {}).items()}
    row = {
        "at": now(), "who": doer.name[:_LONGEST], "event": event, "target": target[:_LONGEST] if target else None,
        "detail": msgspec.json.encode(short).decode() if short else None, "address": doer.address,
    }  # fmt: skip
    connection.execute(insert(audit), row)


class Log:
    """The log in the database of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, doer: Doer, event: str, target: str | None = None, detail: Mapping[str, str] | None = None) -> None:
        """Note that somebody did something."""
        with writing(self._engine) as connection:
            note(connection, doer, event, target, detail)

    def latest(self, limit: int, who: str = "", event: str = "", before: int | None = None) -> tuple[Entry, ...]:
        """The latest entries, the last first: of one name, of one event, before that of a number."""
        query = _asked(who, event).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        with reading(self._engine) as connection:
            return tuple(map(_entry, connection.execute(query)))

    def every(self, who: str = "", event: str = "", since: str = "") -> Iterator[Entry]:
        """All entries, the oldest first: of one name, of one event, from a time on (ISO 8601, in UTC)."""
        query = _asked(who, event).where(audit.c.at >= since).order_by(audit.c.id)
        with reading(self._engine) as connection:
            yield from map(_entry, connection.execution_options(yield_per=500).execute(query))


def _asked(who: str, event: str) -> Select[Any]:
    query = select(audit)
    if who:
        query = query.where(audit.c.who == who)
    return query.where(audit.c.event == event) if event else query


def _entry(row: Row[Any]) -> Entry:
    detail = msgspec.json.decode(row.detail, type=dict[str, str]) if row.detail else {}
    return Entry(row.id, row.at, row.who, row.event, row.target, detail, row.address)
