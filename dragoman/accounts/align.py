"""Which passages of several texts tell of one point: judged pair by pair, then chosen all together.

Candidates are found by how near they are word by word and judged two by two by a network; what speakers, acts, dates,
numbers and places in the text say is added. Of all that fits, an assignment takes the pairs that fit best together
(Kuhn, 1955); then a passage that is left joins one that has its match, where one side says in several sentences what
the other says in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.accounts.nearness import between, weighted
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit
from dragoman.reading.likeness import Words

Floats = NDArray[np.float32]
#: How many of the nearest passages of another text are judged, for each passage.
NEAREST = 3
#: The log odds of a pair: what it begins with, and what is added for each of what is known of it. Fitted by logistic
#: regression (``training/odds.py``).
BEGIN, SAME, NEAR, AHEAD, PLACE, LENGTH = -1.89, 0.23, 3.75, 4.01, -1.38, 0.31
SPEAKER, ACT, DATE, NUMBER = 0.07, 0.02, 0.61, 0.72
#: Log odds that a pair must have to be matched, and to join a pair that is matched.
MATCH, JOIN = -0.9, 0.5


#: The same for what agrees or does not, by name.
WEIGHTS = {"speaker": SPEAKER, "act": ACT, "dates": DATE, "numbers": NUMBER}
#: The letters of a passage that is no longer short.
_LONG = 120


class Judge(Protocol):
    """What judges how like passages are: :class:`dragoman.reading.likeness.Likeness`."""

    def words(self, texts: Sequence[str]) -> list[Words]:
        """The words of each text, as vectors."""
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

    ``near`` is how near they are word by word (:mod:`dragoman.accounts.nearness`), ``same`` and ``conflict`` the
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
    """Two passages that may tell of one point.

    ``ahead`` is how much nearer they are than the next nearest of each, ``apart`` how far their places in their texts
    are from each other, of 1.
    """

    one: tuple[int, int]
    other: tuple[int, int]
    near: float
    ahead: float
    apart: float


def align(columns: Sequence[Column], judge: Judge, parties: Parties) -> list[Match]:
    """The matches between the passages of every two columns, the surest first."""
    texts = [unit.passage.text for column in columns for unit in column.units]
    if not texts:
        return []
    found = candidates(columns, judge.words(texts))
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


def candidates(columns: Sequence[Column], words: Sequence[Words]) -> list[Candidate]:
    """Return each passage with the nearest ones of every other column; ``words`` are those of all passages in order."""
    ready, cuts = weighted(words), np.cumsum([0, *(len(column.units) for column in columns)])
    found = []
    for a, b in combinations(range(len(columns)), 2):
        ones, others = (ready[cuts[own] : cuts[own + 1]] for own in (a, b))
        if ones and others:
            found += [Candidate((a, i), (b, j), *known) for i, j, *known in _nearest(between(ones, others))]
    return found


def _nearest(near: Floats) -> Iterator[tuple[int, int, float, float, float]]:
    """Of each row and each column the nearest: its place, how near, how far ahead, how far apart in the texts."""
    rows = np.argsort(-near, axis=1)[:, :NEAREST]
    sides = np.argsort(-near, axis=0)[:NEAREST]
    pairs = {(i, int(j)) for i in range(len(near)) for j in rows[i]}
    pairs |= {(int(i), j) for j in range(near.shape[1]) for i in sides[:, j]}
    ahead = _ahead(near) + _ahead(near.T).T
    for i, j in sorted(pairs):
        apart = abs(_share(i, near.shape[0]) - _share(j, near.shape[1]))
        yield i, j, float(near[i, j]), float(ahead[i, j]), apart


def _share(place: int, count: int) -> float:
    """Where a passage stands in its text, of 1; in the middle where it is the only one."""
    return place / (count - 1) if count > 1 else 0.5


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
    agreement = agreements(one, other, parties)
    added = sum(WEIGHTS[name] * (1 if agree else -1) for name, agree in agreement.items())
    known = evidence(own, one, other, same)
    odds = BEGIN + sum(weight * value for weight, value in zip((SAME, NEAR, AHEAD, PLACE, LENGTH), known, strict=True))
    told = tuple(f"{'same' if agree else 'other'} {name}" for name, agree in agreement.items())
    return Match(own.one, own.other, own.near, same, conflict, odds + added, told)


def evidence(own: Candidate, one: Unit, other: Unit, same: float) -> tuple[float, float, float, float, float]:
    """Return what is weighed of two passages: judged, near, ahead, apart, and how long the shorter is."""
    judged = float(np.log(max(same, 1e-4) / max(1 - same, 1e-4)))
    length = min(_LONG, *(len(unit.passage.text) for unit in (one, other)))
    return judged, own.near, own.ahead, own.apart, float(np.log(length / _LONG))


def agreements(one: Unit, other: Unit, parties: Parties) -> dict[str, bool]:
    """Return what is known of both passages, and whether it agrees."""
    known = {
        "speaker": [parties.all_of(u.speaker) if u.speaker else frozenset() for u in (one, other)],
        "act": [frozenset((u.act,) if u.act else ()) for u in (one, other)],
        "dates": [frozenset(u.refers) for u in (one, other)],
        "numbers": [frozenset(u.numbers) for u in (one, other)],
    }
    return {name: bool(a & b) for name, (a, b) in known.items() if a and b}


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
