"""Spans of one text put together as statements: each content to its cue, each cue to its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

_STEPS = np.array([0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40, 60, 90, 140])
#: Buckets of distance: as many before as after.
BUCKETS = 2 * (len(_STEPS) + 1)
#: Units between two spans beyond which they are not linked: about what one window of training held.
FARTHEST = 180
_LOT = 256

Floats = NDArray[np.float32]
UnitSpan = tuple[int, int]


def bucket(tails: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distance bucket of each pair of spans.

    ``tails`` (n, 2) and ``heads`` (m, 2) hold the first and the last unit of each span; the result is (n, m). The
    distance is the number of units between the two; its side is which of them comes first.
    """
    gap = _gap(tails, heads)
    step = np.searchsorted(_STEPS, gap, side="right")
    after = tails[:, None, 0] > heads[None, :, 1]
    return np.asarray(np.where(after, step, step + len(_STEPS) + 1).clip(0, BUCKETS - 1), np.int64)


def _gap(tails: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    after = tails[:, None, 0] - heads[None, :, 1] - 1
    before = heads[None, :, 0] - tails[:, None, 1] - 1
    gap: NDArray[np.int64] = np.maximum(np.maximum(after, before), 0)
    return gap


@dataclass(frozen=True)
class LinkHead:
    """Which of several heads each tail hangs on: the NumPy side of ``training.heads.Links``."""

    tail: Floats
    tail_bias: Floats
    head: Floats
    head_bias: Floats
    distance: Floats
    none: float

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> LinkHead:
        """The head called ``name`` among the arrays of ``heads.npz``."""
        own = {key: arrays[f"{name}.{key}"].astype(np.float32) for key in _KEYS}
        return cls(
            own["tail.weight"].T, own["tail.bias"], own["head.weight"].T, own["head.bias"],
            own["distance"], float(own["none"][0]),
        )  # fmt: skip

    def choose(
        self,
        hidden: Floats,
        tails: Sequence[UnitSpan],
        heads: Sequence[UnitSpan],
        paragraph: NDArray[np.int64] | None = None,
        roam: bool = False,
    ) -> list[int | None]:
        """For each tail the index of its head, or None where no head fits better than none.

        Both are in text order and do not overlap; each lot of tails is held only against the heads near it. With
        ``paragraph``, the number of each unit's paragraph, heads of other paragraphs are left out; where tails may
        ``roam``, one that begins its paragraph may hang on them after all.
        """
        found: list[int | None] = []
        for at in range(0, len(tails), _LOT):
            lot = tails[at : at + _LOT]
            low = bisect_left(heads, lot[0][0] - FARTHEST - 1, key=itemgetter(1))
            high = bisect_right(heads, lot[-1][1] + FARTHEST + 1, key=itemgetter(0))
            near = self._choose(hidden, lot, heads[low:high], paragraph, roam)
            found += [None if index is None else low + index for index in near]
        return found

    def _choose(
        self,
        hidden: Floats,
        tails: Sequence[UnitSpan],
        heads: Sequence[UnitSpan],
        paragraph: NDArray[np.int64] | None,
        roam: bool,
    ) -> list[int | None]:
        if not heads:
            return [None] * len(tails)
        tail_units, head_units = np.array(tails, np.int64), np.array(heads, np.int64)
        tail = hidden[tail_units].reshape(len(tails), -1) @ self.tail + self.tail_bias
        head = hidden[head_units].reshape(len(heads), -1) @ self.head + self.head_bias
        scores = tail @ head.T / np.sqrt(tail.shape[1]) + self.distance[bucket(tail_units, head_units)]
        scores = np.where(_gap(tail_units, head_units) > FARTHEST, -np.inf, scores)
        if paragraph is not None:
            reach = paragraph[tail_units[:, :1]] == paragraph[head_units[:, 0]]
            if roam:
                first = tail_units[:, :1]
                reach |= (first == 0) | (paragraph[first] != paragraph[first - 1])
            scores = np.where(reach, scores, -np.inf)
        best = scores.argmax(1)
        return [int(b) if scores[i, b] > self.none else None for i, b in enumerate(best)]


_KEYS = ("tail.weight", "tail.bias", "head.weight", "head.bias", "distance", "none")


@dataclass
class Draft:
    """A statement in the making, in units of the text."""

    cue: list[UnitSpan]
    source: UnitSpan | None = None
    content: list[UnitSpan] = field(default_factory=list)
    within: Draft | None = None
    confidence: float = 1.0


def link(
    hidden: Floats,
    spans: Mapping[int, Sequence[UnitSpan]],
    paragraph: NDArray[np.int64],
    to_cue: LinkHead,
    to_source: LinkHead,
) -> list[Draft]:
    """The statements of one level, in order of their cues.

    ``paragraph`` is the number of each unit's paragraph: a cue's source stands in its own (in PolNeAR 18,342 of 18,352
    do), and so does a content, unless it begins a paragraph, as one that runs over several does.
    ``spans`` holds the sources (0), cues (1) and contents (2) in order. A cue without a content makes no statement;
    neither does a content without a cue.
    """
    sources, cues, contents = (spans.get(part, []) for part in range(3))
    drafts = [Draft([cue]) for cue in cues]
    for draft, source in zip(drafts, to_source.choose(hidden, cues, sources, paragraph), strict=True):
        draft.source = None if source is None else sources[source]
    for content, cue in zip(contents, to_cue.choose(hidden, contents, cues, paragraph, roam=True), strict=True):
        if cue is not None:
            drafts[cue].content.append(content)
    return _join_separated(drafts)


def _join_separated(drafts: list[Draft]) -> list[Draft]:
    """Give a cue without a content to the statement whose cue it is the other part of; drop it where there is none.

    The far part of a separable cue follows the content (*wies … zurück*); a cue around a possessive has the source in
    its middle (*по его словам, in his view*).
    """
    kept = [draft for draft in drafts if draft.content]
    after_content = {draft.content[-1][1] + 1: draft for draft in kept}
    around_source = {draft.source: draft for draft in kept if draft.source}
    for draft in drafts:
        if draft.content:
            continue
        cue = draft.cue[0]
        around = around_source.get(draft.source) if draft.source else None
        if around and around.source and _on_both_sides(cue, around.source, around.cue[0]):
            around.cue = sorted([*around.cue, cue])
        elif home := after_content.get(cue[0]):
            home.cue.append(cue)
    return kept


def _on_both_sides(one: UnitSpan, middle: UnitSpan, other: UnitSpan) -> bool:
    """Whether two spans touch a third from both sides."""
    left, right = sorted([one, other])
    return left[1] + 1 == middle[0] and middle[1] + 1 == right[0]
