"""A temperature over time as a drawing: places on a sheet of fixed size, for a template to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.following.temperature import Gesture, Reading

#: The sheet, and the room for labels at the left and at the bottom.
WIDTH, HEIGHT, LEFT, BOTTOM, EDGE = 720, 240, 56, 26, 10
#: More places than these are not drawn one by one.
_DOTS = 600
_TICKS = 6
_DEGREES = ((1.0, "+1"), (0.5, "+0.5"), (0.0, "0"), (-0.5, "−0.5"), (-1.0, "−1"))


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """What was said on a day: ``way`` is out or back, ``size`` the radius."""

    x: float
    y: float
    way: str
    size: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: each line as the points of a polyline, ticks, and a dot for what was said on a day."""

    out: str
    back: str
    both: str
    dots: tuple[Dot, ...]
    days: tuple[Tick, ...]
    degrees: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM


def plot(readings: Sequence[Reading], found: Iterable[Gesture]) -> Plot:
    """The drawing of some readings in order, at least one, with what was said in between."""
    first, last = readings[0].day, readings[-1].day
    room = WIDTH - LEFT - EDGE

    def x(day: int) -> float:
        return round(LEFT + room * (day - first) / max(1, last - first), 1)

    said = Counter((own.day, own.warmth, own.way) for own in found)
    dots = tuple(Dot(x(day), _y(heat), way, min(2 + n**0.5, 7)) for (day, heat, way), n in sorted(said.items()))
    return Plot(
        out=" ".join(f"{x(own.day)},{_y(own.out)}" for own in readings),
        back=" ".join(f"{x(own.day)},{_y(own.back)}" for own in readings),
        both=" ".join(f"{x(own.day)},{_y(own.both)}" for own in readings),
        dots=dots if len(dots) <= _DOTS else (),
        days=tuple(Tick(x(day), label) for day, label in _marks(first, last)),
        degrees=tuple(Tick(_y(degree), label) for degree, label in _DEGREES),
    )


def _y(degree: float) -> float:
    """The place of a degree: 1 at the top, -1 at the bottom."""
    return round(EDGE + (HEIGHT - BOTTOM - EDGE) * (1 - degree) / 2, 1)


def _marks(first: int, last: int) -> list[tuple[int, str]]:
    """A few days to mark: the beginnings of years or of months where there are enough, else days."""
    span = range(first, last + 1)
    for pattern, label in (("%m%d", "%Y"), ("%d", "%b %Y")):
        begins = [day for day in span if int(date.fromordinal(day).strftime(pattern)) in (1, 101)]
        if len(begins) >= 3:
            step = -(-len(begins) // _TICKS)
            return [(day, date.fromordinal(day).strftime(label)) for day in begins[::step]]
    step = max(1, -(-len(span) // _TICKS))
    return [(day, f"{date.fromordinal(day).day} {date.fromordinal(day):%b}") for day in span[::step]]
