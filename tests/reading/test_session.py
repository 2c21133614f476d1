"""Texts of several lengths as one batch, and networks opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.segments import PAD
from dragoman.reading.session import batches, open_session, padded


@given(st.lists(st.lists(st.integers(3, 250_000), min_size=1, max_size=9), min_size=1, max_size=5))
def test_rows_hold_their_tokens_and_nothing_else(texts: list[list[int]]) -> None:
    ids, attend = padded([np.array(own, np.int64) for own in texts])
    assert ids.shape == attend.shape == (len(texts), max(map(len, texts)))
    for row, own in enumerate(texts):
        assert ids[row, : len(own)].tolist() == own
        assert (ids[row, len(own) :] == PAD).all()
        assert attend[row].tolist() == [1.0] * len(own) + [0.0] * (ids.shape[1] - len(own))


def test_a_network_is_opened_with_the_cores_it_is_given() -> None:
    session = open_session(WEIGHTS / "acts.onnx", 1)
    assert session.get_session_options().intra_op_num_threads == 1  # type: ignore[attr-defined]
    assert [own.name for own in session.get_inputs()] == ["embeddings", "attend"]  # type: ignore[attr-defined]


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.onnx").write_bytes(b"no network")
    with pytest.raises(Exception, match=r"x\.onnx"):
        open_session(tmp_path / "x.onnx")


def test_batches_hold_every_text_once_the_longest_first_and_no_more_tokens_than_asked() -> None:
    lengths = [3, 9, 1, 4, 4, 30]
    found = list(batches(lengths, 12))
    assert [n for batch in found for n in batch] == [5, 1, 3, 4, 0, 2]
    assert all(len(batch) * lengths[batch[0]] <= 12 for batch in found[1:])
    assert list(batches([], 12)) == []
