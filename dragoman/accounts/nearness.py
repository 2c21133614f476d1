"""How near two passages are, word by word.

Each word of the one is compared with the word of the other that is most like it in its context (Khattab and Zaharia,
2020; Zhang et al., 2020), rare words counting for more. What all passages of an exchange share tells none apart: the
vectors are taken from their mean, and words count by how few of the passages have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from dragoman.reading.likeness import Floats, Words

#: How many passages an exchange must have for their mean to be taken from them.
FEW = 8
#: What a word counts that every passage has.
COMMON = 0.1


class Weighted(NamedTuple):
    """The words of a passage: vectors of length one, (words, width), and what each counts, (words,)."""

    vectors: Floats
    weights: Floats


def weighted(passages: Sequence[Words]) -> list[Weighted]:
    """Return the words of all passages of an exchange, in their order, made ready to be compared.

    The mean of a few passages says little of what they share: their vectors stay as they are.
    """
    mean = np.concatenate([own.vectors for own in passages]).mean(0) if len(passages) >= FEW else 0
    held = Counter(id for own in passages for id in set(own.ids.tolist()))
    out = []
    for own in passages:
        away = own.vectors - mean
        vectors = away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        counts = [np.log(len(passages) / held[id]) + COMMON for id in own.ids.tolist()]
        out.append(Weighted(vectors.astype(np.float32), np.array(counts, np.float32)))
    return out


def between(ones: Sequence[Weighted], others: Sequence[Weighted]) -> Floats:
    """Return how near each passage of one text is to each of another, (ones, others), at most 1."""
    likeness = np.concatenate([own.vectors for own in ones]) @ np.concatenate([own.vectors for own in others]).T
    both = _told(likeness, ones, others) + _told(likeness.T, others, ones).T
    return (both / 2).astype(np.float32)


def _told(likeness: Floats, ones: Sequence[Weighted], others: Sequence[Weighted]) -> Floats:
    """How much of each passage's words the others have, (ones, others)."""
    best = np.maximum.reduceat(likeness, _starts(others), axis=1)
    weights = np.concatenate([own.weights for own in ones])
    summed = np.add.reduceat(best * weights[:, None], _starts(ones), axis=0)
    return (summed / np.add.reduceat(weights, _starts(ones))[:, None]).astype(np.float32)


def _starts(passages: Sequence[Weighted]) -> list[int]:
    return [0, *accumulate(len(own.weights) for own in passages[:-1])]
