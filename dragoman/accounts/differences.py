"""How two accounts differ inside a point that both tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit
from dragoman.accounts.spots import Spot, at
from dragoman.nouns import Difference, Passage

#: How far an act binds whoever does it.
BINDING = {
    **dict.fromkeys(("AGREE", "PROMISE", "COOPERATE", "YIELD", "AID", "SANCTION", "THREATEN"), 3),
    **dict.fromkeys(("REQUEST", "PROPOSE", "REJECT", "ACCUSE", "SUPPORT", "DENY", "WARN", "INTEND", "CONFIRM"), 2),
    **dict.fromkeys(("CONSULT", "SAY", "ASK", "HOPE", "BELIEVE", "CONCERN", "PRAISE", "REGRET"), 1),
}
#: Acts of which it matters who does them.
OF_SOMEONE = frozenset({"AGREE", "PROMISE", "REQUEST", "PROPOSE", "AID", "YIELD", "REJECT", "THREATEN"})
#: How much longer, in words, one side must be to cover more.
LONGER = 2.0


def differences(told: Mapping[str, Sequence[Unit]], parties: Parties) -> tuple[Difference, ...]:
    """The differences inside a point, ``told`` holding the units of each account that tells it; each kind once.

    The words of a difference are those that it concerns: the other number, the verb that binds less; where no words
    can be told, the whole passages.
    """
    found: dict[str, Difference] = {}
    for (one, first), (other, second) in combinations(told.items(), 2):
        for kind in _kinds(first, second, parties):
            words = {one: _words(kind, first, second), other: _words(kind, second, first)}
            found.setdefault(kind, Difference(kind, words))
    return tuple(found.values())


def _kinds(first: Sequence[Unit], second: Sequence[Unit], parties: Parties) -> Iterator[str]:
    if _apart(_all(first, "numbers"), _all(second, "numbers")):
        yield "number"
    if _apart(_all(first, "refers"), _all(second, "refers")):
        yield "date"
    strengths = [_strength(side) for side in (first, second)]
    if all(strengths) and strengths[0] != strengths[1]:
        yield "strength"
    doers = [_doers(side, parties) for side in (first, second)]
    if all(doers) and not doers[0] & doers[1]:
        yield "proposer"
    if len({any(u.modality == "conditional" for u in side) for side in (first, second)}) == 2:
        yield "condition"
    sizes = [sum(len(u.passage.text.split()) for u in side) for side in (first, second)]
    named = [_actors(side) for side in (first, second)]
    if max(sizes) >= LONGER * min(sizes) or (named[0] != named[1] and (named[0] <= named[1] or named[1] <= named[0])):
        yield "scope"


def _words(kind: str, own: Sequence[Unit], other: Sequence[Unit]) -> tuple[Passage, ...]:
    """The words of one side that a difference concerns; its whole passages where none can be told."""
    wanted = _CONCERNED[kind](own, other)
    found = [(unit, [spot for spot in unit.spots if wanted(unit, spot)]) for unit in own]
    some = tuple(at(unit.passage, unit.passage.text, spots) for unit, spots in found if spots)
    return some or tuple(unit.passage for unit in own)


def _strongest(own: Sequence[Unit], _: Sequence[Unit]) -> Callable[[Unit, Spot], bool]:
    most = _strength(own)
    return lambda unit, spot: spot.sort == "act" and BINDING.get(unit.act or "", 0) == most


def _only_here(own: Sequence[Unit], other: Sequence[Unit]) -> Callable[[Unit, Spot], bool]:
    """The names that only this side has, where it names all that the other does; not those on whose word it is told."""
    here, there = _actors(own), _actors(other)
    vouchers = {actor.id for unit in own for actor in unit.word_of}
    more = here - there - vouchers if there < here else set()
    return lambda _, spot: spot.sort == "actor" and spot.value in more


#: By kind of difference, of two sides: which spots of the first it concerns.
_CONCERNED: dict[str, Callable[[Sequence[Unit], Sequence[Unit]], Callable[[Unit, Spot], bool]]] = {
    "number": lambda own, other: lambda unit, spot: spot.sort == "number",
    "date": lambda own, other: lambda unit, spot: spot.sort == "date",
    "strength": _strongest,
    "proposer": lambda own, other: lambda unit, spot: spot.sort == "source" and unit.act in OF_SOMEONE,
    "condition": lambda own, other: lambda unit, spot: spot.sort == "condition" and unit.modality == "conditional",
    "scope": _only_here,
}


def _strength(units: Sequence[Unit]) -> int:
    return max((BINDING.get(unit.act or "", 0) for unit in units), default=0)


def _actors(units: Sequence[Unit]) -> set[str]:
    return {actor.id for unit in units for actor in unit.actors}


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both say something, and nothing in common."""
    return bool(one and other) and not one & other


def _all(units: Sequence[Unit], field: str) -> frozenset[str]:
    return frozenset(value for unit in units for value in getattr(unit, field))


def _doers(units: Sequence[Unit], parties: Parties) -> frozenset[str]:
    """The parties that ask, offer, promise in these units."""
    acting = [unit for unit in units if unit.act in OF_SOMEONE and unit.speaker]
    return frozenset(party for unit in acting if unit.speaker for party in parties.all_of(unit.speaker))
