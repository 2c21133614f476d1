"""Where the exchange took place, as each account tells."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.exchanges.words import places
from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.nouns import Framing, Passage, Span

#: Kinds of exchange that have a place.
_PLACED = ("meeting", "visit", "summit", "documents")


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the first place that each account names where it tells of the exchange; a call has none."""
    if scene.exchange.kind not in _PLACED:
        return
    for view in scene.views:
        told = _place(scene, view)
        if told:
            yield Framing("place", view.account.id, told.text, (told,))


def _place(scene: Scene, view: View) -> Passage | None:
    for line in view.lines:
        if line.tells:
            named = [
                *_dateline(scene, line),
                *places(line.document.text, line.low, line.span, line.document.language),
            ]
            if named:
                return line.passage(named[0])
    return None


def _dateline(scene: Scene, line: Line) -> Iterator[Span]:
    """The place at the head of a line that only has a place and a day."""
    for date in scene.readings[line.document.id].dates:
        head = line.document.text[line.span.start : date.span.start].rstrip(" ,")
        if line.is_frame and head and date.span.end >= line.span.end - 1 and line.span.start < date.span.start:
            yield Span(line.span.start, line.span.start + len(head))
