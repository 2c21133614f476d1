"""To whom a statement was said: found by where in the sentence a party stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dragoman.nouns import Document, Mention, Span, Statement
from dragoman.reading.hearers import NEAR, Actors, Page, counterpart, distinct, meant, noun, pronoun, together
from dragoman.reading.languages import Wording, lowered, wording
from dragoman.reading.sentences import sentences
from dragoman.reading.speakers import Scene
from dragoman.reading.zones import Reference, References, zones

_WORD = re.compile(r"\w+")
#: What follows the first word of a cue.
_TAIL = re.compile(r"(?<=\s)\S.*", re.DOTALL)
#: The most words of a title before whom a call was with.
_TITLE = 3
#: In how many sentences a readout names the two who spoke.
_OPENING = 4


def with_addressees(
    document: Document, statements: tuple[Statement, ...], mentions: tuple[Mention, ...], scene: Scene | None = None
) -> tuple[Statement, ...]:
    """Return the statements with ``addressee``; empty where the text names nobody, or only journalists.

    ``scene`` is that of :func:`dragoman.reading.speakers.resolved`; without it, only names and pronouns are understood.
    """
    cut = sentences(document.text, document.language)
    words = wording(document.language)
    by_id = {own.id: own for own in statements}
    named = References(mentions, statements)
    answers = _answers(statements, document.text) if document.kind == "transcript" else {}
    out: list[Statement] = []
    page = Page(lowered(document.text), words, named, cut, zones(statements, cut), by_id, answers, (), scene, out)
    page = replace(page, pair=_two(page)) if document.kind == "readout" else page
    for own in statements:
        whom = _addressees(own, page)
        out.append(replace(own, addressee=whom) if whom != own.addressee else own)
    return tuple(out)


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


def _two(page: Page) -> Actors:
    """The two persons of whose call a readout tells: those, and only those, whom its opening says to have spoken."""
    for start, end in page.cut[:_OPENING]:
        people = distinct(r.actor for r in page.references.within(start, end) if r.actor.kind == "person")
        if len(people) >= 2 and page.has("encounters", start, end):
            return people if len(people) == 2 else ()
    return ()


def _addressees(own: Statement, page: Page) -> Actors:
    if not own.cue:
        return ()
    if page.is_cue("charges", own):
        return ()
    after = _after(own, page)
    if own.id in page.answers:
        return page.answers[own.id]
    appeals = page.is_cue("appeals", own)
    found = _told(own, after, page, appeals) or (_appealed(own, page) if appeals else ())
    found = found or _dative(own, page) or _given(own, page)
    if not found and not page.has("audiences", *after):
        found = _fronted(own, page) or _partner(own, page)
    speaker = own.speaker
    but = {speaker.id, *(member.id for member in speaker.members)} if speaker else set()
    record = page.scene.who.record(speaker) if page.scene and speaker and speaker.kind == "person" else None
    if page.scene and record:
        # A leader speaks to the people of his or her state, not to the state.
        but.add(page.scene.who.state(record) or "")
    return tuple(actor for actor in found if actor.id not in but)


def _after(own: Statement, page: Page) -> Span:
    """What follows the cue, and a source that comes right behind it, up to the next part of the statement."""
    start = own.cue[-1].end
    if own.source and 0 <= own.source[0].start - start <= 1:
        start = own.source[0].end
    end = page.alone[own.id].end
    return Span(start, max(start, min([end, *(p.start for p in (*own.content, *own.source) if p.start >= start)])))


def _told(own: Statement, after: Span, page: Page, appeals: bool) -> Actors:
    """The parties right behind the cue, or within it: "told Macron that"; or the one whom a noun or a pronoun means."""
    found = _run(after, page, own)
    within = (Span(*match.span()) for cue in own.cue if (match := _TAIL.search(page.low, cue.start + 1, cue.end)))
    for stretch in (*within, *_to(own, page)) if not found else ():
        found = found or _run(stretch, page, own)
    if not found and appeals:
        found = _run(Span(_behind(after.start + 1, page), after.end), page, own)
    if not found and own.source and (told := noun(*after, page)):
        found = told.actors
    return found or pronoun(own, after, page, appeals) or (meant(own, page) if counterpart(after, page) else ())


def _to(own: Statement, page: Page) -> Iterator[Span]:
    """The stretches between source and cue that begin behind a word such as "to", with a person: "wrote to Blinken"."""
    start, end = own.source[0].end if own.source else own.cue[0].start, own.cue[0].start
    for match in page.words["addressees.to"].finditer(page.low, start, end):
        named = page.references.within(match.end(), end)
        if page.stops(start, match.start()):
            return
        if named and named[0].actor.kind == "person" and _is_bare(match.end(), named[0].span.start, page):
            yield Span(match.end(), end)


def _run(stretch: Span, page: Page, own: Statement) -> Actors:
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
    return distinct(reference.actor for reference in found)


def _joins(start: int, end: int, page: Page) -> bool:
    between = page.low[start:end].strip()
    return between == "," or (
        end - start <= NEAR // 2 and page.has("conjunctions", start, end) and page.leads(start, end)
    )


def _is_place(start: int, reference: Reference, page: Page, own: Statement) -> bool:
    """Whether "à Moscou" is where, not to whom: the bare name of a state, and no infinitive after it."""
    lead = page.low[start : reference.span.start].split()
    if reference.actor.kind != "state" or not lead or not page.words["addressees.places"].fullmatch(lead[-1]):
        return False
    begins = own.content[0].start if own.content else len(page.low)
    conjunction = page.words["addressees.complementisers"].match(page.low, begins)
    return own.form == "direct" or begins < reference.span.start or conjunction is not None


def _dative(own: Statement, page: Page) -> Actors:
    """The person in the dative with which a content begins right behind its cue: «указал | Макрону на»."""
    if not own.content or own.form == "direct" or own.content[0].start - own.cue[-1].end != 1:
        return ()
    start, end = own.content[0]
    for name, whose in (("dative_pronouns", meant), ("plural_datives", together)):
        if page.words[f"addressees.{name}"].match(page.low, start):
            return whose(own, page)
    named = page.references.within(start, end)
    first = named[0] if named and named[0].span.start == start else None
    return (first.actor,) if first and _is_dative(first, page) else ()


def _appealed(own: Statement, page: Page) -> Actors:
    """The party with which the content of an appeal begins: "called on | Kyiv to"."""
    if own.form == "direct" or not own.content:
        return ()
    start, end = own.content[0]
    if start < own.cue[-1].end:
        return ()
    near = Span(start, min(end, start + NEAR))
    for name, whose in (("pronouns", meant), ("plural_pronouns", together)):
        match = page.words[f"addressees.{name}"].match(page.low, *near)
        if match and _follows(match.end(), end, page):
            return whose(own, page)
    references = page.references.within(start, min(end, start + 2 * NEAR))
    if not references or not _is_bare(start, references[0].span.start, page):
        told = noun(_behind(start, page), min(end, start + 2 * NEAR), page)
        if told and _follows(told.end, end, page):
            return told.actors
        return meant(own, page) if counterpart(near, page) else ()
    found = _run(Span(references[0].span.start, end), page, own)
    return found if found and _follows(references[len(found) - 1].span.end, end, page) else ()


def _behind(start: int, page: Page) -> int:
    """Where a party begins behind a preposition of an appeal: "appealed | TO both sides"."""
    lead = page.words["addressees.exacting"].match(page.low, start)
    return lead.end() + 1 if lead else start


def _given(own: Statement, page: Page) -> Actors:
    """The party to whom something is expressed, sent, promised: "expressed | its gratitude TO Turkey"."""
    if own.form == "direct" or not own.content or not page.is_cue("gifts", own):
        return ()
    start, end = own.content[0]
    near = min(end, start + NEAR)
    ends = [match.end() for match in page.words["addressees.to"].finditer(page.low, *own.cue[-1])]
    if ends and ends[-1] == own.cue[-1].end and 0 <= start - ends[-1] <= 1:
        named = page.references.within(start, near)
        return _run(Span(start, end), page, own) if named and _is_bare(start, named[0].span.start, page) else ()
    if any(page.words[f"addressees.{name}"].match(page.low, start) for name in ("complementisers", "infinitives")):
        return ()
    for match in page.words["addressees.to"].finditer(page.low, start, near):
        named = page.references.within(match.end(), end)
        if page.stops(start, match.start()):
            return ()
        if named and _is_bare(match.end(), named[0].span.start, page):
            return _run(Span(named[0].span.start, end), page, own)
    named = page.references.within(start, near)
    return (named[0].actor,) if named and _is_dative(named[0], page) and not page.stops(start, near) else ()


def _fronted(own: Statement, page: Page) -> Actors:
    """The party in the dative with which a sentence begins: «Президенту Лукашенко он поручил»."""
    zone = page.alone[own.id]
    start = min(part.start for part in (*own.source, *own.cue))
    named = page.references.within(zone.start, start)
    if len(named) != 1 or not _is_dative(named[0], page) or page.low[named[0].span.end : start].strip():
        return ()
    return (named[0].actor,) if _is_bare(zone.start, named[0].span.start, page) else ()


def _is_dative(reference: Reference, page: Page) -> bool:
    """Tell whether a party stands in the dative, by the endings of its first and its last word."""
    words = page.low[slice(*reference.span)].split()
    dative = page.words["addressees.datives"]
    return reference.actor.kind == "person" and all(dative.fullmatch(own) for own in {words[0], words[-1]})


def _follows(start: int, end: int, page: Page) -> bool:
    """Whether what follows a party shows that it was the whole of it, in languages that tell it by prepositions."""
    rest = page.low[start:end].lstrip()
    follow = page.words["addressees.follow"]
    return not page.words.has("addressees.follow") or not rest or not rest[0].isalnum() or bool(follow.match(rest))


def _is_bare(start: int, end: int, page: Page) -> bool:
    """Whether only an article, a title or a preposition stands before the party."""
    lead = _WORD.findall(page.low[start:end])
    if lead and page.words["addressees.exacting"].match(page.low, start):
        lead = lead[1:]
    return all(page.words["addressees.articles"].fullmatch(word) for word in lead)


def _partner(own: Statement, page: Page) -> Actors:
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
