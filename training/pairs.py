"""What points and contradictions are learned from: pairs of passages, ours and public ones."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

#: What may be told of a pair: that both tell of one point, and that both cannot be true; None where it was not judged.
Judged = bool | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages, and how they stand to each other."""

    a: str
    b: str
    aligned: Judged
    conflict: Judged


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of an exchange: its account, the ids of the points that it tells, its document where that is one."""

    account: str
    points: frozenset[str]
    text: str
    document: str = ""

    @property
    def column(self) -> tuple[str, str]:
        """What it is compared across: passages of one account in two documents are, those of one document are not."""
        return self.account, self.document


def small_exchanges(folder: Path) -> list[list[Told]]:
    """The exchanges of ``training/exchanges``: the passages of all accounts of each."""
    return [
        [Told(row["account"], frozenset((row["point"],)), row["text"]) for row in _rows(file)]
        for file in sorted(folder.glob("*.tsv"))
    ]


def pairs_of(exchange: list[Told], others: int, rng: random.Random) -> Iterator[Pair]:
    """The pairs of an exchange across its columns: all that tell of one point, and ``others`` that do not."""
    across = [(x, y) for x, y in combinations(exchange, 2) if x.column != y.column]
    rest = [(x, y) for x, y in across if not x.points & y.points]
    kept = [(x, y) for x, y in across if x.points & y.points] + rng.sample(rest, min(others, len(rest)))
    parts = tellers(exchange)
    yield from (judged(x, y, parts) for x, y in kept)


def tellers(exchange: Iterable[Told]) -> Counter[tuple[tuple[str, str], str]]:
    """How many passages of each column tell each point."""
    return Counter((told.column, point) for told in exchange for point in told.points)


def judged(x: Told, y: Told, parts: Counter[tuple[tuple[str, str], str]]) -> Pair:
    """A pair of two passages of an exchange; ``parts`` are the tellers of its points."""
    same = x.points & y.points
    opposed = x.account != y.account and any(point.startswith("c") for point in same)
    # Several sentences of a point in conflict need not each be in conflict.
    alone = all(parts[told.column, point] == 1 for told in (x, y) for point in same)
    return Pair(x.text, y.text, bool(same), None if opposed and not alone else opposed)


def own_pairs(folder: Path) -> list[Pair]:
    """The pairs of ``training/pairs``."""
    rows = [row for file in sorted(folder.glob("*.tsv")) for row in _rows(file)]
    return [Pair(row["a"], row["b"], row["relation"] != "other", row["relation"] == "conflict") for row in rows]


def rte3(folder: Path) -> list[Pair]:
    """RTE3-fr (Skandalis et al., 2024): entailment, neutral, contradiction."""
    rows = [row for name in ("dev", "test") for row in _rows(folder / f"rte3-fr-{name}.tsv")]
    return [Pair(row["premise"], row["hypothesis"], None, row["label_text"] == "contradiction") for row in rows]


def daccord(folder: Path) -> list[Pair]:
    """The development half of DACCORD (Skandalis et al., 2024): contradiction or compatible."""
    rows = _rows(folder / "daccord-development.tsv")
    return [Pair(row["premise"], row["hypothesis"], None, row["label_text"] == "contradiction") for row in rows]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
