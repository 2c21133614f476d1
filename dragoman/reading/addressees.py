"""To whom a statement was said: found by where in the sentence a party stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from dragoman.nouns import Actor, Document, Mention, Span, Statement
from dragoman.reading.languages import Wording, lowered, wording
from dragoman.reading.sentences import sentences
from dragoman.reading.zones import Reference, References, anchor, zones

Actors = tuple[Actor, ...]

#: The most letters between a cue and the party addressed, or between a call and whom it was with.
_NEAR = 60
_STOPS = re.compile(r"[,;:—–()«»“”„\"]")
_WORD = re.compile(r"\w+")
#: What follows the first word of a cue.
_TAIL = re.compile(r"(?<=\s)\S.*", re.DOTALL)
#: The most words of a title before whom a call was with.
_TITLE = 3
#: In how many sentences a readout names the two who spoke, and how many sentences back a pronoun points.
_OPENING = 4
_BACK = 1


def with_addressees(
    document: Document, statements: tuple[Statement, ...], mentions: tuple[Mention, ...]
) -> tuple[Statement, ...]:
    """Return the statements with ``addressee``; empty where the text names nobody, or only journalists."""
    cut = sentences(document.text, document.language)
    words = wording(document.language)
    by_id = {own.id: own for own in statements}
    named = References(mentions, statements)
    answers = _answers(statements, document.text) if document.kind == "transcript" else {}
    page = _Page(lowered(document.text), words, named, cut, zones(statements, cut), by_id, answers)
    pair = _two(page) if document.kind == "readout" else ()
    found = (_addressees(own, page, pair) for own in statements)
    return tuple(
        replace(own, addressee=whom) if whom != own.addressee else own
        for own, whom in zip(statements, found, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A text in small letters, and what is known of it."""

    low: str
    words: Wording
    references: References
    cut: list[Span]
    alone: dict[str, Span]
    by_id: dict[str, Statement]
    answers: dict[str, Actors]

    def has(self, name: str, start: int, end: int) -> bool:
        """Tell whether a word of a list of ``[addressees]`` stands in ``[start, end)``."""
        return self.words[f"addressees.{name}"].search(self.low, start, end) is not None

    def leads(self, start: int, end: int) -> bool:
        """Tell whether from ``start`` on, words lead to a party at ``end``, and not elsewhere."""
        return (
            end - start <= _NEAR
            and not _STOPS.search(self.low, start, end)
            and not self.has("elsewhere", start, end)
            and not self.has("audiences", start, end)
        )


def _answers(statements: tuple[Statement, ...], text: str) -> dict[str, Actors]:
    """Return, by id, to whom the questions of a transcript are put: the named person who has the next turn."""
    turns = [own for own in statements if not own.within and [text[s:e].strip() for s, e in own.cue] == [":"]]
    return {
        asked.id: (answer.speaker,)
        for asked, answer in pairwise(turns)
        if (asked.speaker is None or asked.speaker.kind == "outlet" or not asked.speaker.named)
        and any("?" in text[start:end] for start, end in asked.content)
        and answer.speaker and answer.speaker.kind == "person"
    }  # fmt: skip


def _two(page: _Page) -> Actors:
    """The two persons of whose call a readout tells: those, and only those, whom its opening says to have spoken."""
    for start, end in page.cut[:_OPENING]:
        people = _distinct(r.actor for r in page.references.within(start, end) if r.actor.kind == "person")
        if len(people) >= 2 and page.has("encounters", start, end):
            return people if len(people) == 2 else ()
    return ()


def _addressees(own: Statement, page: _Page, pair: Actors) -> Actors:
    if not own.cue:
        return ()
    if any(page.has("charges", *cue) for cue in own.cue):
        return ()
    after = _after(own, page)
    if own.id in page.answers:
        return page.answers[own.id]
    found = _told(own, after, page, pair) or _appealed(own, page, pair) or _dative(own, page)
    if not found and not page.has("audiences", *after):
        found = _partner(own, page)
    speaker = own.speaker
    but = {speaker.id, *(member.id for member in speaker.members)} if speaker else set()
    return tuple(actor for actor in found if actor.id not in but)


def _after(own: Statement, page: _Page) -> Span:
    """What follows the cue, and a source that comes right behind it, up to the next part of the statement."""
    start = own.cue[-1].end
    if own.source and 0 <= own.source[0].start - start <= 1:
        start = own.source[0].end
    end = page.alone[own.id].end
    return Span(start, max(start, min([end, *(p.start for p in (*own.content, *own.source) if p.start >= start)])))


