"""What dates seen from a day told before mean: the next day, two days later, on the eve of the talks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dragoman.reading.dates.near_dates import counted, moved, value_of
from dragoman.reading.dates.periods import Period, on, shifted, week_of
from dragoman.reading.dates.scene import Scene, only, weekday_near
from dragoman.reading.dates.shapes import Found
from dragoman.reading.dates.tense import sentence_end, sentence_start

RULES = frozenset({"anchored", "shift", "around", "ahead", "sequel"})
#: Letters by which words of one stem are the same, and words after "after" that may name an event told before.
_STEM = 4
_EVENT = 6
#: Dates told before that may be meant, and words that may stand between "after" and a date.
_MEMORY = 12
_JOINING = 5
#: What may stand between an expression and the date beside it, and between it and the relative clause on its event.
_APPOSED = re.compile("a?x{1,3},[aiOt]*")
_DEFINED = re.compile("([cft]?[an]?x{1,4}?,?)x[^,.!¶]{0,4}")


class Told(NamedTuple):
    """A date of the text and what it means; ``aside`` where a relative clause holds it."""

    found: Found
    period: Period
    aside: bool


def meant(found: Found, scene: Scene, told: Sequence[Told], readout: bool) -> Period | None:
    """What a date of one of ``RULES`` means, seen from what was ``told`` in the text, in text order.

    In a readout what came "earlier", where its paragraph tells no date, is earlier than the event that the readout
    tells of.
    """
    if found.rule == "ahead":
        if ahead := _ahead(found, scene):
            return ahead
        if (value_of(found, scene, "p") or 0) < 2:
            return None
    steps = _steps(found, scene)
    if steps is None:
        return None
    number, _, days = steps
    around = found.rule == "around" or (found.rule == "anchored" and _names_event(found, scene))
    if around and not days:
        return None  # "two years after the war": of which year nothing tells
    same = _beside(found, scene, told)
    if same is None and around and number > 0:
        same = _same_day(found, scene, told)
    if same:
        return same
    anchor = _anchor(found, scene, told, number, around, readout, fine=days > 0)
    return _from(anchor, steps, found, scene) if anchor else None


def _from(anchor: date, steps: tuple[int, str, int], found: Found, scene: Scene) -> Period | None:
    """The time so many steps from a day.

    What would lie after the publication, though nothing speaks of the future, tells when the day itself was: "two days
    after receiving the letter he called" on the day told.
    """
    number, _, days = steps
    if found.rule == "sequel" and (weekday := value_of(found, scene, "W")):
        beyond = only(shifted(anchor, number))
        return weekday_near(beyond, weekday, number) if beyond else None
    period = moved(anchor, *steps)
    if found.rule == "sequel" and days == 7:
        day = only(period)
        return week_of(day) if day else None
    today = scene.today
    if period and period.day and today and scene.tense(found) <= 0 and anchor <= today < period.day:
        return on(anchor)
    return period


def looks_back(found: Found, scene: Scene) -> bool:
    """Whether a date of one of ``RULES`` lies before the day told: "the day before"."""
    return (_steps(found, scene) or (0, "", 0))[0] < 0


def _ahead(found: Found, scene: Scene) -> Period | None:
    """In two days: from the publication on, where the words tell of the future, or at least not of the past."""
    sort = value_of(found, scene, "pi") or 0
    if scene.today is None or sort == 0 or scene.tense(found) < (1 if sort == 2 else 0):
        return None
    return moved(scene.today, *counted(found, scene))


def _steps(found: Found, scene: Scene) -> tuple[int, str, int] | None:
    """How many units, of which kind, a date is away from the day told; None where it is no such date."""
    tokens = scene.tokens
    if found.rule == "anchored":
        return tokens.values[found.first], "U", 1
    number, kind, days = counted(found, scene)
    if found.rule == "ahead":
        return number, kind, days
    if not number:
        return None
    side = value_of(found, scene, {"shift": "l", "around": "bt", "sequel": "B"}[found.rule]) or 0
    return (side * number, kind, days or (value_of(found, scene, "W") and 1) or 0) if side else None


def _names_event(found: Found, scene: Scene) -> bool:
    return scene.tokens.shape[found.end : found.end + 1] in tuple("bcft")


def _beside(found: Found, scene: Scene, told: Sequence[Told]) -> Period | None:
    """The day told right before or after, which the expression only explains: "on Saturday, a day after the warning",
    "two days later, on Friday"."""
    at = bisect_left(told, found.first, key=lambda one: one.found.first)
    shape = scene.tokens.shape
    gaps = [(told[at].period, shape[found.end : told[at].found.first])] if at < len(told) else []
    if gaps and found.rule == "around" and _APPOSED.fullmatch(gaps[0][1]):
        return told[at].period  # "за день до встречи, 25 января"
    if at and (found.rule == "around" or _names_event(found, scene)):
        gaps.append((told[at - 1].period, shape[told[at - 1].found.end : found.first]))
    return next((period for period, gap in gaps if period.day and gap[:1] == "," and set(gap) <= set(",aiOt")), None)


def _same_day(found: Found, scene: Scene, told: Sequence[Told]) -> Period | None:
    """The day that the sentence goes on to tell: "Two days after receiving the letter, he called on FRIDAY"."""
    start, end = sentence_start(scene.tokens, found.first), sentence_end(scene.tokens, found.end)
    low, at, high = (bisect_left(told, place, key=lambda one: one.found.first) for place in (start, found.end, end))
    if low < at or _leads_to(scene.tokens.shape[found.end : told[at].found.first] if at < high else "x"):
        return None
    return next((one.period for one in told[at:high] if one.period.day and not one.aside), None)


def _anchor(
    found: Found, scene: Scene, told: Sequence[Told], number: int, around: bool, readout: bool, fine: bool
) -> date | None:
    shape = scene.tokens.shape
    at = bisect_left(told, found.first, key=lambda one: one.found.first)
    if at < len(told) and (
        (around and _leads_to(shape[found.end : told[at].found.first])) or _told_of(found, told[at].found, scene)
    ):
        return _days(told[at].period, number, fine)
    before = [one for one in told[max(0, at - _MEMORY) : at] if _days(one.period, number, fine)]
    if around and (event := _event(found, scene, before)):
        return _days(event.period, number, fine)
    near = [one for one in before if "¶" not in shape[one.found.end : found.first]]
    own = [one for one in near if not one.aside or one.found.first >= sentence_start(scene.tokens, found.first)]
    if found.rule == "around" and number > 0 and not (own or near) and scene.tense(found) > 0:
        return None  # "five days after approval": nobody knows yet
    usual = own or near or ([] if readout and number < 0 else [one for one in before if not one.aside])
    return _days(usual[-1].period, number, fine) if usual else scene.today


def _leads_to(gap: str) -> bool:
    """Whether what stands between an expression and a date joins them: "the day after the talks of January 26"."""
    return len(gap) <= _JOINING and not set(gap) & set(",.!¶(-–")


def _told_of(found: Found, later: Found, scene: Scene) -> bool:
    """Whether a date tells of the event that an expression names: "the eve of the summit, WHICH OPENS on Tuesday"."""
    tokens = scene.tokens
    gap = _DEFINED.fullmatch(tokens.shape[found.end : later.first])
    if gap is None:
        return False
    word, lexicon = tokens.words[found.end + gap.end(1)], scene.lexicon
    return word in lexicon.relatives or (bool(lexicon.participles) and word.endswith(lexicon.participles))


def _days(period: Period, number: int, fine: bool) -> date | None:
    """The day of a period from which to count on (its last) or back (its first); months and years only if not fine."""
    one = period.end if number >= 0 else period.start
    return one.first if one and (one.day or not fine) else None


def _event(found: Found, scene: Scene, before: Sequence[Told]) -> Told | None:
    """The date whose sentence shares most words with those that follow: "the day after the TALKS IN MOSCOW"."""
    tokens = scene.tokens
    named: set[str] = set()
    for at in range(found.end, min(len(tokens.words), found.end + _EVENT)):
        if tokens.shape[at] in ",.!¶(":
            break
        named |= _stems(tokens.words[at : at + 1])
    if not named:
        return None
    bounds = [0, *(end for one in before for end in (one.found.first, one.found.end)), found.first]
    shared = []
    for at, one in enumerate(before):
        start = max(bounds[2 * at], sentence_start(tokens, one.found.first))
        end = min(bounds[2 * at + 3], sentence_end(tokens, one.found.end))
        shared.append((len(named & _stems(tokens.words[start:end])), at))
    most, at = max(shared, default=(0, -1))
    return before[at] if most else None


def _stems(words: Sequence[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) >= _STEM and word.isalpha()}
