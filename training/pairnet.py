"""``make pairs``: train the network that judges pairs of passages.

Two passages together, through the base encoder taken further, give two scores: whether they tell of one point, and
whether they contradict each other. Of whole exchanges it learns the passages as the pipeline cuts them
(:mod:`training.units`), those most that lie near each other by the base's own vectors.

Example: ``python -m training.pairnet --public ../shared/data/contradiction --epochs 4``
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.reading.likeness import pair_ids, single_ids
from dragoman.reading.segments import PAD
from dragoman.reading.table import EmbeddingTable
from training.base import BASE, WORK
from training.encoder import WIDTH, Encoder
from training.measures import average_precision, f1
from training.pairs import Pair, Told, daccord, own_pairs, pairs_of, rte3, small_exchanges
from training.rounds import Prepared, epoch_pairs, prepared
from training.train import load_tokenizer
from training.units import read

HERE = Path(__file__).parent
TOKENS = 1536


class PairNet(nn.Module):
    """The base encoder, and two scores of a pair."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.encoder.load_base(torch.load(BASE / "encoder.pt"))
        self.judge = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(dropout)

    def pooled(self, texts: list[np.ndarray], table: EmbeddingTable) -> Tensor:
        """The mean of the hidden states of each text's tokens, (texts, width)."""
        width = -(-max(map(len, texts)) // 32) * 32
        ids, attend = np.full((len(texts), width), PAD, np.int64), np.zeros((len(texts), width), np.float32)
        for row, own in enumerate(texts):
            ids[row, : len(own)], attend[row, : len(own)] = own, 1
        mask = torch.from_numpy(attend)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(torch.from_numpy(table[ids]), mask)
        return (hidden.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def judged(self, pairs: list[np.ndarray], table: EmbeddingTable) -> Tensor:
        """The two scores of each pair, aligned and conflict, (pairs, 2)."""
        scores: Tensor = self.judge(self.drop(self.pooled(pairs, table)))
        return scores


def pair_loss(net: PairNet, batch: list[Pair], tokenizer: Tokenizer, table: EmbeddingTable) -> Tensor:
    """Binary cross entropy of what was judged of each pair."""
    scores = net.judged([pair_ids(tokenizer, p.a, p.b) for p in batch], table)
    total = torch.zeros(())
    for place, gold in enumerate(([p.aligned for p in batch], [p.conflict for p in batch])):
        known = torch.tensor([own is not None for own in gold])
        if bool(known.any()):
            values = torch.tensor([float(own or 0) for own in gold])
            total = total + F.binary_cross_entropy_with_logits(scores[known, place], values[known])
    return total


def batches(pairs: list[Pair], tokenizer: Tokenizer, rng: random.Random) -> list[list[Pair]]:
    """Pairs in batches of about ``TOKENS`` padded tokens, alike in length, in random order."""
    sized = sorted((len(pair_ids(tokenizer, p.a, p.b)) + rng.random() * 8, n) for n, p in enumerate(pairs))
    out: list[list[Pair]] = []
    for size, n in sized:
        if out and (len(out[-1]) + 1) * size <= TOKENS:
            out[-1].append(pairs[n])
        else:
            out.append([pairs[n]])
    rng.shuffle(out)
    return out


def prepare(wholes: Iterable[list[Told]], net: PairNet, tokenizer: Tokenizer, table: EmbeddingTable) -> list[Prepared]:
    """The whole exchanges with their near pairs, by the vectors of a network that has not been trained further."""
    net.eval()
    out = []
    with torch.no_grad():
        for told in wholes:
            out.append(prepared(told, net.pooled([single_ids(tokenizer, own.text) for own in told], table).numpy()))
    return out


def scores(net: PairNet, pairs: list[Pair], tokenizer: Tokenizer, table: EmbeddingTable) -> np.ndarray:
    """Probabilities (pairs, 2): aligned, conflict; the mean of both orders."""
    net.eval()
    out = []
    with torch.no_grad():
        for at in range(0, len(pairs), 16):
            lot = pairs[at : at + 16]
            both = [net.judged([pair_ids(tokenizer, *own) for own in lot_], table) for lot_ in (
                [(p.a, p.b) for p in lot], [(p.b, p.a) for p in lot]
            )]  # fmt: skip
            out.append(torch.sigmoid((both[0] + both[1]) / 2).numpy())
    return np.concatenate(out)


@dataclass(frozen=True)
class Held:
    """What is held out: pairs of small exchanges and lists, those of whole exchanges, public ones."""

    small: list[Pair]
    whole: list[Pair]
    public: list[Pair]

    def told(self, net: PairNet, tokenizer: Tokenizer, table: EmbeddingTable) -> str:
        """How well a network judges what was held out."""
        small, whole, public = (scores(net, own, tokenizer, table) for own in (self.small, self.whole, self.public))
        pairs, judged = [*self.small, *self.whole], np.concatenate([small, whole])
        known = [n for n, p in enumerate(pairs) if p.aligned and p.conflict is not None]
        figures = {
            "aligned": f1([bool(p.aligned) for p in self.small], list(small[:, 0] > 0.5)),
            "whole F1": f1([bool(p.aligned) for p in self.whole], list(whole[:, 0] > 0.5)),
            "whole AP": average_precision([bool(p.aligned) for p in self.whole], whole[:, 0]),
            "conflict": f1([bool(pairs[n].conflict) for n in known], [judged[n, 1] > 0.5 for n in known]),
            "DACCORD": f1([bool(p.conflict) for p in self.public], list(public[:, 1] > 0.5)),
        }
        return ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items())


def options_of() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path, required=True, help="the folder with DACCORD and RTE3-fr")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--others", type=int, default=15, help="pairs of other points, a small exchange and epoch")
    parser.add_argument("--share", type=float, default=0.5, help="of the near pairs of other points, how many an epoch")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--daccord", action="store_true", help="learn from three quarters of DACCORD too")
    parser.add_argument("--hold", type=int, default=7, help="every which whole exchange is held out")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--name", default="pairs")
    return parser.parse_args()


