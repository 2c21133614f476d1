"""The codes are those of the code book, each once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from dragoman.nouns import Modality
from dragoman.reading.codes import ACTS, MODALITIES, ROOTS, TOPICS, VERBAL

BOOK = (Path(__file__).parents[2] / "docs" / "acts.md").read_text(encoding="utf-8")


def explained(heading: str) -> list[str]:
    """The codes in the table under a heading of the code book."""
    section = BOOK.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([A-Z]+|[a-z]+)` \|", section, re.MULTILINE)


@pytest.mark.parametrize(("heading", "codes"), [("Roots of PLOVER", ROOTS), ("Verbal acts", VERBAL)])
def test_every_act_is_explained(heading: str, codes: tuple[str, ...]) -> None:
    assert explained(heading) == list(codes)


def test_every_modality_is_explained_and_known_to_the_nouns() -> None:
    assert MODALITIES[0] is None
    assert explained("Modality") == list(MODALITIES[1:])
    assert set(MODALITIES[1:]) == set(get_args(Modality))


@pytest.mark.parametrize("codes", [ACTS, MODALITIES, TOPICS])
def test_no_code_stands_twice(codes: tuple[str | None, ...]) -> None:
    assert len(set(codes)) == len(codes)


def test_a_topic_is_a_short_label() -> None:
    assert TOPICS[0] is None
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", topic) for topic in TOPICS[1:] if topic)
