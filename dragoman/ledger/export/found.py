"""The statements of an export: all that a query finds, one by one, with merged actors as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dragoman.ledger.ledger import Ledger
from dragoman.ledger.merged import into, mentions_with_merged, with_merged
from dragoman.ledger.query import Hit, Query
from dragoman.nouns import Actor, Spans

#: Statements fetched together.
_LOT = 500
#: How a verdict is called in what leaves the ledger.
STANDINGS = {"accept": "accepted", "reject": "rejected", "unsure": "unsure", "edit": "edited", None: "unjudged"}


def items(ledger: Ledger, query: Query) -> Iterator[Hit]:
    """Every statement that a query finds, over all pages, as judgements in force leave it.

    Actors that were merged are named as the one they were merged into. The query's ``limit`` and ``after`` are passed
    over; the order by relevance ends after the statements that are weighed (``docs/ledger.md``).
    """
    merged = into(ledger)
    query = replace(query, limit=_LOT, after=None)
    while True:
        page = ledger.search(query)
        for hit in page.hits:
            yield _merged(hit, merged) if merged else hit
        if page.after is None:
            return
        query = replace(query, after=page.after)


def _merged(hit: Hit, merged: Mapping[str, Actor]) -> Hit:
    return replace(
        hit, statement=with_merged(hit.statement, merged), mentions=mentions_with_merged(hit.mentions, merged)
    )


def standing(hit: Hit) -> str:
    """``accepted``, ``rejected``, ``unsure``, ``edited`` or ``unjudged``."""
    return STANDINGS[hit.judgement.verdict if hit.judgement else None]


def not_rejected(found: Iterable[Hit]) -> Iterator[Hit]:
    """The statements that nobody rejected."""
    return (hit for hit in found if standing(hit) != "rejected")


def words(hit: Hit, part: Spans) -> str:
    """The words of a part as they stand in the text, pieces that lie apart joined by dots."""
    return " … ".join(hit.document.text[start:end] for start, end in part)


def who(hit: Hit) -> str:
    """The speaker's name, or else the words of the source, or nothing."""
    statement = hit.statement
    return statement.speaker.name if statement.speaker else statement.mention or ""


def when(hit: Hit) -> str | None:
    """The day it was said or, where that is not known, published, as ISO 8601."""
    return hit.statement.said or hit.document.published
