"""Praise and thanks for another party, and whether they are returned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.passages import Unit
from dragoman.nouns import Framing, Passage, Span

#: Within how many letters of the words a pronoun stands for the other party: "thanked him".
_NEAR = 16
#: Within how many letters before the words "not", or « s'en (est félicité) », makes them none.
_BEFORE = 24


class Praise(NamedTuple):
    """Who is praised by whom (their parties, the latter None where it is open), and in which words."""

    account: str
    by: str | None
    of: str
    evidence: Passage


def find(scene: Scene) -> Iterator[Framing]:
    """Yield each praise of another party: "for PARTY, returned" or "for PARTY, not returned", in any account."""
    told = [praise for view in scene.views for line in view.lines for praise in _told(scene, view, line)]
    pairs = {(praise.by, praise.of) for praise in told}
    for praise in told:
        returned = (praise.of, praise.by) in pairs
        value = f"for {praise.of}, {'returned' if returned else 'not returned'}"
        yield Framing("praise", praise.account, value, (praise.evidence,))


def _told(scene: Scene, view: View, line: Line) -> Iterator[Praise]:
    """The praise in words that are listed, and in units that are tagged."""
    listed = list(_in_line(scene, view, line))
    yield from listed
    known = {own.evidence.spans[-1].end for own in listed}
    for tagged in line.tagged("praise"):
        unit = next(
            (own for own in line.units if own.passage.spans[0].start <= tagged.start < own.passage.spans[-1].end), None
        )
        if unit and not unit.negated and unit.passage.spans[-1].end not in known:
            known.add(unit.passage.spans[-1].end)
            by = _by(scene, view, unit)
            of = _of(scene, line, unit, tagged.start, by) or (scene.other(by) if by else None)
            if of:
                yield Praise(view.account.id, by, of, line.passage(tagged))


def _in_line(scene: Scene, view: View, line: Line) -> Iterator[Praise]:
    for unit in line.units:
        span = unit.passage.spans[0]
        cue = line.words["praise.words"].search(line.low, *span)
        # The act also welcomes deeds, which is no praise of a party: it serves where the language has no list.
        if not cue and (unit.act != "PRAISE" or line.words.has("praise.words")):
            continue
        if unit.negated or (
            cue and line.words["praise.not"].search(line.low, max(span.start, cue.start() - _BEFORE), cue.start())
        ):
            continue
        by = _by(scene, view, unit)
        of = _of(scene, line, unit, cue.end() if cue else span.start, by)
        if of:
            yield Praise(view.account.id, by, of, line.passage(Span(cue.start() if cue else span.start, span.end)))


def _by(scene: Scene, view: View, unit: Unit) -> str | None:
    """The party that praises: the speaker's, or else that of the account."""
    sides = scene.parties.all_of(unit.speaker) if unit.speaker else frozenset({view.party})
    return next(iter(sides)) if len(sides) == 1 else None


def _of(scene: Scene, line: Line, unit: Unit, start: int, by: str | None) -> str | None:
    """The party praised: the first that is named after the words for it, or else the one addressed."""
    end = unit.passage.spans[-1].end
    after = [
        (own.span.start, party)
        for own in scene.readings[line.document.id].mentions
        if start <= own.span.start < end
        for party in sorted(scene.parties.all_of(own.actor))
    ]
    after += [(own.span.start, own.party) for own in scene.named(line.document, line.low, Span(start, end))]
    addressed = [(end, party) for actor in unit.addressee for party in sorted(scene.parties.all_of(actor))]
    named = next((party for _, party in sorted([*after, *addressed]) if party != by), None)
    pronoun = line.words["praise.pronouns"].search(line.low, max(line.span.start, start - _NEAR), start + _NEAR)
    return named or (scene.other(by) if by and pronoun else None)
