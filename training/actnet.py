"""``make acts``: train the act model, resumable by its stages; with ``--folds`` measure it on PLV train, five-fold.

The first layers of the base encoder, then a pooling by attention that knows each unit's role (source, target, cue,
content) and one linear score a task. Stage one learns from our own statements and event sentences, stage two mostly
from PLV, stage three from all of it.

Example: ``python -m training.actnet --plv ../shared/data/plv-train.tsv --folds``
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.reading.clips import ROLES
from dragoman.reading.codes import ACTS, ROOTS
from dragoman.reading.segments import PAD
from dragoman.reading.table import EmbeddingTable
from training.acts import TASKS, Coded, events, own_statements, plv
from training.base import BASE, WORK
from training.encoder import WIDTH, Encoder
from training.train import load_tokenizer

DEPTH, POOLS, INNER = 3, 4, 256
WEIGHTS = {"act": 1.0, "negated": 0.3, "modality": 0.3, "topic": 0.5}
FOLDS = 5
HERE = Path(__file__).parent


class ActNet(nn.Module):
    """The first layers of the base encoder, and the heads."""

    def __init__(self, depth: int = DEPTH, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.encoder.load_base(torch.load(BASE / "encoder.pt"))
        self.encoder.layers = self.encoder.layers[:depth]
        self.inner = nn.Linear(WIDTH, INNER)
        self.role = nn.Embedding(ROLES, INNER)
        nn.init.normal_(self.role.weight, std=0.1)
        self.attend = nn.Linear(INNER, len(TASKS) * POOLS)
        self.out = nn.ModuleDict({task: nn.Linear(POOLS * INNER, size) for task, size in TASKS.items()})
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, roles: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Scores by task. ``hidden`` (statements, units, width), ``roles`` and ``mask`` (statements, units)."""
        inner = torch.tanh(self.inner(hidden) + self.role(roles))
        weight = torch.softmax(self.attend(inner).masked_fill(~mask[..., None], -1e4), 1)
        pooled = torch.einsum("sut,suw->stw", weight, inner).unflatten(1, (len(TASKS), POOLS)).flatten(2)
        return {task: self.out[task](self.drop(pooled[:, n])) for n, task in enumerate(TASKS)}


