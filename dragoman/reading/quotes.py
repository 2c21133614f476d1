"""Which letters of a text stand between quotation marks, of any style and also where marks are lost."""

from __future__ import annotations

import re

from dragoman.nouns import Form, Spans
from dragoman.reading.segments import SPACELESS, paragraphs

_MARK = re.compile("''|``|,,|[\"«»“”„‟‹›「」『』]")
_STRAIGHT = ('"', "''")
# What may close each opener; „ … “ and » … « use the others' marks the other way round.
_CLOSERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(('"', "''", "``"), _STRAIGHT),
    **dict.fromkeys(("„", ",,"), ("”", "“", *_STRAIGHT)),
    **{pair[0]: (pair[1],) for pair in ("‟”", "“”", "””", "«»", "»«", "‹›", "›‹", "「」", "『』")},
}
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-:¿¡/'’")
_AFTER_CLOSING = frozenset(" \t\n\u00a0\u202f)]},.;:!?…—–，。；：！？、،؛؟")
_CJK = re.compile(f"[{SPACELESS}]")


def quoted(text: str) -> list[bool]:
    """For each code point of a paragraph whether it lies within quotation marks, the marks included.

    A mark never closed holds to the end of ``text``; a mark never opened holds from its beginning or the last
    quotation. Two apostrophes ('') are one mark; single apostrophes are none, nor is a straight mark between two
    letters (об"єкт).
    """
    inside = [False] * len(text)
    opened, last_end = -1, 0
    closers: tuple[str, ...] = ()
    for found in _MARK.finditer(text):
        mark, (start, end) = found.group(), found.span()
        begin = -1
        if opened < 0:
            side = _side(text, mark, start, end)
            if side == "opens":
                opened, closers = start, _CLOSERS[mark]
            elif side == "closes":
                begin = last_end
        elif mark in closers and not (mark == '"' and text[opened] != '"' and text[start - 1].isspace()):
            begin, opened = opened, -1
        if begin >= 0:
            inside[begin:end] = [True] * (end - begin)
            last_end = end
    if opened >= 0:
        inside[opened:] = [True] * (len(text) - opened)
    return inside


def _side(text: str, mark: str, start: int, end: int) -> str:
    """Whether a mark outside any quotation ``opens`` one, ``closes`` one whose opener is lost, or is none ("")."""
    before, after = text[start - 1] if start else " ", text[end] if end < len(text) else " "
    opening = before in _BEFORE_OPENING
    if mark in _STRAIGHT:
        return _straight_side(text, mark, start, before, after)
    if mark == ",,":
        return "opens" if opening and not after.isspace() else ""
    if mark in "»›”":  # these open only where the style is reversed
        return "opens" if opening and after.isalnum() else "closes"
    if mark in "«‹“":  # and these close
        return "closes" if not opening and after in _AFTER_CLOSING else "opens"
    return "opens" if mark in _CLOSERS else "closes"


def _straight_side(text: str, mark: str, start: int, before: str, after: str) -> str:
    if _CJK.match(before) or _CJK.match(after):
        return "opens"
    if before.isalnum() and after.isalnum():
        return ""
    if before not in _BEFORE_OPENING:
        return "closes"
    # Blanks on both sides, as in text cut into tokens: the first of two opens.
    alone = before.isspace() and after.isspace() and start > 0
    return "opens" if not alone or (mark == '"' and text.find('"', start + 1) >= 0) else "closes"


class Quotes:
    """The quotations of a text, found once."""

    def __init__(self, text: str) -> None:
        """Find the quotations of each paragraph of ``text``."""
        self._text = text
        self._inside = bytearray(len(text))
        for start, end in paragraphs(text):
            self._inside[start:end] = bytes(quoted(text[start:end]))

    def form_of(self, content: Spans, cue: Spans = ()) -> Form:
        """Whether a content is quoted whole (direct), in part (mixed) or not at all (indirect).

        Where the ``cue`` stands in quotation marks itself, they are another's: whoever is quoted tells what was said.
        """
        if any(self._inside[start] for start, _ in cue):
            return "indirect"
        letters = [i for start, end in content for i in range(start, end) if self._text[i].isalnum()]
        within = sum(self._inside[i] for i in letters)
        if letters and within >= 0.9 * len(letters):
            return "direct"
        return "mixed" if within else "indirect"
