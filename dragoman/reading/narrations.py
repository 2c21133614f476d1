"""What a text says in its own words: the sentences, and the rest of sentences, that it attributes to nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from dragoman.actors import Registry
from dragoman.nouns import Document, Narration, Span, Statement
from dragoman.reading.chain import vouchers
from dragoman.reading.languages import Wording, lowered, wording
from dragoman.reading.segments import SPACELESS
from dragoman.reading.sentences import sentences

#: The fewest words of a whole sentence, and of the rest of one, that say something by themselves.
_SENTENCE = 2
_REST = 4
#: The most words of a line that names only the author or the outlet.
_BYLINE = 8
_WORD = re.compile(rf"[{SPACELESS}]{{1,2}}|(?:(?![{SPACELESS}])\w)+")
_EDGE = re.compile(r"[\W_]*")
#: The longest connective, in letters.
_LONGEST = 40
_QUOTED = re.compile(r'"([^"]{12,})"')


def narrations(document: Document, statements: tuple[Statement, ...], registry: Registry) -> tuple[Narration, ...]:
    """Return the sentences, in text order, that no statement covers, and who vouches for the document.

    Of a sentence that statements cover in part, each stretch that is left with words enough of its own is one. What
    stands between a cue and its content (when, where, to whom) belongs to the statement. Bylines, and lines from which
    the condition of the document was told, are none.
    """
    text, words = document.text, wording(document.language)
    low = lowered(text)
    covered = _covered(low, statements)
    word_of = vouchers(document, registry)
    furniture = _furniture(document)
    return tuple(
        Narration(span, word_of)
        for sentence in sentences(text, document.language)
        for span in _own(low, sentence, covered, words)
        if not _is_furniture(low[sentence.start : sentence.end], document, furniture)
    )


def _own(low: str, sentence: Span, covered: list[Span], words: Wording) -> Iterator[Span]:
    """The stretches of a sentence that say something and that nothing covers."""
    at = sentence.start
    number = bisect_left(covered, sentence.start, key=lambda span: span.end)
    touched = False
    while number < len(covered) and covered[number].start < sentence.end:
        touched = True
        yield from _rest(low, Span(at, covered[number].start), words)
        at = max(at, covered[number].end)
        number += 1
    if touched:
        yield from _rest(low, Span(at, sentence.end), words)
    elif _count(low, *sentence) >= _SENTENCE:
        yield sentence


def _rest(low: str, stretch: Span, words: Wording) -> Iterator[Span]:
    """The stretch without the marks and connectives at its edges, where enough is left."""
    start, end = stretch
    connective = words["narrations.connectives"]
    while start < end:
        match = _EDGE.match(low, start, end)
        begins = match.end() if match else start
        joined = connective.match(low, begins, end)
        if joined is None:
            start = begins
            break
        start = joined.end()
    while start < end:
        while end > start and not low[end - 1].isalnum():
            end -= 1
        joined = _ending(words).search(low, max(start, end - _LONGEST), end)
        if joined is None:
            break
        end = joined.start()
    if start < end and _count(low, start, end) >= _REST:
        yield Span(start, end)


@lru_cache
def _ending(words: Wording) -> re.Pattern[str]:
    return re.compile(rf"(?:{words['narrations.connectives'].pattern})\Z")


def _count(low: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(low, start, end))


def _covered(low: str, statements: tuple[Statement, ...]) -> list[Span]:
    """What statements cover, in text order and without overlaps: their parts, and what a cue binds to its content."""
    spans: list[Span] = []
    for own in statements:
        parts = sorted(
            [(span, "source") for span in own.source]
            + [(span, "cue") for span in own.cue]
            + [(span, "content") for span in own.content]
        )
        spans += [span for span, _ in parts]
        for (first, one), (second, other) in pairwise(parts):
            if _binds(low, Span(first.end, second.start), {one, other}):
                spans.append(Span(first.end, second.start))
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _binds(low: str, gap: Span, sides: set[str]) -> bool:
    """Whether a gap between parts belongs to the statement: not between contents, sentences, or far from the cue."""
    if gap.end <= gap.start or sides == {"content"} or "\n" in low[gap.start : gap.end]:
        return False
    return sides != {"source", "cue"} or _count(low, *gap) < _REST


def _furniture(document: Document) -> tuple[str, ...]:
    """Words, in small letters, of lines that are no narration: authors, and what gave away the document's condition."""
    signs = (match for sign in document.condition.signs for match in _QUOTED.findall(sign))
    return tuple(lowered(words) for words in (*document.authors, *signs))


def _is_furniture(sentence: str, document: Document, furniture: tuple[str, ...]) -> bool:
    if any(words in sentence for words in furniture) and _count(sentence, 0, len(sentence)) <= 3 * _BYLINE:
        return True
    outlets = [lowered(name) for name in (document.outlet, document.condition.syndicated_from) if name]
    return any(name in sentence for name in outlets) and _count(sentence, 0, len(sentence)) <= _BYLINE
