"""The checker of marked texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.check_text import main

GOOD = (
    "language: en\nkind: article\n\n<s1>He</s1> <q1>said</q1> <c1>that <s2>she</s2> <q2>denied</q2> <c2>it</c2></c1>.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one good text, in a folder of its language."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "001.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_good_texts_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == "1 files, 6 words, 2 statements (1 nested), 0 files with problems\n"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("language: en\nkind: article\n\n<s1>He</s1> <c1>went</c1>", "statement 1 has no cue"),
        ("language: en\nkind: article\n\n<q1>said", "<q1> is never closed"),
        ("He said so.", "without a colon"),
    ],
)
def test_bad_texts_are_named(text: str, finding: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = folder / "en" / "002.txt"
    bad.write_text(text, encoding="utf-8")
    assert main([str(folder)]) == 1
    out = capsys.readouterr().out
    assert f"{bad}:" in out
    assert finding in out
    assert "2 files" in out
    assert "1 files with problems" in out


def test_a_single_file_shown_as_understood(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-v", str(folder / "en" / "001.txt")]) == 0
    out = capsys.readouterr().out
    assert "1: He | said | that she denied it" in out
    assert "2 (within 1): she | denied | it" in out


def test_the_training_text_is_marked_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(Path(__file__).parents[2] / "training" / "text")]) == 0, capsys.readouterr().out
