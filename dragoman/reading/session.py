"""A network's ONNX file opened, and texts of several lengths made one batch for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.segments import PAD


def open_session(path: Path, threads: int = 0) -> object:
    """The network of an ONNX file, on as many cores as ``threads`` says (0: all); whatever the library raises."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Texts are of all lengths: a plan of memory for each costs more of it than it saves.
    options.enable_mem_pattern = False
    # Several networks take turns: threads of one that wait busily take the cores from the next.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def padded(texts: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The token ids of texts as rows of one length, and 1 where there is a token, 0 where there is none."""
    ids = np.full((len(texts), max(map(len, texts))), PAD, np.int64)
    attend = np.zeros(ids.shape, np.float32)
    for row, own in enumerate(texts):
        ids[row, : len(own)] = own
        attend[row, : len(own)] = 1
    return ids, attend


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """The numbers of texts of these lengths in batches, the longest first, of at most ``tokens`` padded tokens each."""
    order = sorted(range(len(lengths)), key=lambda n: -lengths[n])
    at = 0
    while at < len(order):
        batch = order[at : at + max(1, tokens // max(1, lengths[order[at]]))]
        yield batch
        at += len(batch)
