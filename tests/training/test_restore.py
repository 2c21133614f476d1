"""The shipped network read back: the same numbers, rounding included."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs packages of its own")
onnx = pytest.importorskip("onnx", reason="training needs packages of its own")

from training.export import WEIGHTS  # noqa: E402
from training.restore import matrices, restore  # noqa: E402


def saved(path: Path, initializers: dict[str, np.ndarray], nodes: list[tuple[str, str, list[str]]]) -> Path:
    """An ONNX file of (name, operator, inputs) and numbers."""
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node(kind, inputs, [f"{name}:0"], name=name) for name, kind, inputs in nodes],
        "g", [], [], [onnx.numpy_helper.from_array(own, name) for name, own in initializers.items()],
    )  # fmt: skip
    onnx.save(onnx.helper.make_model(graph), path)
    return path


def test_matrices_are_found_by_their_nodes_and_turned_back(tmp_path: Path) -> None:
    small = np.array([[1, -2], [3, 4], [5, 6]], np.int8)
    held = {
        "val_1": np.arange(6, dtype=np.float32).reshape(3, 2),
        "val_2_quantized": small,
        "val_2_scale": np.array(0.5, np.float32),
        "val_2_zero_point": np.array(1, np.int8),
        "encoder.layers.0.qkv.bias": np.ones(2, np.float32),
        "other": np.ones(2, np.float32),
    }
    nodes = [
        ("/encoder/layers.0/qkv/MatMul", "MatMul", ["x", "val_1"]),
        ("/layers.1/fi/MatMul_quant", "MatMulInteger", ["x", "val_2_quantized"]),
        ("/layers.0/attention/Softmax", "Softmax", ["x"]),
    ]
    found = matrices(saved(tmp_path / "m.onnx", held, nodes))
    assert set(found) == {"encoder.layers.0.qkv.bias", "encoder.layers.0.qkv.weight", "encoder.layers.1.fi.weight"}
    assert found["encoder.layers.0.qkv.weight"].tolist() == held["val_1"].T.tolist()
    assert found["encoder.layers.1.fi.weight"].tolist() == ((small.astype(float) - 1) * 0.5).T.tolist()


def test_the_shipped_network_is_held_whole() -> None:
    state = restore(WEIGHTS)
    assert all(torch.isfinite(own).all() for own in state.values())
    arrays = np.load(WEIGHTS / "heads.npz")
    assert np.array_equal(state["crfs.0.transitions"].numpy(), arrays["crf0.after"])
    assert state["encoder.layers.0.qkv.weight"].abs().sum() > 0


def test_a_folder_that_lacks_a_matrix_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "heads.npz").write_bytes((WEIGHTS / "heads.npz").read_bytes())
    saved(tmp_path / "reader.onnx", {"emit.bias": np.zeros(14, np.float32)}, [])
    with pytest.raises(ValueError, match=r"does not hold .*emit\.weight"):
        restore(tmp_path)
