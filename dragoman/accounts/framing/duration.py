"""How long the exchange lasted, as each account tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.framing.words import Lexicon, lexicon
from dragoman.nouns import Framing, Passage, Span

#: No encounter of which a duration is told is longer: what is, is a term or a deadline.
_LONGEST = 16 * 60
#: Within how many letters a word such as "lasted" makes a length of time a duration.
_NEAR = 40


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the duration that each account tells: its words, and the minutes where they can be counted."""
    for view in scene.views:
        told = _duration(view)
        if told:
            evidence, minutes = told
            counted = f" ({minutes:g} min)" if minutes else ""
            yield Framing("duration", view.account.id, f"{evidence.text}{counted}", (evidence,))


def _duration(view: View) -> tuple[Passage, float | None] | None:
    counted = next((found for line in view.lines if (found := _in_line(line))), None)
    return counted or next(
        ((line.passage(span), None) for line in view.lines for span in line.tagged("duration")), None
    )


def _in_line(line: Line) -> tuple[Passage, float] | None:
    for match in _quantity(line.document.language).finditer(line.low, *line.span):
        minutes = _minutes(match, line.words)
        span = Span(*match.span())
        told = _led(line, span) or (line.tells and not _bare(match)) or _is_tagged(line, span)
        if minutes <= _LONGEST and not _is_time(line, span) and told:
            return line.passage(span), minutes
    return None


def _is_tagged(line: Line, span: Span) -> bool:
    return any(own.start < span.end and span.start < own.end for own in line.tagged("duration"))


def _bare(match: re.Match[str]) -> bool:
    """Whether the words are a unit alone, which may be an hour of the day."""
    return match["hour"] is not None and not any(match[part] for part in ("number", "about", "more", "quarter", "rest"))


def _led(line: Line, span: Span) -> bool:
    start, end = max(line.span.start, span.start - _NEAR), min(line.span.end, span.end + _NEAR)
    return line.words["duration.leads"].search(line.low, start, end) is not None


def _is_time(line: Line, span: Span) -> bool:
    """Whether the words before make it a time of the day or a deadline: "within 24 hours", «в 15 часов»."""
    before = line.low[line.span.start : span.start].rstrip()
    return any(own.end() == len(before) for own in line.words["duration.not"].finditer(before))


def _minutes(match: re.Match[str], words: Lexicon) -> float:
    """The minutes of a quantity."""
    if match["half"]:
        return 30.0
    if match["quarters"]:
        return 15.0 * _number(match["count"], words)
    if match["hour"]:
        return _of_hours(match, words)
    return _number(match["minutes"], words)


def _of_hours(match: re.Match[str], words: Lexicon) -> float:
    parts = (30.0 if match["more"] or match["mixed"] else 0.0) + (15.0 if match["quarter"] else 0.0)
    rest = match["rest"] or match["clock"]
    return 60 * _number(match["number"], words) + parts + (_number(rest, words) if rest else 0.0)


def _number(word: str | None, words: Lexicon) -> float:
    if not word:
        return 1.0
    return words.numbers[word] if word in words.numbers else float(word.replace(",", "."))


@lru_cache
def _quantity(language: str | None) -> re.Pattern[str]:
    """The pattern of a length of time in a language."""
    words = lexicon(language)
    spoken = "|".join(sorted(map(re.escape, words.numbers), key=len, reverse=True))
    number = rf"\d+(?:[.,]\d+)?|(?:{spoken})(?!\w)" if spoken else r"\d+(?:[.,]\d+)?"
    hour, minute, half, quarters, about, plus, more, quarter = (words[f"duration.{name}"].pattern for name in _PARTS)
    gap = r"[\s\u00a0-]+"
    rest = rf"(?:,?\s*(?:(?:{plus})\s+)?(?P<rest>{number}){gap}(?:{minute})|(?<=h)\s?(?P<clock>[0-5]\d)(?!\w|[.,]\d))?"
    further = rf"(?:\s+(?:(?P<more>{more})|(?P<quarter>{quarter})))?"
    hours = rf"(?:(?P<number>{number})(?P<mixed>{gap}(?:{more}))?{gap})?(?:{hour}){further}{rest}"
    return re.compile(
        rf"\b(?P<about>(?:(?:{about})\s*)*)(?:(?P<half>{half})|(?:(?P<count>{number}){gap})?(?P<quarters>{quarters})"
        rf"|(?P<minutes>{number}){gap}(?:{minute})|(?P<hour>{hours}))"
    )


#: The lists that a quantity is made of.
_PARTS = ("hours", "minutes", "half", "quarters", "about", "and", "more", "quarter")
