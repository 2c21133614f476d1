"""What can go wrong with a ledger, in words for the person at the keyboard."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

_NOTHING = "nothing was stored of what was being written"
_SQLITE = {
    sqlite3.SQLITE_FULL: f"the disk is full; {_NOTHING}: make room and run the same again",
    sqlite3.SQLITE_READONLY: "it can only be read; check the permissions of the file and of its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the path, and the permissions of the file and of its folder",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; take the latest backup, and check the disk",
    sqlite3.SQLITE_NOTADB: "the file is no ledger, or is damaged; check the path, or take the latest backup",
    sqlite3.SQLITE_BUSY: "another program has kept it locked for a minute; end it, or try again later",
    sqlite3.SQLITE_IOERR: f"the disk failed to read or write, or is full; {_NOTHING}: check the disk",
}
#: What PostgreSQL says by SQLSTATE; the first two digits are a class.
_POSTGRES = {
    "53100": f"the disk of the server is full; {_NOTHING}: make room and run the same again",
    "25006": "the server lets it only be read; connect to the primary, or ask for rights to write",
    "42501": "this user may not do that there; ask for rights on the schema",
    "XX001": "the server says that its data is damaged; take the latest backup",
    "57": "the server is shutting down; start the same again when it is back",
}
#: What unpacking raises where what is stored is not what was stored.
DAMAGED = (zlib.error, UnicodeDecodeError, msgspec.DecodeError)
_DAMAGE = "a text or reading in it is damaged; `dragoman ledger check` names it: take the latest backup, check the disk"
_LOST = "the server cannot be reached; start the same again when it is back"


class LedgerError(Exception):
    """A ledger cannot do what it was asked to. The text says which ledger, what is wrong and what to do; nothing of
    what was being written is kept, and what was there before is untouched."""  # fmt: skip


class NoLedgerError(LedgerError):
    """There is no ledger where one was named."""


class UnknownTargetError(LedgerError):
    """A judgement was to be passed, or taken back, on something that the ledger does not hold."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the database and unpacking raise into a LedgerError that names the ledger at ``where``."""
    try:
        yield
    except (OperationalError, InterfaceError, DatabaseError) as error:
        raise LedgerError(f"{where}: {_words(error)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{where}: {_sqlite_words(error)}") from error
    except DAMAGED as error:
        raise LedgerError(f"{where}: {_DAMAGE} ({error})") from error


def _words(error: DBAPIError) -> str:
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        return _sqlite_words(origin)
    state = str(getattr(origin, "sqlstate", None) or "")
    known = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    if known:
        return known
    first = str(origin).strip().partition("\n")[0]
    return f"{_LOST} ({first})" if not state or state[:2] == "08" else f"the database refused it ({first})"


def _sqlite_words(error: sqlite3.Error) -> str:
    # The lowest byte is the error; what is above it only refines it.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _SQLITE.get(code, f"the database refused it ({error})")
