"""How two accounts differ inside a point that both tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit
from dragoman.nouns import Difference

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
    """The differences inside a point, ``told`` holding the units of each account that tells it; each kind once."""
    found: dict[str, Difference] = {}
    for (one, first), (other, second) in combinations(told.items(), 2):
        for kind in _kinds(first, second, parties):
            words = {one: tuple(u.passage for u in first), other: tuple(u.passage for u in second)}
            found.setdefault(kind, Difference(kind, words))
    return tuple(found.values())


def _kinds(first: Sequence[Unit], second: Sequence[Unit], parties: Parties) -> Iterator[str]:
    if _apart(_all(first, "numbers"), _all(second, "numbers")):
        yield "number"
    if _apart(_all(first, "refers"), _all(second, "refers")):
        yield "date"
    strengths = [max((BINDING.get(u.act or "", 0) for u in side), default=0) for side in (first, second)]
    if all(strengths) and strengths[0] != strengths[1]:
        yield "strength"
    doers = [_doers(side, parties) for side in (first, second)]
    if all(doers) and not doers[0] & doers[1]:
        yield "proposer"
    if len({any(u.modality == "conditional" for u in side) for side in (first, second)}) == 2:
        yield "condition"
    sizes = [sum(len(u.passage.text.split()) for u in side) for side in (first, second)]
    named = [{actor.id for u in side for actor in u.actors} for side in (first, second)]
    if max(sizes) >= LONGER * min(sizes) or (named[0] != named[1] and (named[0] <= named[1] or named[1] <= named[0])):
        yield "scope"


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both say something, and nothing in common."""
    return bool(one and other) and not one & other


def _all(units: Sequence[Unit], field: str) -> frozenset[str]:
    return frozenset(value for unit in units for value in getattr(unit, field))


def _doers(units: Sequence[Unit], parties: Parties) -> frozenset[str]:
    """The parties that ask, offer, promise in these units."""
    acting = [unit for unit in units if unit.act in OF_SOMEONE and unit.speaker]
    return frozenset(party for unit in acting if unit.speaker for party in parties.all_of(unit.speaker))
