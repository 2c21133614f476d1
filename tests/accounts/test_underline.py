"""The words of a point that are underlined."""

from __future__ import annotations

from units import account

from dragoman.accounts.underline import Underline, underlines
from dragoman.nouns import Comparison, Difference, Exchange, Framing, Passage, Point, Span, Told

TEXTS = {"a.txt": "on 9 May the war ends", "b.txt": "on 10 May the operation ends"}


def words(account: str, text: str) -> Passage:
    """Words of an account's one document."""
    document = f"{account}.txt"
    start = TEXTS[document].index(text)
    return Passage(document, (Span(start, start + len(text)),), text)


def compared(*differences: Difference, framing: tuple[Framing, ...] = ()) -> tuple[Comparison, Point]:
    told = {id: Told("reported", (words(id, TEXTS[f"{id}.txt"]),)) for id in "ab"}
    point = Point("p1", "shared", told, differences)
    exchange = Exchange("call", "call", "2022-01-28", ())
    return Comparison(exchange, (account("a"), account("b")), (point,), framing), point


def test_the_words_of_a_difference_are_underlined_in_both_accounts() -> None:
    own = compared(Difference("date", {"a": (words("a", "9 May"),), "b": (words("b", "10 May"),)}))
    assert underlines(*own) == (
        Underline("a", "a.txt", Span(3, 8), "date"), Underline("b", "b.txt", Span(3, 9), "date")
    )  # fmt: skip


def test_whole_passages_are_not_underlined() -> None:
    own = compared(Difference("scope", {"a": (words("a", TEXTS["a.txt"]),), "b": (words("b", "operation"),)}))
    assert [(found.account, found.kind) for found in underlines(*own)] == [("b", "scope")]


def test_names_are_underlined_where_two_accounts_of_the_point_have_one() -> None:
    both = (words("a", "war"), words("b", "operation"))
    own = compared(framing=(Framing("names differ", "a", "war: war / operation", both),))
    assert [(found.account, found.kind) for found in underlines(*own)] == [("a", "name"), ("b", "name")]
    for evidence in ((words("a", "war"),), (words("a", "war"), Passage("b.txt", (Span(90, 99),), "elsewhere"))):
        assert underlines(*compared(framing=(Framing("names differ", "a", "war: war / x", evidence),))) == ()
    assert underlines(*compared(framing=(Framing("names", "a", "war: war", both),))) == ()
