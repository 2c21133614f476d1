"""One exchange out of its sightings, over documents, languages and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.accounts.exchanges.sighting import FACE_TO_FACE, Days, Rank, Sighting, shifted
from dragoman.nouns import Actor, ExchangeKind

_WRITTEN = frozenset({"letter", "documents"})
#: How many days after an exchange an article still reports it without naming the day.
_NEWS = 2
#: How many days after an exchange a text that names no day may still mean it.
_MEMORY = 60


@dataclass
class Cluster:
    """Sightings of one exchange; ``parties`` are those that can have taken part, where that is known."""

    sightings: list[Sighting] = field(default_factory=list)
    parties: frozenset[str] | None = None

    @property
    def founding(self) -> list[Sighting]:
        """The sightings that more than mention it; all of them where none does."""
        return [own for own in self.sightings if own.rank > Rank.MENTION] or self.sightings

    @property
    def kinds(self) -> set[ExchangeKind]:
        """The kinds that it is told of as."""
        return {own.kind for own in self.founding if own.kind}

    @property
    def cast(self) -> dict[str, Actor]:
        """Who took part, by party: of those who are named, a person before a state."""
        best = max((own.rank for own in self.founding), default=Rank.MENTION)
        found: dict[str, Actor] = {}
        for own in sorted(self.founding, key=lambda sighting: -sighting.rank):
            if own.rank < min(best, Rank.REPORT):
                continue
            for party, actor in own.cast.items():
                if self.parties is not None and party not in self.parties:
                    continue
                if party not in found or (found[party].kind != "person" and actor.kind == "person"):
                    found[party] = actor
        return found

    @property
    def days(self) -> Days | None:
        """When it was: the days named most, official texts first; or else the first day on which it was told."""
        named = Counter(own.days for own in self.founding if own.days and own.rank > Rank.REPORT)
        named = named or Counter(own.days for own in self.founding if own.days)
        if named:
            return min(named, key=lambda days: (days.last - days.first, -named[days], days))
        told = [own.when for own in self.founding if own.when]
        return min(told) if told else None


def clusters(sightings: Iterable[Sighting]) -> list[Cluster]:
    """Return the exchanges: the fullest sightings found them, mentions join them."""
    ordered = sorted(sightings, key=lambda own: (-own.rank, own.days is None, -len(own.cast)))
    found: list[Cluster] = []
    for own in ordered:
        fitting = [cluster for cluster in found if _fits(own, cluster)]
        if fitting:
            min(fitting, key=lambda cluster: _distance(own, cluster)).sightings.append(own)
        elif own.rank > Rank.MENTION and not _is_sum(own, found):
            found.append(Cluster([own]))
    return _joined(found)


def _fits(own: Sighting, cluster: Cluster) -> bool:
    return _same_kind(own, cluster) and _same_cast(own, cluster) and _same_time(own, cluster)


def _same_kind(own: Sighting, cluster: Cluster) -> bool:
    kinds = cluster.kinds
    if own.kind is None:
        return not kinds or not kinds <= _WRITTEN
    if not kinds or own.kind in kinds:
        return own.kind not in _WRITTEN or bool(kinds)
    return any({own.kind, *kinds} <= same for same in (FACE_TO_FACE, _WRITTEN))


def _same_cast(own: Sighting, cluster: Cluster) -> bool:
    theirs = cluster.cast
    mine, both = own.cast.keys(), own.cast.keys() & theirs.keys()
    if len(both) < 2 or any(are_others(own.cast[party], theirs[party]) for party in both):
        return False
    if own.kind == "documents":
        return 2 * len(both) >= len(mine | theirs.keys())
    if mine == theirs.keys():
        return True
    # Three who met, and two of them who met besides: one side that issues a text on each tells of two encounters.
    return not _is_next_of(own, cluster) and (mine <= theirs.keys() or mine >= theirs.keys())


def alike(one: set[ExchangeKind], other: set[ExchangeKind]) -> bool:
    """Tell whether kinds may be told of one exchange: not words of mouth on one side, papers on the other."""
    return not one or not other or bool(one & _WRITTEN) == bool(other & _WRITTEN)


def are_others(one: Actor, other: Actor) -> bool:
    """Tell whether two are different persons; one whom only a text knows may be spelt in another way elsewhere."""
    known = not any(actor.id.startswith("local:") for actor in (one, other))
    return one.kind == other.kind == "person" and known and one.id != other.id


def _same_time(own: Sighting, cluster: Cluster) -> bool:
    days = cluster.days
    if days is None or own.when is None:
        return own.rank < Rank.OFFICIAL or cluster.days is None
    if own.days:
        return own.days.overlap(days) or (own.days.after(days) in range(0, _NEWS) and not _dated(cluster))
    reach = _MEMORY if own.rank == Rank.MENTION else _NEWS
    if _is_next_of(own, cluster):
        return own.when.overlap(days)
    return own.when.overlap(shifted(days, reach))


def _is_next_of(own: Sighting, cluster: Cluster) -> bool:
    """Whether a party that has told of an exchange officially tells of one again."""
    official = {s.voucher for s in cluster.sightings if s.rank == Rank.OFFICIAL}
    return own.rank == Rank.OFFICIAL and own.voucher in official


def _dated(cluster: Cluster) -> bool:
    return any(own.days for own in cluster.founding)


def _distance(own: Sighting, cluster: Cluster) -> tuple[int, int, int]:
    """How far a sighting is from a cluster that it fits: by cast, by day (where it has none, the last), by kind."""
    apart = len(own.cast.keys() ^ cluster.cast.keys())
    if own.when and cluster.days:
        days = abs(own.when.after(cluster.days))
    else:
        days = -cluster.days.last.toordinal() if cluster.days else 0
    return apart, days, own.kind is not None and own.kind not in cluster.kinds


def _is_sum(own: Sighting, found: list[Cluster]) -> bool:
    """Whether a report puts two exchanges of a day into one sentence: each of its parties took part in one of them."""
    if own.rank == Rank.OFFICIAL or len(own.cast) < 3:
        return False
    parts = [
        cluster.cast.keys()
        for cluster in found
        if cluster.cast.keys() < own.cast.keys() and _same_kind(own, cluster) and _same_time(own, cluster)
    ]
    return len(parts) > 1 and set().union(*parts) == own.cast.keys()


def _joined(found: list[Cluster]) -> list[Cluster]:
    """The clusters, those put together that are a day apart because each side dates by its own clock."""
    out: list[Cluster] = []
    for own in sorted(found, key=_first_day):
        same = next((other for other in reversed(out) if _by_other_clock(own, other, found)), None)
        if same:
            same.sightings += own.sightings
        else:
            out.append(own)
    return out


def _first_day(cluster: Cluster) -> date:
    return cluster.days.first if cluster.days else date.max


def _by_other_clock(own: Cluster, other: Cluster, found: list[Cluster]) -> bool:
    if not own.days or not other.days or own.days.after(other.days) != 1 or not own.kinds & other.kinds:
        return False
    persons = [{a.id for a in cluster.cast.values() if a.kind == "person"} for cluster in (own, other)]
    vouchers = [{s.voucher for s in cluster.sightings if s.voucher} for cluster in (own, other)]
    return len(persons[0]) > 1 and persons[0] == persons[1] and not vouchers[0] & vouchers[1] and all(vouchers)
