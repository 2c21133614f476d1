"""Words quoted from a text, found in it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.nouns import Span, Spans

_SPAN = re.compile(r"\s*(\d+)\s*-\s*(\d+)\s*")


def find(text: str, words: str, prefix: str = "", suffix: str = "") -> Span:
    """Where words stand in a text; blanks and line breaks count alike. ``prefix`` and ``suffix`` tell places apart.

    Raises:
        ValueError: they stand nowhere, or in several places that the words around do not tell apart.
    """
    places = list(_places(text, words))
    if not places:
        raise ValueError(f"the words {_short(words)!r} are not in the text")
    if len(places) > 1 and (prefix or suffix):
        weights = [_agreement(text, place, prefix, suffix) for place in places]
        best = max(weights)
        places = [place for place, own in zip(places, weights, strict=True) if own == best]
    if len(places) > 1:
        raise ValueError(
            f"the words {_short(words)!r} stand {len(places)} times in the text; give spans, or more words"
        )
    return places[0]


def spans(written: str, length: int) -> Spans:
    """The spans of ``0-8;9-18``, in text order.

    Raises:
        ValueError: it is none, or is outside a text of that length.
    """
    found = []
    for own in written.split(";"):
        match = _SPAN.fullmatch(own)
        if not match:
            raise ValueError(f"{written!r} are no spans; write them like 0-8;9-18")
        start, end = int(match[1]), int(match[2])
        if not start < end <= length:
            raise ValueError(f"the span {start}-{end} is not within the text of {length} characters")
        found.append(Span(start, end))
    return tuple(sorted(found))


def _places(text: str, words: str) -> Iterator[Span]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    if pattern:
        yield from (Span(*match.span()) for match in re.finditer(pattern, text))


def _agreement(text: str, place: Span, prefix: str, suffix: str) -> int:
    """How many characters around a place are as they should be, counted from it outwards."""
    before = _common(text[: place.start][::-1], prefix[::-1])
    return before + _common(text[place.end :], suffix)


def _common(one: str, other: str) -> int:
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
