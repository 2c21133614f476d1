"""Whose words a passage of an account brings: its own side's, the other's, or those of both."""

from __future__ import annotations

from typing import Literal

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.passages import Unit

Voice = Literal["own", "other", "joint"]


def voice(scene: Scene, view: View, line: Line, unit: Unit) -> Voice | None:
    """Return whose words a unit brings; None where it brings nobody's.

    The speaker tells, or else whom the sentence names first, before any word of both ("the two presidents").
    """
    speakers = scene.sides(unit.speaker)
    if len(speakers) > 1:
        return "joint"
    if not speakers:
        return "joint" if _is_joint(line, unit) else None
    if line.words["voices.joint"].search(line.low, line.span.start, unit.passage.spans[-1].end) and _is_joint(
        line, unit
    ):
        return "joint"
    return "own" if speakers <= {view.party} else "other"


def _is_joint(line: Line, unit: Unit) -> bool:
    """Whether the sentence begins with both of them."""
    match = line.words["voices.joint"].search(line.low, *line.span)
    if match is None or not line.units[0].passage.spans[0].start <= match.start():
        return False
    return match.start() - line.span.start <= _OPENING and unit in line.units


#: Within how many letters of a sentence its subject stands.
_OPENING = 40
