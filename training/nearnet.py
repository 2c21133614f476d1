"""``make near``: teach the encoder by whose words passages are found to be near.

The base encoder taken further, so that of two texts of one exchange the passages of one point are the nearest, word by
word (:mod:`dragoman.accounts.nearness`; late interaction as in Khattab and Zaharia, 2020), and a passage of which the
other text is silent is near to none. A row of the nearness between two texts is a choice among the other's passages
and silence.

The passages are those of :mod:`training.units`. Example: ``python -m training.nearnet --epochs 3``
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from dragoman.accounts.nearness import COMMON, FEW
from dragoman.reading.likeness import single_ids
from dragoman.reading.segments import PAD
from dragoman.reading.table import EmbeddingTable
from dragoman.reading.tokenizer import Tokenizer
from training.base import BASE, WORK
from training.encoder import WIDTH, Encoder
from training.measures import average_precision
from training.pairs import Told
from training.train import load_tokenizer
from training.units import read

#: Tokens of a passage that are learned from, and those before its words ("query:").
LONGEST, FIRST = 72, 4
#: Padded tokens given to the encoder at once.
TOKENS = 2048


class NearNet(nn.Module):
    """The base encoder, how sharply the nearest is chosen, and how near silence is."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.encoder.load_base(torch.load(BASE / "encoder.pt"))
        self.scale = nn.Parameter(torch.tensor(12.0))
        self.silence = nn.Parameter(torch.tensor(0.32))

    def words(self, ids: list[np.ndarray], table: EmbeddingTable) -> tuple[Tensor, Tensor]:
        """The hidden states of each text's words, padded (texts, words, width), and which are words."""
        longest = max(map(len, ids))
        hidden = torch.zeros(len(ids), longest - FIRST - 1, WIDTH)
        there = torch.zeros(len(ids), longest - FIRST - 1, dtype=torch.bool)
        order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
        rows: list[Tensor] = []
        for lot in _lots(order, ids):
            width = max(len(ids[n]) for n in lot)
            padded, attend = np.full((len(lot), width), PAD, np.int64), np.zeros((len(lot), width), np.float32)
            for row, n in enumerate(lot):
                padded[row, : len(ids[n])], attend[row, : len(ids[n])] = ids[n], 1
                there[n, : len(ids[n]) - FIRST - 1] = True
            with torch.autocast("cpu", torch.bfloat16):
                found = self.encoder(torch.from_numpy(table[padded]), torch.from_numpy(attend)).float()
            rows += [nn.functional.pad(own[FIRST:-1], (0, 0, 0, longest - width)) for own in found]
        hidden = torch.stack([row for _, row in sorted(zip(order, rows, strict=True), key=lambda own: own[0])])
        return hidden, there


def _lots(order: list[int], ids: list[np.ndarray]) -> Iterator[list[int]]:
    lot: list[int] = []
    for n in order:
        if lot and (len(lot) + 1) * len(ids[n]) > TOKENS:
            yield lot
            lot = []
        lot.append(n)
    yield lot


def nearness(hidden: Tensor, there: Tensor, weights: Tensor) -> Tensor:
    """How near each passage of an exchange is to each other, (passages, passages), as ``nearness.between`` has it."""
    mean = hidden[there].mean(0) if len(hidden) >= FEW else torch.zeros(hidden.shape[2])
    unit = nn.functional.normalize(hidden - mean, dim=2)
    flat, owner = unit[there], there.nonzero()[:, 0]
    likeness = flat @ flat.T
    best = torch.full((len(flat), len(hidden)), -1.0)
    best = best.scatter_reduce(1, owner.expand(len(flat), -1), likeness, "amax")
    counted = weights[there]
    summed = torch.zeros(len(hidden), len(hidden)).index_add(0, owner, best * counted[:, None])
    told = summed / torch.zeros(len(hidden)).index_add(0, owner, counted)[:, None]
    return (told + told.T) / 2


class Case(NamedTuple):
    """The passages of an exchange, with their token ids and what each token counts."""

    told: list[Told]
    ids: list[np.ndarray]
    weights: np.ndarray


def case(told: list[Told], tokenizer: Tokenizer) -> Case:
    """Return an exchange ready to be read."""
    ids = [_cut(single_ids(tokenizer, own.text)) for own in told]
    held = Counter(token for own in ids for token in set(own[FIRST:-1].tolist()))
    weights = np.zeros((len(ids), max(map(len, ids)) - FIRST - 1), np.float32)
    for row, own in enumerate(ids):
        weights[row, : len(own) - FIRST - 1] = [np.log(len(ids) / held[t]) + COMMON for t in own[FIRST:-1].tolist()]
    return Case(told, ids, weights)