def _told(own: Statement, after: Span, page: _Page, pair: Actors) -> Actors:
    """The parties right behind the cue, or within it: "told Macron that"; or the one whom a pronoun means."""
    found = _run(after, page, own)
    within = (Span(*match.span()) for cue in own.cue if (match := _TAIL.search(page.low, cue.start + 1, cue.end)))
    for stretch in (*within, *_to(own, page)) if not found else ():
        found = found or _run(stretch, page, own)
    if not found and (_pronoun_before(own, page) or _pronoun_after(after, page) or _counterpart(after, page)):
        found = _meant(own, page, pair)
    return found


def _meant(own: Statement, page: _Page, pair: Actors) -> Actors:
    """The one whom a pronoun, or "his counterpart", means."""
    return _other(own, pair) or _teller(own, page) or _person_before(own, page)


def _to(own: Statement, page: _Page) -> Iterator[Span]:
    """The stretches between source and cue that begin behind a word such as "to", with a person: "wrote to Blinken"."""
    start, end = own.source[0].end if own.source else own.cue[0].start, own.cue[0].start
    for match in page.words["addressees.to"].finditer(page.low, start, end):
        named = page.references.within(match.end(), end)
        if _STOPS.search(page.low, start, match.start()):
            return
        if named and named[0].actor.kind == "person" and _is_bare(match.end(), named[0].span.start, page):
            yield Span(match.end(), end)


def _run(stretch: Span, page: _Page, own: Statement) -> Actors:
    """The parties with which a stretch begins, joined by commas and conjunctions."""
    found: list[Reference] = []
    for reference in page.references.within(*stretch):
        start, end = reference.span
        if page.low.startswith(("'s", "’s"), end) or any(s.start < end and start < s.end for s in own.source):
            break
        if not found:
            if not page.leads(stretch.start, start) or _is_place(stretch.start, reference, page, own):
                break
            found.append(reference)
            continue
        between = page.low[found[-1].span.end : start]
        if not between.strip():  # "the president of France Emmanuel Macron"
            if found[-1].actor.kind == "person" or reference.actor.kind != "person":
                break
            found[-1] = reference
        elif _joins(found[-1].span.end, start, page):
            found.append(reference)
        else:
            break
    return _distinct(reference.actor for reference in found)


def _joins(start: int, end: int, page: _Page) -> bool:
    between = page.low[start:end].strip()
    return between == "," or (
        end - start <= _NEAR // 2 and page.has("conjunctions", start, end) and page.leads(start, end)
    )


def _is_place(start: int, reference: Reference, page: _Page, own: Statement) -> bool:
    """Whether "à Moscou" is where, not to whom: the bare name of a state, and no infinitive after it."""
    lead = page.low[start : reference.span.start].split()
    if reference.actor.kind != "state" or not lead or not page.words["addressees.places"].fullmatch(lead[-1]):
        return False
    begins = own.content[0].start if own.content else len(page.low)
    conjunction = page.words["addressees.complementisers"].match(page.low, begins)
    return own.form == "direct" or begins < reference.span.start or conjunction is not None


def _pronoun_before(own: Statement, page: _Page) -> bool:
    """Whether a pronoun stands right before the cue: "lui a dit"."""
    at = own.cue[0].start
    for match in page.words["addressees.pronouns"].finditer(page.low, max(page.alone[own.id].start, at - 12), at):
        if not page.low[match.end() : at].strip():
            return all(match.start() >= source.end or match.end() <= source.start for source in own.source)
    return False


def _pronoun_after(after: Span, page: _Page) -> bool:
    """Whether a pronoun comes first behind the cue, and no noun of which it would be the possessive."""
    start = after.start
    lead = page.words["addressees.to"].match(page.low, start + 1)
    match = page.words["addressees.pronouns"].match(page.low, (lead.end() if lead else start) + 1)
    if not match or match.end() > after.end:
        return False
    rest = page.low[match.end() : after.end].lstrip()
    return not rest or not rest[0].isalnum() or page.words["addressees.elsewhere"].match(rest) is not None


def _counterpart(after: Span, page: _Page) -> bool:
    match = page.words["addressees.counterparts"].search(page.low, *after)
    return match is not None and page.leads(after.start, match.start())


def _teller(own: Statement, page: _Page) -> Actors:
    """Whoever tells what was said to him: "Macron said that Putin had assured him"."""
    outer = page.by_id.get(own.within or "")
    teller = outer.speaker if outer else None
    return (teller,) if teller and teller.kind == "person" and own.speaker and teller.id != own.speaker.id else ()


