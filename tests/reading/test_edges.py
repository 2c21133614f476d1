"""Candidates seen by both their edges."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.reading.decode import Candidate
from dragoman.reading.edges import EdgeHead
from dragoman.reading.labels import PARTS

WIDTH, KEY, UNITS = 5, 4, 9
FOUND = [Candidate(0, 1, 1, 0.9), Candidate(1, 2, 4, 0.5), Candidate(2, 2, 8, 0.2)]


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    """Return the arrays of a head, at random."""
    rng = np.random.default_rng(0)
    size = len(PARTS) * KEY
    shapes = {"first.weight": (size, WIDTH), "first.bias": (size,), "last.weight": (size, WIDTH), "last.bias": (size,)}
    return {f"edges.{key}": rng.normal(size=shape) for key, shape in shapes.items()}


@pytest.fixture
def hidden() -> np.ndarray:
    """Return the vectors of the units of a segment."""
    return np.random.default_rng(1).normal(size=(UNITS, WIDTH)).astype(np.float32)


def test_without_trust_nothing_changes(arrays: dict[str, np.ndarray], hidden: np.ndarray) -> None:
    assert EdgeHead.of(arrays).rescore(FOUND, hidden, trust=0) == FOUND
    assert EdgeHead.of(arrays).rescore([], hidden, trust=0.5) == []


@pytest.mark.parametrize("trust", [0.3, 1.0])
def test_as_worked_out_slowly(trust: float, arrays: dict[str, np.ndarray], hidden: np.ndarray) -> None:
    first = hidden @ arrays["edges.first.weight"].T + arrays["edges.first.bias"]
    last = hidden @ arrays["edges.last.weight"].T + arrays["edges.last.bias"]

    def score(part: int, begin: int, end: int) -> float:
        keys = slice(part * KEY, (part + 1) * KEY)
        return float(np.exp(first[begin, keys] @ last[end, keys] / KEY**0.5))

    rescored = EdgeHead.of(arrays).rescore(FOUND, hidden, trust)
    assert [c[:3] for c in rescored] == [c[:3] for c in FOUND]
    for (part, begin, end, was), candidate in zip(FOUND, rescored, strict=True):
        ends = score(part, begin, end) / sum(score(part, begin, other) for other in range(begin, UNITS))
        begins = score(part, begin, end) / sum(score(part, other, end) for other in range(end + 1))
        assert candidate.probability == pytest.approx(was ** (1 - trust) * (ends * begins) ** (trust / 2), rel=1e-4)
