"""Bylines that name nobody."""

from __future__ import annotations

import re

from dragoman.documents.signs.words import languages, lines, plain

_BETWEEN = re.compile(r"[\s,;:&/|.+•·–—-]+")
_LONGEST = 30


def missing(text: str, byline: str | None) -> str | None:
    """Return the byline as it stands where it names nobody ("" where it is empty), else None.

    Without a byline in the page's data, one among the first lines of the text counts.
    """
    if byline is not None:
        return byline.strip() if not byline.strip() or _only_connectives(byline) else None
    return next((line for line in lines(text, first=5) if len(line) <= _LONGEST and _only_connectives(line)), None)


def _only_connectives(line: str) -> bool:
    words = [word for word in _BETWEEN.split(plain(line)) if word]
    # All of one language: "de y" is not a byline, "by and" is.
    return bool(words) and any(known.connectives.issuperset(words) for known in languages())
