"""Points in groups: the centres by Ward's method on a sample, then all points by the nearest centre.

This is Buckshot (Cutting, Karger, Pedersen and Tukey, Scatter/Gather, 1992): the care of a hierarchy at the cost of
k-means, and no chance in it where the sample is given.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Points of which the hierarchy is made; its cost grows with the square.
SAMPLE = 3000
_ROUNDS = 12
#: Of all points this many are compared with the centres together.
_LOT = 20_000
#: How near (the cosine) a point must be to its centre to belong there.
NEAR = 0.25
#: The group of those that are near none.
APART = -1


def usual_number(points: int) -> int:
    """Into how many groups so many points fall, unless somebody says: one and a half times the root."""
    return max(1, round(1.5 * math.sqrt(points)))


def clusters(points: Floats, number: int) -> tuple[Ints, Floats]:
    """The group of each point, from 0, ``APART`` where it is near none, and the cosine to the centre, both (points,).

    ``points`` are of length one, in an order that has nothing to do with what they are about: the first of them are
    the sample. There are at most ``number`` groups.
    """
    labels = _hierarchy(points[:SAMPLE], number)
    centres = _centres(points[:SAMPLE], labels)
    group, near = _nearest(points, centres)
    for _ in range(_ROUNDS):
        centres = _centres(points, group)
        before, (group, near) = group, _nearest(points, centres)
        if np.array_equal(before, group):
            break
    return np.where(near >= NEAR, group, APART), near


def _hierarchy(points: Floats, number: int) -> Ints:
    if len(points) < 2:
        return np.zeros(len(points), np.int64)
    labels: Ints = fcluster(linkage(points, "ward"), number, "maxclust").astype(np.int64) - 1
    return labels


def _centres(points: Floats, group: Ints) -> Floats:
    """The mean of each group that has points, of length one."""
    group = np.unique(group, return_inverse=True)[1]
    belongs = csr_array((np.ones(len(group), np.float32), group, np.arange(len(group) + 1)))
    sums = belongs.T @ points
    out: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return out


def _nearest(points: Floats, centres: Floats) -> tuple[Ints, Floats]:
    group, near = np.empty(len(points), np.int64), np.empty(len(points), np.float32)
    for at in range(0, len(points), _LOT):
        cosine = points[at : at + _LOT] @ centres.T
        group[at : at + _LOT] = cosine.argmax(1)
        near[at : at + _LOT] = cosine.max(1)
    return group, near
