"""From where a text looks at time: the day it was published, and what it told before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dragoman.reading.dates import tense
from dragoman.reading.dates.periods import Moment, Period, distance, moment, shifted
from dragoman.reading.dates.shapes import Found
from dragoman.reading.dates.tokens import Tokens
from dragoman.reading.dates.words import Lexicon

#: How much farther a day back and a day ahead seem, by what the sentence tells of time.
_SEEMS = {-2: (1, 1000), -1: (1, 4), 0: (1, 2), 1: (4, 1)}
#: Days back and ahead in which a day without a year is near the publication, and ahead of one told with its year.
_NEAR = (-60, 30)
_STORY = 60


@dataclass(frozen=True)
class Scene:
    """A text with its words for dates, and its day.

    ``published`` is the day of publication, or the month or year where no more is known; ``told`` the last day of the
    paragraph that was told with its year; ``year`` the one that the text has just named.
    """

    tokens: Tokens
    lexicon: Lexicon
    published: Moment | None
    told: date | None = None
    year: int | None = None

    @property
    def today(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.published.first if self.published and self.published.day else None

    def having_told(self, day: date | None) -> Scene:
        """The same scene after a day was told with its year, or in a new paragraph (None)."""
        return replace(self, told=day)

    def within(self, year: int | None) -> Scene:
        """The same scene where the text has just named a year: "last year, on 21 May"."""
        return replace(self, year=year) if year else self

    def tense(self, found: Found) -> int:
        """Below, at or above 0: whether the words around a date speak of the past, do not tell, or of the future."""
        return tense.tense(self.tokens, found.first, found.end, self.lexicon)

    def year_of(self, month: int, day: int | None, weekday: int | None, direction: int) -> Moment | None:
        """That month, or day of it, in the year which the text means: the one nearest to the publication.

        The past, or the ``direction`` in which the sentence looks, is nearer; ``weekday`` (1 is Monday), where some
        year has the day on it, decides; a day told with its year shortly before leads on to days after it.
        """
        if self.year:
            return moment(self.year, month, day)
        if self.published is None:
            return _leading_on(month, day, self.told) if self.told else None
        about = self.published.first if self.published.day else _middle(self.published)
        years = range(about.year - (8 if weekday else 1), about.year + (4 if weekday else 2))
        known = [one for year in years if (one := moment(year, month, day))]
        fitting = [one for one in known if one.day and one.first.isoweekday() == weekday] or known
        if not fitting:
            return None
        back, ahead = _SEEMS[direction] if self.published.day else (1, 1)
        away = {one: distance(one, about) for one in fitting}
        best = min(fitting, key=lambda one: away[one] * ahead if away[one] > 0 else -away[one] * back)
        if self.told and direction <= 0 and not _NEAR[0] <= away[best] <= _NEAR[1]:
            return _leading_on(month, day, self.told) or best
        return best


def only(period: Period | None) -> date | None:
    """The day that a period is, if it is a single one."""
    return period.day if period else None


def weekday_near(day: date, weekday: int, direction: int) -> Period | None:
    """The last such weekday up to a day (-1), or the first from it on (1); 1 is Monday."""
    away = (day.isoweekday() - weekday) % 7 if direction < 0 else (weekday - day.isoweekday()) % 7
    return shifted(day, direction * away)


def _leading_on(month: int, day: int | None, told: date) -> Moment | None:
    after = (moment(year, month, day) for year in (told.year, told.year + 1))
    return next((one for one in after if one and 0 <= distance(one, told) <= _STORY), None)


def _middle(published: Moment) -> date:
    return date(published.year, published.month or 7, 15 if published.month else 1)