def scores(net: ActNet, batch: list[Coded], table: EmbeddingTable) -> dict[str, Tensor]:
    """Scores by task of all statements of a batch."""
    width = -(-max(len(c.clip.ids) for c in batch) // 16) * 16
    ids, attend = np.full((len(batch), width), PAD, np.int64), np.zeros((len(batch), width), np.float32)
    for row, own in enumerate(batch):
        ids[row, : len(own.clip.ids)] = own.clip.ids
        attend[row, : len(own.clip.ids)] = 1
    with torch.autocast("cpu", torch.bfloat16):
        hidden = net.encoder(torch.from_numpy(table[ids]), torch.from_numpy(attend))
    pieces = [(row, own.clip.units, roles) for row, own in enumerate(batch) for roles in own.clip.roles]
    longest = max(len(units) for _, units, _ in pieces)
    rows = torch.tensor([row for row, _, _ in pieces])
    units, roles = (
        torch.zeros(len(pieces), longest, dtype=torch.long),
        torch.zeros(len(pieces), longest, dtype=torch.long),
    )
    mask = torch.zeros(len(pieces), longest, dtype=torch.bool)
    for n, (_, own_units, own_roles) in enumerate(pieces):
        units[n, : len(own_units)], roles[n, : len(own_units)] = (
            torch.from_numpy(own_units),
            torch.from_numpy(own_roles),
        )
        mask[n, : len(own_units)] = True
    return net(hidden.float()[rows[:, None], units], roles, mask)


def batches(examples: list[Coded], most: int, rng: random.Random) -> list[list[Coded]]:
    """Examples in batches of about ``most`` padded tokens, alike in length, in random order."""
    order = sorted(examples, key=lambda c: len(c.clip.ids) + rng.random() * 8)
    out: list[list[Coded]] = []
    for example in order:
        if out and (len(out[-1]) + 1) * len(example.clip.ids) <= most:
            out[-1].append(example)
        else:
            out.append([example])
    rng.shuffle(out)
    return out


def learn(net: ActNet, examples: list[Coded], table: EmbeddingTable, epochs: int, rate: float, seed: int) -> None:
    """Train in place, with linear decay of the rate."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder, heads = (
        list(net.encoder.parameters()),
        [p for n, p in net.named_parameters() if not n.startswith("encoder")],
    )
    optimizer = torch.optim.AdamW([{"params": encoder, "of": rate}, {"params": heads, "of": 1e-3}], weight_decay=0.01)
    total, step, began = epochs * len(batches(examples, 1024, rng)), 0, time.time()
    net.train()
    for epoch in range(epochs):
        summed, count = 0.0, 0
        for batch in batches(examples, 1024, rng):
            for group in optimizer.param_groups:
                group["lr"] = group["of"] * min(1, (step + 1) / 50) * max(0.02, 1 - step / total)
            loss = losses(scores(net, batch, table), np.concatenate([c.codes for c in batch]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step, summed, count = step + 1, summed + float(loss.detach()), count + 1
        print(f"epoch {epoch} loss {summed / count:.3f} {time.time() - began:.0f} s", flush=True)


def losses(found: dict[str, Tensor], codes: np.ndarray) -> Tensor:
    """The weighted cross entropy of all tasks."""
    total = torch.zeros(())
    for n, task in enumerate(TASKS):
        gold = torch.from_numpy(codes[:, n])
        if bool((gold >= 0).any()):
            own = F.cross_entropy(found[task], gold, ignore_index=-1, label_smoothing=0.05)
            total = total + WEIGHTS[task] * own
    return total


def predict(net: ActNet, examples: list[Coded], table: EmbeddingTable, among: tuple[str, ...]) -> list[int]:
    """The act of each example, of those in ``among``."""
    net.eval()
    allowed = torch.tensor([act in among for act in ACTS])
    out: list[int] = []
    with torch.no_grad():
        for at in range(0, len(examples), 32):
            own = scores(net, examples[at : at + 32], table)["act"].masked_fill(~allowed, -1e4)
            out += own.argmax(1).tolist()
    return out


def macro_f1(gold: list[int], read: list[int]) -> float:
    """The mean of F1 over the codes of ``gold``."""
    hit, said, true = Counter(g for g, r in zip(gold, read, strict=True) if g == r), Counter(read), Counter(gold)
    return float(np.mean([2 * hit[c] / (said[c] + true[c]) for c in true]))


def folds(codes: list[int], seed: int = 0) -> list[list[int]]:
    """The numbers of the examples in five parts, each code spread evenly over them."""
    rng, out = random.Random(seed), [[] for _ in range(FOLDS)]
    for code in sorted(set(codes)):
        own = [n for n, c in enumerate(codes) if c == code]
        rng.shuffle(own)
        for place, n in enumerate(own):
            out[(place + code) % FOLDS].append(n)
    return out


def main() -> None:
    """Train, and measure where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True, help="plv-train.tsv")
    parser.add_argument("--folds", action="store_true", help="measure on PLV, five-fold; train nothing to keep")
    parser.add_argument("--first", type=int, default=6, help="epochs of stage one")
    parser.add_argument("--second", type=int, default=6, help="epochs of stage two")
    parser.add_argument("--third", type=int, default=3, help="epochs of stage three")
    parser.add_argument("--depth", type=int, default=DEPTH)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--name", default="acts")
    options = parser.parse_args()
    tokenizer, table = load_tokenizer(), EmbeddingTable(BASE / "embeddings.q4")
    own = own_statements(HERE / "text", HERE / "acts", tokenizer)
    made, public = events(HERE / "acts", tokenizer), plv(options.plv, tokenizer)
    print(f"{sum(len(c.codes) for c in own)} statements, {len(made)} events, {len(public)} of PLV", flush=True)
    first = WORK / f"{options.name}-first.pt"
    net = ActNet(options.depth)
    if first.exists():
        net.load_state_dict(torch.load(first))
    else:
        learn(net, own + made * 2, table, options.first, options.rate, 1)
        torch.save(net.state_dict(), first)
    rng = random.Random(2)
    if not options.folds:
        second = WORK / f"{options.name}-second.pt"
        if second.exists():
            net.load_state_dict(torch.load(second))
        else:
            learn(net, public * 2 + made + rng.sample(own, len(own) // 3), table, options.second, options.rate, 2)
            torch.save(net.state_dict(), second)
        learn(net, public * 2 + made + own, table, options.third, options.rate * 0.6, 3)
        torch.save(net.state_dict(), WORK / f"{options.name}.pt")
        return
    gold = [int(c.codes[0, 0]) for c in public]
    read = [-1] * len(gold)
    for held in folds(gold):
        net.load_state_dict(torch.load(first))
        train = [c for n, c in enumerate(public) if n not in set(held)]
        learn(net, train * 2 + made + rng.sample(own, len(own) // 10), table, options.second, options.rate, 2)
        found = predict(net, [public[n] for n in held], table, ROOTS)
        for n, code in zip(held, found, strict=True):
            read[n] = code
        print(f"fold: macro F1 {macro_f1([gold[n] for n in held], found):.3f}", flush=True)
    right = float(np.mean(np.array(gold) == np.array(read)))
    print(f"five-fold on PLV train: macro F1 {macro_f1(gold, read):.3f}, accuracy {right:.3f}")


if __name__ == "__main__":
    main()
