"""Units and columns by hand, and judges that need no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dragoman.accounts.align import Column
from dragoman.accounts.passages import Unit
from dragoman.nouns import Account, Actor, Passage, Span
from dragoman.reading.circumstances import Tag
from dragoman.reading.likeness import Words as Likened

PUTIN = Actor("vladimir-putin", "Vladimir Putin", "person", "russia")
PESKOV = Actor("dmitry-peskov", "Dmitry Peskov", "person", "russia")
MACRON = Actor("emmanuel-macron", "Emmanuel Macron", "person", "france")
UKRAINE = Actor("ukraine", "Ukraine", "state")


def unit(text: str, document: str = "d", **facts: object) -> Unit:
    """A unit of a text; ``facts`` are its other fields."""
    return Unit(Passage(document, (Span(0, len(text)),), text), "en", 0, 0, 0, 0.1, **facts)  # type: ignore[arg-type]


def column(account: str, *units: Unit | str) -> Column:
    """A column of an account's one document, ``ACCOUNT.txt``."""
    document = f"{account}.txt"
    return Column(account, document, tuple(own if isinstance(own, Unit) else unit(own, document) for own in units))


def account(id: str) -> Account:
    """An account whose voucher bears its id, with a capital."""
    return Account(id, Actor(id, id.capitalize(), "state"), (f"{id}.txt",))


def probability(odds: float) -> float:
    """Of log odds."""
    return float(1 / (1 + np.exp(-odds)))


def single(vectors: np.ndarray) -> list[Likened]:
    """Each passage as one word, with its vector."""
    return [Likened(np.array([n]), row[None]) for n, row in enumerate(vectors)]


class Given:
    """A judge to whom the log odds of each pair are told; all are alike to it, and other pairs are no match."""

    def __init__(self, odds: Mapping[tuple[str, str], float], conflicts: Sequence[tuple[str, str]] = ()) -> None:
        self.odds = {frozenset(pair): own for pair, own in odds.items()}
        self.conflicts = {frozenset(pair) for pair in conflicts}
        self.asked: list[tuple[str, str]] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)

    def words(self, texts: Sequence[str]) -> list[Likened]:
        return single(self.vectors(texts))

    def circumstances(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        return [()] * len(texts)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked += pairs
        told = [
            (probability(self.odds.get(frozenset(pair), -20)), 0.99 if frozenset(pair) in self.conflicts else 0.01)
            for pair in pairs
        ]
        return np.array(told, np.float32).reshape(-1, 2)


class Words:
    """A judge to whom passages tell of one point where they have half of their words in common."""

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        words = sorted({word for text in texts for word in _words(text)})
        rows = np.array([[word in _words(text) for word in words] for text in texts], np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def words(self, texts: Sequence[str]) -> list[Likened]:
        return single(self.vectors(texts))

    def circumstances(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        return [()] * len(texts)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        shares = [len(_words(a) & _words(b)) / max(1, len(_words(a) | _words(b))) for a, b in pairs]
        return np.array([(probability(20 * (share - 0.5)), 0.0) for share in shares], np.float32).reshape(-1, 2)


def _words(text: str) -> set[str]:
    return {word.strip(".,").lower() for word in text.split()}
