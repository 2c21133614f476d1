"""The day of publication where only the text tells it: in a line of its header, or in the dateline."""

from __future__ import annotations

from dragoman.nouns import Document
from dragoman.reading.dates import calendar_dates
from dragoman.reading.dates.periods import Moment, parsed
from dragoman.reading.dates.scene import Scene
from dragoman.reading.dates.shapes import Found, find
from dragoman.reading.dates.tokens import Tokens, cut
from dragoman.reading.dates.words import guessed, lexicon

#: Characters of a text that may be its header, and words of a line of one.
_HEAD = 1500
_LINE = 20
#: Words before the date of a dateline: "KYIV, Ukraine (AP), 28 January 2022 -".
_PLACE = 8
_AFTER = frozenset("-–—).:/")


def published(document: Document) -> Moment | None:
    """When a document was published: as is known of it, else the day that its header or dateline tells with the year.

    A readout is of the first day that it tells, wherever that stands. A known month or year bounds the day.
    """
    known = parsed(document.published)
    if known and known.day:
        return known
    words = lexicon(document.language or guessed(document.text))
    tokens = cut(document.text[:_HEAD], words)
    blind = Scene(tokens, words, None)
    for one in find(tokens.shape, words.shape):
        if one.rule == "day" and (known or document.kind == "readout" or _heads(one, tokens)):
            for _, period in calendar_dates.meant(one, blind):
                day = period.start
                if day and day.day and (known is None or str(day).startswith(str(known))):
                    return day
    return known


def _heads(found: Found, tokens: Tokens) -> bool:
    """Whether a date stands in a short line, or near the beginning of a paragraph with a dash or the like after it."""
    start = tokens.shape.rfind("¶", 0, found.first) + 1
    end = tokens.shape.find("¶", found.end)
    if end - start <= _LINE and "." not in tokens.shape[found.end : end]:
        return True
    return found.first - start <= _PLACE and tokens.words[found.end] in _AFTER
