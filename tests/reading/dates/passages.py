"""The development set of dates: passages of every register, each date marked ``[words](value)``.

A line of ``passages/LANGUAGE.txt`` is the day of publication (``-`` for none), the kind of document, and the passage;
``¶`` parts paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.nouns import DateMention, Document, Span
from dragoman.reading.dates import find_dates

FOLDER = Path(__file__).parent / "passages"
LANGUAGES = ("en", "fr", "ru", "uk")
_MARKED = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Passage:
    """A document of one passage, and the dates in it."""

    document: Document
    dates: tuple[DateMention, ...]

    def errors(self) -> list[str]:
        """The dates read otherwise: missed, superfluous, or of another value."""
        read = find_dates(self.document)
        wrong = [f"missed {self._words(one)}" for one in self.dates if not any(_same(one, own) for own in read)]
        return wrong + [f"read {self._words(own)}" for own in read if not any(_same(own, one) for one in self.dates)]

    def _words(self, one: DateMention) -> str:
        return f"[{self.document.text[one.span.start : one.span.end]}]({one.value})"


def passages(language: str) -> Iterator[Passage]:
    """The passages of a language."""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        published, kind, marked = line.split(" ", 2)
        text, dates, at = "", [], 0
        for found in _MARKED.finditer(marked):
            text += marked[at : found.start()]
            dates.append(DateMention(Span(len(text), len(text) + len(found[1])), found[2]))
            text, at = text + found[1], found.end()
        text = (text + marked[at:]).replace("¶", "\n")
        when = None if published == "-" else published
        document = Document(line, text, "-", language=language, published=when, kind=kind)  # type: ignore[arg-type]
        yield Passage(document, tuple(dates))


def f1(language: str) -> float:
    """F1 in percent: a date is right where its words overlap and its value is the same."""
    own = list(passages(language))
    wrong = sum(len(one.errors()) for one in own)
    right = 2 * sum(len(one.dates) for one in own)
    read = sum(len(find_dates(one.document)) + len(one.dates) for one in own)
    return 100 * (read - wrong) / read if right else 100.0


def _same(one: DateMention, other: DateMention) -> bool:
    return one.value == other.value and one.span.start < other.span.end and other.span.start < one.span.end


if __name__ == "__main__":
    for code in LANGUAGES:
        for passage in passages(code):
            for error in passage.errors():
                print(code, passage.document.published, error, "|", passage.document.text.replace("\n", "¶"))
        print(code, round(f1(code), 1))
