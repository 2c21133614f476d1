"""The records of the registry: what one ``[[actor]]`` block says."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

KINDS = ("person", "office", "institution", "state", "alliance", "group", "outlet")

#: Words by language: ``{"en": ("Macron",)}``.
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Role:
    """An office held by a person; each end is a day, a month or a year, or open."""

    office: str
    start: str | None = None
    end: str | None = None
    acting: bool = False

    def surely(self, day: date) -> bool:
        """Tell whether the office was held on ``day`` whatever the unknown parts of the dates are."""
        text = day.isoformat()
        return (self.start is None or last_day(self.start) <= text) and (
            self.end is None or text <= first_day(self.end)
        )

    def possibly(self, day: date) -> bool:
        """Tell whether the office may have been held on ``day``."""
        text = day.isoformat()
        return (self.start is None or first_day(self.start) <= text) and (
            self.end is None or text <= last_day(self.end)
        )

    def years(self) -> str:
        """Return the dates for a person to read."""
        if self.start is None and self.end is None:
            return "no dates known"
        if self.end is None:
            return f"since {self.start}"
        return f"{self.start} to {self.end}" if self.start else f"until {self.end}"


@dataclass(frozen=True, slots=True)
class Record:
    """One actor as the registry has it.

    ``speaks_for`` is the actor in whose name it speaks, ``head`` the office that leads it;
    an office is ``shared`` where several hold it at the same time, and ``ended`` on the day after which there is none.
    """

    id: str
    kind: str
    name: str
    qid: str | None = None
    code: str | None = None
    speaks_for: str | None = None
    head: str | None = None
    shared: bool = False
    ended: str | None = None
    names: Words = field(default_factory=dict)
    demonyms: Words = field(default_factory=dict)
    metonyms: Words = field(default_factory=dict)
    roles: tuple[Role, ...] = ()

    @classmethod
    def of(cls, block: Mapping[str, Any]) -> Record:
        """Return the record that a checked block of TOML describes."""
        own: dict[str, Any] = dict(block)
        for key in ("names", "demonyms", "metonyms"):
            if key in own:
                own[key] = {language: tuple(dict.fromkeys(words)) for language, words in own[key].items()}
        own["roles"] = tuple(
            Role(role["office"], role.get("from"), role.get("to"), role.get("acting", False))
            for role in own.get("roles", ())
        )
        return cls(**own)

    def block(self) -> dict[str, Any]:
        """Return the block of TOML that describes this record, without what is empty."""
        own: dict[str, Any] = {"id": self.id, "kind": self.kind, "name": self.name}
        for key in ("qid", "code", "speaks_for", "head", "shared", "ended"):
            own[key] = getattr(self, key)
        for key in ("names", "demonyms", "metonyms"):
            own[key] = {language: list(words) for language, words in getattr(self, key).items()}
        own["roles"] = [_role_block(role) for role in self.roles]
        return {key: value for key, value in own.items() if value}

    def all_names(self) -> tuple[str, ...]:
        """Return the name and every further name, each once."""
        return tuple(dict.fromkeys((self.name, *(name for own in self.names.values() for name in own))))


def first_day(value: str) -> str:
    """Return the first day of an ISO 8601 day, month or year."""
    return (value + "-01-01")[:10]


def last_day(value: str) -> str:
    """Return the last day of an ISO 8601 day, month or year."""
    if len(value) == 4:
        return value + "-12-31"
    if len(value) == 7:
        return f"{value}-{calendar.monthrange(int(value[:4]), int(value[5:]))[1]:02}"
    return value


def _role_block(role: Role) -> dict[str, Any]:
    own = {"office": role.office, "from": role.start, "to": role.end, "acting": role.acting}
    return {key: value for key, value in own.items() if value}
