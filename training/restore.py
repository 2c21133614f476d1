"""``make restore``: the shipped network as a checkpoint again, to train on from the weights in the repository.

The int8 matrices are read back as floats: what comes out reads exactly as the shipped model does, rounding included.
Edge heads, which are not shipped, begin anew.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.base import WORK
from training.export import WEIGHTS
from training.heads import Reader

_MATRIX = re.compile(r"^/(?:encoder/)?(layers\.\d+/\w+|emit)/MatMul")


def matrices(path: Path) -> dict[str, Tensor]:
    """The weights of the ONNX file by their names in :class:`training.heads.Reader`."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    own = ("encoder.", "emit.")
    out = {name: torch.from_numpy(array.copy()) for name, array in held.items() if name.startswith(own)}
    for node in graph.node:
        found = _MATRIX.match(node.name)
        if not found or node.op_type not in ("MatMul", "MatMulInteger"):
            continue
        own = held[node.input[1]]
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            own = (own.astype(np.float32) - held[f"{name}_zero_point"]) * held[f"{name}_scale"]
        where = found[1].replace("/", ".")
        out[f"encoder.{where}.weight" if where != "emit" else "emit.weight"] = torch.from_numpy(own.T.copy())
    return out


def restore(folder: Path) -> dict[str, Tensor]:
    """The state of :class:`training.heads.Reader` that ``folder`` was exported from, but for its edge heads."""
    reader = Reader(0.0)
    state = reader.state_dict()
    new = matrices(folder / "reader.onnx")
    arrays = np.load(folder / "heads.npz")
    for level in range(len(reader.crfs)):
        new[f"crfs.{level}.transitions"] = torch.from_numpy(arrays[f"crf{level}.after"])
        new[f"crfs.{level}.begin"] = torch.from_numpy(arrays[f"crf{level}.begin"])
    for name in ("to_cue", "to_source"):
        for key in getattr(reader, name).state_dict():
            new[f"{name}.{key}"] = torch.from_numpy(arrays[f"{name}.{key}"].astype(np.float32))
    missing = {key for key in state if key not in new and not key.startswith("edges.")}
    if missing:
        raise ValueError(f"{folder} does not hold {sorted(missing)}")
    return state | new


def main() -> None:
    """Write ``training/work/shipped.pt``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    state = restore(options.weights)
    Reader(0.0).load_state_dict(state)
    torch.save({"mean": state}, WORK / "shipped.pt")
    print(f"{len(state)} tensors -> {WORK / 'shipped.pt'}")


if __name__ == "__main__":
    main()
