"""Where the exchange took place, as each account tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.accounts.exchanges.words import places
from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.nouns import Framing, Passage, Span

#: The most letters between a place and the word for an encounter.
_NEAR = 50
#: A place of up to three words, and a comma.
_HEAD = re.compile(r"([^\W\d_a-zà-ÿа-яёіїєґ][\w'’-]+(?: [\w'’-]+){0,2}), ?")
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
    """The first place in an account: of a dateline, or near a word for an encounter."""
    opened: set[str] = set()
    for line in view.lines:
        opens = line.document.id not in opened
        opened.add(line.document.id)
        dates = [own.span for own in scene.readings[line.document.id].dates]
        for span in (*_datelines(line, dates), *_near_encounter(line, opens)):
            if not any(date.start < span.end and span.start < date.end for date in dates):
                return line.passage(_before_people(scene, line, span))
    return None


def _before_people(scene: Scene, line: Line, span: Span) -> Span:
    """The name of a place without that of a person right after it: «принял в Сочи Эмманюэля Макрона»."""
    people = (own.span for own in scene.readings[line.document.id].mentions if own.actor.kind == "person")
    after = [person.start for person in people if span.start < person.start < span.end]
    end = min(after, default=span.end)
    return Span(span.start, span.start + len(line.document.text[span.start : end].rstrip()))


def _near_encounter(line: Line, opens: bool) -> Iterator[Span]:
    """The names after a word for "in"; further on in a document, where more is told, only near an encounter."""
    for span in places(line.document.text, line.low, line.span, line.document.language):
        near = Span(max(line.span.start, span.start - _NEAR), min(line.span.end, span.end + _NEAR))
        if not line.document.text[span.start].isupper():
            continue
        if opens or line.is_frame or line.has_encounter(near):
            yield span


def _datelines(line: Line, dates: list[Span]) -> Iterator[Span]:
    """The places at the head of lines that only have a place and a day: "Brussels, 26 January 2022"."""
    text = line.document.text
    for date in dates:
        if line.span.start <= date.start < line.span.end and text[date.end : date.end + 1] in ("", "\n", "."):
            start = text.rfind("\n", 0, date.start) + 1
            head = _HEAD.fullmatch(text, start, date.start)
            if head:
                yield Span(*head.span(1))
