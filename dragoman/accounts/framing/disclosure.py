"""What a side tells of the exchange only days after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.accounts.exchanges.sighting import day_of, days_of
from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.framing.timing import first_document
from dragoman.accounts.passages import Unit
from dragoman.nouns import Framing


def find(scene: Scene) -> Iterator[Framing]:
    """Yield each passage in which a side tells of the exchange on a later day, with how many days after.

    A first account counts where it comes more than a day after; what was said later, where an account had been given
    before and the words tell what was said in the exchange.
    """
    days = days_of(scene.exchange.date) if scene.exchange.date else None
    if not days:
        return
    for view in scene.views:
        if view.account.voucher.kind != "outlet":
            yield from _late(scene, view, days.last)


def _late(scene: Scene, view: View, last: date) -> Iterator[Framing]:
    first = first_document(scene, view)
    began = day_of(first.published) if first else None
    if first and began and (began - last).days > 1:
        line = next((line for line in view.lines if line.document.id == first.id), None)
        if line:
            yield _finding(view, line, line.units[0], (began - last).days)
    for line in view.lines:
        for unit in line.units:
            said = day_of(unit.said) or day_of(line.document.published)
            if said and began and said > max(began, last) and _discloses(scene, view, line, unit):
                yield _finding(view, line, unit, (said - last).days)


def _finding(view: View, line: Line, unit: Unit, days: int) -> Framing:
    value = f"{days} day{'s' if days > 1 else ''} after"
    return Framing("late disclosure", view.account.id, value, (unit.passage if unit else line.passage(),))


def _discloses(scene: Scene, view: View, line: Line, unit: Unit) -> bool:
    """Whether a passage tells in its own side's words what was said: "I told him", "in that conversation"."""
    speaker = unit.speaker
    if speaker is None or scene.parties.all_of(speaker) != {view.party}:
        return False
    return line.words["disclosure.told"].search(line.low, *unit.passage.spans[0]) is not None
