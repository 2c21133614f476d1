"""The statements of an export: all that a query finds, one by one, with merged actors as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Hit, Query
from dragoman.ledger.same import groups
from dragoman.nouns import Actor, Spans, Statement

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
            yield replace(hit, statement=with_merged(hit.statement, merged)) if merged else hit
        if page.after is None:
            return
        query = replace(query, after=page.after)


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


def into(ledger: Ledger) -> dict[str, Actor]:
    """Whom each merged actor was merged into in the end, by id."""
    merges = ledger.same("actor")
    found: dict[str, Actor] = {}
    for group in set(groups(merges).values()):
        # One is merged into nobody, unless people merged in a circle.
        last = min(group - merges.keys() or group)
        actor = next((own for own in ledger.actors(last) if own.id == last), Actor(last, last, "group"))
        found |= {id_: actor for id_ in group if id_ != last}
    return found


def with_merged(statement: Statement, merged: Mapping[str, Actor]) -> Statement:
    """The statement with each merged actor replaced."""
    return replace(
        statement,
        speaker=_merged(statement.speaker, merged) if statement.speaker else None,
        word_of=tuple(_merged(actor, merged) for actor in statement.word_of),
        addressee=tuple(_merged(actor, merged) for actor in statement.addressee),
    )


def _merged(actor: Actor, merged: Mapping[str, Actor]) -> Actor:
    if actor.members:
        return replace(actor, members=tuple(_merged(member, merged) for member in actor.members))
    other = merged.get(actor.id)
    if other is None:
        return actor
    return replace(actor, id=other.id, name=other.name, kind=other.kind)
