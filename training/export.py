"""``make export``: a trained checkpoint as the files that ship in ``dragoman/weights``.

- ``reader.onnx``: the twelve layers and the label scores, matrices in int8 (dynamic quantisation, one scale a column);
- ``heads.npz``: CRF transitions and link heads, float16/32, used in NumPy;
- ``embeddings.q4``: the frozen table, as it came;
- ``tokenizer.npz``: the base's vocabulary, as ``make base`` wrote it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer as fusion
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn

from training.base import BASE
from training.encoder import HEADS, WIDTH, Encoder
from training.heads import Reader

#: Matrices whose input has a few channels far louder than the rest, which one scale for all drowns: in int8 these three
#: make two fifths of the whole error of the label scores, for 5 MB saved.
LOUD = tuple(f"/encoder/layers.{layer}/fo/MatMul" for layer in (0, 4, 5))
WEIGHTS = Path(__file__).parent.parent / "dragoman" / "weights"


class Exported(nn.Module):
    """What the reader's ONNX file computes: (embeddings, attend) -> (hidden, emissions)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder, self.emit = reader.encoder, reader.emit

    def forward(self, embeddings: torch.Tensor, attend: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden states (batch, tokens, width) and label scores (batch, tokens, 2 * labels)."""
        hidden = self.encoder(embeddings, attend)
        return hidden, self.emit(hidden)


class Layers(nn.Module):
    """What the ONNX files of the other networks compute: (embeddings, attend) -> (hidden,)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embeddings: torch.Tensor, attend: torch.Tensor) -> torch.Tensor:
        """Hidden states (batch, tokens, width)."""
        hidden: torch.Tensor = self.encoder(embeddings, attend)
        return hidden


def export_float(network: nn.Module, path: Path, outputs: tuple[str, ...] = ("hidden", "emissions")) -> None:
    """Write the float32 graph, fused for ONNX Runtime, but for sums before a normalisation: fused with it they take
    four times as long."""
    example = (torch.zeros(2, 16, WIDTH), torch.ones(2, 16))
    axes = {name: {0: "batch", 1: "tokens"} for name in ("embeddings", "attend", *outputs)}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network.eval(), example, str(plain), dynamo=False, opset_version=17, dynamic_axes=axes,
            input_names=["embeddings", "attend"], output_names=list(outputs),
        )  # fmt: skip
        options = FusionOptions("bert")
        options.enable_attention = True
        options.enable_skip_layer_norm = False
        fused = fusion.optimize_model(
            str(plain), "bert", num_heads=HEADS, hidden_size=WIDTH, optimization_options=options, opt_level=0
        )
        print("fused:", fused.get_fused_operator_statistics())
        fused.save_model_to_file(str(path))


def quantise(source: Path, target: Path, loud: tuple[str, ...] = LOUD) -> None:
    """Write the graph with its matrices in int8; the label scores and the loud matrices stay in float32."""
    names = [node.name for node in onnx.load(source).graph.node if node.op_type == "MatMul"]
    whole = [name for name in names if name.startswith("/emit") or name in loud]
    extra = {"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT}
    quantize_dynamic(
        source, target, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=whole, extra_options=extra
    )


def heads(reader: Reader) -> dict[str, np.ndarray]:
    """The arrays of ``heads.npz``."""
    out: dict[str, np.ndarray] = {}
    for level, crf in enumerate(reader.crfs):
        after, begin = crf.scores()
        out[f"crf{level}.after"], out[f"crf{level}.begin"] = after.detach().numpy(), begin.detach().numpy()
    for name in ("to_cue", "to_source"):
        for key, value in getattr(reader, name).state_dict().items():
            out[f"{name}.{key}"] = value.numpy().astype(np.float16 if value.ndim > 1 else np.float32)
    return out


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--name", default="reader-1", help="what statements are said to be read by")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    reader = Reader(0.0)
    reader.load_state_dict(torch.load(options.checkpoint)["mean"])
    reader.eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        export_float(Exported(reader), whole)
        quantise(whole, options.to / "reader.onnx")
        if options.to != WEIGHTS:
            shutil.copy(whole, options.to / "reader-float.onnx")
    np.savez(options.to / "heads.npz", **heads(reader))
    shutil.copy(BASE / "embeddings.q4", options.to / "embeddings.q4")
    if options.to != WEIGHTS:
        shutil.copy(WEIGHTS / "tokenizer.npz", options.to / "tokenizer.npz")
    (options.to / "model.json").write_text(json.dumps({"name": options.name}) + "\n")
    size = sum(f.stat().st_size for f in options.to.iterdir() if "float" not in f.name)
    print(f"{size / 1e6:.1f} MB in {options.to}")


if __name__ == "__main__":
    main()
