"""``make part``: a further network as files that ship: ``NAME.onnx`` (int8), and ``NAME.npz`` where it has heads.

``acts`` and ``pairs`` come with heads; of ``vectors`` only the encoder is kept.
Example: ``python -m training.part acts training/work/acts.pt``
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.actnet import ActNet
from training.export import LOUD, WEIGHTS, Layers, export_float, quantise
from training.nearnet import NearNet
from training.pairnet import PairNet


def network(name: str, checkpoint: Path) -> nn.Module:
    """The network of a checkpoint, as deep as the checkpoint is."""
    state = torch.load(checkpoint)
    if name != "acts":
        net: nn.Module = PairNet(0.0) if name == "pairs" else NearNet(0.0)
    else:
        net = ActNet(1 + max(int(key.split(".")[2]) for key in state if key.startswith("encoder.layers.")), 0.0)
    net.load_state_dict(state)
    return net.eval()


def main() -> None:
    """Export one network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=("acts", "pairs", "vectors"))
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    net = network(options.name, options.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        export_float(Layers(net.encoder), whole, ("hidden",))
        # Acts come out alike with all matrices in int8, and faster.
        quantise(whole, options.to / f"{options.name}.onnx", () if options.name == "acts" else LOUD)
    ends = ["onnx"]
    if options.name != "vectors":
        heads = {key: value.numpy() for key, value in net.state_dict().items() if not key.startswith("encoder.")}
        np.savez(options.to / f"{options.name}.npz", **heads)
        ends.append("npz")
    size = sum((options.to / f"{options.name}.{end}").stat().st_size for end in ends)
    print(f"{size / 1e6:.1f} MB: {options.name} in {options.to}")


if __name__ == "__main__":
    main()
