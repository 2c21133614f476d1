"""Words that tell of an encounter itself: who asked for it, where it was, how long, in what tone, with what praise.

A small network over the vectors of a sentence's words (:class:`dragoman.reading.likeness.Likeness`): each word with two
before and two after it, as a convolution (Collobert et al., 2011). Trained by ``training/circumstances.py`` on
``training/whole``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Span

Circumstance = Literal["initiator", "duration", "place", "tone", "praise"]
CIRCUMSTANCES: tuple[Circumstance, ...] = get_args(Circumstance)
#: How many words on either side are seen.
SIDE = 2
FILE = "circumstances.npz"

Floats = NDArray[np.float32]


class Tag(NamedTuple):
    """A stretch of a text that tells a circumstance, in code points, and how sure that is, of 1."""

    category: Circumstance
    span: Span
    probability: float


@dataclass(frozen=True)
class Tagger:
    """The network, loaded: a layer over five words, (5 * width, inner), and scores of none and each circumstance."""

    inner: Floats
    inner_bias: Floats
    out: Floats
    out_bias: Floats

    @classmethod
    def load(cls, folder: Path) -> Tagger:
        """The network of a folder. Raises what ``numpy.load`` does where its file is missing or damaged."""
        own = np.load(folder / FILE)
        return cls(*(own[name].astype(np.float32) for name in ("inner", "inner_bias", "out", "out_bias")))

    def probabilities(self, words: Floats) -> Floats:
        """Return for each word, (words, width), the probabilities of none and of each circumstance, (words, 6)."""
        padded = np.pad(words, ((SIDE, SIDE), (0, 0)))
        beside = np.concatenate([padded[n : n + len(words)] for n in range(2 * SIDE + 1)], 1)
        scores = np.maximum(beside @ self.inner + self.inner_bias, 0) @ self.out + self.out_bias
        odds = np.exp(scores - scores.max(1, keepdims=True))
        shares: Floats = odds / odds.sum(1, keepdims=True)
        return shares

    def tags(self, words: Floats, places: Sequence[tuple[int, int]], text: str) -> tuple[Tag, ...]:
        """Return the stretches of a text; ``places`` are the code points (start, end) of the vectors in it.

        A word has the mean of its pieces, and one word between two of a circumstance belongs to them.
        """
        if not len(words):
            return ()
        found, shares = self.probabilities(words), []
        own = list(_whole(places, text))
        for pieces in own:
            shares.append(found[pieces].mean(0))
        best = [int(share.argmax()) for share in shares]
        for n in range(1, len(best) - 1):
            if not best[n] and best[n - 1] == best[n + 1]:
                best[n] = best[n - 1]
        return tuple(_runs(best, np.array(shares), [Span(places[p[0]][0], places[p[-1]][1]) for p in own], text))


def _whole(places: Sequence[tuple[int, int]], text: str) -> Iterator[list[int]]:
    """The pieces of each word, by their numbers."""
    held: list[int] = []
    for n, (start, end) in enumerate(places):
        inside = held and start > 0 and text[start : start + 1].isalnum() and text[start - 1].isalnum() and start < end
        if held and not inside:
            yield held
            held = []
        held.append(n)
    if held:
        yield held


def _runs(best: Sequence[int], shares: Floats, spans: Sequence[Span], text: str) -> Iterator[Tag]:
    for kind, run in groupby(range(len(best)), key=best.__getitem__):
        held = list(run)
        if kind:
            start, end = spans[held[0]].start, spans[held[-1]].end
            start += len(text[start:end]) - len(text[start:end].lstrip())
            yield Tag(CIRCUMSTANCES[kind - 1], Span(start, end), float(shares[held, kind].max()))
