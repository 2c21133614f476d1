"""The two halves of the gold: which texts may be looked at, and what is told of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.nouns import Actor, DateMention, Document, Reading, Span, Statement
from evaluation.meaning import Interpreted, Meaning
from evaluation.meaning_report import COLUMNS, errors, is_for_development, report

MEANING = Meaning("france", True, True, ("france",), (), "SAY", False, "", "", "2022-01-28", ("2021",))


def text(name: str) -> Interpreted:
    document = Document(name, "Paris said it was in 2021.", name, language="en")
    statement = Statement("s1", (Span(0, 5),), (Span(6, 10),), (Span(11, 25),), "indirect", mention="Paris")
    return Interpreted(document, (statement,), (MEANING,), (DateMention(Span(21, 25), "2021"),))


def right(reading: Reading) -> Reading:
    france = Actor("france", "France", "state")
    own = replace(reading.statements[0], speaker=france, word_of=(france,), said="2022-01-28", refers=("2021",))
    return replace(reading, statements=(own,), dates=(DateMention(Span(21, 25), "2021"),))


def nothing(reading: Reading) -> Reading:
    return reading


def test_odd_numbers_are_for_development() -> None:
    assert is_for_development(text("fr/001-appel"))
    assert not is_for_development(text("fr/012-appel-2021"))
    assert not is_for_development(text("fr/appel"))


def test_the_report_counts_the_halves_apart() -> None:
    def by_half(reading: Reading) -> Reading:
        return right(reading) if "001" in reading.document.id else nothing(reading)

    lines = report([text("en/001"), text("en/002")], by_half).splitlines()
    named = 1 + list(COLUMNS).index("named")
    assert {line.split()[0] + line.split()[1]: line.split()[named + 1] for line in lines[1:]} == {
        "odden": "100.0", "oddall": "100.0", "evenen": "0.0", "evenall": "0.0",
    }  # fmt: skip


def test_errors_name_the_statement_and_both_readings() -> None:
    assert list(errors(text("en/001"), right)) == []
    found = list(errors(text("en/001"), nothing))
    assert [line.split()[1:3] for line in found[:2]] == [["s1", "named"], ["s1", "chain:"]]
    assert "gold france" in found[0]
    assert found[-1].startswith("en/001 date missed: 2021")


def test_errors_of_the_measuring_half_are_not_told() -> None:
    with pytest.raises(ValueError, match="only measures"):
        list(errors(text("en/002"), nothing))
