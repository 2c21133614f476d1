"""A comparison made by hand: three accounts, every label and status, hostile words, two directions of writing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.accounts.sheet import Report, report
from dragoman.nouns import (
    Account,
    Actor,
    Comparison,
    Condition,
    Difference,
    Document,
    Exchange,
    Framing,
    Passage,
    Point,
    Span,
    Status,
    Told,
)

KREMLIN = "Путин отверг обвинения. Лидеры обсудили Минск.\n\nОни условились созвониться через 3 дня."
ELYSEE = (
    "Le Président a démenti. Les deux Présidents ont évoqué | <script>alert(1)</script> Minsk.\n\nUn *appel* suivra."
)
PRESS = "قال الرئيس إن المحادثة كانت صريحة.\u202e\x1b[31m"
_NO = Told("not mentioned")


def documents() -> dict[str, Document]:
    return {
        "ru": Document("ru", KREMLIN, "ru.txt", language="ru", issuer="Kremlin", published="2022-01-28"),
        "fr": Document("fr", ELYSEE, "fr.txt", language="fr", issuer="Élysée Palace", title="Appel <b>"),
        "ar": Document("ar", PRESS, "ar.txt", language="ar", outlet="Daily", condition=Condition(share_read=0.36)),
    }


def passage(document: str, words: str) -> Passage:
    text = documents()[document].text
    start = text.index(words)
    return Passage(document, (Span(start, start + len(words)),), words, ("s1",))


def _told(status: Status = "reported", **told: tuple[Passage, ...]) -> dict[str, Told]:
    """What each account does with a point: ``status`` is that of the first that tells it, others report."""
    first = next(iter(told))
    statuses: dict[str, Status] = {id: status if id == first else "reported" for id in told}
    return {id: Told(statuses[id], told[id]) if id in told else _NO for id in ("russia", "france", "daily")}


def comparison() -> Comparison:
    macron, putin = (
        Actor("emmanuel-macron", "Emmanuel Macron", "person"),
        Actor("vladimir-putin", "Vladimir Putin", "person"),
    )
    accounts = (
        Account("russia", Actor("kremlin", "Kremlin", "institution", "russia"), ("ru",)),
        Account("france", Actor("elysee", "Élysée Palace", "institution", "france"), ("fr",)),
        Account("daily", Actor("local:daily", "Daily", "outlet"), ("ar",)),
    )
    denied, said = passage("ru", "Путин отверг обвинения."), passage("fr", "Le Président a démenti.")
    minsk = (
        passage("ru", "Лидеры обсудили Минск."),
        passage("fr", "Les deux Présidents ont évoqué | <script>alert(1)</script> Minsk."),
    )
    last = passage("ru", "Они условились созвониться через 3 дня.")
    frank = passage("ar", PRESS)
    scope = Difference("scope", {"russia": minsk[:1], "france": minsk[1:]})
    against = Difference("polarity", {"russia": (denied,), "france": (said,)})
    points = (
        Point("p1", "one-sided", _told(russia=(last,)), note="only there", why="none was near"),
        Point("p2", "shared", _told(russia=minsk[:1], france=minsk[1:]), (scope,), "both tell of it", "one point 90%"),
        Point(
            "p3", "conflict", _told("denied", russia=(denied,), france=(said,)), (against,), "no", "contradiction 80%"
        ),
        Point("p4", "one-sided", _told(daily=(frank,))),
    )
    framing = (
        Framing("initiator", "russia", "france", (denied,)),
        Framing("tone", "daily", "صريحة", (passage("ar", "صريحة"),)),
        Framing("order and share", "russia", "p2: 2 of 3, 30 %", minsk[:1]),
        Framing("order and share", "russia", "p3: 1 of 3, 40 %", (denied,)),
        Framing("praise", "france", "for russia, not returned", (said,)),
    )
    exchange = Exchange("call-2022-01-28-macron-putin", "call", "2022-01-28", (macron, putin), "telephone")
    return Comparison(exchange, accounts, points, framing)


@pytest.fixture
def compared() -> Comparison:
    """Return the comparison."""
    return comparison()


@pytest.fixture
def made() -> Callable[..., Report]:
    """Return a function that makes the report of it, or of the comparisons given."""

    def make(*comparisons: Comparison, every: bool = False) -> Report:
        names = {"france": "France", "russia": "Russia"}
        return report(comparisons or (comparison(),), documents().values(), names.get, every)

    return make
