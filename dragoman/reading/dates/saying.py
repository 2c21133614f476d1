"""When each statement was made, and of which days it speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.actors.wordlists import wordlist
from dragoman.nouns import DateMention, Document, Span, Statement
from dragoman.reading.dates.dateline import published
from dragoman.reading.dates.periods import Moment, parsed
from dragoman.reading.dates.words import LANGUAGES, Lexicon, guessed, lexicon
from dragoman.reading.segments import paragraphs
from dragoman.reading.sentences import sentences

_PRESS = ("article", "post")
#: The place and date before an agency's copy, in its first sentence.
_DATELINE = re.compile(r"[^\W\d_a-zà-ÿа-яёіїєґ]{3,}[^\n.!?]{0,60}?(?:\([^)\n]{2,20}\)\s*)?\s[–—-]{1,2}\s")
_CLAUSE_END = re.compile(r"[,;:()—–]|\s-\s")
_WORD = re.compile(r"\w+")
#: Words that a paragraph must have to tell of an event: a line with a date alone does not.
_TELLS = 8
#: Words that may stand before the date with which a sentence begins.
_LEADS = 2
#: Days within which an official text tells of an event.
_FRESH = 7


@dataclass(frozen=True)
class _Page:
    """A text with its dates, and where its sentences and paragraphs begin. ``holders`` has for each date the statements
    whose contents hold it."""

    text: str
    dates: Sequence[DateMention]
    starts: list[int]
    holders: list[set[str]]
    sentences: list[int]
    paragraphs: list[int]
    relatives: frozenset[str]
    bounds: frozenset[str]
    words: Lexicon
    readout: bool
    latest: date | None
    pronouns: frozenset[str]

    def sentence(self, at: int) -> Span:
        """The sentence around a place."""
        index = bisect_right(self.sentences, at)
        end = self.sentences[index] if index < len(self.sentences) else len(self.text)
        start = self.sentences[index - 1] if index else 0
        dateline = _DATELINE.match(self.text, start, end)
        return Span(dateline.end() if dateline and dateline.end() <= at else start, end)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph around a place."""
        return bisect_right(self.paragraphs, at)

    def within(self, span: Span) -> Iterator[int]:
        """The numbers of the dates that lie in a span."""
        for at in range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)):
            if self.dates[at].span.end <= span.end:
                yield at

    def is_to_come(self, date_at: int) -> bool:
        """Whether a date lies after the publication, so that nothing can have been said on it."""
        moment = parsed(self.dates[date_at].value)
        return self.latest is not None and moment is not None and moment.first > self.latest

    def at(self, span: Span) -> int:
        """The number of the date at a span."""
        return bisect_left(self.starts, span.start)

    def clause_before(self, at: int) -> str:
        """What stands between the beginning of a clause, in its sentence, and a place."""
        before = self.text[self.sentence(at).start : at]
        ends = [found.end() for found in _CLAUSE_END.finditer(before)]
        return before[ends[-1] :] if ends else before

    def is_aside(self, date_at: int) -> bool:
        """Whether a date stands in a relative clause: "the replies WHICH came on Wednesday"; of publishing is none."""
        return not self.relatives.isdisjoint(self._before(date_at)) and not self.is_issue(date_at)

    def is_issue(self, date_at: int) -> bool:
        """Whether a clause tells that something was published on a date: "an interview that APPEARED on Sunday"."""
        return any(word.startswith(self.words.issuing) for word in self._before(date_at))

    def is_bound(self, date_at: int) -> bool:
        """Whether a date only bounds a time: "SINCE Monday", "depuis le 26 janvier"."""
        return not self.bounds.isdisjoint(self._before(date_at)[-2:])

    def _before(self, date_at: int) -> list[str]:
        return _WORD.findall(self.clause_before(self.starts[date_at]).lower())

    def is_present(self, one: Statement) -> bool:
        """Whether a statement's cue is a verb of the present: "claims"."""
        cue = [word for start, end in one.cue for word in _WORD.findall(self.text[start:end].lower())]
        past = any(self.words.tenses.get(word) == -1 for word in cue)
        return not past and any(word.endswith(self.words.present_endings) for word in cue)

    def in_first_person(self, one: Statement) -> bool:
        """Whether a statement is made by who speaks in the text: "I think"."""
        return self._mention(one) in self.words.first_person

    def by_pronoun(self, one: Statement) -> bool:
        """Whether a statement's source is a pronoun: "HE added"."""
        return self._mention(one) in self.pronouns

    def same_source(self, one: Statement, earlier: Statement) -> bool:
        """Whether two statements have one source: the same actor, the same words, or a pronoun for it."""
        if one.speaker and earlier.speaker:
            return one.speaker.id == earlier.speaker.id
        return self.by_pronoun(one) or self._mention(one) == (earlier.mention or "").lower()

    def _mention(self, one: Statement) -> str:
        return (one.mention or self.text[slice(*one.source[0])] if one.source else "").lower()


