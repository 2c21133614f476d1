"""Where in an account each point stands, and how much of its text it takes."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.framing.scene import Scene, View
from dragoman.nouns import Framing, Passage, Point


def find(scene: Scene) -> Iterator[Framing]:
    """Yield, for each point that an account reports, "ID: 1 of 7, 22 %": its rank, and its share of the words.

    Points rank by where they are told first, in the documents in the order of the account. The share is that of the
    words of all passages that make a point.
    """
    for view in scene.views:
        told = [(point, own) for point in scene.points if (own := _passages(point, view))]
        places = {id: place for place, id in enumerate(view.account.documents)}
        ranked = sorted(told, key=lambda own: min((places[p.document], p.spans[0].start) for p in own[1]))
        whole = _words(unit.passage for unit in view.units if unit.role == "point")
        for rank, (point, passages) in enumerate(ranked, start=1):
            share = min(1.0, _words(passages) / max(1, whole))
            value = f"{point.id}: {rank} of {len(ranked)}, {share:.0%}".replace("%", " %")
            yield Framing("order and share", view.account.id, value, tuple(passages))


def _passages(point: Point, view: View) -> list[Passage]:
    told = point.accounts.get(view.account.id)
    return [own for own in told.passages if own.document in view.account.documents] if told else []


def _words(passages: Iterator[Passage] | list[Passage]) -> int:
    return sum(len(passage.text.split()) for passage in passages)
