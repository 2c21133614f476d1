"""What a day without its month means: le 17, on the 28th, 26-го; Tuesday the 20th."""

from __future__ import annotations

from dragoman.reading.dates.near_dates import value_of
from dragoman.reading.dates.periods import Moment, Period, distance, moment, months_on, single
from dragoman.reading.dates.scene import Scene
from dragoman.reading.dates.shapes import Found
from dragoman.reading.dates.tense import sentence_start
from dragoman.reading.dates.told_dates import Told

#: Months around the publication in which such a day may be.
_REACH = 2


def meant(found: Found, scene: Scene, last: Told | None) -> Period | None:
    """The nearest such day to the publication, on the side that the words tell of; None where it is no date after all.

    Where its sentence told a day before (``last``), it comes after that one; where a month, it is in it. A day of the
    week beside it must be right.
    """
    weekday = value_of(found, scene, "Ww")
    today = scene.today
    if today is None or not (weekday or _marked(found, scene)):
        return None
    day = value_of(found, scene, "do") or 0
    months = (months_on(today.year, today.month, step) for step in range(-_REACH, _REACH + 1))
    known = [one for month in months if month and (one := moment(month.year, month.month, day))]
    if weekday:
        return single(_nearest([one for one in known if one.first.isoweekday() == weekday], scene))
    own = last.period if last and last.found.first >= sentence_start(scene.tokens, found.first) else None
    if own and own.start == own.end and own.start and own.start.month and not own.start.day:
        return single(moment(own.start.year, own.start.month, day))  # "in September, on the 8th"
    told = own.day if own else None
    if told:
        return single(_nearest([one for one in known if one.first > told], scene))
    tense = scene.tense(found)
    return single(_nearest([one for one in known if tense == 0 or distance(one, today) * tense >= 0], scene))


def _marked(found: Found, scene: Scene) -> bool:
    """Whether the number has the mark of a day, or the article of one before it: "le 17", not "les 27"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    word = tokens.words[found.first]
    leads = not lexicon.day_leads or (found.first > 0 and tokens.words[found.first - 1] in lexicon.day_leads)
    return leads and (not lexicon.day_marks or word.endswith(lexicon.day_marks) or found.end - found.first > 1)


def _nearest(days: list[Moment], scene: Scene) -> Moment | None:
    today = scene.today
    return min(days, key=lambda one: abs(distance(one, today)) if today else 0, default=None)