def with_dates(
    document: Document, statements: Sequence[Statement], dates: Sequence[DateMention]
) -> tuple[Statement, ...]:
    """The statements with ``refers``, the dates in their contents, and ``said``, when they were made.

    ``dates`` are those of ``find_dates``, ``statements`` as the reader gives them, outer ones before those within them.
    ``said`` follows the rule of ``docs/dates.md``; it is None where neither the text nor the document tells.
    """
    moment = published(document)
    page = _page(document, statements, dates, moment)
    by_id = {one.id: one for one in statements}
    usual = _usual(document, page)
    press_day = moment.first if moment and moment.day and document.kind in _PRESS else None
    said: dict[str, str | None] = {}
    told: dict[int, tuple[Statement, str]] = {}  # by paragraph: the last statement that was dated, and when
    out = []
    rivals = _rivals(page, statements)
    for one in statements:
        place = _place(one)
        paragraph = page.paragraph(place)
        outers = _outers(one, by_id)
        own = _own(one, page, outers, rivals)
        if own:
            said[one.id] = own
            if not outers:
                told[paragraph] = told[page.paragraph(_end(one))] = (one, own)
        elif outers:
            said[one.id] = said.get(outers[0])
        elif page.in_first_person(one):
            said[one.id] = usual
        else:
            earlier = told.get(paragraph) or (told.get(paragraph - 1) if page.by_pronoun(one) else None)
            goes_on = earlier is not None and _goes_on(one, earlier[0], page)
            said[one.id] = earlier[1] if earlier and goes_on else _story(one, page, press_day) or usual
        refers = dict.fromkeys(dates[at].value for span in one.content for at in page.within(span))
        out.append(replace(one, said=said[one.id], refers=tuple(refers)))
    return tuple(out)


def _page(
    document: Document, statements: Sequence[Statement], dates: Sequence[DateMention], published: Moment | None
) -> _Page:
    text = document.text
    language = document.language or guessed(text)
    words = lexicon(language)
    page = _Page(
        text,
        dates,
        [one.span.start for one in dates],
        [set() for _ in dates],
        [start for start, _ in sentences(text, language)],
        [start for start, _ in paragraphs(text)],
        words.relatives,
        words.bounds,
        words,
        document.kind == "readout",
        published.last if published else None,
        wordlist(language).pronouns if language in LANGUAGES else frozenset(),
    )
    for one in statements:
        for span in one.content:
            for at in page.within(span):
                page.holders[at].add(one.id)
    return page


def _place(one: Statement) -> int:
    """Where a statement is made: at its cue, else its source, else its content."""
    return next((part[0].start for part in (one.cue, one.source, one.content) if part), 0)


def _end(one: Statement) -> int:
    """Where a statement ends."""
    return max((part[-1].end - 1 for part in (one.cue, one.source, one.content) if part), default=0)


def _outers(one: Statement, by_id: dict[str, Statement]) -> list[str]:
    """The statements that hold one, the nearest first."""
    out: list[str] = []
    while one.within in by_id and one.within not in out:
        out.append(one.within)
        one = by_id[one.within]
    return out


