"""Statements that stand in a party's word because of words outside them: "In the Kremlin's account, ..."."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.nouns import Actor, Span, Statement
from dragoman.reading.languages import Wording
from dragoman.reading.relays import Relays
from dragoman.reading.segments import paragraphs
from dragoman.reading.zones import References, ancestors, anchor

Actors = tuple[Actor, ...]

_HEAD_END = re.compile(r"[,:;.!?—]")
_OPENER = re.compile(r"[\s\-–—•*«\"“„]*")
_LISTED = re.compile(r"(?:[-•–—*·▪]|\d{1,2}[.)])\s")
#: The longest head of a paragraph, in letters.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Frame:
    """In whose word a paragraph stands from ``start`` on.

    ``cast`` are those whose statements it takes in, anyone's where it is None.

    A ``firm`` one takes in also what has no source. ``links`` pass on what the voucher says.
    """

    voucher: Actor
    start: int
    firm: bool
    cast: frozenset[str] | None
    links: Actors = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """A text in small letters, what is known of it, and what was found so far.

    ``told`` are the ids of those whose words each voucher has passed on, ``found`` the vouchers of statements.
    """

    low: str
    words: Wording
    references: References
    cut: list[Span]
    starts: list[int]
    known: Callable[[str], Actor | None]
    told: defaultdict[str, set[str]]
    found: dict[str, Actors]

    def number(self, place: int) -> int:
        """Return the number of the sentence in which a code point lies."""
        return max(0, bisect_right(self.starts, place) - 1)

    def sentence(self, place: int) -> Span:
        """Return the sentence in which a code point lies."""
        return self.cut[self.number(place)]


def framed(
    low: str,
    words: Wording,
    statements: tuple[Statement, ...],
    references: References,
    cut: list[Span],
    passed: Mapping[str, Relays],
    known: Callable[[str], Actor | None],
) -> dict[str, Actors]:
    """Return, by id, the vouchers of statements of a text (in small letters) that stand in a frame.

    ``passed`` are those who pass on a statement by words of its own: with such it stands in no frame. ``known`` tells
    whom words mean that are no reference: "the Kremlin's".
    """
    page = _Page(low, words, references, cut, [span.start for span in cut], known, defaultdict(set), {})
    within = _speakers_within(statements)
    top = sorted((own for own in statements if own.within is None), key=anchor)
    places = [anchor(own) for own in top]
    listing: Actor | None = None
    for start, end in paragraphs(low):
        own = top[bisect_left(places, start) : bisect_left(places, end)]
        _point_back(own, passed, page)
        if listing and _LISTED.match(low, start):
            frame: _Frame | None = _Frame(listing, start, True, None)
        else:
            frame = _head(Span(start, end), page)
            listing = _announced(Span(start, end), page)
        _take_in(own, frame, within, passed, page)
    return page.found


def _speakers_within(statements: tuple[Statement, ...]) -> dict[str, set[str]]:
    """The speakers of the statements within each one, by ids."""
    by_id = {own.id: own for own in statements}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for own in statements:
        if own.speaker:
            for outer in ancestors(own, by_id):
                found[outer.id].add(own.speaker.id)
    return found


def _point_back(own: list[Statement], passed: Mapping[str, Relays], page: _Page) -> None:
    """Put the sentence before "This was announced by the Kremlin" in the Kremlin's word."""
    for number, statement in enumerate(own):
        if not statement.speaker or not _is_back(statement, page):
            continue
        here = page.sentence(anchor(statement)).start
        before = page.sentence(here - 1) if here else None
        for earlier in own[:number]:
            if before and before.start <= anchor(earlier) < here and earlier.speaker not in (None, statement.speaker):
                page.found[earlier.id] = (*passed[statement.id].by, statement.speaker)
                page.told[statement.speaker.id].add(earlier.speaker.id if earlier.speaker else "")


def _is_back(statement: Statement, page: _Page) -> bool:
    content = " ".join(page.low[start:end] for start, end in statement.content).strip()
    reports = page.words["chain.reports"]
    return page.words["chain.back"].fullmatch(content) is not None and any(
        reports.search(page.low, start, end) for start, end in statement.cue
    )


def _head(paragraph: Span, page: _Page) -> _Frame | None:
    """The frame that the head of a paragraph sets: "According to X:", "In X's account, "."""
    low, words = page.low, page.words
    opener = _OPENER.match(low, paragraph.start)
    start = opener.end() if opener else paragraph.start
    account = _account(words).match(low, start, min(paragraph.end, start + _LONGEST))
    fronting = account or words["chain.fronting"].match(low, start)
    if not fronting:
        return None
    lead = fronting.end("lead") if account else fronting.end()
    close = _HEAD_END.search(low, lead, min(paragraph.end, start + _LONGEST))
    if not close or close.group() not in (",:" if account else ":"):
        return None
    named = {r.actor.id: r.actor for r in page.references.within(lead, close.start())}
    if account and not named:
        owner = page.known(account.group("owner"))
        named = {owner.id: owner} if owner else {}
    if len(named) != 1:
        return None
    cast = {r.actor.id for r in page.references.within(close.end(), page.sentence(start).end)}
    return _Frame(next(iter(named.values())), close.end(), True, frozenset(cast))


