"""The small parts: folded words, days, differences, facets, names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger import word_diff
from dragoman.ledger.days import days
from dragoman.ledger.facets import periods, touching
from dragoman.ledger.folding import folded
from dragoman.ledger.judgements import Judgement, in_force
from dragoman.ledger.keys import as_key, as_number, short
from dragoman.ledger.query import Term, terms
from dragoman.ledger.same import groups, with_same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'Élysée, «ёлка»", "l elysee елка"), ("", ""), ("…", ""), ("a_b-c.d", "a b c d"), ("COVID-19", "covid 19"),
        ("中方 OK", "中 方 ok"), ("Straße Łódź Ærø", "strasse lodz aero"), ("हिन्दी", "हिनदी"), ("\0x\ufeffy", "x y"),
    ],
)  # fmt: skip
def test_folded(text: str, words: str) -> None:
    assert folded(text) == words


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert "_" not in once
    assert all(word == "".join(c for c in word if c.isprintable()) for word in once.split())


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2022-01-28", ("2022-01-28", "2022-01-28")), ("2022-02", ("2022-02-01", "2022-02-28")),
        ("2020", ("2020-01-01", "2020-12-31")), ("2022-04-30/2022-05-01", ("2022-04-30", "2022-05-01")),
        ("2022-01/2022-03", ("2022-01-01", "2022-03-31")), ("2022-01-28T10:00:00+03:00", ("2022-01-28", "2022-01-28")),
        ("2022-02-30", None), ("2022-13", None), ("0000", None), ("", None), (None, None), ("soon", None),
        ("2022-05/2022-04", None), ("2022/", ("2022-01-01", "2022-12-31")), ("/2022", None),
    ],
)  # fmt: skip
def test_days(value: str | None, found: tuple[str, str] | None) -> None:
    wanted = (date.fromisoformat(found[0]).toordinal(), date.fromisoformat(found[1]).toordinal()) if found else None
    assert days(value) == wanted


DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
SPANS = st.tuples(DAYS, st.one_of(st.just(0), st.integers(0, 40), st.integers(0, 15_000))).map(lambda p: (p[0], sum(p)))


@given(own=SPANS, asked=SPANS)
def test_times_that_overlap_have_a_facet_in_common(own: tuple[int, int], asked: tuple[int, int]) -> None:
    if own[0] <= asked[1] and own[1] >= asked[0]:
        assert set(periods(own)) & set(touching(asked))


WORDS = st.lists(st.sampled_from(["a", "b", "c", " ", "  ", ",", "né", "\n"]), max_size=30).map("".join)


@given(old=WORDS, new=WORDS)
def test_a_difference_makes_up_both_texts(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(old[slice(*change.old)] for change in changes) == old
    assert "".join(new[slice(*change.new)] for change in changes) == new
    for change in changes:
        same = old[slice(*change.old)] == new[slice(*change.new)]
        assert same == (change.kind == "same")
    assert (old == new) == all(change.kind == "same" for change in changes)


def test_a_difference_is_of_words() -> None:
    old, new = "He said yes to all.", "He said no to all, today."
    told = [(c.kind, old[slice(*c.old)], new[slice(*c.new)]) for c in word_diff(old, new) if c.kind != "same"]
    assert told == [("changed", "yes", "no"), ("added", "", ", today")]


def test_terms() -> None:
    assert terms('né "rouge Ligne" dip* -guerre -"la paix" … ""') == [
        Term(("ne",)), Term(("rouge", "ligne")), Term(("dip",), begins=True), Term(("guerre",), without=True),
        Term(("la", "paix"), without=True),
    ]  # fmt: skip


@given(st.integers(0, 2**64 - 1))
def test_a_key_comes_back(number: int) -> None:
    key = f"{number:016x}"
    stored = as_number(key)
    assert stored is not None
    assert -(2**63) <= stored < 2**63
    assert as_key(stored) == key


def test_long_names_are_short_and_apart() -> None:
    assert short("a\0b") == "ab"
    assert short("x" * 600) == "x" * 600
    assert short("x" * 601) != short("x" * 602)
    assert len(short("ж" * 10_000).encode()) < 2700


def test_what_is_the_same_is_so_both_ways_and_on() -> None:
    same = groups({"a": "b", "c": "b", "x": "y"})
    assert with_same(["a"], same) == ["a", "b", "c"]
    assert with_same(["y", "z"], same) == ["x", "y", "z"]


def test_a_judgement_that_takes_back_one_that_took_back() -> None:
    def own(number: int, verdict: str | None, undoes: int | None = None) -> Judgement:
        return Judgement(number, "statement", "k", verdict, "anna", "", undoes=undoes)  # type: ignore[arg-type]

    history = [own(1, "accept"), own(2, "reject"), own(3, None, 2), own(4, None, 3), own(5, None, 4)]
    stands = [in_force(history[:number]) for number in range(6)]
    assert [found.id if found else None for found in stands] == [None, 1, 2, 1, 2, 1]
