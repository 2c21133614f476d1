"""``make circumstances``: teach which words of a sentence tell who asked for an encounter, how long it was, and so on.

The vectors are those of the encoder that ``training.nearnet`` made, untouched; the network over them is small. Every
fourth exchange of ``training/whole`` of which facts are known is held out.

Example: ``python -m training.circumstances training/work/near.pt``
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.reading.circumstances import CIRCUMSTANCES, FILE, SIDE
from dragoman.reading.likeness import LONGEST
from dragoman.reading.segments import BOS, EOS, PAD
from dragoman.reading.table import EmbeddingTable
from training.base import BASE
from training.encoder import WIDTH
from training.export import WEIGHTS
from training.nearnet import NearNet
from training.train import load_tokenizer
from training.units import Line, read_lines

INNER, HOLD, TOKENS = 128, 4, 4096
#: How much more a word of a circumstance weighs than one of none.
WEIGHT = 3.0


class Told(NamedTuple):
    """A sentence: the vectors of its words, (words, width); what each tells, 0 for nothing, then ``CIRCUMSTANCES``."""

    vectors: np.ndarray
    tags: np.ndarray


class TagNet(nn.Module):
    """A layer over five words, and the scores of none and each circumstance."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Conv1d(WIDTH, INNER, 2 * SIDE + 1, padding=SIDE)
        self.out = nn.Linear(INNER, 1 + len(CIRCUMSTANCES))
        self.drop = nn.Dropout(0.3)

    def forward(self, vectors: Tensor) -> Tensor:
        """Scores (sentences, words, 6) of vectors (sentences, words, width)."""
        inner = torch.relu(self.inner(self.drop(vectors).transpose(1, 2)).transpose(1, 2))
        scores: Tensor = self.out(self.drop(inner))
        return scores


def encoded(lines: list[Line], net: NearNet) -> list[Told]:
    """The sentences as the network reads them."""
    tokenizer, table = load_tokenizer(), EmbeddingTable(BASE / "embeddings.q4")
    before = [BOS, *tokenizer.encode("query:").ids]
    cut = [tokenizer.encode(line.text) for line in lines]
    ids = [np.array([*before, *own.ids[:LONGEST], EOS]) for own in cut]
    out: dict[int, Told] = {}
    order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
    while order:
        width = len(ids[order[max(0, len(order) - 64)]])
        size = max(1, min(len(order), TOKENS // max(width, 1)))
        lot, order = order[-size:], order[:-size]
        width = max(len(ids[n]) for n in lot)
        padded, attend = np.full((len(lot), width), PAD, np.int64), np.zeros((len(lot), width), np.float32)
        for row, n in enumerate(lot):
            padded[row, : len(ids[n])], attend[row, : len(ids[n])] = ids[n], 1
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            hidden = net.encoder(torch.from_numpy(table[padded]), torch.from_numpy(attend)).float().numpy()
        for row, n in enumerate(lot):
            places = cut[n].offsets[:LONGEST]
            out[n] = Told(hidden[row, len(before) : len(ids[n]) - 1].astype(np.float16), _tags(lines[n], places))
    return [out[n] for n in range(len(lines))]


def _tags(line: Line, places: list[tuple[int, int]]) -> np.ndarray:
    tags = np.zeros(len(places), np.int64)
    for category, (start, end) in line.facts:
        if category in CIRCUMSTANCES:
            inside = [begin < end and start < stop for begin, stop in places]
            tags[inside] = 1 + CIRCUMSTANCES.index(category)  # type: ignore[arg-type]
    return tags


def batch_of(lot: list[Told]) -> tuple[Tensor, Tensor]:
    """Sentences padded: vectors, and tags with -100 where there is no word."""
    width = max(len(own.tags) for own in lot)
    vectors, tags = torch.zeros(len(lot), width, WIDTH), torch.full((len(lot), width), -100)
    for row, own in enumerate(lot):
        vectors[row, : len(own.tags)] = torch.from_numpy(own.vectors.astype(np.float32))
        tags[row, : len(own.tags)] = torch.from_numpy(own.tags)
    return vectors, tags


def learn(net: TagNet, told: list[Told], epochs: int) -> None:
    """Train in place, with linear decay of the rate."""
    optimizer, rng = torch.optim.AdamW(net.parameters(), weight_decay=0.01), random.Random(0)
    weights = torch.tensor([1.0] + [WEIGHT] * len(CIRCUMSTANCES))
    net.train()
    for epoch in range(epochs):
        rng.shuffle(told)
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * (1 - epoch / epochs)
        for at in range(0, len(told), 32):
            vectors, tags = batch_of(told[at : at + 32])
            loss = F.cross_entropy(net(vectors).flatten(0, 1), tags.flatten(), weight=weights)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def measured(net: TagNet, told: list[Told]) -> str:
    """How many sentences that tell a circumstance are found, at least one word of it: F1 by circumstance."""
    hit, said, true = Counter[int](), Counter[int](), Counter[int]()
    net.eval()
    with torch.no_grad():
        for own in told:
            found = net(batch_of([own])[0]).argmax(2)[0].numpy()
            for n in range(1, 1 + len(CIRCUMSTANCES)):
                said[n] += bool((found == n).any())
                true[n] += bool((own.tags == n).any())
                hit[n] += bool(((found == n) & (own.tags == n)).any())
    return ", ".join(
        f"{name} {100 * 2 * hit[n] / max(1, said[n] + true[n]):.1f} ({hit[n]} of {true[n]}, {said[n]} found)"
        for n, name in enumerate(CIRCUMSTANCES, 1)
    )


def main() -> None:
    """Train, print how well what was held out is found, and write the file that ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="of training.nearnet")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    near = NearNet(0.0)
    near.load_state_dict(torch.load(options.checkpoint))
    exchanges = [lines for _, lines in read_lines()]
    owner = [n for n, lines in enumerate(exchanges) for _ in lines]
    told = encoded([line for lines in exchanges for line in lines], near.eval())
    held = [own for n, own in zip(owner, told, strict=True) if not n % HOLD and len(own.tags)]
    rest = [own for n, own in zip(owner, told, strict=True) if n % HOLD and len(own.tags)]
    torch.manual_seed(0)
    net = TagNet()
    learn(net, rest, options.epochs)
    print(f"{len(rest)} sentences, {len(held)} held out: {measured(net, held)}")
    state = {key: value.numpy() for key, value in net.state_dict().items()}
    inner = state["inner.weight"].transpose(2, 1, 0).reshape(-1, INNER)
    arrays = {
        "inner": inner,
        "inner_bias": state["inner.bias"],
        "out": state["out.weight"].T,
        "out_bias": state["out.bias"],
    }
    np.savez(options.to / FILE, **{name: own.astype(np.float16) for name, own in arrays.items()})


if __name__ == "__main__":
    main()
