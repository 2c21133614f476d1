"""Acts, negation, modality and topic of statements: a small network of its own over the reader's word embeddings.

Why not a head on the reader's own layers: ``docs/decisions/0006-acts.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Modality, Statement
from dragoman.reading.clips import Clip, clips
from dragoman.reading.codes import ACTS, MODALITIES, TOPICS
from dragoman.reading.segments import Segment
from dragoman.reading.session import batches, open_session, padded
from dragoman.reading.table import EmbeddingTable

Floats = NDArray[np.float32]
#: Padded tokens given to the network at once.
BATCH_TOKENS = 256
TASKS = ("act", "negated", "modality", "topic")


class Code(NamedTuple):
    """What a statement does, and what it is about."""

    act: str
    negated: bool
    modality: Modality | None
    topic: str | None


@dataclass(frozen=True)
class Pooling:
    """The heads: a pooling by attention that knows each unit's role, and one linear score a task."""

    inner: Floats
    inner_bias: Floats
    role: Floats
    attend: Floats
    attend_bias: Floats
    out: tuple[tuple[Floats, Floats], ...]

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.generic]]) -> Pooling:
        """The heads among the arrays of ``acts.npz``."""
        own = {key: value.astype(np.float32) for key, value in arrays.items()}
        out = tuple((own[f"out.{task}.weight"].T, own[f"out.{task}.bias"]) for task in TASKS)
        return cls(
            own["inner.weight"].T, own["inner.bias"], own["role.weight"],
            own["attend.weight"].T, own["attend.bias"], out,
        )  # fmt: skip

    def project(self, hidden: Floats) -> Floats:
        """What the heads see of hidden states (..., width), before roles are known."""
        projected: Floats = hidden @ self.inner + self.inner_bias
        return projected

    def pooled(self, projected: Floats, roles: NDArray[np.int64]) -> Floats:
        """The pooled states (statements, tasks, ...) of projected units (units, ...); ``roles`` (statements, units)."""
        inner = np.tanh(projected[None] + self.role[roles])
        weight = inner @ self.attend + self.attend_bias
        weight = np.exp(weight - weight.max(1, keepdims=True))
        weight /= weight.sum(1, keepdims=True)
        pooled: Floats = weight.transpose(0, 2, 1) @ inner
        return pooled.reshape(len(roles), len(TASKS), -1)

    def scores(self, pooled: Floats) -> list[Floats]:
        """Scores by task of pooled states."""
        return [pooled[:, n] @ own + bias for n, (own, bias) in enumerate(self.out)]


@dataclass(frozen=True)
class ActModel:
    """The act model, loaded."""

    session: object
    table: EmbeddingTable
    pooling: Pooling

    @classmethod
    def load(cls, folder: Path, table: EmbeddingTable, threads: int = 0) -> ActModel:
        """Load ``acts.onnx`` and ``acts.npz`` of ``folder``; whatever the libraries raise where they cannot be read."""
        session = open_session(folder / "acts.onnx", threads)
        return cls(session, table, Pooling.of(dict(np.load(folder / "acts.npz"))))

    def coded(self, statements: Sequence[Statement], segments: Sequence[Segment]) -> list[Statement]:
        """The statements with their act, negation, modality and topic; ``segments`` hold their words."""
        found = clips(segments, statements)
        if not found:
            return list(statements)
        pooled = [self.pooling.pooled(projected, clip.roles) for clip, projected in self._encoded(found)]
        codes = dict(
            zip([n for clip in found for n in clip.statements], self._codes(np.concatenate(pooled)), strict=True)
        )
        return [replace(s, **codes[n]._asdict()) if n in codes else s for n, s in enumerate(statements)]

    def _codes(self, pooled: Floats) -> list[Code]:
        best = [own.argmax(1).tolist() for own in self.pooling.scores(pooled)]
        return [Code(ACTS[a], bool(n), MODALITIES[m], TOPICS[t]) for a, n, m, t in zip(*best, strict=True)]

    def _encoded(self, found: list[Clip]) -> list[tuple[Clip, Floats]]:
        """Each clip with its projected units, in the order given."""
        out: dict[int, tuple[Clip, Floats]] = {}
        for batch in batches([len(clip.ids) for clip in found], BATCH_TOKENS):
            ids, attend = padded([found[n].ids for n in batch])
            (hidden,) = self.session.run(None, {"embeddings": self.table[ids], "attend": attend})  # type: ignore[attr-defined]
            projected = self.pooling.project(hidden)
            out |= {n: (found[n], projected[row, found[n].units]) for row, n in enumerate(batch)}
        return [out[n] for n in range(len(found))]
