"""``make train``: train the reader from the base encoder, resumable from its last finished epoch.

Example: ``python -m training.train --name reader --epochs 5 --polnear ../shared/data --own training/text``
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.segments import PAD, WINDOW
from dragoman.reading.table import EmbeddingTable
from dragoman.reading.tokenizer import Tokenizer
from training.base import BASE, WORK
from training.examples import Example, Item, items, read_marked, read_polnear, vary
from training.heads import Reader
from training.nest import SILVER

BATCH_TOKENS = 2048
LINK_WEIGHT = 0.5
EDGE_WEIGHT = 0.1
LOST_HEADS = 0.15
WARM_UP = 100
MEAN_DECAY = 0.998


def load_tokenizer() -> Tokenizer:
    """The base's tokenizer, as it ships."""
    return Tokenizer.load(WEIGHTS / "tokenizer.npz")


def batches(all_items: Sequence[Item], rng: random.Random) -> Iterator[list[Item]]:
    """Items in batches of at most ``BATCH_TOKENS`` padded tokens, alike in length, in random order."""
    by_width: dict[int, list[Item]] = {}
    for item in all_items:
        by_width.setdefault(_width(item), []).append(item)
    made = []
    for width, alike in by_width.items():
        rng.shuffle(alike)
        size = BATCH_TOKENS // width
        made += [alike[at : at + size] for at in range(0, len(alike), size)]
    rng.shuffle(made)
    yield from made


