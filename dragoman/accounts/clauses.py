"""The pieces of a document that passages are made of: its sentences, and the clauses that make a point of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dragoman.accounts.words import wording
from dragoman.nouns import Narration, Reading, Span, Statement
from dragoman.reading.languages import lowered
from dragoman.reading.segments import SPACELESS
from dragoman.reading.sentences import sentences

#: The fewest words of a clause that makes a point of its own.
_CLAUSE = 4
_WORD = re.compile(rf"[{SPACELESS}]|(?:(?![{SPACELESS}])\w)+")
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_MARK = re.compile(r"[\s»\"”]*[,;:—–(]")
_OPENING = "«“„\"‘'"
_EDGES = ' \t\n\u00a0\u202f,;:.!?…—–-«»"“”„()'


class Piece(NamedTuple):
    """A stretch of text, the number of its sentence, and the statement that its words mostly belong to."""

    span: Span
    sentence: int
    statement: Statement | None


def count(text: str, span: Span) -> int:
    """Return the number of words of a stretch; of scripts without spaces, of letters."""
    return sum(1 for _ in _WORD.finditer(text, *span))


def pieces(reading: Reading) -> tuple[Piece, ...]:
    """Return the pieces of a text in order; every word stands in just one.

    A piece is a sentence, or, where a sentence holds several statements or coordinate clauses, each of these.
    """
    text, language = reading.document.text, reading.document.language
    page = _Page.of(reading)
    found: list[Piece] = []
    for number, sentence in enumerate(sentences(text, language)):
        own = {*_between(sentence, page), *_coordinate(sentence, page)}
        whole = {cut for cut in own if not page.is_torn(sentence, cut)}
        cuts = sorted(whole | {*_semicolons(sentence, text), *_quoted(sentence, page)})
        for span in _parts(sentence, cuts, text):
            found.append(Piece(span, number, page.owner(span)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Page:
    """A text in small letters with its statements and narrations, for looking up by place."""

    text: str
    low: str
    language: str | None
    children: dict[str | None, list[Statement]]
    narrations: tuple[Narration, ...]
    begins: list[int]

    @classmethod
    def of(cls, reading: Reading) -> _Page:
        children: defaultdict[str | None, list[Statement]] = defaultdict(list)
        for statement in reading.statements:
            children[statement.within].append(statement)
        for own in children.values():
            own.sort(key=lambda statement: _extent(statement).start)
        begins = [narration.span.start for narration in reading.narrations]
        document = reading.document
        return cls(document.text, lowered(document.text), document.language, dict(children), reading.narrations, begins)

    def level(self, sentence: Span, within: str | None = None) -> list[Statement]:
        """The statements that divide a sentence: those at its top, or, where one goes beyond it, those within that."""
        found: list[Statement] = []
        for statement in self.children.get(within, ()):
            if not _touches(statement, sentence):
                continue
            inner = self.level(sentence, statement.id) if _beyond(statement, sentence) else []
            found += inner or [statement]
        return found

    def is_torn(self, sentence: Span, cut: int) -> bool:
        """Whether a cut would part the cue of a statement from its content, or its content in two."""
        for statement in self.level(sentence):
            parts = [
                p for p in (*statement.cue, *statement.content) if p.start < sentence.end and sentence.start < p.end
            ]
            if parts and min(p.start for p in parts) < cut and cut < max(p.end for p in parts):
                return True
        return False

    def owner(self, span: Span) -> Statement | None:
        """The innermost statement to which the words of a stretch belong, for the most part."""
        within: str | None = None
        owner: Statement | None = None
        while own := self.children.get(within):
            best = max(own, key=lambda statement: _overlap(statement, span))
            # At the top a third is enough: what a statement does not cover there is when, where and why.
            if (2 if owner else 3) * _overlap(best, span) <= _core(span, owner):
                break
            owner, within = best, best.id
        return owner


def _extent(statement: Statement) -> Span:
    parts = [*statement.source, *statement.cue, *statement.content]
    return Span(min(part.start for part in parts), max(part.end for part in parts)) if parts else Span(0, 0)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _touches(statement: Statement, span: Span) -> bool:
    return any(_meet(part, span) for part in (*statement.cue, *statement.content))


def _beyond(statement: Statement, sentence: Span) -> bool:
    """Whether the content of a statement runs over several sentences."""
    return any(part.start >= sentence.end or part.end <= sentence.start for part in statement.content) or any(
        part.end > sentence.end + 1 or part.start < sentence.start - 1 for part in statement.content
    )


def _overlap(statement: Statement, span: Span) -> int:
    """How much of a stretch a statement covers: the letters from the first to the last of each of its parts."""
    parts = {*statement.source, *statement.cue, *statement.content}
    return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in parts)


def _core(span: Span, owner: Statement | None) -> int:
    """The letters of which the next owner must have more than half: those of the stretch, or of its owner's content."""
    if owner is None:
        return span.end - span.start
    return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in owner.content)


