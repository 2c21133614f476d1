"""Spans of one text put together as statements: each content to its cue, each cue to its source."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = np.array([0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40, 60, 90, 140])
#: Buckets of distance: as many before as after.
BUCKETS = 2 * (len(_STEPS) + 1)


def bucket(tails: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distance bucket of each pair of spans.

    ``tails`` (n, 2) and ``heads`` (m, 2) hold the first and the last unit of each span; the result is (n, m). The
    distance is the number of units between the two; its side is which of them comes first.
    """
    after = tails[:, None, 0] - heads[None, :, 1] - 1
    before = heads[None, :, 0] - tails[:, None, 1] - 1
    gap = np.maximum(np.maximum(after, before), 0)
    step = np.searchsorted(_STEPS, gap, side="right")
    return np.asarray(np.where(after >= 0, step, step + len(_STEPS) + 1).clip(0, BUCKETS - 1), np.int64)
