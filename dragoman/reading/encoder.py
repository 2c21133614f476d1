"""The trained network at run time: ONNX Runtime for the layers, NumPy for the table and the heads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.acts import ActModel
from dragoman.reading.decode import Floats, Transitions
from dragoman.reading.linking import LinkHead
from dragoman.reading.segments import Window, unit_positions, window_ids
from dragoman.reading.session import batches, open_session, padded
from dragoman.reading.table import EmbeddingTable
from dragoman.reading.tokenizer import Tokenizer

WEIGHTS = Path(__file__).parent.parent / "weights"
LEVELS = 2
#: Padded tokens given to the network at once: a window. More is no faster on a CPU and costs memory.
BATCH_TOKENS = 256


class ModelError(RuntimeError):
    """The model's files are missing or do not fit together; says which."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of the units of one segment: scores (levels, units, labels), hidden (units, width)."""

    scores: Floats
    hidden: Floats


@dataclass(frozen=True)
class Model:
    """A trained reader, loaded."""

    name: str
    tokenizer: Tokenizer
    table: EmbeddingTable
    session: object
    transitions: tuple[Transitions, ...]
    to_cue: LinkHead
    to_source: LinkHead
    acts: ActModel

    @classmethod
    def load(cls, folder: Path = WEIGHTS, threads: int = 0) -> Model:
        """Load a model.

        ``threads`` is the number of cores one call may use (0: all).

        Raises:
            ModelError: a file is missing or cannot be read.
        """
        try:
            session = open_session(folder / "reader.onnx", threads)
            arrays = dict(np.load(folder / "heads.npz"))
            tokenizer = Tokenizer.load(folder / "tokenizer.npz")
            name = json.loads((folder / "model.json").read_text())["name"]
            table = EmbeddingTable(folder / "embeddings.q4")
            acts = ActModel.load(folder, table, threads)
        except Exception as error:  # whatever the libraries raise, the user is told the same
            raise ModelError(f"the model in {folder} cannot be loaded ({error}); install Dragoman again") from error
        transitions = tuple(
            Transitions.legal(arrays[f"crf{level}.after"], arrays[f"crf{level}.begin"]) for level in range(LEVELS)
        )
        to_cue, to_source = (LinkHead.of(arrays, head) for head in ("to_cue", "to_source"))
        return cls(name, tokenizer, table, session, transitions, to_cue, to_source, acts)

    def encode(self, windows: Sequence[Window]) -> list[Encoded]:
        """What the network says of each segment of ``windows``, in their order."""
        out: list[list[Encoded]] = [[] for _ in windows]
        ids = [window_ids(window) for window in windows]
        for batch in batches([len(own) for own in ids], BATCH_TOKENS):
            hidden, emissions = self._run([ids[i] for i in batch])
            for row, i in enumerate(batch):
                for units in unit_positions(windows[i]):
                    scores = emissions[row, units].reshape(len(units), LEVELS, -1).transpose(1, 0, 2)
                    out[i].append(Encoded(scores, hidden[row, units]))
        return [encoded for segments in out for encoded in segments]

    def _run(self, ids: list[NDArray[np.int64]]) -> tuple[Floats, Floats]:
        own, attend = padded(ids)
        hidden, emissions = self.session.run(None, {"embeddings": self.table[own], "attend": attend})  # type: ignore[attr-defined]
        return hidden, emissions
