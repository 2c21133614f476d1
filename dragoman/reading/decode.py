"""From scores of labels to spans.

The label scores of a segment and the trained transitions make a linear-chain CRF. We do not take its best label
sequence, where one doubtful edge drags others along. We compute the probability of each span (forward-backward), and
take the most probable ones that do not overlap and are worth taking: a minimum Bayes risk decode for exact spans (after
Goodman, "Parsing algorithms and metrics", 1996).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.labels import BEGINS, FOLLOWS, LABELS, PARTS

Floats = NDArray[np.floating]
NEVER = -1e4
#: Spans less probable than this are not looked at.
FLOOR = 0.04


class Candidate(NamedTuple):
    """A span that may be there: its part, first and last unit, and how probable it is."""

    part: int
    first: int
    last: int
    probability: float


@dataclass(frozen=True, slots=True)
class Transitions:
    """The score of a label after a label (from, to) and of a label at the beginning of a segment."""

    after: Floats
    begin: Floats

    @classmethod
    def legal(cls, after: Floats, begin: Floats) -> Transitions:
        """The same with every impossible transition forbidden."""
        return cls(np.where(FOLLOWS, after, NEVER).astype(float), np.where(BEGINS, begin, NEVER).astype(float))


def candidates(emissions: Sequence[Floats], transitions: Transitions) -> list[list[Candidate]]:
    """The spans of each segment that are at least ``FLOOR`` probable. ``emissions`` are arrays (units, labels)."""
    alphas, betas = _forward_backward(emissions, transitions)
    return [_spans(e, a, b, transitions) for e, a, b in zip(emissions, alphas, betas, strict=True)]


def _forward_backward(emissions: Sequence[Floats], transitions: Transitions) -> tuple[list[Floats], list[Floats]]:
    """Log forward and backward scores of every segment, all segments at once."""
    lengths = np.array([len(e) for e in emissions])
    longest = int(lengths.max(initial=0))
    padded = np.zeros((len(emissions), longest, len(LABELS)))
    for row, own in enumerate(emissions):
        padded[row, : len(own)] = own
    step = np.exp(transitions.after)
    alpha, beta = np.zeros_like(padded), np.zeros_like(padded)
    if longest:
        alpha[:, 0] = transitions.begin + padded[:, 0]
    for t in range(1, longest):
        alpha[:, t] = _log_product(alpha[:, t - 1], step) + padded[:, t]
    for t in range(longest - 2, -1, -1):
        earlier = _log_product(padded[:, t + 1] + beta[:, t + 1], step.T)
        beta[:, t] = np.where((t + 1 < lengths)[:, None], earlier, 0.0)
    cut = range(len(emissions))
    return [alpha[i, : lengths[i]] for i in cut], [beta[i, : lengths[i]] for i in cut]


def _log_product(scores: Floats, matrix: Floats) -> Floats:
    top = scores.max(1, keepdims=True)
    product: Floats = np.log(np.exp(scores - top) @ matrix + 1e-300) + top
    return product


def _log_sum(scores: Floats) -> Floats:
    top = scores.max(-1, keepdims=True)
    total: Floats = (np.log(np.exp(scores - top).sum(-1, keepdims=True)) + top)[..., 0]
    return total


def _spans(emissions: Floats, alpha: Floats, beta: Floats, transitions: Transitions) -> list[Candidate]:
    if not len(emissions):
        return []
    after, whole = transitions.after, float(_log_sum(alpha[-1]))
    found = []
    for part in range(len(PARTS)):
        begin, inside = 1 + 2 * part, 2 + 2 * part
        firsts = np.flatnonzero(alpha[:, begin] + beta[:, begin] - whole > np.log(FLOOR))
        if not len(firsts):
            continue
        # The score of staying inside from the start of the segment on; a span's is a difference of two.
        inner = np.cumsum(emissions[:, inside] + after[inside, inside])
        leave_long = inner + _leaving(inside, inside, emissions, beta, after)
        enter = alpha[firsts, begin] + after[begin, inside] - after[inside, inside] - inner[firsts]
        log = enter[:, None] + leave_long[None] - whole
        log[np.arange(len(emissions))[None] <= firsts[:, None]] = NEVER
        leave_short = _leaving(begin, inside, emissions, beta, after)
        log[np.arange(len(firsts)), firsts] = alpha[firsts, begin] + leave_short[firsts] - whole
        rows, lasts = np.nonzero(log > np.log(FLOOR))
        probable = np.exp(np.minimum(log[rows, lasts], 0.0))
        found += [
            Candidate(part, int(firsts[row]), int(last), float(p))
            for row, last, p in zip(rows, lasts, probable, strict=True)
        ]
    return found


def _leaving(last: int, inside: int, emissions: Floats, beta: Floats, after: Floats) -> Floats:
    """For each unit with label ``last``, the log score of all ways to go on that do not stay inside the span."""
    onward = after[last] + emissions[1:] + beta[1:]
    onward[:, inside] = NEVER
    return np.append(_log_sum(onward), 0.0)


def choose(found: Sequence[Candidate], worth: Mapping[int, float]) -> list[Candidate]:
    """The most probable candidates that do not overlap and are as probable as their part's ``worth`` asks, in order.

    Sure candidates go first; where two overlap the more probable one stays.
    """
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: -c.probability):
        if candidate.probability < worth[candidate.part]:
            continue
        if all(candidate.last < other.first or other.last < candidate.first for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.first)
