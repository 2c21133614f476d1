"""The accounts of a desk: who may do what. Every change is noted in the log, in the same transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from dragoman.desk.people.audit import Doer, Log, note
from dragoman.desk.people.passwords import hashed, matches, outdated
from dragoman.desk.people.person import ROLES, PeopleError, Person, Role, a_name, from_row
from dragoman.desk.people.sessions import Sessions, digest_of, end_all, new_token
from dragoman.ledger.engine import reading, writing
from dragoman.ledger.folding import folded
from dragoman.ledger.judgements import now
from dragoman.ledger.tables import people

#: So that a token that lies about can be told, and is found by those who look for secrets.
TOKEN_PREFIX = "dragoman_"  # noqa: S105 - no secret


class People:
    """The accounts in the database of a ledger, with their ``sessions`` and the ``log``.

    Where there are accounts, one of them is an admin's. Methods raise ``PeopleError`` where what is asked cannot be,
    ``PasswordError`` for a password that may not be one, and ``LedgerError`` where the database cannot do it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.sessions = Sessions(engine)
        self.log = Log(engine)

    def any(self) -> bool:
        """Whether there is an account."""
        with reading(self._engine) as connection:
            return connection.execute(select(people.c.id).limit(1)).first() is not None

    def every(self) -> tuple[Person, ...]:
        """All people, by name."""
        with reading(self._engine) as connection:
            return tuple(map(from_row, connection.execute(select(people).order_by(people.c.folded))))

    def get(self, id: int) -> Person | None:
        """The person of that number, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(select(people).where(people.c.id == id)).one_or_none()
        return from_row(row) if row else None

    def named(self, name: str) -> Person | None:
        """The person of exactly that name, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(select(people).where(people.c.name == name)).one_or_none()
        return from_row(row) if row else None

    def spelled(self, name: str) -> Person | None:
        """The person of a name in any spelling of case and accents, or None."""
        with reading(self._engine) as connection:
            row = _spelled(connection, name)
        return from_row(row) if row else None

    def of_token(self, token: str) -> Person | None:
        """Whose programs send that token; None where it is nobody's."""
        with reading(self._engine) as connection:
            row = connection.execute(select(people).where(people.c.token == digest_of(token))).one_or_none()
        return from_row(row) if row else None

    def of_feed(self, secret: str) -> Person | None:
        """Whose feed reader asks with that secret; None where it is nobody's."""
        with reading(self._engine) as connection:
            row = connection.execute(select(people).where(people.c.feed == digest_of(secret))).one_or_none()
        return from_row(row) if row else None

    def check(self, name: str, password: str) -> Person | None:
        """The person of a name, in any spelling of case and accents, and a password; None where either is wrong.

        It takes as long for a name that nobody has.
        """
        with reading(self._engine) as connection:
            row = _spelled(connection, name)
        if not matches(row.password if row else None, password) or row is None:
            return None
        if outdated(row.password):
            with writing(self._engine) as connection:
                connection.execute(update(people).where(people.c.id == row.id).values(password=hashed(password)))
        return from_row(row)

    def add(self, doer: Doer, name: str, role: Role, password: str | None) -> Person:
        """Make an account; without a password, only a proxy can sign the person in."""
        own, secret = a_name(name), hashed(password) if password is not None else None
        row = {"name": own, "folded": folded(own), "role": _a_role(role), "password": secret, "added": now()}
        with writing(self._engine) as connection:
            taken = connection.execute(select(people.c.name).where(people.c.folded == row["folded"])).scalar()
            if taken is not None:
                raise PeopleError(f"there is somebody of the name “{taken}” already; take another name")
            connection.execute(insert(people), row)
            _see_to_admin(connection)
            note(connection, doer, "person-added", own, {"role": role})
            return from_row(_row(connection, own))

    def set_role(self, doer: Doer, name: str, role: Role) -> Person:
        """Give somebody a role; it holds from their next page on."""
        with writing(self._engine) as connection:
            before = _row(connection, name)
            connection.execute(update(people).where(people.c.id == before.id).values(role=_a_role(role)))
            _see_to_admin(connection)
            note(connection, doer, "role-changed", before.name, {"from": before.role, "to": role})
            return from_row(_row(connection, name))

    def set_password(self, doer: Doer, name: str, password: str) -> Person:
        """Give somebody a password, and sign them out everywhere."""
        secret = hashed(password)
        with writing(self._engine) as connection:
            row = _row(connection, name)
            connection.execute(update(people).where(people.c.id == row.id).values(password=secret))
            end_all(connection, row.id)
            note(connection, doer, "password-changed", row.name)
            return from_row(_row(connection, name))

    def remove(self, doer: Doer, name: str) -> None:
        """Delete an account, with its sessions and its token. What the person did stays under their name."""
        with writing(self._engine) as connection:
            row = _row(connection, name)
            end_all(connection, row.id)
            connection.execute(delete(people).where(people.c.id == row.id))
            _see_to_admin(connection)
            note(connection, doer, "person-removed", row.name, {"role": row.role})

    def new_token(self, doer: Doer, name: str) -> str:
        """A token for somebody's programs, in place of any before; it is shown this once, and only its hash is kept."""
        token = TOKEN_PREFIX + new_token()
        self._set(doer, name, "token-made", token=digest_of(token))
        return token

    def revoke_token(self, doer: Doer, name: str) -> None:
        """Take the token of somebody's programs away."""
        self._set(doer, name, "token-revoked", token=None)

    def new_feed(self, doer: Doer, name: str) -> str:
        """A secret for the addresses of somebody's feeds, in place of any before; only its hash is kept."""
        secret = new_token()
        self._set(doer, name, "feed-made", feed=digest_of(secret))
        return secret

    def revoke_feed(self, doer: Doer, name: str) -> None:
        """Take the secret of somebody's feeds away."""
        self._set(doer, name, "feed-revoked", feed=None)

    def _set(self, doer: Doer, name: str, event: str, **digests: str | None) -> None:
        with writing(self._engine) as connection:
            row = _row(connection, name)
            connection.execute(update(people).where(people.c.id == row.id).values(**digests))
            note(connection, doer, event, row.name)


def _row(connection: Connection, name: str) -> Row[Any]:
    row = connection.execute(select(people).where(people.c.name == name)).one_or_none()
    if row is None:
        raise PeopleError(f"there is nobody of the name “{name[:80]}”; see dragoman people list")
    return row


def _spelled(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(people).where(people.c.folded == folded(name))).one_or_none()


def _a_role(role: str) -> str:
    if role not in ROLES:
        raise PeopleError(f"“{role[:40]}” is no role; the roles are {', '.join(ROLES)}")
    return role


def _see_to_admin(connection: Connection) -> None:
    """See that somebody can manage the others; what was done is undone where nobody could."""
    roles = set(connection.execute(select(people.c.role).distinct()).scalars())
    if roles and "admin" not in roles:
        raise PeopleError("nobody would be left to manage the others; make somebody an admin first")
