"""From scores of labels to spans: the best label sequence of each segment, and the runs it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.labels import BEGINS, FOLLOWS, LABELS, PARTS

Floats = NDArray[np.float32]
NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Transitions:
    """The score of a label after a label (from, to) and of a label at the beginning of a segment."""

    after: Floats
    begin: Floats

    @classmethod
    def legal(cls, after: Floats, begin: Floats) -> Transitions:
        """The same with every impossible transition forbidden."""
        return cls(
            np.where(FOLLOWS, after, NEVER).astype(np.float32), np.where(BEGINS, begin, NEVER).astype(np.float32)
        )


def best_labels(emissions: Sequence[Floats], transitions: Transitions) -> list[NDArray[np.int64]]:
    """The most probable label sequence of each segment (Viterbi, 1967), all segments at once.

    ``emissions`` holds for each segment an array (units, labels).
    """
    order = np.argsort([-len(e) for e in emissions], kind="stable")
    lengths = np.array([len(emissions[i]) for i in order])
    if not len(lengths) or lengths[0] == 0:
        return [np.zeros(0, np.int64) for _ in emissions]
    padded = np.zeros((len(order), lengths[0], len(LABELS)), np.float32)
    for row, i in enumerate(order):
        padded[row, : lengths[row]] = emissions[i]
    back = np.zeros(padded.shape, np.int8)
    score = padded[:, 0] + transitions.begin
    # Segments are sorted by length: at step t only the first ``alive`` still have units.
    alive_at = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    for t in range(1, lengths[0]):
        alive = alive_at[t]
        paths = score[:alive, :, None] + transitions.after
        back[:alive, t] = paths.argmax(1)
        score[:alive] = paths.max(1) + padded[:alive, t]
    out: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(emissions)
    label = score.argmax(1)
    labels = np.zeros(padded.shape[:2], np.int64)
    rows = np.arange(len(order))
    for t in range(lengths[0] - 1, -1, -1):
        live = rows[: alive_at[t]]
        labels[live, t] = label[live]
        label[live] = back[live, t, label[live]]
    for row, i in enumerate(order):
        out[i] = labels[row, : lengths[row]]
    return out


def runs(labels: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """The spans of a label sequence: (part, first unit, last unit), in order."""
    found: list[tuple[int, int, int]] = []
    part, first = -1, 0
    for i, label in enumerate(labels.tolist()):
        begins, here = label % 2 == 1, (label - 1) // 2
        if part >= 0 and (label == 0 or begins or here != part):
            found.append((part, first, i - 1))
            part = -1
        if label and part < 0:
            part, first = here, i
    if part >= 0:
        found.append((part, first, len(labels) - 1))
    return found


assert len(LABELS) == 1 + 2 * len(PARTS)  # noqa: S101 - runs() counts on labels in pairs
