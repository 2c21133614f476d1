"""Whose words an account reports: its own side's, the other's, what both are said to have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dragoman.accounts.framing.scene import Scene, View
from dragoman.accounts.framing.voice import Voice, voice
from dragoman.accounts.passages import Unit
from dragoman.nouns import Framing, Passage

#: With fewer words reported there is no telling whom an account leaves out.
_FEWEST = 2
_NAMES: tuple[Voice, ...] = ("own", "other", "joint")


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the shares of words reported in each side's account, and "own words only" where the other has none.

    The press has no side: its accounts are left out. Where it alone passes on what a side says, it is the press that
    chose: of such a side there is no telling whether it brings only its own words. Where both discussed something, or
    agreed to stay in contact, the other side has no words.
    """
    for view in scene.views:
        if view.account.voucher.kind == "outlet" or view.party not in scene.cast:
            continue
        told = _told(scene, view)
        words = {name: sum(len(unit.passage.text.split()) for unit, _ in told[name]) for name in _NAMES}
        if sum(len(units) for units in told.values()) < _FEWEST:
            continue
        whole = max(1, sum(words.values()))
        value = ", ".join(f"{name} {words[name] / whole:.0%}".replace("%", " %") for name in _NAMES)
        yield Framing("whose words", view.account.id, value, _evidence(told))
        binding = [unit for unit, bound in told["joint"] if bound]
        spoke = any(scene.is_own(view, document) for document in view.documents)
        if spoke and told["own"] and not told["other"] and not binding:
            evidence = tuple(unit.passage for unit, _ in told["own"])
            yield Framing("own words only", view.account.id, view.party, evidence)


def _told(scene: Scene, view: View) -> dict[Voice, list[tuple[Unit, bool]]]:
    """The units of an account by whose words they bring, and whether what both said goes beyond what was discussed."""
    found: dict[Voice, list[tuple[Unit, bool]]] = defaultdict(list)
    for line in view.lines:
        empty = line.words["voices.discussed"].search(line.low, *line.span) is not None
        for unit in line.units:
            own = voice(scene, view, line, unit) if unit.role == "point" else None
            if own:
                found[own].append((unit, not empty))
    return found


def _evidence(told: dict[Voice, list[tuple[Unit, bool]]]) -> tuple[Passage, ...]:
    """All words of the other side and of both: those of its own are the rest."""
    return tuple(unit.passage for name in _NAMES[1:] for unit, _ in told[name])
