"""Which passages of several texts tell of one point: judged pair by pair, then chosen all together.

Candidates are found by vectors and judged two by two by a network; what speakers, acts and dates say is added. Of all
that fits, an assignment takes the pairs that fit best together (Kuhn, 1955); then a passage that is left joins one that
has its match, where one side says in several sentences what the other says in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit

Floats = NDArray[np.float32]
#: How many of the nearest passages of another text are judged, for each passage.
NEAREST = 3
#: The log odds of a pair: what it begins with, and what is added for each of what is known of it. Fitted by logistic
#: regression on the development half of ``evaluation/exchanges``.
BEGIN, SAME, NEAR, AHEAD, SPEAKER, ACT, DATE = -1.9, 0.3, 1.7, 2.8, 0.1, 0.05, 0.1
#: Log odds that a pair must have to be matched, and to join a pair that is matched.
MATCH, JOIN = -0.4, 0.5


#: How many passages an exchange must have for their mean to be taken from them.
FEW = 8


class Judge(Protocol):
    """What judges how like passages are: :class:`dragoman.reading.likeness.Likeness`."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A vector of length one for each text."""
        ...

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """The probabilities of one point and of contradiction, (pairs, 2)."""
        ...


class Column(NamedTuple):
    """The units of one document that stand in one account, in the order of the text."""

    account: str
    document: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two passages that tell of one point. Each is (column, place in its units).

    ``near`` is how near their vectors are (cosine, from the mean of the exchange), ``same`` and ``conflict`` the
    network's probabilities, ``odds`` the log odds of all that is known, ``agreement`` what agrees and what does not.
    With ``joins``, one of the two has a match of its own, which the other joins.
    """

    one: tuple[int, int]
    other: tuple[int, int]
    near: float
    same: float
    conflict: float
    odds: float
    agreement: tuple[str, ...] = ()
    joins: bool = False


class Candidate(NamedTuple):
    """Two passages that may tell of one point: ``ahead`` is how much nearer they are than the next nearest of each."""

    one: tuple[int, int]
    other: tuple[int, int]
    near: float
    ahead: float


def align(columns: Sequence[Column], judge: Judge, parties: Parties) -> list[Match]:
    """The matches between the passages of every two columns, the surest first."""
    texts = [unit.passage.text for column in columns for unit in column.units]
    if not texts:
        return []
    cuts = np.cumsum([len(column.units) for column in columns])[:-1]
    found = list(_candidates(np.split(_centred(judge.vectors(texts)), cuts)))
    judged = judge.judge([(_text(columns, own.one), _text(columns, own.other)) for own in found])
    matches = [
        _match(columns, own, float(same), float(conflict), parties)
        for own, (same, conflict) in zip(found, judged, strict=True)
    ]
    by_pair: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        by_pair.setdefault((match.one[0], match.other[0]), []).append(match)
    chosen = [match for own in by_pair.values() for match in _chosen(own)]
    return sorted(chosen, key=lambda match: -match.odds)


def _text(columns: Sequence[Column], place: tuple[int, int]) -> str:
    return columns[place[0]].units[place[1]].passage.text


def _centred(vectors: Floats) -> Floats:
    """The vectors from their mean, of length one: what all passages of an exchange share tells none apart.

    The mean of a few says little of what they share: they stay as they are.
    """
    if len(vectors) < FEW:
        return vectors
    away = vectors - vectors.mean(0)
    centred: Floats = away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    return centred


def _candidates(vectors: Sequence[Floats]) -> Iterator[Candidate]:
    """Each passage with the nearest ones of every other column."""
    for a, b in combinations(range(len(vectors)), 2):
        if not len(vectors[a]) or not len(vectors[b]):
            continue
        near = vectors[a] @ vectors[b].T
        rows = np.argsort(-near, axis=1)[:, :NEAREST]
        sides = np.argsort(-near, axis=0)[:NEAREST]
        pairs = {(i, int(j)) for i in range(len(near)) for j in rows[i]}
        pairs |= {(int(i), j) for j in range(near.shape[1]) for i in sides[:, j]}
        ahead = _ahead(near) + _ahead(near.T).T
        yield from (Candidate((a, i), (b, j), float(near[i, j]), float(ahead[i, j])) for i, j in sorted(pairs))


def _ahead(near: Floats) -> Floats:
    """How much nearer each pair is than the nearest other of its row; 0 in a row of one."""
    if near.shape[1] < 2:
        return np.zeros_like(near)
    order = np.sort(near, axis=1)
    best, second = order[:, -1:], order[:, -2:-1]
    ahead: Floats = near - np.where(near == best, second, best)
    return ahead


def _match(columns: Sequence[Column], own: Candidate, same: float, conflict: float, parties: Parties) -> Match:
    one, other = (columns[column].units[place] for column, place in (own.one, own.other))
    added, agreement = _agreement(one, other, parties)
    judged = float(np.log(max(same, 1e-4) / max(1 - same, 1e-4)))
    odds = BEGIN + SAME * judged + NEAR * own.near + AHEAD * own.ahead + added
    return Match(own.one, own.other, own.near, same, conflict, odds, agreement)


def _agreement(one: Unit, other: Unit, parties: Parties) -> tuple[float, tuple[str, ...]]:
    """What agreement adds to the log odds, and what agrees or does not, in plain English."""
    added = 0.0
    told = []
    for name, weight, known in (
        ("speaker", SPEAKER, [parties.all_of(u.speaker) if u.speaker else frozenset() for u in (one, other)]),
        ("act", ACT, [frozenset((u.act,) if u.act else ()) for u in (one, other)]),
        ("dates", DATE, [frozenset(u.refers) for u in (one, other)]),
    ):
        if all(known):
            agree = bool(known[0] & known[1])
            added += weight if agree else -weight
            told.append(f"{'same' if agree else 'other'} {name}")
    return added, tuple(told)


def _chosen(matches: list[Match]) -> Iterator[Match]:
    """Of the matches of two columns those that fit best together."""
    fitting = [match for match in matches if match.odds > MATCH]
    rows = {place: n for n, place in enumerate(sorted({match.one for match in fitting}))}
    sides = {place: n for n, place in enumerate(sorted({match.other for match in fitting}))}
    gain = np.zeros((len(rows), len(sides)))
    held: dict[tuple[int, int], Match] = {}
    for match in fitting:
        key = rows[match.one], sides[match.other]
        gain[key], held[key] = match.odds - MATCH, match
    from scipy.optimize import linear_sum_assignment  # it takes long to load, and most commands need none

    pairs = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    taken = [held[key] for i, j in pairs if (key := (int(i), int(j))) in held]
    yield from taken
    yield from _joining(fitting, taken)


def _joining(fitting: list[Match], taken: list[Match]) -> Iterator[Match]:
    """Passages left over that join a match: one side says in several what the other says in one."""
    middles: dict[tuple[int, int], tuple[int, int]] = {}
    for match in taken:
        middles[match.one], middles[match.other] = match.other, match.one
    stars: set[tuple[int, int]] = set()
    for match in sorted(fitting, key=lambda own: -own.odds):
        for left, middle in ((match.one, match.other), (match.other, match.one)):
            # The partner of a middle has no further match itself: no chains.
            if match.odds > JOIN and left not in middles and middle in middles and middles[middle] not in stars:
                middles[left] = middle
                stars.add(middle)
                yield replace(match, joins=True)
