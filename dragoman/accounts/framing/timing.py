"""When each account was published, and how long after the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dragoman.accounts.framing.scene import Scene, View
from dragoman.nouns import Document, Framing, Passage

#: The length of an ISO 8601 day.
_DAY = 10


def find(scene: Scene) -> Iterator[Framing]:
    """Yield when each account was first published, in ISO 8601, and its lag behind the first: "2 days", "3 h".

    Of documents in the account's own name the first counts; where there is none, the first that carries it.
    """
    first = {view.account.id: (own, view) for view in scene.views if (own := first_document(scene, view))}
    for account, (document, view) in first.items():
        yield Framing("published", account, document.published or "", _opening(view, document))
    times = {account: document.published or "" for account, (document, _) in first.items()}
    earliest = min(times.values(), key=lambda time: (time[:_DAY], time), default="")
    for account, time in times.items():
        lag = between(earliest, time)
        if lag:
            yield Framing("lag", account, lag, _opening(first[account][1], first[account][0]))


def first_document(scene: Scene, view: View) -> Document | None:
    """Return the first dated document in an account's own name, or else the first that carries it."""
    dated = [document for document in view.documents if document.published]
    own = [document for document in dated if scene.is_own(view, document)]
    return min(own or dated, key=lambda document: document.published or "", default=None)


def between(early: str, late: str) -> str | None:
    """Return the time from one ISO 8601 time to a later one, in words; None where none is told apart."""
    try:
        start, end = datetime.fromisoformat(early), datetime.fromisoformat(late)
    except ValueError:
        return None
    if len(early) > _DAY and len(late) > _DAY and (start.tzinfo is None) == (end.tzinfo is None):
        minutes = round((end - start).total_seconds() / 60)
        if 0 < minutes < 24 * 60:
            return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    days = (end.date() - start.date()).days
    return f"{days} day{'s' if days > 1 else ''}" if days > 0 else None


def _opening(view: View, document: Document) -> tuple[Passage, ...]:
    """The first sentence of the account in a document."""
    return tuple(line.passage() for line in view.lines if line.document.id == document.id)[:1]
