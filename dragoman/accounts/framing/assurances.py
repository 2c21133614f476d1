"""Assurances that an account credits to the other side, and of which that side says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.framing.voice import voice
from dragoman.accounts.passages import Unit
from dragoman.nouns import Framing, Point, Span

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
    if voice(scene, view, line, unit) == "joint":
        return None
    worded = _is_worded(line, unit, number)
    if not worded and (unit.act not in _ACTS or unit.negated):
        return None
    if unit.speaker:
        sides = scene.sides(unit.speaker) - {view.party}
        return next(iter(sides)) if len(sides) == 1 else None
    head = Span(line.span.start, unit.passage.spans[0].end)
    named = next((own.party for own in scene.named(line.document, line.low, head)), None)
    return named if worded and named != view.party else None


def _is_worded(line: Line, unit: Unit, number: int) -> bool:
    """Whether a unit says that it assures or denies an intent; what goes on from a clause that assures does so too."""
    words, span = line.words, unit.passage.spans[0]
    if words["assurances.intent"].search(line.low, *span):
        return True
    verbs = words["assurances.verbs"]
    heads = [own for own in line.units[: number + 1] if verbs.search(line.low, *own.passage.spans[0])]
    return any(own is unit or _goes_on(own, unit) for own in heads)


def _goes_on(head: Unit, unit: Unit) -> bool:
    """Whether a clause is the same speaker's as the one before it that assures."""
    return head.speaker is not None and unit.speaker is not None and head.word_of[:2] == unit.word_of[:2]


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
