"""Words cut into the pieces of the base model's vocabulary, with their places in the text.

A unigram model, as SentencePiece has it: of all ways to cut a word into known pieces, the one whose pieces are most
probable together. The library ``tokenizers`` does the same with a tree of the vocabulary that takes 290 MB and 0.7 s
to load; a plain dictionary takes 60 MB and 0.15 s. What comes before the pieces, Unicode's compatibility forms and the
cut into words, stays the library's work: it keeps account of where each letter came from.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import NormalizedString, PreTokenizedString, Regex, Token, normalizers, pre_tokenizers

UNKNOWN = 3
#: How much less probable a letter that no piece holds is than the rarest piece.
_PENALTY = 10.0
#: Words whose pieces are remembered: about 8 MB.
_REMEMBERED = 1 << 14
_NEVER = float("-inf")
#: Every mark is a word of its own, so that no piece straddles two units.
_MARK = r"[^\p{L}\p{N}\p{M}\s\x{200c}\x{200d}]"


class Encoding(NamedTuple):
    """The pieces of a text: their numbers in the vocabulary, and the code points (start, end) that each stands for."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Tokenizer:
    """The vocabulary of the base model, loaded. Calls from several threads at once are safe."""

    def __init__(self, pieces: list[str], scores: list[float], charsmap: bytes) -> None:
        """Take the pieces in the order of their numbers, how probable each is (a logarithm), and SentencePiece's
        table of what becomes of characters before."""
        self._scores = scores
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - _PENALTY
        # Line breaks inside a hard-wrapped paragraph are spaces to the model.
        self._normalizer = normalizers.Sequence(
            [
                normalizers.Replace(Regex(r"\s"), " "),
                normalizers.Precompiled(charsmap),
                normalizers.Replace(Regex(" {2,}"), " "),
            ]
        )
        self._words = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(_MARK), "isolated"),
                pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first"),
            ]
        )
        self._tokens = lru_cache(_REMEMBERED)(self._cut)

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        """The vocabulary in the file that ``save`` wrote; whatever NumPy raises where it cannot be read."""
        return cls(*vocabulary(path))

    def encode(self, text: str) -> Encoding:
        """The pieces of a text, without marks of its beginning and end."""
        words = PreTokenizedString(text)
        words.normalize(self._normalise)
        self._words.pre_tokenize(words)
        words.tokenize(self._tokens)
        cut = words.to_encoding()
        return Encoding(cut.ids, cut.offsets)

    def _normalise(self, text: NormalizedString) -> None:
        self._normalizer.normalize(text)

    def _cut(self, word: str) -> list[Token]:
        """The pieces of a word, with the bytes that each takes in it; unknown letters that follow on are one piece."""
        cuts: list[tuple[int, int, int]] = []
        for start, end, number in self._best(word):
            if number == UNKNOWN and cuts and cuts[-1][2] == UNKNOWN:
                start = cuts.pop()[0]
            cuts.append((start, end, number))
        places = [0]
        for letter in word:
            places.append(places[-1] + len(letter.encode()))
        return [Token(number, word[start:end], (places[start], places[end])) for start, end, number in cuts]

    def _best(self, word: str) -> list[tuple[int, int, int]]:
        """The most probable cut of a word: where each piece begins and ends, and its number (Viterbi's algorithm)."""
        ids, scores, length = self._ids, self._scores, len(word)
        best = [0.0] + [_NEVER] * length
        last = [(0, 0, UNKNOWN)] * (length + 1)
        for start in range(length):
            here, alone = best[start], False
            for end in range(start + 1, min(start + self._longest, length) + 1):
                number = ids.get(word[start:end])
                if number is not None:
                    alone = alone or end == start + 1
                    if scores[number] + here > best[end]:
                        best[end], last[end] = scores[number] + here, (start, end, number)
            if not alone and self._unknown + here > best[start + 1]:
                best[start + 1], last[start + 1] = self._unknown + here, (start, start + 1, UNKNOWN)
        cuts: list[tuple[int, int, int]] = []
        at = length
        while at:
            cuts.append(last[at])
            at = last[at][0]
        return cuts[::-1]


def vocabulary(path: Path) -> tuple[list[str], list[float], bytes]:
    """The pieces, scores and table of characters in a file that ``save`` wrote."""
    with np.load(path) as arrays:
        pieces = arrays["pieces"].tobytes().decode().split("\n")
        return pieces, arrays["scores"].tolist(), arrays["charsmap"].tobytes()


def save(path: Path, pieces: list[str], scores: list[float], charsmap: bytes) -> None:
    """Write a vocabulary for ``Tokenizer.load``; no piece may hold a line break."""
    arrays: dict[str, NDArray[np.generic]] = {
        "pieces": np.frombuffer("\n".join(pieces).encode(), np.uint8),
        "scores": np.array(scores, np.float64),
        "charsmap": np.frombuffer(charsmap, np.uint8),
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)
