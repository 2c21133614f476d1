"""Points: what the accounts tell, set side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from dragoman.accounts.align import Column, Match
from dragoman.accounts.differences import differences
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit
from dragoman.nouns import Account, Difference, Label, Point, Status, Told

#: How probable a contradiction must be. Chosen on the exchanges of ``training/whole`` that are held out.
CONFLICT = 0.35

#: Of the pairs of texts of two groups of passages, the share that must be matched for the groups to be one point: else
#: a single wrong match makes one of all that five texts say of two things.
SHARE = 0.5

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The places of the passages of one point, and the matches that hold them together."""

    places: tuple[Place, ...]
    matches: tuple[Match, ...]


def clusters(columns: Sequence[Column], matches: Sequence[Match]) -> list[Cluster]:
    """Every passage in just one cluster, by what is matched; in the order of the columns."""
    head: dict[Place, Place] = {(c, n): (c, n) for c, column in enumerate(columns) for n in range(len(column.units))}
    held: dict[Place, list[Place]] = {place: [place] for place in head}
    matched = {frozenset((match.one, match.other)) for match in matches}

    def top(place: Place) -> Place:
        while head[place] != place:
            place = head[place]
        return place

    kept = []
    for match in sorted(matches, key=lambda own: (own.joins, -own.odds)):
        one, other = sorted((top(match.one), top(match.other)))
        if one != other and (match.joins or _belong(held[one], held[other], matched)):
            head[other] = one
            held[one] += held[other]
        if top(match.one) == top(match.other):
            kept.append(match)
    places: defaultdict[Place, list[Place]] = defaultdict(list)
    for place in head:
        places[top(place)].append(place)
    by_top: defaultdict[Place, list[Match]] = defaultdict(list)
    for match in kept:
        by_top[top(match.one)].append(match)
    return [Cluster(tuple(own), tuple(by_top[first])) for first, own in sorted(places.items())]


def _belong(ones: Sequence[Place], others: Sequence[Place], matched: Set[frozenset[Place]]) -> bool:
    """Whether two groups of passages are one point: no text is in both, and enough of their texts are matched.

    Two passages of one text are one point only where one joins the other's match: no chains over third texts.
    """
    texts, further = {column for column, _ in ones}, {column for column, _ in others}
    joined = {(a[0], b[0]) for a in ones for b in others if frozenset((a, b)) in matched}
    return not texts & further and len(joined) >= SHARE * len(texts) * len(further)


def points(
    accounts: Sequence[Account], columns: Sequence[Column], matches: Sequence[Match], parties: Parties
) -> tuple[Point, ...]:
    """The points of an exchange, ``p1``, ``p2`` ..., in the order in which the first account that tells each does."""
    made = []
    for number, cluster in enumerate(clusters(columns, matches), 1):
        told: defaultdict[str, list[Unit]] = defaultdict(list)
        for column, place in cluster.places:
            told[columns[column].account].append(columns[column].units[place])
        made.append(_point(f"p{number}", accounts, dict(told), cluster, columns, parties))
    return tuple(made)


def _point(
    id: str,
    accounts: Sequence[Account],
    told: dict[str, list[Unit]],
    cluster: Cluster,
    columns: Sequence[Column],
    parties: Parties,
) -> Point:
    against = [m for m in cluster.matches if m.conflict > CONFLICT and len(_accounts(m, columns)) == 2]
    label: Label = "conflict" if against else "shared" if len(told) > 1 else "one-sided"
    statuses = _statuses(told, against, columns)
    cells = {
        own.id: Told(statuses.get(own.id, "not mentioned"), tuple(u.passage for u in told.get(own.id, ())))
        for own in accounts
    }
    found = differences(told, parties) if len(told) > 1 else ()
    sides = {account for match in against for account in _accounts(match, columns)}
    words = {id: tuple(u.passage for u in units) for id, units in told.items() if id in sides}
    if against:
        found = (Difference("polarity", words), *found)
    note = _note(label, accounts, told, list(words), found)
    return Point(id, label, cells, found, note, _why(cluster, columns))


def _accounts(match: Match, columns: Sequence[Column]) -> set[str]:
    return {columns[match.one[0]].account, columns[match.other[0]].account}


def _statuses(told: dict[str, list[Unit]], against: Sequence[Match], columns: Sequence[Column]) -> dict[str, Status]:
    """What each account does with the point: of two that contradict each other, one reports, the other contradicts."""
    statuses: dict[str, Status] = dict.fromkeys(told, "reported")
    for match in against:
        one, other = columns[match.one[0]].account, columns[match.other[0]].account
        # The one that says no is the one that contradicts; where both or neither do, the later one.
        saying_no = [account for account in (one, other) if any(u.act == "DENY" or u.negated for u in told[account])]
        against_it = saying_no[0] if len(saying_no) == 1 else other
        denies = any(unit.act == "DENY" for unit in told[against_it])
        statuses[against_it] = "denied" if denies else "contradicted"
    if told and "reported" not in statuses.values():
        statuses[next(iter(told))] = "reported"
    return statuses


def _note(
    label: Label,
    accounts: Sequence[Account],
    told: Mapping[str, Sequence[Unit]],
    against: Sequence[str],
    found: Sequence[Difference],
) -> str:
    """What sets the accounts apart: who tell, who contradict each other (``against``), how they differ, and silence."""
    names = {account.id: account.voucher.name for account in accounts}
    silent = _listed([name for id, name in names.items() if id not in told])
    parts = []
    if label == "one-sided":
        parts.append(f"only in the account of {_listed([names[id] for id in told])}")
    else:
        sides = against or list(told)
        what = "contradict each other" if against else "both tell of it" if len(sides) == 2 else "all tell of it"
        parts.append(f"{_listed([names[id] for id in sides])}: {what}")
        parts += [f"{names[id]}: tells of it" for id in told if id not in sides]
        kinds = _listed([own.kind for own in found if own.kind != "polarity"])
        parts += [f"they differ in {kinds}"] if kinds else []
    return "; ".join([*parts, f"{silent}: silence"] if silent else parts)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""


def _why(cluster: Cluster, columns: Sequence[Column]) -> str:
    """Why the passages were held to be one point, in plain English, a line a match."""
    lines = []
    for match in cluster.matches:
        one, other = (columns[c].units[n].passage.text for c, n in (match.one, match.other))
        agreement = f"; {', '.join(match.agreement)}" if match.agreement else ""
        lines.append(
            f"'{_short(one)}' and '{_short(other)}': one point {match.same:.0%}, contradiction {match.conflict:.0%}, "
            f"likeness word by word {match.near:.2f}{agreement}"
        )
    return "\n".join(lines) or "no passage of another account was near enough"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
