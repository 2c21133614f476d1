"""Assurances that an account credits to the other side, and of which that side says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.framing.voice import voice
from dragoman.accounts.passages import Unit
from dragoman.nouns import Framing, Point

#: Acts that bind whoever does them.
_ACTS = ("PROMISE",)


def find(scene: Scene) -> Iterator[Framing]:
    """Yield each assurance that only an account of another side reports; the value is the party credited with it.

    An assurance is a promise, or a denial of intent. A party without an account of its own cannot be held against it,
    and is left out.
    """
    for view in scene.views:
        for line in view.lines if view.party in scene.cast else ():
            for number, unit in enumerate(line.units):
                party = _giver(scene, view, line, unit, number)
                if party and not _own_up(scene, party, unit):
                    yield Framing("assurances", view.account.id, party, (unit.passage,))


def _giver(scene: Scene, view: View, line: Line, unit: Unit, number: int) -> str | None:
    """The other party that gives an assurance in a unit; None where there is none, or it is the account's own."""
    own = voice(scene, view, line, unit)
    if own == "joint":
        return None
    sides = scene.sides(unit.speaker) - {view.party}
    if not _is_assurance(line, unit, number):
        return None
    if len(sides) == 1:
        return next(iter(sides))
    named = [
        own for own in scene.named(line.document, line.low, line.span) if own.span.start < unit.passage.spans[0].end
    ]
    return named[0].party if named and not unit.speaker and named[0].party != view.party else None


def _is_assurance(line: Line, unit: Unit, number: int) -> bool:
    """Whether a unit promises or denies an intent; what goes on from such a clause of the sentence does so too."""
    if unit.act in _ACTS and not unit.negated:
        return True
    words = line.words
    if words["assurances.verbs"].search(line.low, *unit.passage.spans[0]):
        return True
    if words["assurances.intent"].search(line.low, *unit.passage.spans[0]):
        return True
    before = line.units[number - 1] if number else None
    return before is not None and before.speaker == unit.speaker and _is_assurance(line, before, number - 1)


def _own_up(scene: Scene, party: str, unit: Unit) -> bool:
    """Whether the party's own account reports the assurance too."""
    own = next((view for view in scene.views if view.party == party), None)
    if own is None:
        return True
    point = next((point for point in scene.points if _holds(point, unit)), None)
    return point is not None and point.accounts[own.account.id].status == "reported"


def _holds(point: Point, unit: Unit) -> bool:
    return any(
        passage.document == unit.passage.document and passage.spans == unit.passage.spans
        for told in point.accounts.values()
        for passage in told.passages
    )
