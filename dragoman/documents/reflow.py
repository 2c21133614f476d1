"""Lines of a printed page -> paragraphs. Pure text work, used for PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|стр\.?|seite|página)?\W*\d{1,4}(?:\W+(?:of|de|sur|из|von|/)?\W*\d{1,4})?\W*", re.I
)
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？؟][\"'»”’)\]]*$")
_STARTS_ITEM = re.compile(r"(?:[•‣▪●◦*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_DIVIDED = re.compile(r"\w[-\u00ad\u2010]$")
#: A line longer than this is no page number.
_NUMBER_LENGTH = 40
#: A line shorter than this share of the usual line stops before the margin.
_FULL = 0.8


def reflow(pages: Sequence[str]) -> str:
    """Return the text of printed pages as paragraphs set off by blank lines.

    Words divided at the end of a line are put together, lines of a paragraph joined, page
    numbers and the lines repeated at the head or foot of most pages left out.
    """
    lines = [line for page in _without_margins([_lines(page) for page in pages]) for line in page]
    widths = sorted(len(line) for line in lines if line)
    if not widths:
        return ""
    full = widths[len(widths) * 3 // 4] * _FULL
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line or (paragraphs[-1] and _breaks(paragraphs[-1][-1], line, full)):
            paragraphs.append([])
        if line:
            paragraphs[-1].append(line)
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs if paragraph)


def _lines(page: str) -> list[str]:
    """Return the lines of a page, blank ones as ``""``, none blank at its ends."""
    return [re.sub(r"[^\S\n]+", " ", line).strip() for line in page.strip().splitlines()]


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Leave out page numbers and running heads and feet.

    A paragraph may go on over the page, so nothing is put between the pages.
    """
    edges = Counter(re.sub(r"\d+", "#", page[at]) for page in pages if page for at in {0, len(page) - 1})
    running = {line for line, times in edges.items() if len(pages) >= 3 and times > len(pages) / 2}

    def margin(line: str) -> bool:
        number = len(line) <= _NUMBER_LENGTH and _PAGE_NUMBER.fullmatch(line)
        return bool(number) or re.sub(r"\d+", "#", line) in running

    kept = []
    for page in pages:
        start, end = 0, len(page)
        while start < end and (not page[start] or margin(page[start])):
            start += 1
        while end > start and (not page[end - 1] or margin(page[end - 1])):
            end -= 1
        kept.append(page[start:end])
    return kept


def _breaks(line: str, following: str, full: float) -> bool:
    """Return whether a new paragraph begins after ``line``."""
    if _STARTS_ITEM.match(following):
        return True
    if len(line) >= full:
        return False
    # A short line goes on where the sentence plainly does.
    return bool(_ENDS_SENTENCE.search(line)) or not following[0].islower()


def _joined(lines: list[str]) -> str:
    """Return the lines of one paragraph as one line, the words divided between them put together."""
    parts: list[str] = []
    for line, following in pairwise([*lines, ""]):
        if following[:1].islower() and _DIVIDED.search(line):
            parts.append(line[:-1])
        elif re.search(r"\w-$", line):
            parts.append(line)
        else:
            parts.append(line + " ")
    return "".join(parts).strip()
