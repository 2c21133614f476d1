"""Who is signed in: the browser holds a random token, the database its hash, and both end after a day's work."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from dragoman.desk.people.audit import Doer, note
from dragoman.desk.people.person import Person, from_row
from dragoman.ledger.engine import reading, writing
from dragoman.ledger.judgements import now
from dragoman.ledger.tables import people, sessions

#: Hours after which one has to sign in again.
HOURS = 12


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a person: since when, until when, and from which address."""

    began: str
    expires: str
    address: str


def new_token() -> str:
    """A secret of 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It is random, so that a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def end_all(connection: Connection, person: int) -> int:
    """End all sessions of a person, and say how many those were."""
    return connection.execute(delete(sessions).where(sessions.c.person_id == person)).rowcount


class Sessions:
    """The sessions in the database of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, person: Person, address: str, before: str = "") -> str:
        """Sign somebody in; return the token for the browser, always a new one. ``before`` is the one that it held."""
        token, moment = new_token(), now()
        expires = (datetime.now(UTC) + timedelta(hours=HOURS)).isoformat(timespec="milliseconds")
        row = {
            "digest": digest_of(token), "person_id": person.id, "began": moment,
            "expires": expires.replace("+00:00", "Z"), "address": address,
        }  # fmt: skip
        gone = (sessions.c.digest == digest_of(before)) | (sessions.c.expires <= moment)
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(gone))
            connection.execute(insert(sessions), row)
            connection.execute(update(people).where(people.c.id == person.id).values(signed_in=moment))
            note(connection, Doer(person.name, address), "sign-in")
        return token

    def holder(self, token: str) -> Person | None:
        """Whose session a token is; None where it is nobody's, or over."""
        query = select(people).join(sessions, sessions.c.person_id == people.c.id)
        query = query.where(sessions.c.digest == digest_of(token), sessions.c.expires > now())
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return from_row(row) if row else None

    def of(self, person: int) -> tuple[Session, ...]:
        """The sessions of a person that are not over, the latest first."""
        query = select(sessions).where(sessions.c.person_id == person, sessions.c.expires > now())
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(sessions.c.began.desc()))
            return tuple(Session(row.began, row.expires, row.address) for row in rows)

    def end(self, token: str, doer: Doer) -> None:
        """Sign out the browser that holds a token."""
        with writing(self._engine) as connection:
            if connection.execute(delete(sessions).where(sessions.c.digest == digest_of(token))).rowcount:
                note(connection, doer, "sign-out")

    def end_all(self, person: Person, doer: Doer) -> int:
        """Sign somebody out everywhere, and say of how many browsers."""
        with writing(self._engine) as connection:
            count = end_all(connection, person.id)
            note(connection, doer, "sessions-ended", person.name, {"count": str(count)})
        return count