def _between(sentence: Span, page: _Page) -> Iterator[int]:
    """Where, between statements that follow each other in a sentence, the one ends and the next begins."""
    own = page.level(sentence)
    for before, after in pairwise(own):
        last = max((p.end for p in (*before.cue, *before.content) if p.start < sentence.end), default=0)
        mine = [part for part in (*after.source, *after.cue, *after.content) if part not in before.source]
        first = min((part.start for part in mine), default=0)
        fresh = any(part.start == first and part not in after.content for part in mine)
        cut = _clean_cut(last, first, fresh, sentence, page)
        if cut is not None and count(page.low, Span(cut, _ends(after, sentence))) >= _CLAUSE:
            yield cut


def _ends(statement: Statement, sentence: Span) -> int:
    return min(_extent(statement).end, sentence.end)


def _clean_cut(last: int, first: int, fresh: bool, sentence: Span, page: _Page) -> int | None:
    """Where to cut between the end of one statement and the beginning of the next; None where they interlock.

    A conjunction divides them, or a mark before a ``fresh`` source or cue.
    """
    if not sentence.start < last <= first < sentence.end:
        return None
    conjunction = wording(page.language)["clauses.conjunctions"]
    joined = conjunction.match(page.low, last + 1, sentence.end)
    divided = joined or (fresh and _MARK.match(page.low, last, first + 1))
    return last if divided and count(page.low, Span(sentence.start, last)) >= _CLAUSE else None


def _coordinate(sentence: Span, page: _Page) -> Iterator[int]:
    """Where a clause of the text's own begins after a statement: after "and", "but"."""
    conjunction = wording(page.language)["clauses.conjunctions"]
    for narration in page.narrations[bisect_left(page.begins, sentence.start + 1) :]:
        if narration.span.start >= sentence.end:
            return
        head = page.low[sentence.start : narration.span.start].rstrip()
        joined = [match.span() for match in conjunction.finditer(head)]
        if joined and joined[-1][1] == len(head) and count(page.low, narration.span) >= _CLAUSE:
            yield sentence.start + joined[-1][0]


def _semicolons(sentence: Span, text: str) -> Iterator[int]:
    for match in _SEMICOLON.finditer(text, *sentence):
        before, after = Span(sentence.start, match.start()), Span(match.end(), sentence.end)
        if min(count(text, before), count(text, after)) >= _CLAUSE:
            yield match.end()


def _quoted(sentence: Span, page: _Page) -> Iterator[int]:
    """Where a sentence of a quotation begins that the rest of the sentence holds together."""
    for statement in page.level(sentence):
        for start, end in statement.content:
            if sentence.start <= start and end <= sentence.end and page.low[start] in _OPENING:
                yield from (start + 1 + own.start for own in sentences(page.text[start + 1 : end], page.language)[1:])


def _parts(sentence: Span, cuts: list[int], text: str) -> Iterator[Span]:
    """The stretches between cuts, without the marks between them; too short ones go with their neighbour."""
    starts = [sentence.start]
    for cut in cuts:
        if count(text, Span(starts[-1], cut)) >= _CLAUSE and count(text, Span(cut, sentence.end)) >= _CLAUSE:
            starts.append(cut)
    for start, end in zip(starts, [*starts[1:], sentence.end], strict=True):
        first, last = start, end
        while first < last and start > sentence.start and text[first] in _EDGES:
            first += 1
        while last > first and end < sentence.end and text[last - 1] in ",;:—– \u00a0\u202f":
            last -= 1
        yield Span(first, last)
