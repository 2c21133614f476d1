"""The finding of a comparison in one sentence, and what an exchange and an account are called."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.accounts.build import UNNAMED, UNSIGNED
from dragoman.nouns import Actor, Comparison, Exchange

_KINDS = {
    "call": "Call", "meeting": "Meeting", "visit": "Visit", "summit": "Summit", "letter": "Letter",
    "documents": "Exchange of documents",
}  # fmt: skip
#: Kinds of actors whose English names take an article, and names of states that do.
_WITH_ARTICLE = frozenset(("institution", "office", "group", "alliance"))
_STATE = re.compile(r"United |.*\b(?:Republic|Emirates|Islands|States|Union|Federation|Netherlands|Philippines)\b")
_BARE = re.compile(r"(?i:the )|\d|[A-Z]{2,}$")
_UNNAMED = {UNNAMED.id: "the unnamed outlet", UNSIGNED.id: "the unsigned text"}


def finding(comparison: Comparison) -> str:
    """The finding: "2 points shared, 1 in conflict, 6 only in the Kremlin's account, 4 only in the White House's".

    Of more than two accounts, those that hold nothing of their own are left out.
    """
    accounts = comparison.accounts
    if not accounts:
        return "No account: the documents mention it, and tell nothing of it"
    if len(accounts) == 1:
        return f"One account only: {_possessive(accounts[0].voucher)}, with {_points(len(comparison.points))}"
    labels = Counter(point.label for point in comparison.points)
    alone = Counter(
        id for point in comparison.points if point.label == "one-sided" for id, told in point.accounts.items()
        if told.status != "not mentioned"
    )  # fmt: skip
    parts = [f"{_points(labels['shared'])} shared", f"{labels['conflict'] or 'none'} in conflict"]
    noun = " account"
    for account in accounts:
        if alone[account.id] or len(accounts) == 2:
            parts.append(f"{alone[account.id] or 'none'} only in {_possessive(account.voucher)}{noun}")
            noun = ""
    sentence = ", ".join(parts)
    return sentence[0].upper() + sentence[1:]


def title(exchange: Exchange) -> str:
    """What the exchange is: "Call, 2022-01-28: Emmanuel Macron and Vladimir Putin"."""
    names = [actor.name for actor in exchange.participants]
    who = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else "unknown parties"
    how = "Video call" if exchange.kind == "call" and exchange.medium == "video" else _KINDS[exchange.kind]
    where = f", {exchange.place}" if exchange.place else ""
    return f"{how}, {exchange.date or 'undated'}{where}: {who}"


def _points(count: int) -> str:
    return f"{count or 'no'} point{'s' * (count != 1)}"


def _possessive(actor: Actor) -> str:
    """The name as an owner: "the Kremlin's", "the United States'", "Russia's"."""
    name = _UNNAMED.get(actor.id, actor.name)
    article = actor.kind in _WITH_ARTICLE or (actor.kind == "state" and _STATE.match(name))
    if article and not _BARE.match(name):
        name = f"the {name}"
    return f"{name}'" if name.endswith("s") else f"{name}'s"
