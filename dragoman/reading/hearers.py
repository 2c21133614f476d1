"""To whom a pronoun, or a noun such as "his counterpart", says that something was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.nouns import Actor, Span, Statement
from dragoman.reading.languages import Wording
from dragoman.reading.speakers import Pointed, Scene, pointed
from dragoman.reading.zones import Reference, References, anchor, piece_at

Actors = tuple[Actor, ...]

#: The most letters between a cue and the party addressed.
NEAR = 60
_STOPS = re.compile(r"[,;:—–()«»“”„\"]")
#: How many sentences back a pronoun points.
_BACK = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A text in small letters, and what is known of it.

    ``pair`` are the two of whose call a readout tells, ``done`` the statements whose addressees are known.
    """

    low: str
    words: Wording
    references: References
    cut: list[Span]
    alone: Mapping[str, Span]
    by_id: Mapping[str, Statement]
    answers: Mapping[str, Actors]
    pair: Actors
    scene: Scene | None
    done: Sequence[Statement]

    def has(self, name: str, start: int, end: int) -> bool:
        """Tell whether a word of a list of ``[addressees]`` stands in ``[start, end)``."""
        return self.words[f"addressees.{name}"].search(self.low, start, end) is not None

    def is_cue(self, name: str, statement: Statement) -> bool:
        """Tell whether the cue of a statement has a word of a list of ``[addressees]``."""
        return any(self.has(name, *cue) for cue in statement.cue)

    def stops(self, start: int, end: int) -> bool:
        """Tell whether punctuation stands in ``[start, end)``."""
        return _STOPS.search(self.low, start, end) is not None

    def leads(self, start: int, end: int) -> bool:
        """Tell whether from ``start`` on, words lead to a party at ``end``, and not elsewhere."""
        return (
            end - start <= NEAR
            and not self.stops(start, end)
            and not self.has("elsewhere", start, end)
            and not self.has("audiences", start, end)
        )

    def sentence(self, place: int) -> int:
        """Return the number of the sentence in which a code point lies."""
        return bisect_right(self.cut, place, key=lambda span: span.start) - 1


def pronoun(own: Statement, after: Span, page: Page, appeals: bool) -> Actors:
    """Return whom a pronoun at the cue, or right behind it (``after``), means: "told him", « m'a dit ».

    Of what ``appeals`` to someone, or thanks, also the object: « l'a remercié ».
    """
    for name, whose in (("first", _listener), ("pronouns", meant), ("plural_pronouns", together)):
        if _before(own, name, page) or _behind(after, name, page):
            return whose(own, page)
    for name, whose in (("objects", meant), ("plural_objects", together)):
        if appeals and _before(own, name, page):
            return whose(own, page)
    return ()


def noun(start: int, end: int, page: Page) -> Pointed | None:
    """Return whom a noun at ``start`` means, a preposition allowed before it, that names nobody: "both sides"."""
    if page.scene is None or not page.low[start:end].strip():
        return None
    at = start + (page.low[start:end][:1].isspace())
    lead = page.words["addressees.to"].match(page.low, at, end)
    begin = lead.end() + 1 if lead else at
    if page.has("audiences", start, min(end, start + NEAR)):
        return None
    return pointed(begin, end, page.scene)


def counterpart(after: Span, page: Page) -> bool:
    """Tell whether a noun such as "counterpart" follows, with no name."""
    match = page.words["addressees.counterparts"].search(page.low, *after)
    return match is not None and page.leads(after.start, match.start())


def meant(own: Statement, page: Page) -> Actors:
    """Return the one whom a pronoun of the third person, or "his counterpart", means."""
    here = page.sentence(anchor(own))
    return (
        _other(own, page)
        or _teller(own, page)
        or _person(own, here, page)
        or _answered(own, here, page)
        or _person(own, here - _BACK, page)
    )


def together(own: Statement, page: Page) -> Actors:
    """Return whom a pronoun of several means: the members last named together, in its sentence or the one before.

    None where a sentence names two such lists, where the speaker is in the list, or where journalists come between.
    Where no list is near, those to whom the speaker has just spoken, if they are several.
    """
    here, at = page.sentence(anchor(own)), anchor(own)
    for number in (here, here - _BACK):
        lists = _lists(page.cut[number].start, min(page.cut[number].end, at), own, page) if number >= 0 else []
        if lists:
            (end, actors), *others = lists
            said_by = own.speaker and own.speaker.id in {actor.id for actor in actors}
            return () if others or said_by or page.has("audiences", end, at) else actors
    said = next((said for said in reversed(page.done) if said.within == own.within and said.speaker), None)
    same = said and own.speaker and said.speaker and said.speaker.id == own.speaker.id
    near = said is not None and 0 <= here - page.sentence(anchor(said)) <= _BACK
    return said.addressee if said and same and near and len(said.addressee) > 1 else ()


