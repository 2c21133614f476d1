"""A comparison in a few words, for lists of exchanges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dragoman.accounts.finding import finding, title
from dragoman.nouns import Comparison, Point


@dataclass(frozen=True, slots=True)
class Party:
    """An actor by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A point in conflict: its id and, for each account that tells it, the voucher and the first words."""

    point: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """An exchange and what its accounts have in common: ``accounts`` are the vouchers, with the documents of each."""

    id: str
    kind: str
    date: str | None
    title: str
    finding: str
    participants: tuple[Party, ...]
    accounts: tuple[Party, ...]
    documents: tuple[str, ...]
    shared: int
    one_sided: int
    conflicts: tuple[Clash, ...]


def summary_of(comparison: Comparison) -> Summary:
    """The summary of a comparison."""
    exchange = comparison.exchange
    labels = Counter(point.label for point in comparison.points)
    names = {account.id: account.voucher.name for account in comparison.accounts}
    documents = dict.fromkeys(id for account in comparison.accounts for id in account.documents)
    return Summary(
        id=exchange.id,
        kind=exchange.kind,
        date=exchange.date,
        title=title(exchange),
        finding=finding(comparison),
        participants=tuple(Party(actor.id, actor.name) for actor in exchange.participants),
        accounts=tuple(Party(account.id, account.voucher.name) for account in comparison.accounts),
        documents=tuple(documents),
        shared=labels["shared"],
        one_sided=labels["one-sided"],
        conflicts=tuple(_clash(point, names) for point in comparison.points if point.label == "conflict"),
    )


def _clash(point: Point, names: dict[str, str]) -> Clash:
    told = [(names[id], own.passages[0].text) for id, own in point.accounts.items() if own.passages]
    return Clash(point.id, tuple(told))
