"""How passages are given to the sentence encoder: alone, or two together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.reading.segments import BOS, EOS

#: Tokens of a passage that are read; the rest of a longer one is not.
LONGEST = 120

Ids = NDArray[np.int64]


def single_ids(tokenizer: Tokenizer, text: str) -> Ids:
    """The token ids of a passage alone."""
    return np.array([BOS, *_tokens(tokenizer, text), EOS], np.int64)


def pair_ids(tokenizer: Tokenizer, one: str, other: str) -> Ids:
    """The token ids of two passages together."""
    return np.array([BOS, *_tokens(tokenizer, one), EOS, EOS, *_tokens(tokenizer, other), EOS], np.int64)


def _tokens(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(" ".join(text.split()), add_special_tokens=False).ids[:LONGEST])
