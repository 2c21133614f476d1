"""A sighting: one place of a document that says that parties had to do with each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from dragoman.actors.records import first_day, last_day
from dragoman.nouns import Actor, ExchangeKind, Passage

#: Kinds that are told of the same encounter: what one calls a visit or a summit is a meeting to the other.
FACE_TO_FACE = frozenset({"meeting", "visit", "summit"})


class Rank(IntEnum):
    """How much a sighting says: what only mentions an exchange founds none."""

    MENTION = 0
    TOLD = 1
    REPORT = 2
    OFFICIAL = 3


class Days(NamedTuple):
    """The days from one to another, both of them included."""

    first: date
    last: date

    def overlap(self, other: Days) -> bool:
        """Tell whether any day is in both."""
        return self.first <= other.last and other.first <= self.last

    def after(self, other: Days) -> int:
        """Return how many days after the other this begins; 0 where they overlap, less where it is before it."""
        if self.overlap(other):
            return 0
        return (self.first - other.last).days if self.first > other.last else (self.last - other.first).days

    def iso(self) -> str:
        """Return the day, or the interval, in ISO 8601."""
        return self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one place of a document says of an exchange.

    ``kind`` is None where the words leave it open (*talks*), ``cast`` those who took part, by the id of their party.
    ``days`` are those that the words name; ``gap`` how far, in letters, the date stands from the word for the exchange;
    ``published`` is the day of the document. ``voucher`` is the id of the party that issued it, None for the press.
    """

    passage: Passage
    kind: ExchangeKind | None
    rank: Rank
    cast: Mapping[str, Actor]
    days: Days | None = None
    gap: int = 0
    published: date | None = None
    medium: str | None = None
    place: str | None = None
    voucher: str | None = None

    @property
    def when(self) -> Days | None:
        """The days named, or else the day of the document."""
        if self.days or not self.published:
            return self.days
        return Days(self.published, self.published)


def days_of(value: str) -> Days | None:
    """Return the days that an ISO 8601 day, month, year or interval stands for."""
    first, _, last = value.partition("/")
    try:
        return Days(date.fromisoformat(first_day(first)), date.fromisoformat(last_day(last or first)))
    except ValueError:
        return None


def day_of(value: str | None) -> date | None:
    """Return the day of a time or date in ISO 8601; None where it is none, or not known to the day."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def shifted(days: Days, number: int) -> Days:
    """Return the same days, and so many more after them."""
    return Days(days.first, days.last + timedelta(number))
