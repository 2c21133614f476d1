"""Exchanges: who met, called or wrote to whom, and when, found over all documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dragoman.accounts.exchanges.corrected import NONE, Corrections, Found, corrected
from dragoman.accounts.exchanges.find import sightings
from dragoman.accounts.exchanges.merge import Cluster, clusters
from dragoman.accounts.exchanges.outline import Outline, outline
from dragoman.accounts.exchanges.pairing import paired
from dragoman.accounts.exchanges.scene import Scene
from dragoman.accounts.exchanges.sighting import Rank, Sighting
from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.nouns import Exchange, ExchangeKind, Reading

__all__ = ["Corrections", "Found", "find_exchanges", "trace"]


def find_exchanges(readings: Iterable[Reading], registry: Registry) -> tuple[Exchange, ...]:
    """Return the exchanges that the documents tell of, each once, in order of date.

    The same exchange in several documents is one where the parties, the persons named for them, the days and the kinds
    agree. What is only mentioned (planned, or with nothing said of it) is none. Ids name the kind, the day and those
    who took part: ``call-2022-01-28-emmanuel-macron-vladimir-putin``.
    """
    return tuple(found.exchange for found in trace(readings, registry))


def trace(readings: Iterable[Reading], registry: Registry, corrections: Corrections = NONE) -> tuple[Found, ...]:
    """Return the exchanges as :func:`find_exchanges` does, each with its sightings, as people put them right."""
    parties = Parties(registry)
    seen: list[Sighting] = []
    outlines: list[Outline] = []
    for scene in (Scene(reading, parties) for reading in readings):
        seen += sightings(scene)
        outlines += filter(None, [outline(scene)])
    found = paired(clusters(seen), outlines)
    found.sort(key=lambda cluster: (cluster.days is None, cluster.days or (), sorted(cluster.cast)))
    used: Counter[str] = Counter()
    out = []
    for cluster in found:
        exchange = _exchange(cluster)
        used[exchange.id] += 1
        if used[exchange.id] > 1:
            exchange = replace(exchange, id=f"{exchange.id}-{used[exchange.id]}")
        out.append(Found(exchange, tuple(cluster.sightings)))
    return corrected(out, corrections, _exchange)


def _exchange(cluster: Cluster) -> Exchange:
    kind, best = _kind(cluster), sorted(cluster.founding, key=lambda own: (-own.rank, own.days is None))
    participants = tuple(sorted(cluster.cast.values(), key=lambda actor: actor.id))
    date = cluster.days.iso() if cluster.days else None
    names = "-".join(actor.id.removeprefix("local:") for actor in participants)
    return Exchange(
        id=f"{kind}-{(date or 'undated').replace('/', '-')}-{names}",
        kind=kind,
        date=date,
        participants=participants,
        medium=_medium(cluster, kind),
        place=None if kind in ("call", "letter") else next((own.place for own in best if own.place), None),
        evidence=tuple(dict.fromkeys(own.passage for own in sorted(cluster.sightings, key=lambda s: -s.rank))),
    )


def _kind(cluster: Cluster) -> ExchangeKind:
    """The kind: by the firmest texts, the most of them; of words that leave it open, by the medium and the place."""
    for rank in sorted(Rank, reverse=True):
        named = Counter(own.kind for own in cluster.sightings if own.kind and own.rank == rank)
        if named:
            return max(named, key=lambda kind: named[kind])
    # Who tells of a meeting says where it was.
    apart = any(own.medium for own in cluster.sightings) or not any(own.place for own in cluster.founding)
    return "call" if apart else "meeting"


def _medium(cluster: Cluster, kind: ExchangeKind) -> str | None:
    heard = [own.medium for own in cluster.founding if own.medium]
    if kind == "call":
        return "video" if "video" in heard else "telephone"
    return {"letter": "letter", "documents": None}.get(kind, "video" if "video" in heard else "in person")
