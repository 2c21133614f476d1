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
from dragoman.reading.dates.periods import parsed
from dragoman.reading.dates.words import LANGUAGES, guessed, lexicon
from dragoman.reading.segments import paragraphs

_PRESS = ("article", "post")
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*\s+(?=[\"«“„(—–-]?\s?[^\W\d_a-zа-яёіїєґà-ÿ])|\n")
_CLAUSE_END = re.compile(r"[,;:()—–]|\s-\s")
_WORD = re.compile(r"\w+")
#: Words that a paragraph must have to tell of an event: a line with a date alone does not.
_TELLS = 8
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
    pronouns: frozenset[str]

    def sentence(self, at: int) -> Span:
        """The sentence around a place."""
        index = bisect_right(self.sentences, at)
        end = self.sentences[index] if index < len(self.sentences) else len(self.text)
        return Span(self.sentences[index - 1] if index else 0, end)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph around a place."""
        return bisect_right(self.paragraphs, at)

    def within(self, span: Span) -> Iterator[int]:
        """The numbers of the dates that lie in a span."""
        for at in range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)):
            if self.dates[at].span.end <= span.end:
                yield at

    def clause_before(self, at: int) -> str:
        """What stands between the beginning of a clause, in its sentence, and a place."""
        before = self.text[self.sentence(at).start : at]
        ends = [found.end() for found in _CLAUSE_END.finditer(before)]
        return before[ends[-1] :] if ends else before

    def is_aside(self, date_at: int) -> bool:
        """Whether a date stands in a relative clause: "the replies WHICH came on Wednesday"."""
        return not self.relatives.isdisjoint(self._before(date_at))

    def is_bound(self, date_at: int) -> bool:
        """Whether a date only bounds a time: "SINCE Monday", "depuis le 26 janvier"."""
        return not self.bounds.isdisjoint(self._before(date_at)[-2:])

    def _before(self, date_at: int) -> list[str]:
        return _WORD.findall(self.clause_before(self.starts[date_at]).lower())

    def same_source(self, one: Statement, earlier: Statement) -> bool:
        """Whether two statements have one source: the same actor, the same words, or a pronoun for it."""
        if one.speaker and earlier.speaker:
            return one.speaker.id == earlier.speaker.id
        mention = (one.mention or self.text[slice(*one.source[0])] if one.source else "").lower()
        return mention in self.pronouns or mention == (earlier.mention or "").lower()


def with_dates(
    document: Document, statements: Sequence[Statement], dates: Sequence[DateMention]
) -> tuple[Statement, ...]:
    """The statements with ``refers``, the dates in their contents, and ``said``, when they were made.

    ``dates`` are those of ``find_dates``, ``statements`` as the reader gives them, outer ones before those within them.
    ``said`` follows the rule of ``docs/dates.md``; it is None where neither the text nor the document tells.
    """
    page = _page(document, statements, dates)
    by_id = {one.id: one for one in statements}
    usual = _usual(document, page)
    moment = published(document)
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
                told[paragraph] = (one, own)
        elif outers:
            said[one.id] = said.get(outers[0])
        else:
            earlier = told.get(paragraph)
            goes_on = earlier is not None and _goes_on(one, earlier[0], page)
            said[one.id] = earlier[1] if earlier and goes_on else _story(place, page, press_day) or usual
        refers = dict.fromkeys(dates[at].value for span in one.content for at in page.within(span))
        out.append(replace(one, said=said[one.id], refers=tuple(refers)))
    return tuple(out)


def _page(document: Document, statements: Sequence[Statement], dates: Sequence[DateMention]) -> _Page:
    text = document.text
    language = document.language or guessed(text)
    words = lexicon(language)
    page = _Page(
        text,
        dates,
        [one.span.start for one in dates],
        [set() for _ in dates],
        [found.end() for found in _SENTENCE_END.finditer(text)],
        [start for start, _ in paragraphs(text)],
        words.relatives,
        words.bounds,
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
        free = page.holders[at] == set(outers) and not page.is_aside(at) and not page.is_bound(at)
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
    return bool(after) and (leads or not _CLAUSE_END.search(page.text, span.end, min(after)))


def _goes_on(one: Statement, earlier: Statement, page: _Page) -> bool:
    """Whether a source goes on speaking: the text itself tells no date since its earlier statement."""
    between = Span(page.sentence(_place(earlier)).end, _place(one))
    return page.same_source(one, earlier) and all(page.holders[at] or page.is_aside(at) for at in page.within(between))


def _story(place: int, page: _Page, published: date | None) -> str | None:
    """The day of which the paragraph tells up to a place: the last one that the text itself told in a main clause."""
    if not published:
        return None
    start, end = page.paragraphs[page.paragraph(place) - 1], place
    for at in reversed(list(page.within(Span(start, end)))):
        one = page.dates[at]
        moment = parsed(one.value)
        if page.holders[at] or page.is_aside(at) or page.is_bound(at) or not moment or not moment.day:
            continue
        opens = not _CLAUSE_END.search(page.text, page.sentence(one.span.start).start, one.span.start)
        if opens and str(moment) == one.value and 0 <= (published - moment.first).days <= _FRESH:
            return one.value
    return None


def _usual(document: Document, page: _Page) -> str | None:
    """When statements of no date of their own were made: on the day of the event that a readout tells of, else when the
    document was published."""
    moment = published(document)
    day = moment.first if moment and moment.day else None
    if document.kind == "readout":
        told = list(_event_days(page, day))
        if told:
            return told[0]
    return str(moment) if moment else None


def _event_days(page: _Page, published: date | None) -> Iterator[str]:
    """The days that an official text itself tells in its first paragraphs, those in running text before mere lines."""
    lines = []
    for at, one in enumerate(page.dates):
        moment = parsed(one.value)
        if not moment or str(moment) != one.value or not moment.day or page.holders[at] or page.is_aside(at):
            continue
        if published and not 0 <= (published - moment.first).days <= _FRESH:
            continue
        paragraph = page.paragraph(one.span.start)
        bounds = page.paragraphs[paragraph - 1 : paragraph + 1]
        words = _WORD.findall(page.text[bounds[0] : bounds[1] if len(bounds) > 1 else len(page.text)])
        if len(words) >= _TELLS:
            yield one.value
        else:
            lines.append(one.value)
    yield from lines