def main() -> None:
    """Train, and tell how well what was held out is judged."""
    options = options_of()
    tokenizer, table, net = load_tokenizer(), EmbeddingTable(BASE / "embeddings.q4"), PairNet()
    whole = prepare((told for _, told in read()), net, tokenizer, table)
    small, public = small_exchanges(HERE / "exchanges"), daccord(options.public)
    rest = own_pairs(HERE / "pairs")
    rng = random.Random(0)
    held = Held(
        [p for e in small[::10] for p in pairs_of(e, 1000, rng)] + rest[::10],
        [p for e in whole[:: options.hold] for p in e.pairs(rng, 1.0)],
        public[::4],
    )
    small, rest = ([own for n, own in enumerate(all) if n % 10] for all in (small, rest))
    whole = [own for n, own in enumerate(whole) if n % options.hold]
    general = rte3(options.public)
    # Few of RTE3 contradict, and its passages are long: all that do, and some that do not.
    rest += [p for p in general if p.conflict] + [p for p in general if not p.conflict][:: len(general) // 100]
    if options.daccord:
        rest += [p for n, p in enumerate(public) if n % 4]
    print(f"{len(small)} small exchanges, {len(whole)} whole ones, {len(rest)} pairs; held out "
          f"{len(held.small)}, {len(held.whole)} and {len(held.public)} pairs", flush=True)  # fmt: skip
    if options.start:
        net.load_state_dict(torch.load(options.start))
    run(net, lambda rng: epoch_pairs(small, whole, rest, options.others, options.share, rng), held, options)


def run(net: PairNet, epoch_of: Callable[[random.Random], list[Pair]], held: Held, options: argparse.Namespace) -> None:
    """Train in place; writes ``training/work/NAME.pt`` after each epoch."""
    tokenizer, table, rng = load_tokenizer(), EmbeddingTable(BASE / "embeddings.q4"), random.Random(1)
    torch.manual_seed(1)
    head = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": list(net.encoder.parameters()), "of": options.rate}, {"params": head, "of": 1e-3}],
        weight_decay=0.01,
    )
    step, total, began = 0, 0, time.time()
    for epoch in range(options.epochs):
        made = batches(epoch_of(rng), tokenizer, rng)
        total = total or len(made) * options.epochs
        net.train()
        summed = 0.0
        for number, batch in enumerate(made):
            for group in optimizer.param_groups:
                group["lr"] = group["of"] * min(1, (step + 1) / 50) * max(0.02, 1 - step / total)
            loss = pair_loss(net, batch, tokenizer, table)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step, summed = step + 1, summed + float(loss.detach())
            if number % 100 == 99:
                print(f"  {number + 1} of {len(made)} batches, loss {summed / (number + 1):.3f}, "
                      f"{time.time() - began:.0f} s", flush=True)  # fmt: skip
        torch.save(net.state_dict(), WORK / f"{options.name}.pt")
        print(f"epoch {epoch} loss {summed / len(made):.3f} {held.told(net, tokenizer, table)} "
              f"{time.time() - began:.0f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
