"""What points and contradictions are learned from: which pairs, and what is told of them."""

from __future__ import annotations

import random
from pathlib import Path

from training.pairs import Pair, Told, daccord, own_pairs, pairs_of, rte3, small_exchanges

HEAD = "account\tlanguage\tpoint\tdifference\ttext\n"


def told(account: str, point: str, text: str) -> Told:
    return Told(account, frozenset((point,)), text)


EXCHANGE = [
    told("a", "p1", "a deal"), told("a", "c1", "our ship"), told("a", "c2", "first"), told("a", "c2", "second"),
    told("b", "p1", "un accord"), told("b", "c1", "leur navire"), told("b", "c2", "premier"), told("b", "p2", "gaz"),
]  # fmt: skip


def pairs(others: int, seed: int = 0) -> list[Pair]:
    return list(pairs_of(EXCHANGE, others, random.Random(seed)))


def test_all_pairs_of_one_point_across_accounts() -> None:
    assert {(own.a, own.b) for own in pairs(0)} == {
        ("a deal", "un accord"), ("our ship", "leur navire"), ("first", "premier"), ("second", "premier"),
    }  # fmt: skip
    assert all(own.aligned for own in pairs(0))


def test_conflicts_and_what_is_left_open() -> None:
    found = {own.a: own.conflict for own in pairs(0)}
    assert found == {"a deal": False, "our ship": True, "first": None, "second": None}


def test_of_other_points_as_many_as_are_asked_for() -> None:
    for count in (3, 1000):
        others = [own for own in pairs(count) if not own.aligned]
        assert len(others) == len({(own.a, own.b) for own in others}) == min(count, 12)
        assert not any(own.conflict for own in others)
    assert pairs(3) == pairs(3)
    assert any(pairs(3, seed) != pairs(3) for seed in range(1, 5))


def test_a_passage_of_several_points_meets_each() -> None:
    both = Told("a", frozenset(("p1", "c1")), "a deal, and it was our ship")
    found = list(pairs_of([both, *EXCHANGE[4:6]], 0, random.Random(0)))
    assert [(own.b, own.aligned, own.conflict) for own in found] == [
        ("un accord", True, False),
        ("leur navire", True, True),
    ]


def test_small_exchanges_keep_what_looks_like_quotes(tmp_path: Path) -> None:
    (tmp_path / "b.tsv").write_text(f'{HEAD}a\ten\tp1\t-\t"Yes," he said.\nb\tfr\tp1\t-\t"oui\n', encoding="utf-8")
    (tmp_path / "a.tsv").write_text(f"{HEAD}a\ten\tc1\tpolarity\tno\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("not an exchange", encoding="utf-8")
    assert small_exchanges(tmp_path) == [
        [told("a", "c1", "no")], [told("a", "p1", '"Yes," he said.'), told("b", "p1", '"oui')],
    ]  # fmt: skip


def test_own_pairs(tmp_path: Path) -> None:
    lines = ["id\tlang_a\tlang_b\trelation\tdifference\ta\tb"]
    lines += [f"{n}\ten\tfr\t{own}\t-\ta{n}\tb{n}" for n, own in enumerate(("same", "conflict", "other"))]
    (tmp_path / "en-fr.tsv").write_text("\n".join(lines), encoding="utf-8")
    assert own_pairs(tmp_path) == [
        Pair("a0", "b0", True, False), Pair("a1", "b1", True, True), Pair("a2", "b2", False, False),
    ]  # fmt: skip


def test_public_pairs(tmp_path: Path) -> None:
    head = "premise\thypothesis\tlabel_text\n"
    (tmp_path / "rte3-fr-dev.tsv").write_text(f"{head}a\tb\tcontradiction\n", encoding="utf-8")
    (tmp_path / "rte3-fr-test.tsv").write_text(f"{head}c\td\tentailment\n", encoding="utf-8")
    (tmp_path / "daccord-development.tsv").write_text(
        f"{head}e\tf\tcontradiction\ng\th\tcompatible\n", encoding="utf-8"
    )
    assert rte3(tmp_path) == [Pair("a", "b", None, True), Pair("c", "d", None, False)]
    assert daccord(tmp_path) == [Pair("e", "f", None, True), Pair("g", "h", None, False)]
