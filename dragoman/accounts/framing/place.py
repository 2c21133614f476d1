"""Where the exchange took place, as each account tells."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.exchanges.words import places
from dragoman.accounts.framing.scene import Scene, View
from dragoman.nouns import Framing, Passage

#: Kinds of exchange that have a place.
_PLACED = ("meeting", "visit", "summit", "documents")


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the first place that each account names where it tells of the exchange; a call has none."""
    if scene.exchange.kind not in _PLACED:
        return
    for view in scene.views:
        told = _place(view)
        if told:
            yield Framing("place", view.account.id, told.text, (told,))


def _place(view: View) -> Passage | None:
    for line in view.lines:
        if line.tells:
            for span in places(line.document.text, line.low, line.span, line.document.language):
                return line.passage(span)
    return None
