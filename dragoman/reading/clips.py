"""What the act model reads of a document: a clip of units around each statement, shared where statements overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Spans
from dragoman.reading.segments import BOS, EOS, Segment

Integers = NDArray[np.int64]
#: What a unit is to the statement that is coded. Targets are marked in training text only.
OTHER, SOURCE, TARGET, CUE, CONTENT = range(5)
ROLES = 5
#: Units before and after the cue that a clip may hold, and the most that a clip shared by statements may.
BEFORE, AFTER, MOST = 40, 56, 110


class Parts(Protocol):
    """Anything with the three parts of a statement."""

    @property
    def source(self) -> Spans:
        """The spans of the source."""
        ...

    @property
    def cue(self) -> Spans:
        """The spans of the cue."""
        ...

    @property
    def content(self) -> Spans:
        """The spans of the content."""
        ...


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a segment: its token ids, the positions of its units in them, and the roles of the units.

    ``roles`` is (statements, units); ``statements`` are the numbers of the statements that are coded by this clip.
    """

    ids: Integers
    units: Integers
    roles: Integers
    statements: tuple[int, ...]


def clips(segments: Sequence[Segment], statements: Sequence[Parts]) -> list[Clip]:
    """The clips by which ``statements`` are coded; each is in one, unless no segment holds the first of its spans.

    The first span is that of the cue, of the content where there is no cue, and else of the source.
    """
    edges = np.array([int(s.ends[-1]) for s in segments], np.int64)
    found: dict[int, list[tuple[int, int, int]]] = {}
    for number, statement in enumerate(statements):
        for anchor in (*statement.cue, *statement.content, *statement.source)[:1]:
            at = int(np.searchsorted(edges, anchor.start, side="right"))
            if at < len(segments) and (reach := _reach(segments[at], statement, anchor)):
                found.setdefault(at, []).append((*reach, number))
    return [_clip(segments[at], group, statements) for at, own in found.items() for group in _shared(own)]


def _reach(segment: Segment, statement: Parts, anchor: tuple[int, int]) -> tuple[int, int] | None:
    """The first and the last unit of the clip that one statement asks for."""
    first, last = _units(segment, *anchor)
    if first > last:
        return None
    spans = (*statement.source, *statement.cue, *statement.content)
    units = [own for span in spans if (own := _units(segment, *span))[0] <= own[1]]
    low, high = min(own[0] for own in units), max(own[1] for own in units)
    return max(low, first - BEFORE), min(high, max(last, first) + AFTER)


def _units(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """The first and the last unit of a segment that a span touches; the last is before the first where it has none."""
    first = int(np.searchsorted(segment.ends, start, side="right"))
    return first, int(np.searchsorted(segment.starts, end, side="left")) - 1


def _shared(reaches: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Statements whose clips overlap, together, as long as the clip stays short."""
    groups: list[list[tuple[int, int, int]]] = []
    low = high = -1
    for reach in sorted(reaches):
        if groups and reach[0] <= high and max(high, reach[1]) - low < MOST:
            groups[-1].append(reach)
            high = max(high, reach[1])
        else:
            groups.append([reach])
            low, high = reach[:2]
    return groups


def _clip(segment: Segment, group: list[tuple[int, int, int]], statements: Sequence[Parts]) -> Clip:
    low, high = min(own[0] for own in group), max(own[1] for own in group)
    start = int(segment.firsts[low])
    end = int(segment.firsts[high + 1]) if high + 1 < len(segment) else len(segment.ids)
    numbers = tuple(own[2] for own in group)
    roles = np.stack([_roles(segment, statements[number], low, high) for number in numbers])
    ids = np.concatenate([[BOS], segment.ids[start:end], [EOS]])
    return Clip(ids, segment.firsts[low : high + 1] - start + 1, roles, numbers)


def _roles(segment: Segment, statement: Parts, low: int, high: int) -> Integers:
    roles = np.full(high - low + 1, OTHER, np.int64)
    for role, spans in ((CONTENT, statement.content), (SOURCE, statement.source), (CUE, statement.cue)):
        for span in spans:
            first, last = _units(segment, *span)
            roles[max(0, first - low) : max(0, last + 1 - low)] = role
    return roles
