"""What a person should look at first: statements in order of doubt."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.ledger.keys import statement_keys
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Hit, Query
from dragoman.nouns import Statement

#: Statements fetched together.
_LOT = 500


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """How much there is to doubt in a statement (more is more), why, in plain English, and its key."""

    weight: float
    key: str
    reasons: tuple[str, ...]


def queue(ledger: Ledger, query: Query, most: int = 5000) -> list[Doubt]:
    """The statements that a query finds in order of doubt, the most doubtful first.

    Only the first ``most`` that the query finds are weighed.
    """
    return heapq.nlargest(most, _doubts(ledger, query, most))


def _doubts(ledger: Ledger, query: Query, most: int) -> Iterator[Doubt]:
    query = replace(query, limit=min(_LOT, most), after=None)
    seen = 0
    while seen < most:
        page = ledger.search(query)
        hits = page.hits[: most - seen]
        others = _read_otherwise(ledger, hits)
        for hit in hits:
            yield doubt(hit, others.get(hit.key, ()))
        seen += len(hits)
        if page.after is None:
            return
        query = replace(query, after=page.after)


def doubt(hit: Hit, others: Iterable[Statement] = ()) -> Doubt:
    """The doubt in a statement, given how other models read the same words."""
    statement = hit.statement
    reasons: list[tuple[float, str]] = []
    for name in ("speaker", "act", "said"):
        if any(_named(other, name) != _named(statement, name) for other in others):
            reasons.append((1.0, f"models differ on the {name}"))
    if hit.judgement and hit.judgement.verdict == "unsure":
        reasons.append((0.6, f"{hit.judgement.by} was unsure"))
    open_, unsure = _speaker(statement)
    if open_:
        reasons.append((open_, "the speaker is open"))
    if unsure:
        reasons.append((unsure, "the speaker is not sure"))
    if statement.confidence < 0.9:
        reasons.append((0.0, f"the spans are {statement.confidence:.0%} sure"))
    total = sum(own for own, _ in reasons) + 1 - statement.confidence
    return Doubt(round(total, 6), hit.key, tuple(text for _, text in reasons))


def weight(statement: Statement) -> float:
    """The weight of the doubt in a statement by itself: nobody judged it, and no other model read it."""
    return round(sum(_speaker(statement)) + 1 - statement.confidence, 6)


def _speaker(statement: Statement) -> tuple[float, float]:
    """What there is to doubt where the speaker is open, and where it is not sure who that is."""
    if statement.speaker is None and statement.source:
        return 0.5, 0.0
    if statement.resolution and statement.resolution.confidence < 0.8:
        return 0.0, 0.3 * (1 - statement.resolution.confidence)
    return 0.0, 0.0


def _named(statement: Statement, name: str) -> object:
    value = getattr(statement, name)
    return value.id if name == "speaker" and value else value


def _read_otherwise(ledger: Ledger, hits: Iterable[Hit]) -> dict[str, list[Statement]]:
    """What earlier readings, by other models, made of the same words, by key."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for version in {hit.version for hit in hits}:
        for stored in ledger.readings(version, current=False):
            if not stored.current:
                statements = stored.reading.statements
                for key, statement in zip(statement_keys(version, statements), statements, strict=True):
                    found[key].append(statement)
    return found
