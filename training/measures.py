"""How well pairs are judged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def f1(gold: Sequence[bool], read: Sequence[bool]) -> float:
    """F1 of what is true."""
    hit = sum(g and r for g, r in zip(gold, read, strict=True))
    return 2 * hit / max(1, sum(gold) + sum(read))


def average_precision(gold: Sequence[bool], read: np.ndarray) -> float:
    """The mean of the precision at each pair that is true, the surest first."""
    hits = np.array(gold, float)[np.argsort(-read, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits > 0].mean())
