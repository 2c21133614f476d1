"""What saved searches show: themselves, and what they find, the last read first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.desk import questions
from dragoman.desk.render import query
from dragoman.desk.views import StatementView, statement_view
from dragoman.ledger import Hit, Search

if TYPE_CHECKING:
    from dragoman.desk.desk import Desk

#: Statements that a feed holds.
_SIZE = 50


@dataclass(frozen=True, slots=True)
class SearchView:
    """A saved search: what it asks, by field and in words, who saved it, and where it is asked in full."""

    key: str
    name: str
    asked: dict[str, str]
    told: str
    by: str
    at: str
    address: str


@dataclass(frozen=True, slots=True)
class NewView:
    """A statement that a search finds: when it was read, and when that, or a judgement on it, last changed it."""

    statement: StatementView
    added: str
    updated: str


def search_view(desk: Desk, own: Search) -> SearchView:
    """The view of a saved search."""
    told = questions.told(own.asked, desk.keeper.catalogue.name)
    return SearchView(own.key, own.name, own.asked, told, own.by, own.at, f"/statements{query(**own.asked)}")


def search_views(desk: Desk) -> tuple[SearchView, ...]:
    """The views of all saved searches, in the order of their names."""
    return tuple(search_view(desk, own) for own in desk.ledger.searches())


def news(desk: Desk, own: Search) -> tuple[NewView, ...]:
    """What a search finds now, the last read first.

    Raises:
        dragoman.ledger.LedgerError: it asks for somebody whom no statement names any more.
    """
    found = desk.ledger.latest(questions.query_of(desk, own.asked, limit=_SIZE))
    hits = desk.ledger.statements([new.key for new in found])
    return tuple(_news(hits[new.key], new.added) for new in found if new.key in hits)


def _news(hit: Hit, added: str) -> NewView:
    judged = hit.judgement.at if hit.judgement else ""
    return NewView(statement_view(hit), added, max(added, judged))
