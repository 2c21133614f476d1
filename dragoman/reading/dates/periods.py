"""Stretches of time as texts name them: a day, a month, a year, or from one of these to another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Moment(NamedTuple):
    """A day, or a month or year where less is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, as much as is known."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class Period(NamedTuple):
    """From the beginning of one moment to the end of another; None where it is open."""

    start: Moment | None
    end: Moment | None

    def __str__(self) -> str:
        """ISO 8601; open ends as ``..``."""
        if self.start == self.end:
            return str(self.start)
        return "/".join(".." if moment is None else str(moment) for moment in self)

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.start.first if self.start and self.start.day and self.start == self.end else None


def moment(year: int, month: int | None = None, day: int | None = None) -> Moment | None:
    """The moment of that name, or None where the calendar has none (30 February)."""
    good = 0 < year < 10000 and (month is None or 0 < month < 13)
    if good and month and day is not None:
        good = 0 < day <= monthrange(year, month)[1]
    return Moment(year, month, day) if good else None


def single(one: Moment | None) -> Period | None:
    """The period that is one moment."""
    return Period(one, one) if one else None


def between(start: Moment | None, end: Moment | None) -> Period | None:
    """The period from one moment to another, or None where one lacks or they run backwards."""
    return Period(start, end) if start and end and start.first <= end.last else None


def on(day: date) -> Period:
    """The period that is one day."""
    one = Moment(day.year, day.month, day.day)
    return Period(one, one)


def week_of(day: date) -> Period:
    """The week from Monday to Sunday that ``day`` is in."""
    monday = _plus(day, -day.weekday())
    return Period(on(monday).start, on(_plus(monday, 6)).end)


def shifted(day: date, days: int) -> Period | None:
    """The day so many days away, or None outside the calendar."""
    try:
        return on(day + timedelta(days))
    except OverflowError:
        return None


def months_on(year: int, month: int, months: int) -> Moment | None:
    """The month so many months away."""
    count = year * 12 + month - 1 + months
    return moment(count // 12, count % 12 + 1)


def distance(one: Moment, day: date) -> int:
    """Days from ``day`` to the nearest day of a moment: negative where it lies before, 0 within."""
    if one.last < day:
        return (one.last - day).days
    return max(0, (one.first - day).days)


def parsed(published: str | None) -> Moment | None:
    """The moment that an ISO 8601 string begins with, or None."""
    found = _ISO.match(published or "")
    return moment(*(int(part) if part else None for part in found.groups())) if found else None  # type: ignore[arg-type]


def _plus(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
