"""Who asked for the exchange, as each account tells, and whether the accounts differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.nouns import Framing, Passage, Span

#: The most letters between the words for asking and the name of who asked.
_NEAR = 60
_PAUSE = re.compile(r"[.;:!?]|\s[—–]\s")


class Initiator(NamedTuple):
    """The party that asked, and the words that say so."""

    party: str
    evidence: Passage


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the initiator that each account names (an actor id), and on each of them a dispute where they differ."""
    named = {view.account.id: told for view in scene.views if (told := _initiator(scene, view))}
    for account, told in named.items():
        yield Framing("initiator", account, told.party, (told.evidence,))
    if len({told.party for told in named.values()}) > 1:
        for account, told in named.items():
            rest = tuple(other.evidence for other in named.values() if other.party != told.party)
            yield Framing("disputed initiator", account, told.party, (told.evidence, *rest))


def _initiator(scene: Scene, view: View) -> Initiator | None:
    """The first that the account names, in its sentences on the exchange itself."""
    found = (_in_line(scene, view, line) for line in view.lines if line.tells)
    return next((own for own in found if own), None)


def _in_line(scene: Scene, view: View, line: Line) -> Initiator | None:
    words = line.words
    for name, place in (("after", _after), ("before", _before), ("around", _around)):
        for match in words[f"initiator.{name}"].finditer(line.low, *line.span):
            found = place(scene, line, Span(*match.span()))
            if found and not words["initiator.not"].search(line.low, max(line.span.start, found.start - 15), found.end):
                party = next((own.party for own in scene.named(line.document, line.low, found)), None)
                party = party or _by_side(scene, view, line, found)
                if party:
                    return Initiator(party, line.passage(found))
    return None


def _by_side(scene: Scene, view: View, line: Line, span: Span) -> str | None:
    """The party that "at his counterpart's request", "at our request" means."""
    if line.words["initiator.counterpart"].search(line.low, *span):
        return scene.other(view.party)
    return view.party if line.words["initiator.own"].search(line.low, *span) else None


def _after(scene: Scene, line: Line, cue: Span) -> Span | None:
    """From the words to the name after them: "at the initiative of France"."""
    end = _until_pause(line, cue.end)
    names = scene.named(line.document, line.low, Span(cue.end, end))
    return Span(cue.start, names[0].span.end if names else end)


def _before(scene: Scene, line: Line, cue: Span) -> Span | None:
    """From the name before the words to their end: "Scholz telephoned"; there must be one whom they call."""
    names = scene.named(line.document, line.low, Span(line.span.start, cue.start))
    called = scene.named(line.document, line.low, Span(cue.end, _until_pause(line, cue.end)))
    if not names or not called or called[0].party == names[0].party:
        return None
    return Span(names[0].span.start, cue.end)


def _around(scene: Scene, line: Line, cue: Span) -> Span | None:
    """Words with a name within or just before them: "at France's initiative"."""
    start = max(line.span.start, cue.start - _NEAR // 2)
    names = scene.named(line.document, line.low, Span(start, cue.end))
    return Span(min(names[-1].span.start, cue.start), cue.end) if names else None


def _until_pause(line: Line, start: int) -> int:
    end = min(line.span.end, start + _NEAR)
    pause = _PAUSE.search(line.low, start, end)
    return pause.start() if pause else end
