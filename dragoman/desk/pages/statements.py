"""The search for statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request

from dragoman.desk.pages.common import Here, Text, missing
from dragoman.desk.pages.documents import Kind
from dragoman.desk.render import page
from dragoman.desk.views import StatementView, statement_view
from dragoman.ledger import LedgerError, Query
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
    """Statements found; ``after`` leads to the next page, ``problem`` says what is wrong with the question."""

    statements: tuple[StatementView, ...]
    count: int
    after: str | None
    problem: str | None
    choices: Choices


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
    order: Order = "newest",
    after: Text = "",
) -> StatementsView:
    """The statements that a question finds. Actors are named by id or name, dates are ISO 8601 (2022-01)."""
    own = desk.refresh()
    choices = Choices(ACTS, tuple(topic for topic in TOPICS if topic), KINDS, own.languages, own.outlets[:200])
    try:
        asked = Query(
            words=words or None, speaker=_ids(desk, speaker), addressee=_ids(desk, addressee),
            voucher=_ids(desk, voucher), act=_given(act), topic=_given(topic), kind=(kind,) if kind else (),
            language=_given(language), outlet=_given(outlet), said=said or None, refers=refers or None,
            judgement=(judgement,) if judgement else (), order=order, after=after or None, limit=_SIZE,
        )  # fmt: skip
        found = desk.ledger.search(asked)
        return StatementsView(
            tuple(map(statement_view, found.hits)), desk.ledger.count(asked), found.after, None, choices
        )
    except LedgerError as error:
        return StatementsView((), 0, None, str(error), choices)


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _ids(desk: Here, name: str) -> tuple[str, ...]:
    """The ids of those who are called so.

    Raises:
        LedgerError: no statement names anybody so.
    """
    if not name:
        return ()
    found = desk.ledger.actors(name)
    if not found:
        raise LedgerError(f"No statement names “{name}”. Give the name as the list of actors has it, or the id.")
    return tuple(actor.id for actor in found)


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
