"""Exchanges that are known by who tells of them: two sides that publish within days, each naming the other.

Where the sentences of a text do not say plainly who met whom, its issuer, its day and those whom it names still do. So
official texts that no text of the other side stands beside are paired, and what others tell of the same parties at that
time joins them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dragoman.accounts.exchanges.merge import Cluster, alike, are_others
from dragoman.accounts.exchanges.outline import Outline
from dragoman.accounts.exchanges.sighting import Rank, Sighting
from dragoman.nouns import Actor

#: How many days apart two sides tell of one exchange, and how many days later others still report it.
_APART, _NEWS = 2, 3
#: How often the two parties must be named in all, and among how many of the most named they must be.
_ENOUGH, _FIRST = 3, 3


def paired(found: Sequence[Cluster], outlines: Iterable[Outline]) -> list[Cluster]:
    """Return the exchanges, with sides put together that tell of one, and with the reports of others."""
    kept = _Exchanges(found)
    texts = sorted((own for own in outlines if own.day), key=lambda own: (own.day, own.document))
    for one, other in sorted(_mutual(texts), key=lambda pair: -_weight(*pair)):
        _pair(one, other, kept)
    for own in texts:
        _report(own, kept)
    return list(kept.clusters.values())


class _Exchanges:
    """The exchanges while they are put together, found by the documents that tell of them and by their first days."""

    def __init__(self, found: Iterable[Cluster]) -> None:
        self.clusters: dict[int, Cluster] = {}
        self._told: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)
        self._days: defaultdict[date, dict[int, Cluster]] = defaultdict(dict)
        for cluster in found:
            self.add(cluster)

    def add(self, cluster: Cluster) -> None:
        """Take in an exchange."""
        self.clusters[id(cluster)] = cluster
        for document in _reporting(cluster):
            self._told[document][id(cluster)] = cluster
        if cluster.days:
            self._days[cluster.days.first][id(cluster)] = cluster

    def drop(self, cluster: Cluster) -> None:
        """Leave out an exchange, as it was taken in."""
        del self.clusters[id(cluster)]
        for document in _reporting(cluster):
            self._told[document].pop(id(cluster), None)
        if cluster.days:
            self._days[cluster.days.first].pop(id(cluster), None)

    def of(self, own: Outline) -> list[Cluster]:
        """Those that a text tells of, not only mentions."""
        return list(self._told[own.document].values())

    def near(self, day: date) -> Iterator[Cluster]:
        """Those that a text of a day may report."""
        for shift in range(-_NEWS, _APART + 1):
            yield from self._days.get(day + timedelta(shift), {}).values()


def _mutual(texts: Sequence[Outline]) -> Iterator[tuple[Outline, Outline]]:
    """The official texts of two parties that are near in time and name each other's party."""
    official = [own for own in texts if own.party]
    begin = 0
    for n, own in enumerate(official):
        while _days(official[begin], own) > _APART:
            begin += 1
        for other in official[begin:n]:
            if (
                own.party != other.party
                and _names(own, other)
                and _names(other, own)
                and _weight(own, other) >= _ENOUGH
            ):
                yield other, own


def _days(one: Outline, other: Outline) -> int:
    return (other.day - one.day).days if one.day and other.day else 0


def _names(own: Outline, other: Outline) -> bool:
    """Whether the party of another text is among those that a text names most."""
    return other.party in own.others()[:_FIRST]


def _weight(one: Outline, other: Outline) -> int:
    return one.named.get(other.party or "", 0) + other.named.get(one.party or "", 0)


def _pair(one: Outline, other: Outline, found: _Exchanges) -> None:
    """Put the exchanges of two texts together where nothing speaks against it; found a new one for two of none."""
    mine, yours = found.of(one), found.of(other)
    sides = frozenset(own.party or "" for own in (one, other))
    if any(a is b for a in mine for b in yours) or len(mine) > 1 or len(yours) > 1:
        return
    if any(_has_told(own, cluster) for own, held in ((one, yours), (other, mine)) for cluster in held):
        return
    if any(_is_elsewhere(own, cluster, sides) for own, held in ((one, mine), (other, yours)) for cluster in held):
        return
    if mine and yours and not _agree(one, mine[0], other, yours[0]):
        return
    cast = {party: _first(party, (one, other)) for party in sorted(sides)}
    new = [_sighting(own, cast) for own, held in ((one, mine), (other, yours)) if not held]
    common = frozenset(mine[0].cast) & frozenset(yours[0].cast) if mine and yours else frozenset()
    joined = Cluster([*(own for cluster in (*mine, *yours) for own in cluster.sightings), *new], sides | common)
    for cluster in (*mine, *yours):
        found.drop(cluster)
    found.add(joined)


