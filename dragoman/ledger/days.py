"""ISO 8601 dates as days that can be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")

#: First and last day, as ``date.toordinal`` counts.
Days = tuple[int, int]


@lru_cache(maxsize=8192)
def days(value: str | None) -> Days | None:
    """The first and the last day of a date, month, year or interval; None where ``value`` is none of these."""
    if not value:
        return None
    first, _, last = value.partition("/")
    begun, ended = _days(first), _days(last or first)
    return (begun[0], ended[1]) if begun and ended and begun[0] <= ended[1] else None


def _days(value: str) -> Days | None:
    found = _DATE.fullmatch(value.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
        end = date(year or 0, month or 12, day or monthrange(year or 0, month or 12)[1])
    except ValueError:
        return None
    return start.toordinal(), end.toordinal()
