"""What parties do to each other in words, over the whole ledger: by pair, and as a temperature over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from dragoman.desk.catalogue import changes
from dragoman.desk.index import Order, regrouped
from dragoman.desk.plot import Plot, plot
from dragoman.desk.summary import Party
from dragoman.following.temperature import Gesture, Reading, gestures, temperature, warmth

if TYPE_CHECKING:
    from dragoman.desk.catalogue import Catalogue, Entry, Line
    from dragoman.desk.desk import Desk

#: Parties to choose from.
_CHOICES = 200
#: Days at which a line is drawn, at most.
_DRAWN = 160
#: Rows of the table, at most: then by month, then by year.
_ROWS = 32

Pair = tuple[str, str]
_Placed = tuple[Pair, Gesture]
_ORDER: Order[Pair, _Placed] = Order(lambda own: (own[0],), lambda own: (own[1].day, own[1].key, own[1].way))


@dataclass(frozen=True, slots=True)
class Period:
    """A row of the table: how much was said each way, and the temperature at its end."""

    label: str
    out_count: int
    back_count: int
    out: float
    back: float
    both: float


@dataclass(frozen=True, slots=True)
class TemperatureView:
    """Between two parties up to a day: what was said each way, how warm it was at last, by period, and drawn."""

    one: Party
    other: Party
    first: str
    last: str
    out_count: int
    back_count: int
    out: float
    back: float
    both: float
    periods: tuple[Period, ...]
    plot: Plot


class Pairs:
    """What parties do to each other, by pair of ids in the order of the alphabet; kept up as statements change.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._entries: Mapping[str, Entry] = {}
        self._found: dict[Pair, tuple[_Placed, ...]] = {}
        self._parties: tuple[Party, ...] = ()
        self._most: Pair | None = None

    def keep_up(self, desk: Desk, own: Catalogue) -> None:
        """Take up what has changed since the last time."""
        with self._lock:
            if own.entries is self._entries:
                return
            gone, come = changes(self._entries, own.entries)
            found = regrouped(self._found, _placed(desk, gone), _placed(desk, come), _ORDER)
            self._parties = _parties(desk, own, found)
            self._most = max(found, key=lambda pair: (len(found[pair]), pair)) if found else None
            self._found, self._entries = found, own.entries

    def between(self, desk: Desk, own: Catalogue, one: str, other: str, last: int | None) -> list[Gesture]:
        """What was said between two parties up to a day, ``out`` from the first, the earliest first."""
        self.keep_up(desk, own)
        pair = (one, other) if one < other else (other, one)
        kept = [
            gesture
            for _, gesture in self._found.get(pair, ())
            if gesture.key not in own.rejected and (last is None or gesture.day <= last)
        ]
        return kept if pair[0] == one else [_turned(gesture) for gesture in kept]

    def most(self, desk: Desk, own: Catalogue) -> Pair | None:
        """The pair between which most was said; None where nothing was."""
        self.keep_up(desk, own)
        return self._most

    def parties(self, desk: Desk, own: Catalogue) -> tuple[Party, ...]:
        """The parties to choose from, those most heard of, in the order of their names."""
        self.keep_up(desk, own)
        return self._parties


def _parties(desk: Desk, own: Catalogue, found: Mapping[Pair, tuple[_Placed, ...]]) -> tuple[Party, ...]:
    counts: Counter[str] = Counter()
    for pair, said in found.items():
        for id in pair:
            counts[id] += len(said)
    most = [id for id, _ in counts.most_common(_CHOICES)]
    return tuple(sorted((party(desk, own, id) for id in most), key=lambda own: own.name))


def _placed(desk: Desk, lines: Iterable[Line]) -> Iterator[_Placed]:
    """What some statements do, each time with the pair of parties between which it is."""
    for line in lines:
        heat = warmth(line.act, line.negated, line.modality)
        if heat is None or not line.day or not (line.addressees or len(line.speakers) > 1):
            continue
        side, to = desk.parties(line.speakers), desk.parties(line.addressees)
        for pair in {(min(a, b), max(a, b)) for a in side for b in side | to if a != b}:
            for own in gestures(line.key, line.day, side, to, heat, pair):
                yield pair, own


def _turned(own: Gesture) -> Gesture:
    return Gesture(own.key, own.day, "back" if own.way == "out" else "out", own.warmth)


def party(desk: Desk, own: Catalogue, id: str) -> Party:
    """A party by id and name."""
    return Party(id, desk.registry_name(id) or own.name(id))


def temperature_view(one: Party, other: Party, said: list[Gesture], last: int | None) -> TemperatureView | None:
    """The temperature between two parties, from what was said, the earliest first; None where nothing was."""
    if not said:
        return None
    first, end = said[0].day, max(last or 0, said[-1].day)
    step = max(1, -(-(end - first) // _DRAWN))
    days = sorted({*range(first, end + 1, step), end, *({own.day for own in said} if len(said) <= _DRAWN else ())})
    readings = temperature(said, days)
    ways = Counter(own.way for own in said)
    now = readings[-1]
    return TemperatureView(
        one=one,
        other=other,
        first=_iso(first),
        last=_iso(end),
        out_count=ways["out"],
        back_count=ways["back"],
        out=round(now.out, 2),
        back=round(now.back, 2),
        both=round(now.both, 2),
        periods=_periods(said, end),
        plot=plot(readings, said),
    )


def _periods(said: list[Gesture], end: int) -> tuple[Period, ...]:
    """Rows by day where these are few, by month, or by year; of the last, up to its end."""
    for length in (10, 7, 4):
        groups = {label: list(own) for label, own in groupby(said, key=lambda own: _iso(own.day)[:length])}
        if len(groups) <= _ROWS or length == 4:
            break
    ends = [own[-1].day for own in groups.values()]
    readings = [*temperature(said, [*ends[:-1], end])]
    return tuple(_period(label, own, at) for (label, own), at in zip(groups.items(), readings, strict=True))


def _period(label: str, own: list[Gesture], at: Reading) -> Period:
    ways = Counter(gesture.way for gesture in own)
    return Period(label, ways["out"], ways["back"], round(at.out, 2), round(at.back, 2), round(at.both, 2))


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
