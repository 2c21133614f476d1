"""All dates of a document."""

from __future__ import annotations

import re
from bisect import insort

from dragoman.nouns import DateMention, Document, Span
from dragoman.reading.dates import calendar_dates, near_dates, numbered, told_dates
from dragoman.reading.dates.dateline import published
from dragoman.reading.dates.periods import Period
from dragoman.reading.dates.scene import Scene, weekday_near
from dragoman.reading.dates.shapes import Found, find
from dragoman.reading.dates.tense import aside, sentence_start
from dragoman.reading.dates.tokens import cut
from dragoman.reading.dates.told_dates import Told
from dragoman.reading.dates.words import guessed, lexicon

_JOINED = re.compile("[iO]?&[iO]?a?")
_OFFICIAL = ("readout", "statement")


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """Every expression that means a day, month, year or longer time, in text order, none within another.

    Values are ISO 8601 as ``docs/dates.md`` tells. Expressions whose date depends on an unknown day of publication are
    left out.
    """
    words = lexicon(document.language or guessed(document.text))
    tokens = cut(document.text, words)
    found = list(find(tokens.shape, words.shape))
    scene = Scene(tokens, words, published(document))
    told = _told(found, scene)
    told = _told_after(found, scene, told, document.kind in _OFFICIAL)
    return tuple(
        DateMention(Span(tokens.starts[one.first], tokens.ends[one.end - 1]), str(period)) for one, period, _ in told
    )


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
        return calendar_dates.meant(one, scene.within(_year_beside(one, scene, before)))
    if one.rule == "numbered":
        period = numbered.meant(one, scene, before[-1] if before else None)
        return [(one, period)] if period else []
    if one.rule in near_dates.RULES:
        period = _beside(one, scene, before) or near_dates.meant(one, scene)
        return [(one, period)] if period else []
    return []


def _beside(one: Found, scene: Scene, before: list[Told]) -> Period | None:
    """The day told just before, where a weekday only adds to it: "on January 28, a Friday"; the first after it in "next
    Thursday and FRIDAY"."""
    if one.rule != "weekday" or not before:
        return None
    last = before[-1]
    gap = _gap(last.found, one, scene)
    day = last.period.day
    weekday = near_dates.value_of(one, scene, "Ww") or 1
    if day and last.found.rule == "weekday" and _JOINED.fullmatch(gap):
        return weekday_near(day, weekday, 1)
    return last.period if day and set(gap) <= set(",aOin(") and day.isoweekday() == weekday else None


def _year_beside(one: Found, scene: Scene, before: list[Told]) -> int | None:
    """The year in which the text places a date without one: "last year, on 21 May"; "LAST YEAR they met five times, in
    APRIL for the last time"; "LAST SEPTEMBER, hours before a meeting set for SEPT. 8"."""
    month = next((scene.tokens.values[at] for at in range(one.first, one.end) if scene.tokens.shape[at] in "Mmu"), None)
    start = sentence_start(scene.tokens, one.first)
    for last in reversed(before):
        named = last.period.start
        if last.found.first < start or named is None:
            return None
        if named.month is None and last.found.rule in ("ago", "unit"):
            opens = last.found.first - start <= 1 and scene.tense(one) <= 0
            return named.year if opens or set(_gap(last.found, one, scene)) <= set(",aiO") else None
        if named.day is None and named.month == month:
            return named.year
    return None


def _gap(one: Found, other: Found, scene: Scene) -> str:
    return scene.tokens.shape[one.end : other.first]


def _told_after(found: list[Found], scene: Scene, told: list[Told], readout: bool) -> list[Told]:
    """With the dates that are seen from others; one that looks back does not carry the story on."""
    for one in found:
        if one.rule in told_dates.RULES and (period := told_dates.meant(one, scene, told, readout)):
            back = told_dates.looks_back(one, scene) or aside(scene.tokens, one.first, scene.lexicon)
            insort(told, Told(one, period, back), key=lambda own: own.found.first)
    return told
