"""Groups kept up as things come and go are those that would be made anew; so is what the desk keeps by them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from strangers import article

from dragoman.desk import Desk
from dragoman.desk.catalogue import _ORDERS, Catalogue, changes
from dragoman.desk.index import Order, grouped, regrouped
from dragoman.desk.warmth import Pairs
from dragoman.nouns import Actor, Span

ORDER: Order[str, tuple[int, str]] = Order(lambda own: tuple(own[1]), lambda own: own)


@pytest.mark.parametrize("count", [0, 3, 40, 400])
def test_what_is_kept_up_is_what_is_made_anew(count: int) -> None:
    dice = random.Random(count)
    own = {(dice.randrange(1000), "".join(dice.sample("abcd", dice.randrange(4)))) for _ in range(500)}
    gone = set(dice.sample(sorted(own), count))
    come = {(dice.randrange(1000, 2000), dice.choice(["a", "be", "xyz", ""])) for _ in range(count)}
    kept = regrouped(grouped(own, ORDER), gone, come, ORDER)
    assert kept == grouped(own - gone | come, ORDER)
    assert ("x" in kept) == any("x" in name for _, name in come)


def test_a_group_that_nothing_is_left_in_is_gone() -> None:
    assert regrouped({"a": ((1, "a"),)}, [(1, "a")], [], ORDER) == {}
    assert regrouped({"a": ((1, "a"),)}, [(2, "a")], [], ORDER) == {"a": ((1, "a"),)}


def add(
    desk: Desk, id: str, text: str = "Minister Dupont promised Kyiv that grain would leave. Few believed it."
) -> None:
    """Add a text in which one state promises another something."""
    own = article()
    france, ukraine = Actor("france", "France", "state"), Actor("ukraine", "Ukraine", "state")
    said = replace(own.statements[0], content=(Span(30, 53),), cue=(Span(16, 24),), speaker=france,
                   addressee=(ukraine,), topic="food")  # fmt: skip
    document = replace(own.document, id=id, url=f"https://example.org/{id}", text=text)
    desk.ledger.add(replace(own, document=document, statements=(said,)))


def fresh(own: Catalogue) -> Catalogue:
    return Catalogue(own.entries, own.actors, own.verdicts, own.missing)


def test_what_pages_ask_for_is_kept_up_with_new_texts_versions_and_corrections(desk: Desk) -> None:
    desk.refresh().warm()
    desk.pairs.keep_up(desk, desk.refresh())
    add(desk, "one")
    first = desk.refresh()
    assert "by_speaker" in vars(first)
    add(desk, "one", "Minister Dupont promised Kyiv that wheat would leave. Nobody believed it.")
    key = desk.refresh().by_topic["food"][0].key
    desk.ledger.judge("statement", key, "edit", by="anna", value={"act": "THREATEN"})
    last = desk.refresh()
    assert last.by_key[key].act == "THREATEN"
    for name in _ORDERS:
        assert getattr(last, name) == getattr(fresh(last), name), name
    assert len(last.by_topic["food"]) == 1
    anew = Pairs()
    for pairs in (desk.pairs, anew):
        pairs.keep_up(desk, last)
    assert desk.pairs.parties(desk, last) == anew.parties(desk, last)
    assert desk.pairs.most(desk, last) == anew.most(desk, last)
    between = desk.pairs.between(desk, last, "france", "ukraine", None)
    assert between == anew.between(desk, last, "france", "ukraine", None)
    assert [own.warmth < 0 for own in between if own.key == key] == [True]


def test_changes_are_those_of_counted_documents(desk: Desk) -> None:
    before = desk.refresh()
    assert changes(before.entries, before.entries) == ([], [])
    add(desk, "two")
    gone, come = changes(before.entries, desk.refresh().entries)
    assert (gone, [line.topic for line in come]) == ([], ["food"])
    assert changes(desk.refresh().entries, before.entries) == (come, gone)
