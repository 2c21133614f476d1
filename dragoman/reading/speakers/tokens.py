"""The words of a text, folded, with what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dragoman.actors.fold import fold

_WORD = re.compile(r"(?<!\w)[^\W\d_a-zа-яёіїєґ]\.(?:[ \u00a0]?[^\W\d_a-zа-яёіїєґ]\.)*|[^\W_]+(?:['’ʼ`][^\W_]+)*")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ`]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
#: What stands before a word: nothing of weight, a comma or its like, the end of a sentence, that of a paragraph.
SOFT, COMMA, STOP, PARAGRAPH = range(4)


class Word(NamedTuple):
    """A folded word, its place in the text (code points, half-open), the gap before it and how it is written."""

    fold: str
    start: int
    end: int
    gap: int
    capital: bool
    possessive: bool = False
    upper: bool = False


_folded = lru_cache(maxsize=50_000)(fold)


def words_of(
    text: str, abbreviations: frozenset[str] = frozenset(), start: int = 0, end: int | None = None
) -> list[Word]:
    """Return the words of ``text[start:end]``. After ``abbreviations``, a dot is no end of a sentence."""
    found: list[Word] = []
    last = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        first, until = match.span()
        raw = match.group()
        gap = _gap(text[last:first]) if found else PARAGRAPH
        if gap == STOP and found[-1].fold in abbreviations:
            gap = SOFT
        if not raw.isalnum() and (elided := _ELIDED.match(raw)) and elided.end() < len(raw):
            middle = first + elided.end()
            found.append(Word(_folded(elided.group()[:-1]), first, middle, gap, raw[0].isupper()))
            first, raw, gap = middle, raw[elided.end() :], SOFT
        possessive = not raw.isalnum() and _POSSESSIVE.search(raw) is not None
        plain = raw[:-2] if possessive else raw
        found.append(
            Word(_folded(plain), first, until, gap, plain[0].isupper(), possessive, plain.isupper() and len(plain) > 1)
        )
        last = until
    return found


@lru_cache(maxsize=4096)
def _gap(between: str) -> int:
    if "\n\n" in between or between.count("\n") > 1:
        return PARAGRAPH
    if any(mark in between for mark in ".!?…"):
        return STOP
    if any(mark in between for mark in ",;:()—[]/|") or " – " in between or " - " in between:
        return COMMA
    return SOFT
