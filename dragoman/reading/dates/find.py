"""All dates of a document."""

from __future__ import annotations

from bisect import insort

from dragoman.nouns import DateMention, Document, Span
from dragoman.reading.dates import calendar_dates, near_dates, told_dates
from dragoman.reading.dates.periods import Moment, Period, parsed
from dragoman.reading.dates.scene import Scene
from dragoman.reading.dates.shapes import Found, find
from dragoman.reading.dates.tense import aside
from dragoman.reading.dates.tokens import Tokens, cut
from dragoman.reading.dates.told_dates import Told
from dragoman.reading.dates.words import guessed, lexicon

_OFFICIAL = ("readout", "statement")


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """Every expression that means a day, month, year or longer time, in text order, none within another.

    Values are ISO 8601 as ``docs/dates.md`` tells. Expressions whose date depends on an unknown day of publication are
    left out.
    """
    words = lexicon(document.language or guessed(document.text))
    tokens = cut(document.text, words)
    found = list(find(tokens.shape, words.shape))
    scene = Scene(tokens, words, _published(document, tokens, found))
    told = _told(found, scene)
    told = _told_after(found, scene, told, document.kind in _OFFICIAL)
    return tuple(
        DateMention(Span(tokens.starts[one.first], tokens.ends[one.end - 1]), str(period)) for one, period, _ in told
    )


def _published(document: Document, tokens: Tokens, found: list[Found]) -> Moment | None:
    """When the text was published: as known, or else, or to know the day, by the first full date in it."""
    known = parsed(document.published)
    if known and known.day:
        return known
    words = lexicon(document.language or guessed(document.text))
    blind = Scene(tokens, words, None)
    for one in found:
        if one.rule == "day":
            for _, period in calendar_dates.meant(one, blind):
                day = period.start
                if day and day.day and (known is None or str(day).startswith(str(known))):
                    return day
    return known


def _told(found: list[Found], scene: Scene) -> list[Told]:
    """The dates that can be known without others of the text."""
    out: list[Told] = []
    shape = scene.tokens.shape
    for one in found:
        if scene.told and "¶" in shape[out[-1].found.end : one.first]:
            scene = scene.having_told(None)
        for own, period in _alone(one, scene, out):
            out.append(Told(own, period, aside(scene.tokens, own.first, scene.lexicon)))
            if period.day and (set("yYz") & set(shape[own.first : own.end])):
                scene = scene.having_told(period.day)
    return out


def _alone(one: Found, scene: Scene, before: list[Told]) -> calendar_dates.Meant:
    if one.rule in calendar_dates.RULES:
        return calendar_dates.meant(one, scene)
    if one.rule in near_dates.RULES:
        period = _beside(one, scene, before) or near_dates.meant(one, scene)
        return [(one, period)] if period else []
    return []


def _beside(one: Found, scene: Scene, before: list[Told]) -> Period | None:
    """The day told just before, where a weekday only adds to it: "on January 28, a Friday"."""
    if one.rule != "weekday" or not before:
        return None
    last = before[-1]
    gap = set(scene.tokens.shape[last.found.end : one.first])
    day = last.period.day
    weekday = near_dates.value_of(one, scene, "Ww")
    return last.period if day and gap <= set(",aOin(") and day.isoweekday() == weekday else None


def _told_after(found: list[Found], scene: Scene, told: list[Told], readout: bool) -> list[Told]:
    """With the dates that are seen from others; one that looks back does not carry the story on."""
    for one in found:
        if one.rule in told_dates.RULES and (period := told_dates.meant(one, scene, told, readout)):
            back = told_dates.looks_back(one, scene) or aside(scene.tokens, one.first, scene.lexicon)
            insort(told, Told(one, period, back), key=lambda own: own.found.first)
    return told
