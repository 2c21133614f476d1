"""How warm or cold two parties are to each other over time, by what each does to the other in words.

The temperature of a day lies between -1 and 1: the mean of the warmth of what was said up to then, in which a statement
weighs half after ``HALF_LIFE`` days, and with ``CALM`` statements of no warmth added, so that few say little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Literal

from dragoman.nouns import Modality

Way = Literal["out", "back"]

#: What acts do to the one they are done to, after the order of Goldstein's scale (1992): from 1, help, to -1, force.
#: Those that are not here (to say, to ask, to believe) do neither good nor ill.
WARMTH = {
    "AID": 1.0, "YIELD": 0.8, "COOPERATE": 0.8, "SUPPORT": 0.7, "AGREE": 0.6, "PROMISE": 0.5, "PRAISE": 0.5,
    "PROPOSE": 0.3, "CONSULT": 0.3,
    "REQUEST": -0.2, "CONCERN": -0.3, "DENY": -0.3, "WARN": -0.4, "REJECT": -0.5, "ACCUSE": -0.5, "PROTEST": -0.6,
    "SANCTION": -0.7, "THREATEN": -0.7, "MOBILIZE": -0.8, "COERCE": -0.8, "ASSAULT": -1.0,
}  # fmt: skip
#: Days after which a statement weighs half.
HALF_LIFE = 30
#: How many statements of no warmth are added.
CALM = 1.0
#: What is only possible, or tied to a condition, counts so much.
OPEN = 0.5


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something that one party does to another in words: ``day`` as ``date.toordinal`` counts, ``warmth`` -1 to 1.

    ``way`` is ``out`` from the first party to the second, ``back`` the other way. ``key`` names the statement.
    """

    key: str
    day: int
    way: Way
    warmth: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The temperature at the end of a day: from the first to the second, back, and of both together."""

    day: int
    out: float
    back: float
    both: float


def warmth(act: str | None, negated: bool, modality: Modality | str | None) -> float | None:
    """How warm an act is; None where it is neither warm nor cold, or is said not to be done."""
    own = WARMTH.get(act or "")
    if own is None or negated:
        return None
    return own * OPEN if modality in ("possible", "conditional") else own


def gestures(
    key: str, day: int, side: frozenset[str], to: frozenset[str], heat: float, pair: tuple[str, str]
) -> tuple[Gesture, ...]:
    """What a statement does between the two parties of ``pair``, by id.

    ``side`` are the parties that speak, ``to`` those spoken to. What both say together, each does to the other.
    """
    one, other = pair
    if one in side and other in side:
        return Gesture(key, day, "out", heat), Gesture(key, day, "back", heat)
    if one in side and other in to:
        return (Gesture(key, day, "out", heat),)
    return (Gesture(key, day, "back", heat),) if other in side and one in to else ()


def temperature(found: Iterable[Gesture], days: Sequence[int]) -> tuple[Reading, ...]:
    """The temperature at the end of each of ``days``, which are in order; 0 where nothing was said."""
    own = sorted(found, key=lambda gesture: gesture.day)
    out, back, both = (
        _curve([g for g in own if g.way in ways], days) for ways in (("out",), ("back",), ("out", "back"))
    )
    return tuple(map(Reading, days, out, back, both))


def _curve(own: list[Gesture], days: Sequence[int]) -> list[float]:
    """The means on some days: weights and sums are carried on from day to day, not added up anew."""
    by_day = {day: list(group) for day, group in groupby(own, key=lambda gesture: gesture.day)}
    marks = sorted({*by_day, *days})

    def on(state: tuple[int, float, float], day: int) -> tuple[int, float, float]:
        before, weight, total = state
        left = 0.5 ** ((day - before) / HALF_LIFE)
        new = by_day.get(day, [])
        return day, weight * left + len(new), total * left + sum(gesture.warmth for gesture in new)

    states = accumulate(marks, on, initial=(marks[0] if marks else 0, 0.0, 0.0))
    means = {day: total / (weight + CALM) for day, weight, total in states}
    return [means[day] for day in days]
