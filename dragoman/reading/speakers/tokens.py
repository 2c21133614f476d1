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
    """A folded word, its place in the text (code points, half-open), the gap before it and how it is written.

    ``hyphen`` tells that a hyphen joins it to the word before.
    """

    fold: str
    start: int
    end: int
    gap: int
    capital: bool
    possessive: bool = False
    upper: bool = False
    hyphen: bool = False


_folded = lru_cache(maxsize=50_000)(fold)


@lru_cache(maxsize=4)
def words_of(text: str, abbreviations: frozenset[str] = frozenset()) -> tuple[Word, ...]:
    """Return the words of ``text``. After ``abbreviations``, a dot is no end of a sentence."""
    found: list[Word] = []
    last, before = 0, ""
    for match in _WORD.finditer(text):
        first, until = match.span()
        raw = match.group()
        between = text[last:first]
        gap = SOFT if between == " " else _gap(between) if found else PARAGRAPH
        if gap == STOP and before in abbreviations:
            gap = SOFT
        last = until
        if raw.isalnum():
            before = _folded(raw)
            upper = raw.isupper() and until > first + 1
            found.append(Word(before, first, until, gap, raw[0].isupper(), False, upper, between == "-"))
            continue
        elided = _ELIDED.match(raw)
        if elided and elided.end() < len(raw):
            middle = first + elided.end()
            found.append(Word(_folded(raw[: elided.end() - 1]), first, middle, gap, raw[0].isupper()))
            first, raw, gap = middle, raw[elided.end() :], SOFT
        possessive = _POSSESSIVE.search(raw) is not None
        plain = raw[:-2] if possessive else raw
        before = _folded(plain)
        upper = plain.isupper() and len(plain) > 1
        found.append(Word(before, first, until, gap, plain[0].isupper(), possessive, upper))
    return tuple(found)


@lru_cache(maxsize=4096)
def _gap(between: str) -> int:
    if "\n\n" in between or between.count("\n") > 1:
        return PARAGRAPH
    if any(mark in between for mark in ".!?…"):
        return STOP
    if any(mark in between for mark in ",;:()—[]/|") or " – " in between or " - " in between:
        return COMMA
    return SOFT