def _lists(start: int, end: int, own: Statement, page: Page) -> list[tuple[int, Actors]]:
    """The lists of several persons, or of several others, that a stretch names outside a statement, with their ends."""
    runs: list[list[Reference]] = []
    for reference in page.references.within(start, end):
        if piece_at(own, reference.span.start):
            continue
        last = runs[-1][-1] if runs else None
        alike = last and (last.actor.kind == "person") == (reference.actor.kind == "person")
        if last and alike and _is_joint(last.span.end, reference.span.start, page):
            runs[-1].append(reference)
        else:
            runs.append([reference])
    members = ((run[-1].span.end, distinct(m for r in run for m in (r.actor.members or (r.actor,)))) for run in runs)
    return [(close, actors) for close, actors in members if len(actors) > 1]


def _is_joint(start: int, end: int, page: Page) -> bool:
    """Tell whether a comma or a conjunction, with articles or a title of few words, joins two references."""
    between = page.low[start:end].strip()
    joint = page.words["addressees.conjunctions"].match(between)
    return between == "," or (joint is not None and end - start <= NEAR // 2 and not page.stops(start, end))


def _before(own: Statement, name: str, page: Page) -> bool:
    """Tell whether a pronoun stands right before the cue, or begins it: "lui a dit"."""
    at = own.cue[0].start
    pattern = page.words[f"addressees.{name}"]
    for match in pattern.finditer(page.low, max(page.alone[own.id].start, at - 12), own.cue[0].end):
        inside = match.start() == at and match.end() < own.cue[0].end
        if inside or (match.end() <= at and not page.low[match.end() : at].strip()):
            return all(match.start() >= source.end or match.end() <= source.start for source in own.source)
    return False


def _behind(after: Span, name: str, page: Page) -> bool:
    """Tell whether a pronoun comes first behind the cue, and no noun of which it would be the possessive."""
    start = after.start
    lead = page.words["addressees.to"].match(page.low, start + 1)
    match = page.words[f"addressees.{name}"].match(page.low, (lead.end() if lead else start) + 1)
    if not match or match.end() > after.end:
        return False
    rest = page.low[match.end() : after.end].lstrip()
    return not rest or not rest[0].isalnum() or page.words["addressees.elsewhere"].match(rest) is not None


def _listener(own: Statement, page: Page) -> Actors:
    """Return who says "me": the outer speaker, who has the word, the person who issues the document."""
    outer = page.by_id.get(own.within or "")
    scene = page.scene
    found = outer.speaker if outer else None
    if scene and not found:
        found = scene.turns.at(anchor(own))
    if scene and not found and scene.document.kind == "post" and scene.issuer and scene.issuer.kind == "person":
        found = scene.issuer
    return (found,) if found and found.kind == "person" else ()


def _other(own: Statement, page: Page) -> Actors:
    """In a call of two, whoever does not speak; none for what the speaker is only said to say to others."""
    if own.within or own.speaker is None or own.speaker.id not in {actor.id for actor in page.pair}:
        return ()
    return tuple(actor for actor in page.pair if actor.id != own.speaker.id)


def _teller(own: Statement, page: Page) -> Actors:
    """Whoever tells what was said to him: "Macron said that Putin had assured him"."""
    outer = page.by_id.get(own.within or "")
    teller = outer.speaker if outer and outer.form != "direct" else None
    return (teller,) if teller and teller.kind == "person" and own.speaker and teller.id != own.speaker.id else ()


def _answered(own: Statement, here: int, page: Page) -> Actors:
    """The other one of a dialogue: whom the speaker has just spoken to, or answers, or whom another has spoken to."""
    if own.speaker is None:
        return ()
    for said in reversed(page.done):
        if said.within != own.within or said.speaker is None or anchor(said) > anchor(own):
            continue
        if here - page.sentence(anchor(said)) > _BACK:
            return ()
        heard = tuple(actor for actor in said.addressee if actor.kind == "person" and actor.id != own.speaker.id)
        teller = said.speaker if said.speaker.kind == "person" and said.speaker.id != own.speaker.id else None
        if len(heard) == 1:
            return heard
        if teller and teller.named:
            return (teller,)
    return ()


def _person(own: Statement, number: int, page: Page) -> Actors:
    """The one person, beside the speaker, whom a sentence names before the statement; none of several."""
    if own.speaker is None or number < 0:
        return ()
    start, end = page.cut[number]
    outer = page.by_id.get(own.within or "")
    says_i = outer.speaker.id if outer and outer.speaker and outer.form == "direct" else None
    people = distinct(
        r.actor
        for r in page.references.within(start, min(end, anchor(own)))
        if r.actor.kind == "person" and r.actor.id not in (own.speaker.id, says_i) and not piece_at(own, r.span.start)
    )
    return people if len(people) == 1 else ()


def distinct(actors: Iterable[Actor]) -> Actors:
    """Return the actors, each once."""
    return tuple({actor.id: actor for actor in actors}.values())
