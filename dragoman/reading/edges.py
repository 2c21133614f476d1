"""Candidate spans seen by both their edges at once: the NumPy side of ``training.heads.Edges``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.decode import Candidate, Floats
from dragoman.reading.labels import PARTS

#: How much the edges' word counts beside the chain's (a power of the probability). Chosen on PolNeAR dev.
TRUST = 0.0


@dataclass(frozen=True)
class EdgeHead:
    """Which unit ends a span that begins here, and which begins one that ends here."""

    first: Floats
    first_bias: Floats
    last: Floats
    last_bias: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> EdgeHead:
        """The head among the arrays of ``heads.npz``."""
        own = {key: arrays[f"edges.{key}"].astype(np.float32) for key in _KEYS}
        return cls(own["first.weight"].T, own["first.bias"], own["last.weight"].T, own["last.bias"])

    def rescore(self, found: Sequence[Candidate], hidden: Floats, trust: float = TRUST) -> list[Candidate]:
        """The candidates of one segment with probabilities that heed both edges. ``hidden`` is (units, width)."""
        if not found or not trust:
            return list(found)
        shape = (len(hidden), len(PARTS), -1)
        firsts = (hidden @ self.first + self.first_bias).reshape(shape)
        lasts = (hidden @ self.last + self.last_bias).reshape(shape)
        place = np.arange(len(hidden))
        out = []
        ends: dict[tuple[int, int], Floats] = {}
        begins: dict[tuple[int, int], Floats] = {}
        scale = firsts.shape[2] ** 0.5
        for candidate in found:
            part, first, last, probability = candidate
            if (part, first) not in ends:
                ends[part, first] = _softmax(lasts[:, part] @ firsts[first, part] / scale, place >= first)
            if (part, last) not in begins:
                begins[part, last] = _softmax(firsts[:, part] @ lasts[last, part] / scale, place <= last)
            edges = float(ends[part, first][last] * begins[part, last][first])
            # The edges' word is a probability given one edge; the mean of both is its square root.
            rescored = probability ** (1 - trust) * edges ** (trust / 2)
            out.append(candidate._replace(probability=rescored))
        return out


_KEYS = ("first.weight", "first.bias", "last.weight", "last.bias")


def _softmax(scores: Floats, allowed: NDArray[np.bool_]) -> Floats:
    raised = np.where(allowed, np.exp(scores - scores[allowed].max()), 0.0)
    shares: Floats = raised / raised.sum()
    return shares
