"""What a phrase is found to mean, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.nouns import Actor


@dataclass(frozen=True, slots=True)
class Meaning:
    """An actor and why; or None and the candidates."""

    actor: Actor | None
    reason: str
    confidence: float = 0.0
    candidates: tuple[Actor, ...] = ()


def opened(reason: str, candidates: Iterable[Actor] = ()) -> Meaning:
    """Return a meaning that stays open."""
    return Meaning(None, reason, 0.0, tuple({own.id: own for own in candidates}.values()))


def group(members: Sequence[Actor]) -> Actor:
    """Return the actor that several are together."""
    by_id = {own.id: own for own in members}
    parts = tuple(by_id[id] for id in sorted(by_id))
    names = [own.name for own in by_id.values()]
    name = ", ".join(names[:-1]) + f" and {names[-1]}"
    sides = {own.speaks_for for own in parts}
    return Actor(
        "+".join(by_id[id].id for id in sorted(by_id)),
        name,
        "group",
        sides.pop() if len(sides) == 1 else None,
        True,
        parts,
    )