def _person_before(own: Statement, page: _Page) -> Actors:
    """The one person, beside the speaker, in the nearest sentence so far that has any; none where there are several."""
    if own.speaker is None:
        return ()
    at = anchor(own)
    number = bisect_right(page.cut, at, key=lambda span: span.start) - 1
    for start, end in page.cut[max(0, number - _BACK) : number + 1][::-1]:
        people = _distinct(
            r.actor
            for r in page.references.within(start, min(end, at))
            if r.actor.kind == "person" and r.actor.id != own.speaker.id
        )
        if people:
            return people if len(people) == 1 else ()
    return ()


def _dative(own: Statement, page: _Page) -> Actors:
    """The person in the dative with which a content begins right behind its cue: «указал | Макрону на»."""
    if not own.content or own.form == "direct" or own.content[0].start - own.cue[-1].end != 1:
        return ()
    start, end = own.content[0]
    named = page.references.within(start, end)
    first = named[0] if named and named[0].span.start == start else None
    if first is None or first.actor.kind != "person":
        return ()
    last = page.low[start : first.span.end].split()[-1]
    return (first.actor,) if page.words["addressees.datives"].fullmatch(last) else ()


def _appealed(own: Statement, page: _Page, pair: Actors) -> Actors:
    """The party with which the content of an appeal, a charge or praise begins: "called on | Kyiv to"."""
    if own.form == "direct" or not own.content or not any(page.has("appeals", *cue) for cue in own.cue):
        return ()
    start, end = own.content[0]
    if start < own.cue[-1].end:
        return ()
    near = Span(start, min(end, start + _NEAR))
    pronoun = page.words["addressees.pronouns"].match(page.low, *near)
    if _counterpart(near, page) or (pronoun and _follows(pronoun.end(), end, page)):
        return _meant(own, page, pair)
    references = page.references.within(start, min(end, start + 2 * _NEAR))
    if not references or not _is_bare(start, references[0].span.start, page):
        return ()
    found = _run(Span(references[0].span.start, end), page, own)
    return found if found and _follows(references[len(found) - 1].span.end, end, page) else ()


def _follows(start: int, end: int, page: _Page) -> bool:
    """Whether what follows a party shows that it was the whole of it, in languages that tell it by prepositions."""
    rest = page.low[start:end].lstrip()
    follow = page.words["addressees.follow"]
    return not page.words.has("addressees.follow") or not rest or not rest[0].isalnum() or bool(follow.match(rest))


def _is_bare(start: int, end: int, page: _Page) -> bool:
    """Whether only an article, a title or a preposition stands before the party."""
    lead = _WORD.findall(page.low[start:end])
    if lead and page.words["addressees.exacting"].match(page.low, start):
        lead = lead[1:]
    return all(page.words["addressees.articles"].fullmatch(word) for word in lead)


def _partner(own: Statement, page: _Page) -> Actors:
    """With whom the call or meeting was in which it was said, or to whom the letter: "in a call with Scholz"."""
    start, end = page.alone[own.id]
    parts = (*own.source, *own.cue, *own.content)
    for match in encounter(page.words).finditer(page.low, start, end):
        close = min([end, *(part.start for part in parts if part.end > match.end())])
        stretch = Span(match.end(), max(close, match.end()))
        named = page.references.within(*stretch)
        if named and len(_WORD.findall(page.low[stretch.start : named[0].span.start])) <= _TITLE:
            return _run(stretch, page, own)
    return ()


@lru_cache
def encounter(words: Wording) -> re.Pattern[str]:
    """Return the pattern of words that tell in which encounter something was said, up to the party it was with."""
    during, exchange, partner = (words[f"addressees.{name}"].pattern for name in ("during", "exchanges", "partner"))
    return re.compile(rf"(?:{during})\s+(?:\w+['’\s-]+){{0,4}}?(?:{exchange})(?:\s+\w+){{0,2}}?(?:\s+(?:{partner}))?\b")


def _other(own: Statement, pair: Actors) -> Actors:
    """In a call of two, whoever does not speak; none for what the speaker is only said to say to others."""
    if own.within or own.speaker is None or own.speaker.id not in {actor.id for actor in pair}:
        return ()
    return tuple(actor for actor in pair if actor.id != own.speaker.id)


def _distinct(actors: Iterable[Actor]) -> Actors:
    return tuple({actor.id: actor for actor in actors}.values())
