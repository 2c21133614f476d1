"""The readings of a ledger that may tell of an exchange."""

from __future__ import annotations

from dataclasses import replace

from dragoman.cli.ledger.common import opened
from dragoman.ledger import Ledger, Stored, judged, statement_keys
from dragoman.ledger.days import days
from dragoman.nouns import Reading

#: How many days before and after the one asked for a text must be published to be taken up by its date alone.
BEFORE, AFTER = 1, 31
_Near = tuple[int, int]


def stored_readings(where: str, on: str | None) -> list[Reading]:
    """The current readings of a ledger, as people's edits leave them; of what was rejected, nothing.

    Copies are left out, earlier versions are not: what was altered is a finding. With ``on``, an ISO 8601 date, only
    texts that were published near it, that speak of it, or of which neither can be told.
    """
    asked = days(on)
    found: dict[str, Reading] = {}
    with opened(where) as own:
        for stored in own.readings():
            if stored.version.copy_of is None and (asked is None or _is_near(stored.reading, asked)):
                # Of two versions with one id the later one is kept.
                found[stored.reading.document.id] = _as_judged(own, stored)
    return list(found.values())


def _is_near(reading: Reading, asked: _Near) -> bool:
    published = days(reading.document.published)
    if published is None or (published[0] <= asked[1] + AFTER and asked[0] - BEFORE <= published[1]):
        return True
    spoken = (days(date.value) for date in reading.dates)
    return any(own and own[0] <= asked[1] and asked[0] <= own[1] and own[1] - own[0] < AFTER for own in spoken)


def _as_judged(own: Ledger, stored: Stored) -> Reading:
    reading = stored.reading
    keys = statement_keys(stored.version.key, reading.statements)
    standing = own.standing("statement", keys)
    if not standing:
        return reading
    length = len(reading.document.text)
    kept = tuple(
        judged(statement, standing.get(key), length)
        for statement, key in zip(reading.statements, keys, strict=True)
        if key not in standing or standing[key].verdict != "reject"
    )
    return replace(reading, statements=kept)
