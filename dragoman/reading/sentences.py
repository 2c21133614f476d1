"""The sentences of a text. They never run over a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

import sentencex

from dragoman.nouns import Span
from dragoman.reading.languages import wording
from dragoman.reading.segments import paragraphs

#: Texts whose sentences are remembered: several steps ask for those of the document at hand.
_REMEMBERED = 4
_INITIAL = re.compile(r"(?:^|[\s.(«\"“„])[^\W\d_]\.$")


def sentences(text: str, language: str | None) -> list[Span]:
    """Return the sentences of ``text`` in order, without the blanks around them.

    The library cuts; what it cuts after an initial, after an abbreviation of our lists, or before a small letter is
    put together again. A ``language`` that it does not know is cut as English.
    """
    return list(_sentences(text, language))


@lru_cache(_REMEMBERED)
def _sentences(text: str, language: str | None) -> tuple[Span, ...]:
    known = frozenset(word.casefold() for word in wording(language).abbreviations)
    return tuple(span for start, end in paragraphs(text) for span in _of(text[start:end], start, language, known))


def _of(paragraph: str, at: int, language: str | None, known: frozenset[str]) -> list[Span]:
    found: list[Span] = []
    for piece in sentencex.get_sentence_boundaries(language or "en", paragraph):
        start, end = piece["start_index"], piece["end_index"]
        own = paragraph[start:end]
        stripped = own.strip()
        if not stripped:
            continue
        first, last = at + start + len(own) - len(own.lstrip()), at + start + len(own.rstrip())
        if found and _goes_on(paragraph[:start].rstrip(), stripped, known):
            found[-1] = Span(found[-1].start, last)
        else:
            found.append(Span(first, last))
    return found


def _goes_on(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether a sentence that was cut after ``before`` goes on with ``after``."""
    head = next((letter for letter in after if letter.isalnum()), "")
    if not head or head.islower():
        return True
    word = before.rsplit(None, 1)[-1].lstrip('(«"“„').casefold()
    return word in known or bool(_INITIAL.search(before[-4:]))
