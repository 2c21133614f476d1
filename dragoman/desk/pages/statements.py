"""The search for statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from fastapi import APIRouter, Request

from dragoman.desk import questions
from dragoman.desk.facets import COUNTED, Facet, facets
from dragoman.desk.pages.common import Here, Text, missing
from dragoman.desk.pages.documents import Kind
from dragoman.desk.render import page
from dragoman.desk.searching import SearchView, search_views
from dragoman.desk.views import StatementView, statement_view
from dragoman.ledger import LedgerError
from dragoman.nouns import KINDS
from dragoman.reading.codes import ACTS, TOPICS

router = APIRouter(tags=["statements"])
_SIZE = 25
Verdict = Literal["", "none", "accept", "reject", "unsure", "edit"]
Order = Literal["newest", "oldest", "relevance"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in the form."""

    acts: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Statements found; ``after`` leads to the next page, ``problem`` says what is wrong with the question.

    ``question`` is what was asked, by field; ``saved`` are the searches that people saved; ``facets`` count what was
    found, or the latest of it.
    """

    statements: tuple[StatementView, ...]
    count: int
    after: str | None
    problem: str | None
    choices: Choices
    question: dict[str, str]
    saved: tuple[SearchView, ...]
    facets: tuple[Facet, ...]


@page(router, "/statements", "statements.html")
def statements(
    request: Request,
    desk: Here,
    words: Text = "",
    speaker: Text = "",
    addressee: Text = "",
    voucher: Text = "",
    act: Text = "",
    topic: Text = "",
    kind: Kind = "",
    language: Text = "",
    outlet: Text = "",
    said: Text = "",
    refers: Text = "",
    judgement: Verdict = "",
    exchange: Text = "",
    order: Order = "newest",
    after: Text = "",
) -> StatementsView:
    """The statements that a question finds. Actors are named by id or name, dates are ISO 8601 (2022-01)."""
    own = desk.refresh()
    choices = Choices(ACTS, tuple(topic for topic in TOPICS if topic), KINDS, own.languages, own.outlets[:200])
    question = questions.asked(
        {
            "words": words, "speaker": speaker, "addressee": addressee, "voucher": voucher, "act": act, "topic": topic,
            "kind": kind, "language": language, "outlet": outlet, "said": said, "refers": refers,
            "judgement": judgement, "exchange": exchange,
        }
    )  # fmt: skip
    saved = search_views(desk)
    try:
        asked = questions.query_of(desk, question, order=order, after=after or None, limit=_SIZE)
        found = desk.ledger.search(asked)
        hits, count = tuple(map(statement_view, found.hits)), desk.ledger.count(asked)
        counted = facets(own, question, desk.ledger.keys(replace(asked, order="newest", after=None, limit=COUNTED)))
        return StatementsView(hits, count, found.after, None, choices, question, saved, counted)
    except LedgerError as error:
        return StatementsView((), 0, None, str(error), choices, question, saved, ())


@dataclass(frozen=True, slots=True)
class FoundView:
    """One statement."""

    statement: StatementView


@router.get("/statements/{key}.json", response_model=FoundView)
def statement(desk: Here, key: str) -> FoundView:
    """One statement by its key."""
    hit = desk.ledger.statement(key)
    if hit is None:
        raise missing("statement")
    return FoundView(statement_view(hit))
