"""A text cut into what the model reads: paragraphs, their units, and windows of whole paragraphs.

A *unit* is the smallest piece that a span may begin or end with: a run of letters and digits, one punctuation mark,
or, in scripts written without spaces, one piece of the tokenizer's vocabulary. Units know their code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Span
from dragoman.reading.tokenizer import Tokenizer

#: Tokens a window may hold, its paragraph marks included: what the model was trained with.
WINDOW = 256
BOS, PAD, EOS = 0, 1, 2

# Letters that stand in words beside what Python calls alphanumeric: combining marks and joiners.
_JOIN = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200c\u200d"
#: Scripts written without spaces, as a character class.
SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{SPACELESS}]|(?:(?![{SPACELESS}])[^\W_]|[{_JOIN}])+|\S")
_BLOCK = re.compile(r"\S(?:.*\S)?(?:[^\S\n]*\n[^\S\n]*\S(?:.*\S)?)*")
_LINE = re.compile(r"\S(?:.*\S)?")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔]")
_LINE_END = re.compile(r"[.!?…:;。！？؟»”\"'’]$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, or a piece of a long one, as the model reads it.

    ``ids`` are its subwords; ``firsts`` the place in ``ids`` of each unit's first subword; ``starts`` and ``ends``
    the code points of each unit in the document; ``paragraph`` the number of its paragraph.
    """

    ids: NDArray[np.int64]
    firsts: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    paragraph: int

    def __len__(self) -> int:
        return len(self.firsts)


Window = tuple[Segment, ...]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text: blocks between empty lines, and lines within a block unless it is hard-wrapped."""
    found: list[Span] = []
    for block in _BLOCK.finditer(text):
        lines = [line.strip() for line in block.group().split("\n")]
        if len(lines) > 2 and _hard_wrapped(lines):
            found.append(Span(*block.span()))
        else:
            found.extend(Span(*line.span()) for line in _LINE.finditer(text, *block.span()))
    return found


def _hard_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a width: all but the last are long, alike, and mostly end inside a sentence."""
    inner = lines[:-1]
    lengths = [len(line) for line in inner]
    alike = min(lengths) > 0.6 * max(lengths) and max(lengths) <= 120
    return alike and sum(not _LINE_END.search(line) for line in inner) > 0.5 * len(inner)


def segments(text: str, tokenizer: Tokenizer, longest: int = WINDOW - 2) -> list[Segment]:
    """The segments of a text, in order; a paragraph of more than ``longest`` subwords is cut at sentence ends."""
    out: list[Segment] = []
    for number, span in enumerate(paragraphs(text)):
        ids, offsets = tokenizer.encode(text[slice(*span)])
        whole = _segment(text, span, np.array(ids, np.int64), np.array(offsets, np.int64), number)
        if whole is not None:
            out.extend(_cut(whole, text, longest))
    return out


def _segment(text: str, span: Span, ids: NDArray[np.int64], offsets: NDArray[np.int64], number: int) -> Segment | None:
    words = np.array([m.span() for m in _WORD.finditer(text, span.start, span.end)], np.int64).reshape(-1, 2)
    if not len(words) or not len(ids):
        return None
    # A token belongs to the first word that ends after the token's start.
    owner = np.searchsorted(words[:, 1], offsets[:, 0] + span.start, side="right").clip(max=len(words) - 1)
    begins = offsets[:, 1] + span.start > words[owner, 0]
    previous = np.maximum.accumulate(np.concatenate([[-1], np.where(begins, owner, -1)[:-1]]))
    firsts = np.flatnonzero(begins & (owner > previous))
    if not len(firsts):
        return None
    owners = owner[firsts]
    ends = words[np.append(owners[1:], len(words)) - 1, 1]
    return Segment(ids, firsts, words[owners, 0], ends, number)


def _cut(segment: Segment, text: str, longest: int) -> Iterator[Segment]:
    while len(segment.ids) > longest:
        fits = int(np.searchsorted(segment.firsts, longest, side="right")) - 1
        if fits < 1:
            # One unit longer than a window (a wall of letters): the model reads its beginning only.
            if len(segment) == 1:
                break
            fits = 1
        unit = next(
            (u + 1 for u in range(fits - 1, fits // 2, -1) if _SENTENCE_END.match(text[segment.starts[u]])), fits
        )
        at = segment.firsts[unit]
        yield _piece(segment, 0, unit, 0, at, longest)
        segment = _piece(segment, unit, len(segment), at, len(segment.ids), len(segment.ids))
    yield _piece(segment, 0, len(segment), 0, len(segment.ids), longest)


def _piece(whole: Segment, first: int, last: int, start: int, end: int, longest: int) -> Segment:
    units = slice(first, last)
    ids = whole.ids[start : min(end, start + longest)]
    return Segment(ids, whole.firsts[units] - start, whole.starts[units], whole.ends[units], whole.paragraph)


def windows(cut: Iterable[Segment], most: int = WINDOW) -> list[Window]:
    """Consecutive segments packed into windows of at most ``most`` tokens (one mark before, one after each)."""
    out: list[Window] = []
    current: list[Segment] = []
    size = 1
    for segment in cut:
        if current and size + len(segment.ids) + 1 > most:
            out.append(tuple(current))
            current, size = [], 1
        current.append(segment)
        size += len(segment.ids) + 1
    if current:
        out.append(tuple(current))
    return out


def window_ids(window: Window) -> NDArray[np.int64]:
    """The token ids of a window: a start mark, then each segment and an end mark."""
    parts: list[NDArray[np.int64]] = [np.array([BOS])]
    for segment in window:
        parts += [segment.ids, np.array([EOS])]
    return np.concatenate(parts)


def unit_positions(window: Window) -> list[NDArray[np.int64]]:
    """For each segment of a window, the positions of its units' first subwords in :func:`window_ids`."""
    out, at = [], 1
    for segment in window:
        out.append(segment.firsts + at)
        at += len(segment.ids) + 1
    return out
