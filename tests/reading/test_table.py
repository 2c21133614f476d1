"""The 4-bit table against a slow reading of the same bytes."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.table import BLOCK, EmbeddingTable, dequantise

BYTES = 18


def block(scale: float, weights: list[int]) -> bytes:
    """One block of 32 weights of -8..7."""
    low, high = weights[:16], weights[16:]
    return struct.pack("<e", scale) + bytes((a + 8) | (b + 8) << 4 for a, b in zip(low, high, strict=True))


def slow(raw: bytes, width: int) -> list[list[float]]:
    rows = []
    for at in range(0, len(raw), width // BLOCK * BYTES):
        row: list[float] = []
        for start in range(at, at + width // BLOCK * BYTES, BYTES):
            (scale,) = struct.unpack("<e", raw[start : start + 2])
            packed = raw[start + 2 : start + BYTES]
            row += [((b & 15) - 8) * scale for b in packed] + [((b >> 4) - 8) * scale for b in packed]
        rows.append(row)
    return rows


def test_a_block_by_hand() -> None:
    weights = [-8, 7, 0, 1, *[0] * 12, 3, -1, *[0] * 14]
    raw = np.frombuffer(block(0.5, weights), np.uint8).reshape(1, -1)
    found = dequantise(raw, BLOCK)
    assert found.dtype == np.float32
    assert found.tolist() == [[w * 0.5 for w in weights]]


@given(st.integers(1, 4), st.integers(1, 3), st.data())
def test_any_bytes_as_the_slow_reading_has_them(rows: int, blocks: int, data: st.DataObject) -> None:
    scales = st.floats(-100, 100, width=16, allow_subnormal=False)
    weights = st.lists(st.integers(-8, 7), min_size=BLOCK, max_size=BLOCK)
    raw = b"".join(block(data.draw(scales), data.draw(weights)) for _ in range(rows * blocks))
    found = dequantise(np.frombuffer(raw, np.uint8).reshape(rows, -1), blocks * BLOCK)
    assert found.shape == (rows, blocks * BLOCK)
    np.testing.assert_array_equal(found, np.array(slow(raw, blocks * BLOCK), np.float32))


@pytest.fixture
def table(tmp_path: Path) -> EmbeddingTable:
    """Ten rows of two blocks: row r holds r everywhere in the first and -r/2 in the second."""
    path = tmp_path / "table.q4"
    path.write_bytes(b"".join(block(float(r), [1] * BLOCK) + block(r / 2, [-1] * BLOCK) for r in range(10)))
    return EmbeddingTable(path, width=2 * BLOCK)


def test_length(table: EmbeddingTable) -> None:
    assert len(table) == 10


@pytest.mark.parametrize("shape", [(), (1,), (4,), (2, 3), (2, 1, 3), (0,), (2, 0)])
def test_lookups_of_any_shape(table: EmbeddingTable, shape: tuple[int, ...]) -> None:
    ids = np.random.default_rng(0).integers(0, 10, shape)
    found = table[ids]
    assert found.shape == (*shape, 2 * BLOCK)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found[..., 0], ids)
    np.testing.assert_array_equal(found[..., -1], -ids / 2)


def test_rows_asked_for_twice_and_out_of_order(table: EmbeddingTable) -> None:
    assert table[np.array([7, 0, 7, 9, 0])][:, 0].tolist() == [7, 0, 7, 9, 0]


def test_a_row_that_is_not_there(table: EmbeddingTable) -> None:
    with pytest.raises(IndexError):
        table[np.array([10])]


def test_a_file_of_the_wrong_size(tmp_path: Path) -> None:
    (tmp_path / "cut.q4").write_bytes(bytes(2 * BYTES + 1))
    with pytest.raises(ValueError, match="reshape"):
        EmbeddingTable(tmp_path / "cut.q4", width=2 * BLOCK)
