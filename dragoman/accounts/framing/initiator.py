"""Who asked for the exchange, as each account tells, and whether the accounts differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.accounts.exchanges.sighting import FACE_TO_FACE
from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.nouns import Framing, Passage, Span

#: The most letters between the words for asking and the name of who asked.
_NEAR = 60
#: The most letters between "at" and that name, and between "not" and the words for asking.
_LEAD, _DENIED = 14, 15
#: The most between "I" and the words for asking.
_BESIDE = 12
#: How far before the words for asking a title stands.
_TITLE = 25
#: The passages at the beginning of a text that tell of its exchange, whatever their words.
_HEAD = 4
#: A word that may be a title.
_WORD = re.compile(r"[^\W\d_]{4,}")
_PAUSE = re.compile(r"[;:!?]|\s[—–]\s")


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
    """The first that the account names in words that are listed, or else in words that are tagged."""
    listed = (own for line in view.lines if (own := _in_line(scene, view, line)))
    return next(listed, None) or next((own for line in view.lines if (own := _tagged(scene, view, line))), None)


def _tagged(scene: Scene, view: View, line: Line) -> Initiator | None:
    """Who is named in words that are tagged: the first in them, or else the last named before them.

    One word alone is a slip: to ask takes two.
    """
    for span in (own for own in line.tagged("initiator") if " " in line.low[slice(*own)]):
        party = next((own.party for own in scene.named(line.document, line.low, span)), None)
        party = party or _by_side(scene, view, line, span) or _by_title(scene, line, span)
        before = scene.named(line.document, line.low, Span(line.span.start, span.start))
        party = party or next((own.party for own in reversed(before)), None)
        if party and not _is_denied(line, span, span):
            return Initiator(party, line.passage(span))
    return None


def _in_line(scene: Scene, view: View, line: Line) -> Initiator | None:
    """Who is named in a sentence that tells of an encounter, or says that one party telephoned another."""
    for name, place in _PLACES.items():
        if name not in _ALONE and not line.tells and line.units[0].order >= _HEAD:
            continue
        if name == _INVITED and scene.exchange.kind not in FACE_TO_FACE:
            continue
        for match in line.words[f"initiator.{name}"].finditer(line.low, *line.span):
            cue = Span(*match.span())
            found = place(scene, line, cue)
            if found and not _is_denied(line, found, cue):
                party = next((own.party for own in scene.named(line.document, line.low, found)), None)
                party = party or _by_side(scene, view, line, found) or _by_title(scene, line, found)
                if party:
                    return Initiator(party, line.passage(found))
    return None


def _is_denied(line: Line, found: Span, cue: Span) -> bool:
    start = max(line.span.start, found.start - _DENIED)
    return line.words["initiator.not"].search(line.low, start, cue.start) is not None


def _by_side(scene: Scene, view: View, line: Line, span: Span) -> str | None:
    """The party that "at his counterpart's request", "at our request" means."""
    if line.words["initiator.counterpart"].search(line.low, *span):
        return scene.other(view.party)
    mine = any(line.words[f"initiator.{name}"].search(line.low, *span) for name in ("own", "me"))
    return view.party if mine else None


def _by_title(scene: Scene, line: Line, span: Span) -> str | None:
    """The party of the only one whom the text names with a title that a stretch has: "the High Representative"."""
    low, said = line.low, set(_WORD.findall(line.low[span.start : span.end]))
    titled = {
        party
        for own in scene.readings[line.document.id].mentions
        if own.actor.kind == "person"
        and said & set(_WORD.findall(low[own.span.start : own.span.end])) - set(_WORD.findall(own.actor.name.lower()))
        for party in scene.sides(own.actor)
    }
    return titled.pop() if len(titled) == 1 else None


def _after(scene: Scene, line: Line, cue: Span) -> Span | None:
    """From the words to the name after them: "at the initiative of France"."""
    end = _until_pause(line, cue.end)
    names = scene.named(line.document, line.low, Span(cue.end, end))
    return Span(cue.start, names[0].span.end if names else end)


def _before(scene: Scene, line: Line, cue: Span) -> Span | None:
    """From the name before the words to their end: "Scholz telephoned"; there must be one whom he called."""
    names = scene.named(line.document, line.low, Span(line.span.start, cue.start))
    called = scene.named(line.document, line.low, Span(cue.end, _until_pause(line, cue.end)))
    if not names or not called or called[0].party == names[0].party:
        return None
    appeal = line.words["initiator.appeal"]
    if appeal.match(line.low, cue.end + 1) or appeal.match(line.low, called[0].span.end + 1):
        return None
    if line.words["initiator.dative"].search(line.low, names[0].span.start, cue.start):
        return Span(cue.start, called[0].span.end)
    return Span(names[0].span.start, cue.end)


def _subject(scene: Scene, line: Line, cue: Span) -> Span | None:
    """From the last name before the words to their end: "Ankara had asked for the call"; or from "I"."""
    mine = line.words["initiator.me"].search(line.low, max(line.span.start, cue.start - _BESIDE), cue.start)
    if mine:
        return Span(mine.start(), cue.end)
    start = max(line.span.start, cue.start - _NEAR)
    names = scene.named(line.document, line.low, Span(start, cue.start))
    # Without a name, by the title right before: "the Secretary requested the call".
    return Span(names[-1].span.start if names else max(start, cue.start - _TITLE), cue.end)


def _around(scene: Scene, line: Line, cue: Span) -> Span | None:
    """Words with a name within or just before them: "at France's initiative"; "at" must lead to it."""
    start = max(line.span.start, cue.start - _NEAR // 2)
    names = scene.named(line.document, line.low, Span(start, cue.end))
    head = min(names[-1].span.start if names else cue.start, cue.start)
    lead = line.words["initiator.lead"].search(line.low, max(line.span.start, head - _LEAD), cue.end)
    return Span(min(lead.start(), head), cue.end) if lead else None


def _until_pause(line: Line, start: int) -> int:
    end = min(line.span.end, start + _NEAR)
    pause = _PAUSE.search(line.low, start, end)
    return pause.start() if pause else end


#: Where the name stands by the words for asking, by list of words.
_PLACES = {
    "source": _after, "after": _after, "invited": _after, "phoned": _before, "asked": _subject, "pronoun": _subject,
    "called": _before, "around": _around,
}  # fmt: skip
#: The lists that need no word for an encounter, and the one that only counts where people meet.
_ALONE = ("phoned", "source")
_INVITED = "invited"
