"""The gold: enough of it, marked well, and kept apart from training."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.nouns import KINDS
from dragoman.reading.markup import TAG, MarkedText, parse, problems
from dragoman.reading.segments import SPACELESS

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "evaluation" / "gold").rglob("*.txt"))
TRAINING = sorted((ROOT / "training" / "text").rglob("*.txt"))
RUN = 12

names = pytest.mark.parametrize("file", GOLD, ids=lambda file: f"{file.parent.name}/{file.stem}")


@pytest.fixture(scope="module")
def gold() -> dict[Path, MarkedText]:
    """Return every gold text, parsed."""
    return {file: parse(file.read_text(encoding="utf-8")) for file in GOLD}


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Each run of twelve words; in scripts without spaces, of twice as many letters."""
    spaceless = len(re.findall(f"[{SPACELESS}]", text)) > len(text) / 3
    words = re.findall(rf"[{SPACELESS}]|\w+" if spaceless else r"\w+", text.lower())
    length = 2 * RUN if spaceless else RUN
    yield from (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def body(file: Path) -> str:
    """The text of a marked file, also where its marks are wrong."""
    return TAG.sub("", file.read_text(encoding="utf-8").partition("\n\n")[2])


def test_there_is_enough(gold: dict[Path, MarkedText]) -> None:
    count = Counter(text.language for text in gold.values())
    assert sum(count.values()) >= 60
    assert {language: n for language in ("en", "fr", "ru", "uk") if (n := count[language]) < 8} == {}
    assert {
        language: n for language in ("zh", "ar", "tr", "es", "de", "it", "pl", "fa") if (n := count[language]) < 2
    } == {}


@names
def test_it_is_marked_well(file: Path) -> None:
    text = parse(file.read_text(encoding="utf-8"))
    assert problems(text) == []
    assert text.marks
    assert text.language == file.parent.name
    assert text.header["kind"] in KINDS


def test_every_language_has_nested_statements(gold: dict[Path, MarkedText]) -> None:
    nested = {text.language for text in gold.values() if any(mark.within is not None for mark in text.marks)}
    assert nested == {text.language for text in gold.values()}


def test_no_text_is_there_twice(gold: dict[Path, MarkedText]) -> None:
    assert len({text.text for text in gold.values()}) == len(gold)


@pytest.fixture(scope="module")
def trained() -> dict[tuple[str, ...], Path]:
    """Return every run of words of the training text, with a file it stands in."""
    return {run: file for file in TRAINING for run in runs(body(file))}


@names
def test_none_of_it_is_trained_on(file: Path, trained: dict[tuple[str, ...], Path]) -> None:
    assert TRAINING
    shared = {" ".join(run): trained[run].relative_to(ROOT) for run in runs(body(file)) if run in trained}
    assert shared == {}


def test_runs_are_found_whatever_stands_between_the_words() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    assert list(runs(" ".join(words))) == [tuple(words)]
    assert list(runs("“" + ", ".join(words).upper() + "”.")) == [tuple(words)]
    assert list(runs(" ".join(words[1:]))) == []