def _fronted(
    statement: Statement, within: Mapping[str, set[str]], passed: Mapping[str, Relays], page: _Page
) -> _Frame | None:
    """The frame that a statement sets whose sentence begins with its voucher: "According to X, Putin denied"."""
    if statement.speaker is None or not (statement.source and statement.content and statement.id in within):
        return None
    cue, source, content = anchor(statement), statement.source[0].start, statement.content[0].start
    opening = page.low[page.sentence(cue).start : cue]
    if not cue < source < content or any(letter.isalnum() for letter in opening):
        return None
    return _Frame(statement.speaker, content, False, frozenset(), passed[statement.id].by)


def _account_of(statement: Statement, page: _Page) -> _Frame | None:
    """The frame for "in it", where the source is an account: "The Kremlin's account does not mention"."""
    nouns = page.words["chain.accounts"]
    if statement.speaker is None or not any(nouns.search(page.low, *source) for source in statement.source):
        return None
    return _Frame(statement.speaker, statement.source[0].end, False, None)


@lru_cache
def _account(words: Wording) -> re.Pattern[str]:
    """A preposition, and not far from it a noun for what a party has told: "IN the Kremlin's ACCOUNT"."""
    preposition, noun = words["chain.telling"].pattern, words["chain.accounts"].pattern
    return re.compile(rf"(?P<lead>{preposition})\s+(?P<owner>[^,:;.!?]{{0,60}}?)(?:{noun})")


def _announced(paragraph: Span, page: _Page) -> Actor | None:
    """The one party whose words a list brings, where the paragraph before it ends in "The Kremlin reports:"."""
    if page.low[paragraph.end - 1] != ":":
        return None
    sentence = page.sentence(paragraph.end - 1)
    named = {r.actor.id: r.actor for r in page.references.within(*sentence)}
    names = ("chain.fronting", "chain.accounts", "chain.reports")
    passes_on = any(page.words[name].search(page.low, *sentence) for name in names)
    return next(iter(named.values())) if len(named) == 1 and passes_on else None


def _take_in(
    own: list[Statement],
    frame: _Frame | None,
    within: Mapping[str, set[str]],
    passed: Mapping[str, Relays],
    page: _Page,
) -> None:
    """Put the statements of a paragraph in its frame, up to the first with signs of another's word."""
    account: _Frame | None = None
    reach = -1
    for statement in own:
        speaker = statement.speaker
        if speaker and statement.id in within:
            page.told[speaker.id] |= within[statement.id]
        inside = account if _is_inside(statement, page) else None
        here = inside or frame
        account = _account_of(statement, page) or account
        if fronted := _fronted(statement, within, passed, page):
            frame = fronted
        elif here and anchor(statement) >= here.start and not (speaker and speaker.id == here.voucher.id):
            near = here.firm or inside or page.number(anchor(statement)) <= reach + 1
            if not near or passed[statement.id].by or _is_aired(statement, page) or not _fits(statement, here, page):
                frame = None
                continue
            page.found.setdefault(statement.id, (*here.links, here.voucher))
        reach = max((page.number(part.end - 1) for part in statement.content), default=reach)


def _is_aired(statement: Statement, page: _Page) -> bool:
    """Whether the sentence tells before the statement where it was said or to whom: "On television", "To reporters"."""
    start = page.sentence(anchor(statement)).start
    end = min((part.start for part in (*statement.source, *statement.cue, *statement.content)), default=start)
    return any(page.words[name].search(page.low, start, end) for name in ("chain.stage", "addressees.audiences"))


def _is_inside(statement: Statement, page: _Page) -> bool:
    """Whether the sentence begins by pointing into the account named before it: "In it"."""
    return page.words["chain.inside"].match(page.low, page.sentence(anchor(statement)).start) is not None


def _fits(statement: Statement, frame: _Frame, page: _Page) -> bool:
    speaker = statement.speaker
    if speaker is None:
        return frame.firm and not statement.source
    if speaker.kind in ("institution", "outlet") or not speaker.named:
        return False
    members = {speaker.id, *(member.id for member in speaker.members)}
    cast = None if frame.cast is None else frame.cast | page.told[frame.voucher.id]
    return cast is None or speaker.id in cast or (bool(speaker.members) and members - {speaker.id} <= cast)
