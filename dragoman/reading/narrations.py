"""What a text says in its own words: the sentences, and the rest of sentences, that it attributes to nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dragoman.actors import Registry
from dragoman.nouns import Document, Narration, Span, Statement
from dragoman.reading.addressees import encounter
from dragoman.reading.chain import vouchers
from dragoman.reading.languages import Wording, lowered, wording
from dragoman.reading.segments import SPACELESS
from dragoman.reading.sentences import sentences

#: The fewest words of a whole sentence, and weighty words of the rest of one, that say something by themselves.
_SENTENCE = 2
_REST = 3
_ADVERBIAL = 5
#: The fewest letters of a weighty word, where a script has words.
_WEIGHTY = 4
#: The most words of a line that names only the author, the outlet, the issuer or a day.
_LINE = 8
#: The longest connective, in letters.
_LONGEST = 40
_WORD = re.compile(rf"[{SPACELESS}]{{1,2}}|(?:(?![{SPACELESS}])\w)+")
_EDGE = re.compile(r"[\W_]*")
_CLAUSE_END = re.compile(r"[,;:—–]")
_SENTENCE_END = re.compile(r"[.!?…。！？][»”\"')]*$")
_BREAK = re.compile(r"\n|[.!?…。！？][»”\"')]*\s")
_QUOTED = re.compile(r'"([^"]{12,})"')
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b\d{1,2}\b")
_TURN = re.compile(r"^[^\W\d][^:.!?\n]{0,60}: ", re.MULTILINE)


def narrations(document: Document, statements: tuple[Statement, ...], registry: Registry) -> tuple[Narration, ...]:
    """Return the sentences, in text order, that no statement covers, and who vouches for the document.

    Of a sentence that statements cover in part, each stretch that is left with words enough of its own is one. What
    stands between a cue and its content, or closes a statement (when, where, to whom), belongs to the statement. Lines
    that only name an author, an outlet, an issuer or a day are none; in a transcript, nothing is from the first
    turn on.
    """
    text, words = document.text, wording(document.language)
    low = lowered(text)
    cover = _cover(low, statements)
    word_of = vouchers(document, registry)
    signs = tuple(lowered(own) for sign in document.condition.signs for own in _QUOTED.findall(sign))
    return tuple(
        Narration(span, word_of)
        for sentence in _narrated(document, sentences(text, document.language))
        for span in _own(low, sentence, cover, words)
        if not _is_line(text[sentence.start : sentence.end], document, signs, words)
    )


def _narrated(document: Document, cut: list[Span]) -> list[Span]:
    turn = _TURN.search(document.text) if document.kind == "transcript" else None
    return [sentence for sentence in cut if not turn or sentence.start < turn.start()]


@dataclass(frozen=True, slots=True)
class _Cover:
    """What statements cover, without overlaps, and where a cue or a source ends that follows its content."""

    spans: list[Span]
    closings: frozenset[int]


def _cover(low: str, statements: tuple[Statement, ...]) -> _Cover:
    spans: list[Span] = []
    closings: set[int] = set()
    for own in statements:
        parts = sorted(
            [(span, "source") for span in own.source]
            + [(span, "cue") for span in own.cue]
            + [(span, "content") for span in own.content]
        )
        spans += [span for span, _ in parts]
        spans += [
            Span(first.end, second.start)
            for (first, one), (second, other) in pairwise(parts)
            if _binds(low, Span(first.end, second.start), {one, other})
        ]
        begins = own.content[0].start if own.content else len(low)
        closings.update(span.end for span, part in parts if part != "content" and span.start > begins)
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return _Cover(merged, frozenset(closings))


def _binds(low: str, gap: Span, sides: set[str]) -> bool:
    """Whether a gap between parts belongs to the statement: not between contents or sentences, or far from the cue."""
    if gap.end <= gap.start or sides == {"content"} or _BREAK.search(low, *gap):
        return False
    return sides != {"source", "cue"} or _count(low, *gap) <= _REST


def _own(low: str, sentence: Span, cover: _Cover, words: Wording) -> Iterator[Span]:
    """The stretches of a sentence that say something and that nothing covers."""
    at = sentence.start
    number = first = bisect_left(cover.spans, at + 1, key=lambda span: span.end)
    while number < len(cover.spans) and cover.spans[number].start < sentence.end:
        yield from _rest(low, at, cover.spans[number].start, cover, words)
        at = max(at, cover.spans[number].end)
        number += 1
    if number > first:
        yield from _rest(low, at, sentence.end, cover, words)
    elif _count(low, *sentence) >= _SENTENCE:
        yield sentence


def _rest(low: str, start: int, end: int, cover: _Cover, words: Wording) -> Iterator[Span]:
    """The stretch without the marks and connectives at its edges, where enough is left."""
    if start in cover.closings:
        clause = _CLAUSE_END.search(low, start, end)
        start = clause.end() if clause else end
    connective = words["narrations.connectives"]
    joined: re.Match[str] | None = None
    while start < end:
        edge = _EDGE.match(low, start, end)
        start = edge.end() if edge else start
        joined = connective.match(low, start, end)
        if joined is None:
            break
        start = joined.end()
    while start < end:
        while end > start and not low[end - 1].isalnum():
            end -= 1
        joined = _ending(words).search(low, max(start, end - _LONGEST), end)
        if joined is None:
            break
        end = joined.start()
    if start < end and _weight(low, start, end, words) >= _least(low, start, end, words):
        yield Span(start, end)


def _least(low: str, start: int, end: int, words: Wording) -> int:
    """The fewest weighty words for the rest of a sentence: more for what begins as a mere "when" or "where"."""
    if encounter(words).match(low, start, end):
        return 2 * _REST
    return _ADVERBIAL if words["addressees.elsewhere"].match(low, start, end) else _REST


@lru_cache
def _ending(words: Wording) -> re.Pattern[str]:
    return re.compile(rf"(?:{words['narrations.connectives'].pattern})\Z")


def _count(low: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(low, start, end))


def _weight(low: str, start: int, end: int, words: Wording) -> int:
    """How many words are weighty: long enough, and no prepositions or conjunctions."""
    light = words["addressees.elsewhere"]
    found = [match.group() for match in _WORD.finditer(low, start, end)]
    return sum((len(own) >= _WEIGHTY or own[0] >= "\u0e00") and not light.fullmatch(own) for own in found)


def _is_line(written: str, document: Document, signs: tuple[str, ...], words: Wording) -> bool:
    """Whether a sentence is a line that only names someone or a day, or one that gave away the document's condition."""
    low = lowered(written)
    if any(low.rstrip(".") in sign or (sign in low and 2 * len(sign) > len(low)) for sign in signs):
        return True
    count = _count(low, 0, len(low))
    if count > _LINE:
        return False
    dated = bool(_YEAR.search(low) and _DAY.search(low)) or (bool(_DAY.search(low)) and written.split()[0].isupper())
    names = (*document.authors, document.outlet, document.condition.syndicated_from)
    if any(name and len(name) >= _WEIGHTY and lowered(name) in low for name in names):
        return True
    if _SENTENCE_END.search(written):
        return dated and count <= _REST
    return dated or words["narrations.signatures"].match(low) is not None
