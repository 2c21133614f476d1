"""A person of the desk, and what may be a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Row

from dragoman.ledger.folding import folded

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
LONGEST = 64
_NAME = re.compile(r"\w[\w.@+'’-]*(?: [\w.@+'’-]+)*")


class PeopleError(ValueError):
    """What was asked of the accounts cannot be done; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may use the desk; ``password``, ``token`` and ``feed`` tell if there is one, times are in UTC."""

    id: int
    name: str
    role: Role
    password: bool
    token: bool
    added: str
    signed_in: str | None
    feed: bool


def from_row(row: Row[Any]) -> Person:
    """A person as they are stored, without the hashes."""
    has = {name: getattr(row, name) is not None for name in ("password", "token", "feed")}
    return Person(id=row.id, name=row.name, role=row.role, added=row.added, signed_in=row.signed_in, **has)


def a_name(text: str) -> str:
    """``text`` as a name.

    Raises:
        PeopleError: it cannot be one.
    """
    own = unicodedata.normalize("NFC", text.strip())
    if not _NAME.fullmatch(own) or len(own) > LONGEST or not folded(own):
        raise PeopleError(
            f"“{text[:LONGEST]}” cannot be a name: 1 to {LONGEST} letters and digits, with . @ + ' - or a space between"
        )
    return own