def _rivals(page: _Page, statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """The statements by the sentence that they are made in."""
    out: dict[int, list[Statement]] = {}
    for one in statements:
        out.setdefault(page.sentence(_place(one)).start, []).append(one)
    return out


def _own(one: Statement, page: _Page, outers: list[str], rivals: dict[int, list[Statement]]) -> str | None:
    """The date that the clause of a statement gives it: the one nearest to its cue, of those that hang on it."""
    if not (one.cue or one.source):
        return None
    sentence = page.sentence(_place(one))
    fitting = []
    for at in page.within(sentence):
        span = page.dates[at].span
        free = page.holders[at] == set(outers) and not (page.is_aside(at) or page.is_bound(at) or page.is_to_come(at))
        if free and _hangs_on(one, span, sentence, page):
            away = _away(one, span)
            others = (other for other in rivals[sentence.start] if other.within == one.within)
            if all(_away(other, span) >= away for other in others if other.cue or other.source):
                fitting.append((away, at))
    return page.dates[min(fitting)[1]].value if fitting else None


def _away(one: Statement, span: Span) -> int:
    return min(max(part.start - span.end, span.start - part.end, 0) for part in one.cue or one.source)


def _hangs_on(one: Statement, span: Span, sentence: Span, page: _Page) -> bool:
    """Whether no mark parts a date from source and cue, or it opens the sentence: "On Friday, after talks, he said"."""
    parts = [part for part in (*one.source, *one.cue) if sentence.start <= part.start < sentence.end]
    if any(part.start <= span.start and span.end <= part.end for part in parts):
        return True
    before = [part.end for part in parts if part.end <= span.start]
    after = [part.start for part in parts if part.start >= span.end]
    if before and not _CLAUSE_END.search(page.text, max(before), span.start):
        return True
    if before and after and one.source and max(before) == one.source[-1].end:
        return True  # "Trudeau, speaking on Monday in the Commons, said"
    opens = not _CLAUSE_END.search(page.text, sentence.start, span.start)
    leads = opens and ";" not in page.text[span.end : min(after, default=0)]
    if page.readout:  # "in development of the visit of February 7, he said"
        leads = leads and len(_WORD.findall(page.text[sentence.start : span.start])) <= _LEADS
    return bool(after) and (
        leads or page.is_issue(page.at(span)) or not _CLAUSE_END.search(page.text, span.end, min(after))
    )


def _goes_on(one: Statement, earlier: Statement, page: _Page) -> bool:
    """Whether a source goes on speaking: the text itself tells no date since its earlier statement."""
    between = Span(page.sentence(_place(earlier)).end, _place(one))
    return page.same_source(one, earlier) and all(page.holders[at] or page.is_aside(at) for at in page.within(between))


def _story(one: Statement, page: _Page, published: date | None) -> str | None:
    """The time of which the paragraph tells up to a statement: the last that the text itself told in a main clause, a
    day not long before the publication; or, for a cue that is not in the present, any with which a sentence begins."""
    if not published:
        return None
    place = _place(one)
    for at in reversed(list(page.within(Span(page.paragraphs[page.paragraph(place) - 1], place)))):
        span, value = page.dates[at].span, page.dates[at].value
        moment = parsed(value)
        if page.holders[at] or page.is_aside(at) or page.is_bound(at) or not moment or str(moment) != value:
            continue
        before = page.text[page.sentence(span.start).start : span.start]
        if moment.day and not _CLAUSE_END.search(before) and 0 <= (published - moment.first).days <= _FRESH:
            return value
        if len(_WORD.findall(before)) <= _LEADS and not page.is_to_come(at) and not page.is_present(one):
            return value  # "In September 2014 they met in Minsk"
    return None


def _usual(document: Document, page: _Page) -> str | None:
    """When statements of no date of their own were made: on the day of the event that a readout tells of, else when the
    document was published."""
    moment = published(document)
    day = moment.first if moment and moment.day else None
    if document.kind == "readout":
        told = _event_day(page, day)
        if told:
            return told
    return str(moment) if moment else None


def _event_day(page: _Page, published: date | None) -> str | None:
    """The day that a readout tells in its first paragraph of running text, else in a line by itself before it or after.

    What later paragraphs tell is what was spoken of: "in development of the talks in Moscow on February 7".
    """
    running = next((number for number in range(len(page.paragraphs)) if _runs(page, number)), None)
    lines = []
    for at, one in enumerate(page.dates):
        moment = parsed(one.value)
        if not moment or str(moment) != one.value or not moment.day or page.holders[at] or page.is_aside(at):
            continue
        if published and not 0 <= (published - moment.first).days <= _FRESH:
            continue
        paragraph = page.paragraph(one.span.start) - 1
        if paragraph == running:
            return one.value
        if not _runs(page, paragraph):
            lines.append(one.value)
    return lines[0] if lines else None


def _runs(page: _Page, paragraph: int) -> bool:
    """Whether a paragraph is running text, not a line of the header."""
    bounds = page.paragraphs[paragraph : paragraph + 2]
    return len(_WORD.findall(page.text[bounds[0] : bounds[1] if len(bounds) > 1 else len(page.text)])) >= _TELLS
