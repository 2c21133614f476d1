"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dragoman.nouns import Span

#: Words, signs and the room between them, so that the pieces make up the whole text.
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two texts: ``old`` is where it stands in the first, ``new`` in the second, one of them empty where
    it was put in or taken out."""  # fmt: skip

    kind: Literal["same", "changed", "added", "removed"]
    old: Span
    new: Span


_KINDS: dict[str, Literal["same", "changed", "added", "removed"]] = {
    "equal": "same", "replace": "changed", "insert": "added", "delete": "removed"
}  # fmt: skip


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """The stretches of both texts in order, as code points; together they make up the whole of each."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    old_at, new_at = list(_offsets(before)), list(_offsets(after))
    # Room between words and commas recur too often to be a sign of anything: left to lie where words put them.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        Change(_KINDS[tag], Span(old_at[a], old_at[b]), Span(new_at[c], new_at[d]))
        for tag, a, b, c, d in matcher.get_opcodes()
    )


def _offsets(pieces: list[str]) -> Iterator[int]:
    at = 0
    yield at
    for piece in pieces:
        at += len(piece)
        yield at
