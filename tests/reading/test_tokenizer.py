"""The tokenizer cuts as the library does whose vocabulary it has."""

from __future__ import annotations

from pathlib import Path

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, models, normalizers, pre_tokenizers

from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.reader import Reader
from dragoman.reading.segments import paragraphs
from dragoman.reading.tokenizer import UNKNOWN, Tokenizer, save, vocabulary

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
HARD = [
    "a\u0301 ﬁ ½ ㍿ \u200dx \ue000\ue001x \U000e0041 ё\u0308", "日本語のテキスト。東京で", "مرحبا بالعالم", "กรุงเทพ",
    "한국어 텍스트", "x" * 300, "𝒳𝒴 😀😀 ☃", "ⅷ №5 … A\u00a0B\tc\nd", "  two  spaces ", "qu'il l’a d\u2019", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def own(reader: Reader) -> Tokenizer:
    """Return the shipped tokenizer."""
    return reader.model.tokenizer


@pytest.fixture(scope="module")
def library() -> tokenizers.Tokenizer:
    """Return the library's, over the same vocabulary."""
    pieces, scores, charsmap = vocabulary(WEIGHTS / "tokenizer.npz")
    made = tokenizers.Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), UNKNOWN, False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"\s"), " "),
            normalizers.Precompiled(charsmap),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}\p{M}\s\x{200c}\x{200d}]"), "isolated"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first"),
        ]
    )
    return made


def same(text: str, own: Tokenizer, library: tokenizers.Tokenizer) -> bool:
    wanted = library.encode(text, add_special_tokens=False)
    return own.encode(text) == (wanted.ids, wanted.offsets)


@pytest.mark.parametrize("text", HARD)
def test_hard_texts(text: str, own: Tokenizer, library: tokenizers.Tokenizer) -> None:
    assert same(text, own, library)


@pytest.mark.parametrize("language", sorted(folder.name for folder in GOLD.iterdir() if folder.is_dir()))
def test_texts_of_the_gold(language: str, own: Tokenizer, library: tokenizers.Tokenizer) -> None:
    for path in sorted((GOLD / language).glob("*.txt"))[:4]:
        text = path.read_text(encoding="utf-8")
        for start, end in paragraphs(text):
            assert same(text[start:end], own, library), text[start:end]


@given(st.text(max_size=60))
def test_any_text(own: Tokenizer, library: tokenizers.Tokenizer, text: str) -> None:
    assert same(text, own, library)


def test_the_most_probable_cut_and_letters_that_nothing_holds(tmp_path: Path) -> None:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁ab", "c", "▁a", "bc", "b"]
    save(
        tmp_path / "t.npz",
        pieces,
        [0.0, 0.0, 0.0, 0.0, -2.0, -2.0, -1.0, -1.5, -9.0],
        vocabulary(WEIGHTS / "tokenizer.npz")[2],
    )
    own = Tokenizer.load(tmp_path / "t.npz")
    assert own.encode("abc zzc") == ([6, 7, UNKNOWN, 5], [(0, 1), (1, 3), (3, 6), (6, 7)])


def test_marks_of_the_network_in_a_text_are_text(own: Tokenizer) -> None:
    assert not set(own.encode("<s> </s> <pad>").ids) & {0, 1, 2}
