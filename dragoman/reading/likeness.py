"""How like passages are: vectors of single ones, and whether two tell of one point or contradict each other.

Two networks over the reader's word embeddings, both multilingual e5 (Wang et al., 2024) taken further: for vectors on
the words of whole exchanges (``training/nearnet.py``), for judgements on pairs of passages (``training/pairnet.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.circumstances import Tag, Tagger
from dragoman.reading.encoder import WEIGHTS, Model, ModelError
from dragoman.reading.segments import BOS, EOS
from dragoman.reading.session import batches, open_session, padded
from dragoman.reading.table import EmbeddingTable
from dragoman.reading.tokenizer import Tokenizer

#: Tokens of a passage that are read; the rest of a longer one is not.
LONGEST = 120
#: Padded tokens given to the network at once.
BATCH_TOKENS = 1024

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]


def single_ids(tokenizer: Tokenizer, text: str) -> Ids:
    """The token ids of a passage alone, with the prefix that e5 was trained with for texts of one kind."""
    return np.array([BOS, *_tokens(tokenizer, "query:"), *_tokens(tokenizer, text), EOS], np.int64)


def pair_ids(tokenizer: Tokenizer, one: str, other: str) -> Ids:
    """The token ids of two passages together."""
    return np.array([BOS, *_tokens(tokenizer, one), EOS, EOS, *_tokens(tokenizer, other), EOS], np.int64)


def _tokens(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(" ".join(text.split())).ids[:LONGEST])


class Words(NamedTuple):
    """The words of a passage as the network reads them in their context: their ids (n,), their vectors (n, width)."""

    ids: Ids
    vectors: Floats


@dataclass(frozen=True)
class Likeness:
    """The two networks, loaded. Calls from several threads at once are safe."""

    encoder: object
    judging: object
    tokenizer: Tokenizer
    table: EmbeddingTable
    judge_weight: Floats
    judge_bias: Floats
    tagger: Tagger

    @classmethod
    def load(cls, model: Model, folder: Path = WEIGHTS, threads: int = 0) -> Likeness:
        """The networks of ``folder``, with the tokenizer and the word embeddings of ``model``.

        Raises:
            dragoman.reading.encoder.ModelError: a file is missing or cannot be read.
        """
        try:
            encoder, judging = (open_session(folder / f"{name}.onnx", threads) for name in ("vectors", "pairs"))
            heads, tagger = np.load(folder / "pairs.npz"), Tagger.load(folder)
        except Exception as error:  # whatever the libraries raise, the user is told the same
            raise ModelError(f"the model in {folder} cannot be loaded ({error}); install Dragoman again") from error
        weight, bias = heads["judge.weight"].T.astype(np.float32), heads["judge.bias"].astype(np.float32)
        return cls(encoder, judging, model.tokenizer, model.table, weight, bias, tagger)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A vector of length one for each text, (texts, 384): the nearer two are, the more alike what they tell."""
        pooled = self._pooled(self.encoder, [single_ids(self.tokenizer, text) for text in texts])
        vectors: Floats = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        return vectors

    def words(self, texts: Sequence[str]) -> list[Words]:
        """The words of each text; of a text without any, the text as one."""
        own = [single_ids(self.tokenizer, text) for text in texts]
        out: list[Words] = [Words(ids, np.empty(0, np.float32)) for ids in own]
        first = 1 + len(_tokens(self.tokenizer, "query:"))
        for batch, hidden in self._hidden(self.encoder, own):
            for row, n in enumerate(batch):
                inside = slice(first, max(len(own[n]) - 1, first + 1))
                out[n] = Words(own[n][inside], hidden[row, inside])
        return out

    def circumstances(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        """What each text tells of an encounter itself, in its own code points."""
        cut = [self.tokenizer.encode(text) for text in texts]
        before = [BOS, *_tokens(self.tokenizer, "query:")]
        own = [np.array([*before, *encoding.ids[:LONGEST], EOS], np.int64) for encoding in cut]
        out: list[tuple[Tag, ...]] = [()] * len(texts)
        for batch, hidden in self._hidden(self.encoder, own):
            for row, n in enumerate(batch):
                words = hidden[row, len(before) : len(own[n]) - 1]
                out[n] = self.tagger.tags(words, cut[n].offsets[:LONGEST], texts[n])
        return out

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """For each pair the probabilities that both tell of one point, and that they contradict each other, (n, 2)."""
        if not pairs:
            return np.zeros((0, 2), np.float32)
        # The order of two passages means nothing: it is the same whichever way they are given.
        ids = [pair_ids(self.tokenizer, *sorted(pair)) for pair in pairs]
        scores = self._pooled(self.judging, ids) @ self.judge_weight + self.judge_bias
        probability: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
        # A network need not be asked of the same words.
        probability[[" ".join(a.split()) == " ".join(b.split()) for a, b in pairs]] = (1, 0)
        return probability

    def _pooled(self, network: object, texts: list[Ids]) -> Floats:
        """The mean of the hidden states of each text's tokens."""
        out = np.zeros((len(texts), self.judge_weight.shape[0]), np.float32)
        for batch, hidden in self._hidden(network, texts):
            for row, n in enumerate(batch):
                out[n] = hidden[row, : len(texts[n])].mean(0)
        return out

    def _hidden(self, network: object, texts: list[Ids]) -> Iterator[tuple[list[int], Floats]]:
        """The hidden states, (texts, tokens, width), of a few texts at a time, with the places of these."""
        for batch in batches([len(text) for text in texts], BATCH_TOKENS):
            ids, attend = padded([texts[n] for n in batch])
            (hidden,) = network.run(None, {"embeddings": self.table[ids], "attend": attend})  # type: ignore[attr-defined]
            yield batch, hidden
