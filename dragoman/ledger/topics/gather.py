"""The topics of the statements that a query finds: gathered, grouped by their vectors, named and counted."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ledger.export.found import items, not_rejected
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Query
from dragoman.ledger.topics.clusters import clusters, usual_number
from dragoman.ledger.topics.item import item
from dragoman.ledger.topics.space import points
from dragoman.ledger.topics.topic import Topic, topics
from dragoman.ledger.vectors import Encode, VectorIndex


@dataclass(frozen=True, slots=True)
class Found:
    """The topics of some statements, the largest first; ``apart`` is how many statements belong to none."""

    topics: tuple[Topic, ...]
    apart: int


def find(ledger: Ledger, query: Query, index: VectorIndex, encode: Encode, number: int | None = None) -> Found:
    """The topics of the statements that a query finds, but of those that somebody rejected.

    ``number`` is into how many groups they fall, before those that nothing holds together are left out; None for as
    many as suit. The same statements with the same vectors have the same topics, in whatever order they were added.
    """
    found = sorted(filter(None, map(item, not_rejected(items(ledger, query)))), key=lambda one: one.key)
    if not found:
        return Found((), 0)
    vectors = index.vectors([one.key for one in found], lambda places: encode([found[at].text for at in places]))
    where = points(
        vectors, [one.language for one in found], [one.version for one in found], [one.start for one in found]
    )
    group, near = clusters(where, number or usual_number(len(found)))
    own = sorted(topics(found, group.tolist(), near.tolist()), key=lambda topic: (-len(topic.keys), topic.keys))
    return Found(tuple(own), len(found) - sum(len(topic.keys) for topic in own))
