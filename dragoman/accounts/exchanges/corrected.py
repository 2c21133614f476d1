"""Exchanges as people put them right: two that are one put together, documents that tell of another one taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dragoman.accounts.exchanges.merge import Cluster
from dragoman.accounts.exchanges.sighting import Sighting
from dragoman.nouns import Exchange

Describe = Callable[[Cluster], Exchange]


class Found(NamedTuple):
    """An exchange, and the sightings that it was put together from."""

    exchange: Exchange
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people said of exchanges.

    ``merged`` are ids of exchanges that are one, the first of each group the id that it goes by. ``apart`` has by the
    id of an exchange groups of documents (their ids), each of which tells of an exchange of its own.
    """

    merged: tuple[tuple[str, ...], ...] = ()
    apart: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)


NONE = Corrections()


def corrected(found: Sequence[Found], corrections: Corrections, describe: Describe) -> tuple[Found, ...]:
    """The exchanges with the corrections made, in their order; ``describe`` makes an exchange of its sightings.

    A correction of an exchange that is not among them changes nothing.
    """
    if corrections == NONE:
        return tuple(found)
    kept = tuple(part for own in found for part in _parts(own, corrections.apart.get(own.exchange.id, ()), describe))
    named = _with_own_ids(kept, {own.exchange.id for own in found})
    return _together(named, corrections.merged, describe)


def _parts(own: Found, groups: Sequence[frozenset[str]], describe: Describe) -> Iterator[Found]:
    """What is left of an exchange under its id, then one exchange for each group of documents that had a part in it."""
    rest, apart = list(own.sightings), []
    for group in groups:
        theirs = [sighting for sighting in rest if sighting.passage.document in group]
        if 0 < len(theirs) < len(rest):
            rest = [sighting for sighting in rest if sighting.passage.document not in group]
            apart.append(Found(describe(Cluster(theirs)), tuple(theirs)))
    if not apart:
        yield own
        return
    yield Found(replace(describe(Cluster(rest)), id=own.exchange.id), tuple(rest))
    yield from apart


def _with_own_ids(found: Sequence[Found], used: set[str]) -> list[Found]:
    """Each with an id of its own: of two of one id the later has a number behind it that nobody has."""
    out: list[Found] = []
    seen: set[str] = set()
    for own in found:
        id = own.exchange.id
        if id in seen:
            id = next(new for n in range(2, len(found) + 2) if (new := f"{own.exchange.id}-{n}") not in used | seen)
        seen.add(id)
        out.append(Found(replace(own.exchange, id=id), own.sightings))
    return out


def _together(found: Sequence[Found], merged: Sequence[Sequence[str]], describe: Describe) -> tuple[Found, ...]:
    by_id = {own.exchange.id: own for own in found}
    for group in merged:
        there = [id for id in group if id in by_id]
        if len(there) > 1:
            first, *others = [by_id[id] for id in there]
            by_id[there[0]] = _one(first, others, describe)
            for id in there[1:]:
                del by_id[id]
    return tuple(by_id.values())


def _one(first: Found, others: Sequence[Found], describe: Describe) -> Found:
    """The first with all that tells of the others; what it lacks, it has from these."""
    sightings = (*first.sightings, *(sighting for own in others for sighting in own.sightings))
    whole, own = describe(Cluster(list(sightings))), first.exchange
    exchange = replace(
        own,
        date=own.date or whole.date,
        participants=whole.participants,
        medium=own.medium or whole.medium,
        place=own.place or whole.place,
        evidence=whole.evidence,
    )
    return Found(exchange, sightings)