def _cut(ids: np.ndarray) -> np.ndarray:
    return np.concatenate([ids[:-1][: LONGEST + FIRST], ids[-1:]])


def blocks(told: list[Told]) -> Iterator[tuple[list[int], list[int]]]:
    """The places of the passages of every two texts, of different accounts or documents."""
    columns: dict[tuple[str, str], list[int]] = {}
    for n, own in enumerate(told):
        columns.setdefault(own.column, []).append(n)
    yield from combinations(columns.values(), 2)


def _same(told: list[Told]) -> np.ndarray:
    """Which passages tell of one point, (passages, passages)."""
    return np.array([[bool(one.points & other.points) for other in told] for one in told])


def loss_of(net: NearNet, own: Case, table: EmbeddingTable) -> Tensor:
    """How unlikely the right choice of every row is, on the average."""
    near = nearness(*net.words(own.ids, table), torch.from_numpy(own.weights))
    gold = torch.from_numpy(_same(own.told))
    parts = []
    for ones, others in blocks(own.told):
        for rows, sides in ((ones, others), (others, ones)):
            logits = torch.cat([near[rows][:, sides], net.silence.expand(len(rows), 1)], 1) * net.scale
            right = gold[rows][:, sides]
            right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
            chosen = torch.logsumexp(logits.masked_fill(~right, -1e4), 1) - torch.logsumexp(logits, 1)
            parts.append(chosen)
    return -torch.cat(parts).mean()


def measured(net: NearNet, cases: list[Case], table: EmbeddingTable) -> tuple[float, float]:
    """Average precision over all pairs of held-out exchanges: as near as they are, and with how far ahead of others."""
    gold, plain, ahead = [], [], []
    net.eval()
    for own in cases:
        with torch.no_grad():
            near = nearness(*net.words(own.ids, table), torch.from_numpy(own.weights)).numpy()
        same = _same(own.told)
        for ones, others in blocks(own.told):
            block = near[np.ix_(ones, others)]
            gold += same[np.ix_(ones, others)].ravel().tolist()
            plain.append(block.ravel())
            ahead.append((block + 1.4 * (_ahead(block) + _ahead(block.T).T)).ravel())
    return average_precision(gold, np.concatenate(plain)), average_precision(gold, np.concatenate(ahead))


def _ahead(near: np.ndarray) -> np.ndarray:
    if near.shape[1] < 2:
        return np.zeros_like(near)
    order = np.sort(near, axis=1)
    out: np.ndarray = near - np.where(near == order[:, -1:], order[:, -2:-1], order[:, -1:])
    return out


def main() -> None:
    """Train; writes ``training/work/NAME.pt`` after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-5)
    parser.add_argument("--hold", type=int, default=7, help="every which whole exchange is held out")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--name", default="near")
    options = parser.parse_args()
    tokenizer, table, net = load_tokenizer(), EmbeddingTable(BASE / "embeddings.q4"), NearNet()
    if options.start:
        net.load_state_dict(torch.load(options.start))
    whole, rng = [case(told, tokenizer) for _, told in read() if told], random.Random(1)
    torch.manual_seed(1)
    held = whole[:: options.hold]
    whole = [own for n, own in enumerate(whole) if n % options.hold]
    print(f"{len(whole)} exchanges, {len(held)} held out; before: {measured(net, held, table)}", flush=True)
    optimizer = torch.optim.AdamW(
        [
            {"params": list(net.encoder.parameters()), "of": options.rate},
            {"params": [net.scale, net.silence], "of": 1e-2},
        ],
        weight_decay=0.01,
    )
    step, total, began = 0, options.epochs * len(whole), time.time()
    for epoch in range(options.epochs):
        rng.shuffle(whole)
        net.train()
        summed = 0.0
        for own in whole:
            for group in optimizer.param_groups:
                group["lr"] = group["of"] * min(1, (step + 1) / 20) * max(0.02, 1 - step / total)
            loss = loss_of(net, own, table)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step, summed = step + 1, summed + float(loss.detach())
            if step % 50 == 0:
                print(f"  {step} of {total}, {time.time() - began:.0f} s", flush=True)
        torch.save(net.state_dict(), WORK / f"{options.name}.pt")
        print(f"epoch {epoch} loss {summed / len(whole):.3f} held {measured(net, held, table)} "
              f"silence {float(net.silence):.2f} {time.time() - began:.0f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
