"""Scores worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dragoman.nouns import Span, Spans
from evaluation.scores import Count, Tally, matched

TEXT = "He said that talks go on. She denied it, they wrote."


@dataclass(frozen=True)
class Parts:
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()


def at(*words: str) -> Spans:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


HE = Parts(at("He"), at("said"), at("that talks go on"))
SHE = Parts(at("She"), at("denied"), at("it"))


def f1(read: list[Parts], gold: list[Parts]) -> dict[str, float]:
    tally = Tally()
    tally.score(TEXT, read, gold)
    return tally.f1()


@pytest.mark.parametrize(
    ("count", "f1", "precision", "recall"),
    [
        (Count(3, 4, 6), 60.0, 75.0, 50.0),
        (Count(0, 4, 6), 0.0, 0.0, 0.0),
        (Count(0, 0, 0), 100.0, 0.0, 0.0),
        (Count(0, 0, 5), 0.0, 0.0, 0.0),
        (Count(5, 5, 5), 100.0, 100.0, 100.0),
    ],
)
def test_count(count: Count, f1: float, precision: float, recall: float) -> None:
    assert (count.f1, count.precision, count.recall) == (f1, precision, recall)


def test_counts_add_up() -> None:
    assert Count(1, 2, 3).plus(Count(10, 20, 30)) == Count(11, 22, 33)


def test_all_right() -> None:
    assert set(f1([HE, SHE], [HE, SHE]).values()) == {100.0}
    assert set(f1([SHE, HE], [HE, SHE]).values()) == {100.0}


def test_nothing_read() -> None:
    assert set(f1([], [HE]).values()) == {0.0}


def test_nothing_there_and_nothing_read() -> None:
    assert set(f1([], []).values()) == {100.0}


def test_one_of_two_is_two_thirds() -> None:
    found = f1([HE], [HE, SHE])
    assert found["exact source"] == found["exact content"] == found["attribution"] == 66.67
    # Letters: "thattalksgoon" is 13, "it" 2.
    assert found["token content"] == pytest.approx(200 * 13 / (13 + 15), abs=0.01)


def test_exact_wants_both_ends_and_token_only_letters() -> None:
    wide = Parts(at("He"), at("said"), at("that talks go on."))
    found = f1([wide], [HE])
    assert found["exact content"] == 0.0
    assert found["token content"] == 100.0
    assert found["exact cue"] == 100.0
    assert found["attribution"] == 100.0


def test_token_by_hand() -> None:
    short = Parts(at("He"), at("said"), at("talks go"))
    # 7 letters of 13 read, all right: 2 * 7 / (7 + 13).
    assert f1([short], [HE])["token content"] == 70.0


def test_scores_of_several_texts_are_pooled() -> None:
    tally = Tally()
    tally.score(TEXT, [HE, SHE], [HE, SHE])
    tally.score(TEXT, [], [HE])
    # Hits 2, read 2, gold 3.
    assert tally.f1()["exact source"] == 80.0
    assert tally.f1()["attribution"] == 80.0


def test_a_statement_counts_from_half_of_the_contents_in_common() -> None:
    def own(content: str) -> Parts:
        return Parts(at("He"), (), at(content))

    # Of 16 characters: 8 is half, 7 is not.
    assert len("that tal") == 8
    assert matched(TEXT, [own("that tal")], [HE]) == 1
    assert matched(TEXT, [own("that ta")], [HE]) == 0


def test_a_statement_needs_a_word_of_its_source() -> None:
    def own(*source: str) -> Parts:
        return Parts(at(*source), (), HE.content)

    assert matched(TEXT, [own("He said")], [HE]) == 1
    assert matched(TEXT, [own("She")], [HE]) == 0
    assert matched(TEXT, [own()], [HE]) == 0
    assert matched(TEXT, [own()], [Parts((), HE.cue, HE.content)]) == 1
    assert matched(TEXT, [own("He")], [Parts((), HE.cue, HE.content)]) == 0


def test_sources_that_share_letters_share_a_word() -> None:
    # As in Chinese, where a run of letters is no word.
    text = "外交部发言人说不"
    read = Parts((Span(3, 6),), (), (Span(7, 8),))
    gold = Parts((Span(0, 6),), (), (Span(7, 8),))
    assert matched(text, [read], [gold]) == 1
    assert matched(text, [Parts((Span(6, 7),), (), (Span(7, 8),))], [gold]) == 0


def test_each_statement_is_matched_once() -> None:
    assert matched(TEXT, [HE, HE], [HE]) == 1
    assert matched(TEXT, [HE], [HE, HE]) == 1
    assert matched(TEXT, [HE, HE], [HE, HE]) == 2


def test_the_better_pair_goes_first() -> None:
    def own(content: str) -> Parts:
        return Parts(at("He"), (), at(content))

    # The whole fits both gold statements, the shortest only the shorter: paired well, both are matched.
    read = [own("that talks go on"), own("that ta")]
    assert matched(TEXT, read, [own("that talks go on"), own("that talks")]) == 2
    assert matched(TEXT, read, [own("that talks"), own("that talks go on")]) == 2