def _report(own: Outline, found: _Exchanges) -> None:
    """Put a text that has no exchange, or none but its own, to the one whose parties it names."""
    mine = found.of(own)
    if not own.day or len(mine) > 1 or any(len(_documents(cluster)) > 1 for cluster in mine):
        return
    fitting = [cluster for cluster in found.near(own.day) if cluster not in mine and _is_reported(own, cluster)]
    if not fitting or any(_is_elsewhere(own, cluster, frozenset(fitting[0].cast)) for cluster in mine):
        return
    best = max(fitting, key=lambda cluster: sum(own.named.get(party, 0) for party in cluster.cast))
    more = [own for cluster in mine for own in cluster.sightings] or [_sighting(own, best.cast)]
    for cluster in (best, *mine):
        found.drop(cluster)
    found.add(Cluster([*best.sightings, *more], best.parties or frozenset(best.cast)))


def _reporting(cluster: Cluster) -> set[str]:
    """The documents that tell of an exchange, not only mention it."""
    return {own.passage.document for own in cluster.sightings if own.rank >= Rank.REPORT}


def _documents(cluster: Cluster) -> set[str]:
    return {own.passage.document for own in cluster.founding}


def _has_told(own: Outline, cluster: Cluster) -> bool:
    """Whether the side of a text has told of an exchange in another."""
    return any(s.voucher == own.party and s.passage.document != own.document for s in cluster.sightings)


def _is_elsewhere(own: Outline, cluster: Cluster, sides: frozenset[str]) -> bool:
    """Whether a text tells of an exchange with somebody else: whom it names at least as often as the other side."""
    least = min((own.named.get(party, 0) for party in sides - {own.party}), default=0)
    away = [party for party, actor in cluster.cast.items() if party not in sides and actor.id != party]
    away += [
        party for party, actor in cluster.cast.items() if party not in sides and actor.kind in ("state", "alliance")
    ]
    return any(own.named.get(party, 0) >= least for party in away)


def _agree(one: Outline, mine: Cluster, other: Outline, yours: Cluster) -> bool:
    """Whether the exchanges of two texts may be one: told of by one side each, of like kind, persons and days."""
    told = [{own.voucher for own in cluster.sightings if own.rank == Rank.OFFICIAL} for cluster in (mine, yours)]
    if any(len(vouchers) > 1 for vouchers in told):
        return False
    first = [own.others()[0] for own in (one, other)] == [other.party, one.party]
    days = [cluster.days for cluster in (mine, yours)]
    near = not days[0] or not days[1] or abs(days[0].after(days[1])) <= _APART
    return near and (first or alike(mine.kinds, yours.kinds)) and not _unlike(one, mine, other, yours)


def _unlike(one: Outline, mine: Cluster, other: Outline, yours: Cluster) -> bool:
    """Whether two texts tell of different persons of a party, and neither names the other's."""
    both = [(mine.cast[party], yours.cast[party]) for party in mine.cast.keys() & yours.cast.keys()]
    return any(are_others(a, b) and a.id not in other.people and b.id not in one.people for a, b in both)


def _is_reported(own: Outline, cluster: Cluster) -> bool:
    """Whether a text that names two parties of an exchange, soon after it, can report it."""
    days, official = cluster.days, any(s.rank == Rank.OFFICIAL for s in cluster.sightings)
    if not days or not own.day or not official or any(s.voucher == own.party for s in cluster.sightings if own.party):
        return False
    if not -_APART * own.official <= (own.day - days.first).days <= _NEWS:
        return False
    first = own.others()[: _FIRST + 1]
    named = [own.named[party] for party in cluster.cast if party in first]
    # Who sets two accounts side by side need not say of what they are.
    least = 1 if own.told else 2
    return sum(count >= least for count in named) > 1 and sum(named) >= _ENOUGH


def _first(party: str, outlines: Sequence[Outline]) -> Actor:
    """Who took part for a party: whom both texts name, a person before a state; or else the party itself."""
    found = [own.actors[party] for own in outlines if party in own.actors]
    persons = [actor for actor in found if actor.kind == "person"]
    return next(iter(persons or found))


def _sighting(own: Outline, cast: dict[str, Actor]) -> Sighting:
    rank = Rank.OFFICIAL if own.official else Rank.REPORT
    return Sighting(own.opening, own.kind, rank, cast, published=own.day, voucher=own.party)
