"""How comparisons are held against the gold: pairs of passages, conflicts, what is told by one alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.nouns import Account, Actor, Comparison, Document, Label, Passage, Point, Span, Told
from dragoman.nouns import Exchange as Read
from evaluation import exchanges as gold_nouns
from evaluation.exchanges import Exchange, Framing, Standing
from evaluation.point_scores import score
from evaluation.scores import Count

LETTERS = 10
#: Gold: p1 is told by all three, p2 is in conflict between the two parties, p3 is told by one alone.
GOLD = {
    "p1": ("shared", {"france": "a.txt", "russia": "b.txt", "press": "c.txt"}),
    "p2": ("conflict", {"france": "a.txt", "russia": "b.txt"}),
    "p3": ("one-sided", {"press": "c.txt"}),
}
LANGUAGES = {"a.txt": "fr", "b.txt": "ru", "c.txt": "fr"}


def place(point: str, shift: int = 0) -> Span:
    """Where a point stands in each document: ten letters, those of p1 first."""
    start = 20 * (int(point[1]) - 1) + shift
    return Span(start, start + LETTERS)


@pytest.fixture
def gold() -> Exchange:
    documents = {id: Document(id, "x" * 60, id, language=language) for id, language in LANGUAGES.items()}
    accounts = {id: gold_nouns.Account(id, id, (document,)) for id, document in GOLD["p1"][1].items()}
    points = tuple(
        gold_nouns.Point(
            id, label, "", (),  # type: ignore[arg-type]
            {
                account: Standing("reported", (gold_nouns.Passage(own[account], place(id)),))
                if account in own
                else Standing("not mentioned")
                for account in accounts
            },
        )
        for id, (label, own) in GOLD.items()
    )  # fmt: skip
    return Exchange("x", "call", "2022-01-28", (), documents, {}, accounts, points, Framing())


def read(*points: tuple[Label, dict[str, Span]], id: str = "e") -> Comparison:
    """A comparison whose accounts have ids of their own: points by label and, for each document, a span."""
    accounts = tuple(Account(own, Actor(own, own, "state"), (own,)) for own in LANGUAGES)
    made = tuple(
        Point(
            f"p{number}",
            label,
            {own: Told("reported", (Passage(own, (span,), ""),)) for own, span in cells.items()},
        )
        for number, (label, cells) in enumerate(points)
    )
    return Comparison(Read(id, "call", "2022-01-28", ()), accounts, made, ())


PERFECT: tuple[tuple[Label, dict[str, Span]], ...] = (
    ("shared", {"a.txt": place("p1"), "b.txt": place("p1"), "c.txt": place("p1")}),
    ("conflict", {"a.txt": place("p2"), "b.txt": place("p2")}),
    ("one-sided", {"c.txt": place("p3")}),
)


def test_all_right(gold: Exchange) -> None:
    assert score(gold, [read(*PERFECT)]) == {
        "alignment same language": Count(1, 1, 1),
        "alignment across languages": Count(3, 3, 3),
        "conflict": Count(1, 1, 1),
        "one-sided": Count(1, 1, 1),
    }


@pytest.mark.parametrize("comparisons", [[], [read()]])
def test_nothing_read(gold: Exchange, comparisons: list[Comparison]) -> None:
    assert score(gold, comparisons) == {
        "alignment same language": Count(0, 0, 1),
        "alignment across languages": Count(0, 0, 3),
        "conflict": Count(0, 0, 0),
        "one-sided": Count(0, 0, 1),
    }, "of what is not aligned no conflict is expected"


def test_all_in_one_point_is_too_much(gold: Exchange) -> None:
    whole = {document: Span(0, 60) for document in LANGUAGES}
    found = score(gold, [read(("conflict", whole))])
    assert found["alignment across languages"].gold == 3
    assert found["alignment across languages"].said > found["alignment across languages"].hit == 3
    assert found["conflict"] == Count(1, 4, 1), "what is aligned rightly is called a conflict, wrongly but for one"
    assert found["one-sided"] == Count(0, 0, 1)


@pytest.mark.parametrize(("shift", "hit"), [(5, 3), (6, 1)])
def test_half_of_the_letters_must_be_common(shift: int, hit: int, gold: Exchange) -> None:
    moved = {**PERFECT[0][1], "a.txt": place("p1", shift)}
    found = score(gold, [read(("shared", moved), *PERFECT[1:])])
    assert found["alignment across languages"].hit == (3 if hit == 3 else 2)
    assert found["alignment same language"].hit == (1 if hit == 3 else 0)


def test_of_a_long_and_a_short_passage_the_short_one_counts(gold: Exchange) -> None:
    long = {document: Span(0, 19) for document in LANGUAGES}
    assert score(gold, [read(("shared", long), *PERFECT[1:])]) == score(gold, [read(*PERFECT)])


def test_a_conflict_that_is_not_seen_and_one_that_is_none(gold: Exchange) -> None:
    turned = read(("conflict", PERFECT[0][1]), ("shared", PERFECT[1][1]), PERFECT[2])
    assert score(gold, [turned])["conflict"] == Count(0, 3, 1)


def test_what_is_held_one_sided_wrongly(gold: Exchange) -> None:
    apart = [("one-sided", {document: span}) for _, cells in PERFECT for document, span in cells.items()]
    found = score(gold, [read(*apart)])  # type: ignore[arg-type]
    assert found["one-sided"] == Count(1, 6, 1)
    assert found["alignment across languages"] == Count(0, 0, 3)


def test_of_several_exchanges_the_one_of_these_documents_counts(gold: Exchange) -> None:
    other = replace(read(*PERFECT, id="other"), accounts=(Account("z", Actor("z", "z", "state"), ("z.txt",)),))
    assert score(gold, [other, read(*PERFECT)])["one-sided"] == Count(1, 1, 1)
    assert score(gold, [other, read()])["one-sided"] == Count(0, 0, 1)
