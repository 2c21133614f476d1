"""What dates by name and number mean: days, months, years, and from one to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dragoman.reading.dates.periods import Moment, Period, between, distance, moment, parsed, single
from dragoman.reading.dates.scene import Scene
from dragoman.reading.dates.shapes import Found

#: What a found shape means: its periods, each with the tokens that say so.
Meant = list[tuple[Found, Period]]
_JOINTS = "t-–&"
_PARTED = re.compile(r"(\d+)[./-](\d+)[./-](\d+)")


class Parts(NamedTuple):
    """What a date names, None where it does not."""

    day: int | None
    month: int | None
    year: int | None
    weekday: int | None


def meant(found: Found, scene: Scene) -> Meant:
    """What a date of one of ``RULES`` means; nothing where it is no date after all."""
    return RULES[found.rule](found, scene)


def year_named(found: Found, scene: Scene) -> int | None:
    """The year that a date names by its number, or as this, the last or the next one."""
    tokens = scene.tokens
    for at in range(found.first, found.end):
        if tokens.shape[at] in "yY":
            return tokens.values[at]
    around = tokens.shape[found.first : found.end]
    place = next((at for pair in ("AG", "GA", "k") if (at := around.find(pair)) >= 0), None)
    if place is None or scene.published is None:
        return None
    near = found.first + place + around[place:].find("A") if around[place] != "k" else found.first + place
    return scene.published.year + scene.tokens.values[near]


def _parts(found: Found, scene: Scene) -> Parts:
    """The parts of one date in words: of several days or months the first."""
    got: dict[str, int] = {}
    for at in range(found.first, found.end):
        part = {**dict.fromkeys("dor", "day"), **dict.fromkeys("Mmu", "month"), **dict.fromkeys("Wwv", "weekday")}.get(
            scene.tokens.shape[at]
        )
        if part:
            got.setdefault(part, scene.tokens.values[at])
    return Parts(got.get("day"), got.get("month"), year_named(found, scene), got.get("weekday"))


def _moment(found: Found, scene: Scene, year: int | None = None) -> Moment | None:
    """The day or month that one date names; in ``year`` where it names none itself."""
    shape = scene.tokens.shape[found.first : found.end]
    if "z" in shape:
        return _numeric(found.first + shape.index("z"), scene)
    parts = _parts(found, scene)
    numbers = [scene.tokens.values[found.first + at] for at, kind in enumerate(shape) if kind in "do"]
    if parts.month is None and len(numbers) >= 2:  # 28. 1. 2022
        parts = parts._replace(month=numbers[1])
    elif len(numbers) == 2 and re.search("d-[Mmu]-d", shape):  # 28-Jan-22
        parts = parts._replace(year=2000 + numbers[1])
    if parts.month is None:
        return None
    if parts.year or year:
        return moment(parts.year or year or 0, parts.month, parts.day)
    return scene.year_of(parts.month, parts.day, parts.weekday, scene.tense(found))


def _numeric(at: int, scene: Scene) -> Moment | None:
    """A date in numbers: ISO 8601, CJK, or day.month.year; with slashes in English the month may go first."""
    word = scene.tokens.words[at]
    if "-" in word[4:5]:
        return parsed(word)
    found = _PARTED.match(word)
    if not found:
        return _cjk(word, scene)
    day, month, year = map(int, found.groups())
    if year < 100:
        latest = (scene.published.year if scene.published else 2030) + 10
        year += 2000 if 2000 + year <= latest else 1900
    orders = [moment(year, month, day)]
    if "/" in word and scene.lexicon.shape[0]:
        orders.append(moment(year, day, month))
    good = [one for one in orders if one]
    today = scene.today
    return min(good, key=lambda one: abs(distance(one, today)) if today else 0, default=None)


def _cjk(word: str, scene: Scene) -> Moment | None:
    numbers = {unit: int(number) for number, unit in re.findall(r"(\d+) ?([年년月월日일])", word)}
    year, month, day = (
        next((numbers[unit] for unit in units if unit in numbers), None) for units in ("年년", "月월", "日일")
    )
    if year:
        return moment(year, month, day)
    return scene.year_of(month, day, None, 0) if month else None


def _one(found: Found, scene: Scene) -> Meant:
    period = single(_moment(found, scene))
    return [(found, period)] if period else []


def _days(found: Found, scene: Scene) -> Meant:
    """From a day to another, of which one may lack the year."""
    shape = scene.tokens.shape
    for at in range(found.first + 1, found.end - 1):
        left, right = Found("day", found.first, at), Found("day", at + 1, found.end)
        if shape[at] in _JOINTS and all(re.search("[Mmuz]", shape[one.first : one.end]) for one in (left, right)):
            end = _moment(right, scene, year_named(left, scene))
            start = _moment(left, scene, end.year if end else None)
            if start and end and start.first > end.first and not year_named(left, scene):
                start = moment(start.year - 1, start.month, start.day)
            period = between(start, end)
            return [(found, period)] if period else []
    return []


def _listed(found: Found, scene: Scene) -> Meant:
    """Several days of one month: from the first to the last, or each where they do not follow on each other."""
    tokens = scene.tokens
    months = [at for at in range(found.first, found.end) if tokens.shape[at] in "Mmu"]
    days = [at for at in range(found.first, found.end) if tokens.shape[at] in "dor"]
    whole = _moment(found, scene)
    if whole is None or not whole.day:
        return []
    each = [moment(whole.year, whole.month, tokens.values[at]) for at in days]
    numbers = [tokens.values[at] for at in days]
    joints = set(tokens.shape[days[0] + 1 : days[-1]])
    bounds = "f" in tokens.shape[max(0, found.first - 2) : found.first]  # "between 10 and 13 January"
    if joints & set("t-–O") or bounds or numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        period = between(each[0], each[-1])
        return [(found, period)] if period else []
    out: Meant = []
    for at, one in zip(days, each, strict=True):
        first = found.first if at == days[0] and months[0] < at else at
        end = found.end if at == days[-1] else at + 1
        if one:
            out.append((Found("day", first, end), Period(one, one)))
    return out


def _months(found: Found, scene: Scene) -> Meant:
    tokens = scene.tokens
    first, second = [at for at in range(found.first, found.end) if tokens.shape[at] in "Mm"][:2]
    end = _moment(Found("month", second, found.end), scene)
    if not end:
        return []
    own = year_named(Found("month", first, second), scene)
    start_month = tokens.values[first]
    start = moment(own or end.year - (start_month > (end.month or 12)), start_month)
    period = between(start, end)
    return [(found, period)] if period else []


def _years(found: Found, scene: Scene) -> Meant:
    tokens = scene.tokens
    numbers = [tokens.values[at] for at in range(found.first, found.end) if tokens.shape[at] in "yYd"]
    start = moment(numbers[0])
    if len(numbers) == 1:
        return [(found, Period(start, None))]
    end = numbers[1] if numbers[1] > 99 else numbers[0] // 100 * 100 + numbers[1]
    if end != numbers[0] + 1 and numbers[1] <= 12 and tokens.shape[found.first : found.end] == "y-d":
        period = single(moment(numbers[0], numbers[1]))  # 2022-01
        return [(found, period)] if period else []
    period = between(start, moment(end))
    return [(found, period)] if period and end > numbers[0] else []


def _quarter(found: Found, scene: Scene) -> Meant:
    """A quarter or a half of a year."""
    tokens = scene.tokens
    year = year_named(found, scene)
    months = 6 if "H" in tokens.shape[found.first : found.end] else 3
    number = tokens.values[found.first]
    if not year or not 0 < number <= 12 // months:
        return []
    period = between(moment(year, months * number - months + 1), moment(year, months * number))
    return [(found, period)] if period else []


def season_of(month: int, year: int) -> Period | None:
    """The three months of a season that begins with ``month``; a winter has the year in which it ends."""
    return between(moment(year - (month == 12), month), moment(year, month % 12 + 2))


def _season(found: Found, scene: Scene) -> Meant:
    tokens = scene.tokens
    year = year_named(found, scene)
    over = "d" in tokens.shape[found.first : found.end]  # winter 2021-22
    at = tokens.shape.index("S", found.first)
    period = season_of(tokens.values[at], year + over) if year else None
    return [(found, period)] if period else []


def _decade(found: Found, scene: Scene) -> Meant:
    tokens = scene.tokens
    at = found.first + (tokens.shape[found.first] == "K")
    value = tokens.values[at]
    year = value if value > 99 else 1900 + value
    period = between(moment(year), moment(year + 9)) if year % 10 == 0 else None
    return [(found, period)] if period else []


def _year(found: Found, scene: Scene) -> Meant:
    """A year, unless the words around show that the number counts or numbers something."""
    tokens, at = scene.tokens, found.first
    before, after = tokens.shape[max(0, at - 1)] if at else "¶", tokens.shape[found.end : found.end + 1]
    value = tokens.values[at]
    if found.end - at == 1:
        glued = after == "-" and tokens.starts[found.end] == tokens.ends[at]
        counts = after in tuple("C-") if glued else after == "C"
        if before in "N#" or counts or (before == "-" and tokens.ends[at - 1] == tokens.starts[at]):
            return []
        if tokens.shape[at] == "Y" and not (before == "i" and 1500 <= value < 2100):
            return []
        if value % 1000 == 0 and after == "x":
            return []
    period = single(moment(value))
    return [(found, period)] if period else []


RULES: dict[str, Callable[[Found, Scene], Meant]] = {
    "days": _days,
    "listed": _listed,
    "day": _one,
    "months": _months,
    "month": _one,
    "years": _years,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "year": _year,
}
