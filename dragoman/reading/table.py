"""The word-embedding table: 4-bit, memory-mapped, looked up in NumPy.

Layout (GGML's Q4_0): a row is blocks of 32 weights; a block is an fp16 scale and 16 bytes whose low nibbles
are weights 0..15 and high nibbles 16..31; a weight is (nibble - 8) * scale.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2


def dequantise(raw: NDArray[np.uint8], width: int) -> NDArray[np.float32]:
    """The float32 rows of ``raw``, an array of bytes of shape (rows, width / 32 * 18)."""
    blocks = raw.reshape(len(raw), width // BLOCK, _BLOCK_BYTES)
    scale = blocks[:, :, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, :, 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=2)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(len(raw), width)


class EmbeddingTable:
    """Rows of the embedding table, read from disk only where they are asked for."""

    def __init__(self, path: Path, width: int = 384) -> None:
        """Map the file at ``path``, whose rows are ``width`` weights each."""
        row = width // BLOCK * _BLOCK_BYTES
        self._width = width
        self._raw: NDArray[np.uint8] = np.memmap(path, np.uint8, "r").reshape(-1, row)

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Embeddings of ``ids`` (any shape) as float32 of that shape and the width."""
        unique, where = np.unique(ids, return_inverse=True)
        rows: NDArray[np.float32] = dequantise(np.asarray(self._raw[unique]), self._width)[where.reshape(ids.shape)]
        return rows
