"""What dates seen from the day of publication mean: yesterday, on Monday, last week, two days ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.reading.dates.calendar_dates import season_of
from dragoman.reading.dates.periods import Period, between, moment, months_on, on, shifted, single, week_of
from dragoman.reading.dates.scene import Scene, only, weekday_near
from dragoman.reading.dates.shapes import Found

#: Days for which a season that ended is meant rather than the one to come, where nothing tells.
_RECENT = 90


def meant(found: Found, scene: Scene) -> Period | None:
    """What a date of one of ``RULES`` means, seen from the day of publication; None where it is no date after all."""
    return RULES[found.rule](found, scene, scene.today) if scene.today else _coarse(found, scene)


def counted(found: Found, scene: Scene) -> tuple[int, str, int]:
    """How many units, of which kind (``U`` of so many days, or months if that is 0 or below; ``G`` years), a date
    counts."""
    tokens = scene.tokens
    number, kind, days = 1, "", 0
    for at in range(found.first, found.end):
        if tokens.shape[at] in "nd#":
            number = tokens.values[at]
        elif tokens.shape[at] in "UTGsX":
            kind, days = {"T": "U", "s": "G", "X": "U"}.get(tokens.shape[at], tokens.shape[at]), tokens.values[at]
    return number, kind, days


def moved(day: date, number: int, kind: str, days: int) -> Period | None:
    """The day so many days or weeks away, the month so many months, the year so many years."""
    if kind == "G":
        return single(moment(day.year + number))
    if days > 0:
        return shifted(day, number * days)
    return single(months_on(day.year, day.month, number * (-days or 1)))


def value_of(found: Found, scene: Scene, kinds: str) -> int | None:
    """The value of the first token of one of ``kinds`` in a date."""
    tokens = scene.tokens
    return next((tokens.values[at] for at in range(found.first, found.end) if tokens.shape[at] in kinds), None)


def _coarse(found: Found, scene: Scene) -> Period | None:
    """The same where only the month or the year of publication is known: this and last year, and this month."""
    near = value_of(found, scene, "Ak")
    if found.rule != "unit" or scene.published is None or near is None:
        return None
    _, kind, days = counted(found, scene)
    if kind == "U":
        month = scene.published.month
        return single(months_on(scene.published.year, month, near)) if month and not days else None
    return single(moment(scene.published.year + near))


def _deictic(found: Found, scene: Scene, today: date) -> Period | None:
    return shifted(today, scene.tokens.values[found.first])


def _ago(found: Found, scene: Scene, today: date) -> Period | None:
    number, kind, days = counted(found, scene)
    return moved(today, number if value_of(found, scene, "g") else -number, kind, days)  # from now; ago


def _unit(found: Found, scene: Scene, today: date) -> Period | None:
    """Last, this or next week, month, year; "this day" and its like are no dates of this kind."""
    near = value_of(found, scene, "Ak") or 0
    _, kind, days = counted(found, scene)
    if kind == "U" and days == 1:
        return None
    if days == 7:
        day = only(shifted(today, 7 * near))
        return week_of(day) if day else None
    return moved(today, near, kind or "G", days)


def _edge(found: Found, scene: Scene, today: date) -> Period | None:
    """The end, the middle of the week, month or year: the one of the publication; "the end of the day" is none."""
    _, kind, days = counted(found, scene)
    if kind == "G" or not days:
        return moved(today, 0, kind, days)
    return week_of(today) if days == 7 else None


def _weekday_of(found: Found, scene: Scene, today: date) -> Period | None:
    """A day of last, this or next week."""
    _, kind, days = counted(found, scene)
    weekday = value_of(found, scene, "W")
    if kind != "U" or days != 7 or not weekday:
        return None
    return shifted(today, 7 * (value_of(found, scene, "A") or 0) + weekday - today.isoweekday())


def _weekday(found: Found, scene: Scene, today: date) -> Period | None:
    """The last such day up to the publication, or the next from it on where the words tell of the future."""
    weekday = value_of(found, scene, "Ww") or 1
    near = value_of(found, scene, "A")
    if near:
        from_day = only(shifted(today, near))
        return weekday_near(from_day, weekday, near) if from_day else None
    tense = scene.tense(found)
    ahead = tense >= 0 if near == 0 else tense > 0
    return weekday_near(today, weekday, 1 if ahead else -1)


def _weekdays(found: Found, scene: Scene, today: date) -> Period | None:
    """From one day of the week to another."""
    tokens = scene.tokens
    first, last = (tokens.values[at] for at in range(found.first, found.end) if tokens.shape[at] in "Ww")
    end = only(weekday_near(today, last, 1 if scene.tense(found) > 0 else -1))
    start = only(weekday_near(end, first, -1)) if end else None
    return between(on(start).start, on(end).end) if start and end else None


def _weekend(found: Found, scene: Scene, today: date) -> Period | None:
    near = scene.tokens.values[found.first] or (1 if scene.tense(found) > 0 else 0)
    saturday = only(weekday_near(today, 6, -1))
    if saturday is None:
        return None
    current = today.isoweekday() >= 6
    weeks = near if near >= 0 else -int(current)
    start, end = shifted(saturday, 7 * weeks), shifted(saturday, 7 * weeks + 1)
    return between(start.start, end.end) if start and end else None


def _month_near(found: Found, scene: Scene, today: date) -> Period | None:
    """Last March, next March: the one nearest to the month of publication on that side of it."""
    month, near = value_of(found, scene, "Mm") or 1, value_of(found, scene, "A") or 0
    past = near < 0 and month >= today.month
    return single(moment(today.year + (near > 0 and month <= today.month) - past, month))


def _season_near(found: Found, scene: Scene, today: date) -> Period | None:
    """Last, this, next summer; "in summer" is the last begun, or the next to end where the words tell of the future."""
    month, near = value_of(found, scene, "S") or 3, value_of(found, scene, "A")
    seasons = [one for year in range(today.year - 1, today.year + 3) if (one := season_of(month, year))]
    if near is None:
        tense = scene.tense(found)
        begun = [one for one in seasons if one.start and one.start.first <= today]
        if tense < 0 or (tense == 0 and begun and _recent(begun[-1], today)):
            return begun[-1] if begun else None
        near = 0
    if near < 0:
        return next((one for one in reversed(seasons) if one.end and one.end.last < today), None)
    if near > 0:
        return next((one for one in seasons if one.start and one.start.first > today), None)
    return next((one for one in seasons if one.end and one.end.last >= today), None)


def _recent(season: Period, today: date) -> bool:
    """Whether a season ended not long before a day."""
    return season.end is not None and (today - season.end.last).days < _RECENT


RULES: dict[str, Callable[[Found, Scene, date], Period | None]] = {
    "deictic": _deictic,
    "ago": _ago,
    "unit": _unit,
    "edge": _edge,
    "weekday_of": _weekday_of,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "month_near": _month_near,
    "season_near": _season_near,
}
