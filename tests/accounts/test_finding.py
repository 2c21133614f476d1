"""The finding in a sentence, and the title."""

from __future__ import annotations

import pytest

from dragoman.accounts.build import UNNAMED
from dragoman.accounts.finding import finding, title
from dragoman.nouns import Account, Actor, Comparison, Exchange, Label, Point, Told

KREMLIN = Account("russia", Actor("kremlin", "Kremlin", "institution"), ("a",))
ELYSEE = Account("france", Actor("elysee", "Élysée Palace", "institution"), ("b",))


def account(name: str, kind: str, id: str = "x") -> Account:
    return Account(id, Actor(id, name, kind), ("c",))


def made(*accounts: Account, **counts: int) -> Comparison:
    """A comparison with so many points: shared, conflict, and by the id of an account those that it alone tells."""
    points = []
    for kind, count in counts.items():
        label: Label = kind if kind in ("shared", "conflict") else "one-sided"  # type: ignore[assignment]
        told = {own.id: Told("reported" if kind in (own.id, label) else "not mentioned") for own in accounts}
        points += [Point(f"{kind}{n}", label, told) for n in range(count)]
    return Comparison(Exchange("e", "call", None, ()), accounts, tuple(points), ())


def test_all_is_counted() -> None:
    assert finding(made(KREMLIN, ELYSEE, shared=2, conflict=1, russia=6, france=4)) == (
        "2 points shared, 1 in conflict, 6 only in the Kremlin's account, 4 only in the Élysée Palace's"
    )


def test_one_and_none_are_told_in_words_that_fit() -> None:
    assert finding(made(KREMLIN, ELYSEE, shared=1, france=1)) == (
        "1 point shared, none in conflict, none only in the Kremlin's account, 1 only in the Élysée Palace's"
    )
    assert finding(made(KREMLIN, ELYSEE)).startswith("No points shared, none in conflict")


def test_of_many_accounts_only_those_with_something_of_their_own_are_named() -> None:
    third = account("The Daily", "outlet", "daily")
    assert finding(made(KREMLIN, ELYSEE, third, shared=3, daily=2)) == (
        "3 points shared, none in conflict, 2 only in The Daily's account"
    )


def test_one_account_is_said_to_be_the_only_one() -> None:
    assert finding(made(KREMLIN, russia=1)) == "One account only: the Kremlin's, with 1 point"
    assert finding(made()) == "No account: the documents mention it, and tell nothing of it"


@pytest.mark.parametrize(
    ("name", "kind", "owner"),
    [
        ("White House", "institution", "the White House's"),
        ("10 Downing Street", "institution", "10 Downing Street's"),
        ("NATO", "alliance", "NATO's"),
        ("European Union", "alliance", "the European Union's"),
        ("United States", "state", "the United States'"),
        ("Czech Republic", "state", "the Czech Republic's"),
        ("Russia", "state", "Russia's"),
        ("Emmanuel Macron", "person", "Emmanuel Macron's"),
        ("Le Monde", "outlet", "Le Monde's"),
    ],
)
def test_owners_are_named_as_in_english(name: str, kind: str, owner: str) -> None:
    assert finding(made(account(name, kind))).startswith(f"One account only: {owner}, with")


def test_an_outlet_without_a_name_is_called_so() -> None:
    assert "the unnamed outlet's" in finding(made(Account("unnamed-press", UNNAMED, ("a",))))


def test_the_title_says_what_when_where_who() -> None:
    people = (Actor("a", "A", "person"), Actor("b", "B", "person"), Actor("c", "C", "person"))
    assert title(Exchange("e", "call", "2022-01-28", people[:2], "video")) == "Video call, 2022-01-28: A and B"
    assert title(Exchange("e", "meeting", None, people, place="Geneva")) == "Meeting, undated, Geneva: A, B and C"
