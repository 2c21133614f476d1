"""What kind of encounter each account says it was, and whether they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.nouns import Framing, Passage, Span

#: The words for each kind of exchange that name it; "talk" names any that is spoken.
_FITTING = {
    "call": ("call", "video", "talk", "informal"),
    "meeting": ("meeting", "received", "talks", "informal", "working", "visit", "summit", "talk"),
    "visit": ("visit", "working", "received", "meeting", "talks", "talk", "informal"),
    "summit": ("summit", "meeting", "talks", "talk"),
    "letter": ("letter",),
    "documents": ("documents", "letter"),
}
#: Words such as "received", which mean an encounter only where nothing else is told.
_FRAME_ONLY = "received"
#: The most letters between "on the margins of" and the words for what they are of.
_BESIDE = 22
#: Kinds that leave open what others say.
_OPEN = ("talk", "talks")


class Encounter(NamedTuple):
    """A kind of encounter, and the words for it."""

    kind: str
    evidence: Passage


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the words of each account for the encounter, and on each a difference where the kinds are not one."""
    told = {view.account.id: own for view in scene.views if (own := _encounter(scene, view))}
    for account, own in told.items():
        yield Framing("encounter", account, own.evidence.text, (own.evidence,))
    if len({own.kind for own in told.values() if own.kind not in _OPEN}) > 1:
        settled = {account: own for account, own in told.items() if own.kind not in _OPEN}
        for account, own in settled.items():
            rest = tuple(other.evidence for other in settled.values() if other.kind != own.kind)
            yield Framing("encounter differs", account, own.kind, (own.evidence, *rest))


def _encounter(scene: Scene, view: View) -> Encounter | None:
    """The first words that fit the kind of the exchange: of sentences on the exchange itself, then of any."""
    lines = sorted(view.lines, key=lambda line: not line.is_frame)
    return next((own for line in lines if (own := _in_line(scene.exchange.kind, line))), None)


def _in_line(kind: str, line: Line) -> Encounter | None:
    found: list[tuple[Span, str]] = []
    for name in _FITTING[kind]:
        if name == _FRAME_ONLY and not line.is_frame:
            continue
        spans = [Span(*own.span()) for own in line.words[f"encounter.{name}"].finditer(line.low, *line.span)]
        found += [(span, name) for span in spans if not _is_beside(line, span)]
    if not found:
        return None
    dressed = [(_with_adjectives(line, span), name) for span, name in found]
    known = [(span, "informal" if informal else name) for (span, informal), name in dressed]
    span, own_kind = min(known, key=lambda own: (own[1] in _OPEN, own[0].start, -own[0].end))
    return Encounter("meeting" if own_kind == _FRAME_ONLY else own_kind, line.passage(span))


def _is_beside(line: Line, span: Span) -> bool:
    """Whether the words are for another encounter: "on the margins of the G20 summit"."""
    before = line.low[max(line.span.start, span.start - _BESIDE) : span.start]
    return line.words["encounter.beside"].search(before) is not None


def _with_adjectives(line: Line, span: Span) -> tuple[Span, bool]:
    """The words with the adjectives right before them, and whether one of these makes it informal."""
    start, informal = span.start, False
    while True:
        before = line.low[line.span.start : start].rstrip()
        base = line.span.start
        cut = before.rfind(" ") + 1
        if line.words["encounter.loose"].fullmatch(before[cut:]):
            informal = True
        elif not line.words["encounter.adjectives"].fullmatch(before[cut:]):
            return Span(start, span.end), informal
        start = base + cut