def _width(item: Item) -> int:
    return -(-len(item.ids) // 64) * 64


def embed(batch: list[Item], table: EmbeddingTable) -> tuple[Tensor, Tensor]:
    """Word embeddings and attention of a padded batch.

    Few shapes only (widths are multiples of 64, batches are full): oneDNN compiles its kernels anew for each.
    """
    width = max(_width(i) for i in batch)
    ids = np.full((BATCH_TOKENS // width, width), PAD, np.int64)
    attend = np.zeros(ids.shape, np.float32)
    for row, item in enumerate(batch):
        ids[row, : len(item.ids)] = item.ids
        attend[row, : len(item.ids)] = 1
    attend[len(batch) :, 0] = 1
    return torch.from_numpy(table[ids]), torch.from_numpy(attend)


def losses(model: Reader, batch: list[Item], table: EmbeddingTable) -> tuple[Tensor, Tensor, Tensor]:
    """The CRFs' loss by unit, the links' by link, the edges' by span."""
    embeddings, attend = embed(batch, table)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encoder(embeddings, attend)
    hidden = hidden.float()
    units = [hidden[row, torch.from_numpy(item.units)] for row, item in enumerate(batch)]
    emissions = [model.emit(model.drop(u)).view(len(u), 2, -1) for u in units]
    label_loss = sum((_crf_loss(model, emissions, batch, level) for level in range(2)), torch.zeros(()))
    link_loss, links = torch.zeros(()), 0
    for item, unit in zip(batch, units, strict=True):
        loss, count = _link_loss(model, item, unit)
        link_loss, links = link_loss + loss, links + count
    edge_loss, spans = torch.zeros(()), sum(len(item.spans) for item in batch)
    for item, unit in zip(batch, units, strict=True):
        if len(item.spans):
            edge_loss = edge_loss + model.edges.loss(unit, torch.from_numpy(item.spans[:, [0, 2, 3]]), item.lengths)
    return label_loss, link_loss / max(links, 1), edge_loss / max(spans, 1)


def _crf_loss(model: Reader, emissions: list[Tensor], batch: list[Item], level: int) -> Tensor:
    scores, labels = [], []
    for item, emission in zip(batch, emissions, strict=True):
        if item.labels[level, 0] < 0:
            continue
        scores += emission[:, level].split(item.lengths)
        labels += torch.from_numpy(item.labels[level]).split(item.lengths)
    if not scores:
        return torch.zeros(())
    # Alike lengths together, so that padding is little.
    order = sorted(range(len(scores)), key=lambda i: len(scores[i]))
    total, number = torch.zeros(()), sum(map(len, scores))
    for at in range(0, len(order), 24):
        group = order[at : at + 24]
        padded = nn.utils.rnn.pad_sequence([scores[i] for i in group], batch_first=True)
        gold = nn.utils.rnn.pad_sequence([labels[i] for i in group], batch_first=True)
        lengths = torch.tensor([len(scores[i]) for i in group])
        mask = torch.arange(padded.shape[1])[None] < lengths[:, None]
        total = total + model.crfs[level].loss(padded, gold, mask)
    return total / number


def _link_loss(model: Reader, item: Item, units: Tensor) -> tuple[Tensor, int]:
    total, count = torch.zeros(()), 0
    for part, heads_part, head in ((2, 1, model.to_cue), (1, 0, model.to_source)):
        for level in range(2):
            tails = np.flatnonzero((item.spans[:, 0] == part) & (item.spans[:, 1] == level))
            heads = np.flatnonzero((item.spans[:, 0] == heads_part) & (item.spans[:, 1] == level))
            # A reader misses some heads; what hung on them must learn to hang on nothing.
            heads = heads[np.random.random(len(heads)) >= LOST_HEADS]
            if not len(tails) or not len(heads):
                continue
            place = {int(row): i for i, row in enumerate(heads)}
            target = torch.tensor([place.get(int(item.links[t]), len(heads)) for t in tails])
            scores = head(units, torch.from_numpy(item.spans[tails, 2:]), torch.from_numpy(item.spans[heads, 2:]))
            total = total + F.cross_entropy(scores, target, reduction="sum")
            count += len(tails)
    return total, count


def optimiser(model: Reader, lr: float, head_lr: float) -> torch.optim.Optimizer:
    """AdamW with its own rate for the heads, and no decay of norms and biases."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        groups.setdefault((name.startswith("encoder."), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": p, "initial": lr if encoder else head_lr, "weight_decay": 0.01 if decay else 0.0}
            for (encoder, decay), p in groups.items()
        ]
    )


def epoch_items(
    polnear: list[list[Example]], own: list[Example], own_times: int, tokenizer: Tokenizer, rng: random.Random
) -> list[Item]:
    """The windows of one epoch: PolNeAR once, our own text ``own_times``, each text possibly varied."""
    examples = [rng.choice(choices) for choices in zip(*polnear, strict=True)] if polnear else []
    examples += own * own_times
    # Windows of another size shift the borders, so that a border teaches nothing.
    return [i for e in examples for i in items(vary(e, rng), tokenizer, rng.choice((WINDOW, WINDOW, 192)))]


@dataclass
class Run:
    """The state of a training run: what a checkpoint holds."""

    model: Reader
    optimizer: torch.optim.Optimizer
    mean: dict[str, Tensor]
    epoch: int = 0
    step: int = 0
    total: int = 0

    @classmethod
    def begin(cls, options: argparse.Namespace, folder: Path) -> Run:
        """From the last finished epoch in ``folder``, from ``--start``, or from the base encoder."""
        model = Reader(options.dropout)
        done = sorted(folder.glob("epoch-*.pt"), key=lambda p: int(p.stem.split("-")[1]))
        saved = torch.load(done[-1]) if done else {}
        if done:
            model.load_state_dict(saved["model"])
        elif options.start:
            # Heads that the checkpoint does not know begin anew.
            model.load_state_dict(torch.load(options.start)["mean"], strict=False)
        else:
            model.encoder.load_base(torch.load(BASE / "encoder.pt"))
        run = cls(model, optimiser(model, options.lr, options.head_lr), {})
        run.mean = saved.get("mean") or {k: v.detach().clone() for k, v in model.state_dict().items()}
        if done:
            run.optimizer.load_state_dict(saved["optimizer"])
            run.epoch, run.step, run.total = saved["epoch"] + 1, saved["step"], saved["total"]
        return run

    def save(self, folder: Path) -> None:
        """Write ``epoch-N.pt``, whole or not at all."""
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        state |= {"mean": self.mean, "epoch": self.epoch, "step": self.step, "total": self.total}
        temporary = folder / "unfinished.pt"
        torch.save(state, temporary)
        temporary.rename(folder / f"epoch-{self.epoch}.pt")

    def learn(self, batch: list[Item], table: EmbeddingTable) -> tuple[float, float, float]:
        """One step; returns the three losses."""
        share = min(1.0, (self.step + 1) / WARM_UP) * max(0.02, 1 - self.step / self.total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["initial"] * share
        labels, links, edges = losses(self.model, batch, table)
        self.optimizer.zero_grad()
        (labels + LINK_WEIGHT * links + EDGE_WEIGHT * edges).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        # A running mean of the weights reads better than the last ones (Polyak and Juditsky, 1992).
        state = self.model.state_dict()
        torch._foreach_lerp_(list(self.mean.values()), [state[key] for key in self.mean], 1 - MEAN_DECAY)
        return float(labels.detach()), float(links.detach()), float(edges.detach())


def train(options: argparse.Namespace) -> None:
    """Train and write ``training/work/NAME/epoch-N.pt``."""
    folder = WORK / options.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "options.json").write_text(json.dumps(vars(options), default=str, indent=1))
    torch.manual_seed(options.seed)
    tokenizer, table = load_tokenizer(), EmbeddingTable(BASE / "embeddings.q4")
    polnear = _polnear(options)
    own = [e for path in options.own for e in read_marked(path)]
    run = Run.begin(options, folder)
    for epoch in range(run.epoch, options.epochs):
        # Each epoch has its own seeds, so that a run taken up again goes on as if it had not stopped.
        rng = random.Random(f"{options.seed} {epoch}")
        torch.manual_seed(options.seed * 1000 + epoch)
        np.random.seed(options.seed * 1000 + epoch)
        made = list(batches(epoch_items(polnear, own, options.own_times, tokenizer, rng), rng))
        run.epoch, run.total = epoch, run.total or len(made) * options.epochs
        _epoch(run, made, table)
        run.save(folder)


def _polnear(options: argparse.Namespace) -> list[list[Example]]:
    if not options.polnear:
        return []
    silver = SILVER if SILVER.exists() and not options.flat else None
    return [read_polnear(options.polnear / "polnear-train.jsonl.gz", n, silver) for n in range(6)]


def _epoch(run: Run, made: list[list[Item]], table: EmbeddingTable) -> None:
    run.model.train()
    began, sums, tokens = time.time(), np.zeros(3), 0
    for number, batch in enumerate(made, 1):
        sums += run.learn(batch, table)
        tokens += sum(len(i.ids) for i in batch)
        if number % 100 == 0 or number == len(made):
            labels, links, edges = sums / number
            rate = tokens / (time.time() - began)
            print(
                f"epoch {run.epoch} {number}/{len(made)} labels {labels:.4f} links {links:.4f} edges {edges:.4f}"
                f" {rate:.0f} tokens/s",
                flush=True,
            )


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="reader")
    parser.add_argument("--polnear", type=Path, help="the folder with polnear-train.jsonl.gz; left out if not given")
    parser.add_argument("--flat", action="store_true", help="leave out the silver inner statements of PolNeAR")
    parser.add_argument("--own", type=Path, nargs="*", default=[], help="folders of marked text")
    parser.add_argument("--own-times", type=int, default=1, help="how often our own text is read in an epoch")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from, with fresh rates")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
