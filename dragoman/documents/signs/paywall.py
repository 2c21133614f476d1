"""Paywalls: the lines that say how much of a text is left to read, or that the rest is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.documents.signs.words import languages, plain, sentences

_NUMBER = r"(\d{1,3}(?:[.,·٫]\d{1,4})?)"
_UNIT = r"(?:[%٪％﹪]|per\s?cent|pour\s?cent|процент|відсотк|Prozent|por\s?ciento|per\s?cento|procent)"
_PERCENT = re.compile(rf"(?<![\d.,]){_NUMBER}\s*{_UNIT}|[%٪]\s?{_NUMBER}|百分之\s?{_NUMBER}")
#: A text with none of these has no percentage, which is much faster to see than where one is.
_UNIT_PARTS = ("%", "٪", "％", "﹪", "cent", "процент", "відсотк", "rozent", "ciento", "百分之")
_POINT = str.maketrans(",·٫", "...")

#: A paywall line is a short sentence; an article's own sentence about percentages seldom is.
_LONGEST = 170
#: Where a line that states no share may stand: this many characters from the end.
_TAIL = 900
_HEAD_LINE = 60


@dataclass(frozen=True, slots=True)
class Wall:
    """A paywall as seen: the share that can be read (None: not stated) and the bounds of its sentences, in order."""

    share_read: float | None
    spans: tuple[tuple[int, int], ...]


def find(text: str) -> Wall | None:
    """Return the paywall seen in ``text`` (without unseen characters), or None."""
    share, spans = _stated(text)
    spans += _closed(text)
    if not spans:
        return None
    spans += [after for span in spans for after in _followers(text, span[1])]
    return Wall(share, tuple(_apart(spans)))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap (a sentence found whole and in part) as one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _stated(text: str) -> tuple[float | None, list[tuple[int, int]]]:
    """Return the first share stated, and every sentence that states one."""
    share: float | None = None
    spans: list[tuple[int, int]] = []
    if not any(part in text for part in _UNIT_PARTS):
        return share, spans
    for found in _PERCENT.finditer(text):
        line_start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - 2 * _LONGEST)
        line_end = text.find("\n", found.end())
        line_end = min(len(text) if line_end < 0 else line_end, found.end() + 2 * _LONGEST)
        for start, end in sentences(text, line_start, line_end):
            if start <= found.start() < end <= start + _LONGEST:
                value = _share(plain(text[start:end]), next(group for group in found.groups() if group))
                if value is not None:
                    share = value if share is None else share
                    spans.append((start, end))
    return share, spans


def _share(sentence: str, number: str) -> float | None:
    """Return the share that can be read, as ``sentence`` states it of the text it stands in, else None."""
    value = float(number.translate(_POINT)) / 100
    if not 0 <= value <= 1:
        return None
    for words in languages():
        if not words.share_text.within(sentence):
            continue
        reads = words.share_read.within(sentence)
        if reads and words.share_left.within(sentence):
            return round(1 - value, 6)
        if words.share_done.within(sentence):
            return round(value, 6)
        if reads and words.share_have.within(sentence):
            return round(1 - value, 6)
    return None


def _closed(text: str) -> list[tuple[int, int]]:
    """Return the sentences near the end, and the label at the head, that close the text to all but subscribers."""
    tail = max(0, len(text) - _TAIL)
    found = [span for span in sentences(text, tail, len(text)) if _is_closed(text[span[0] : span[1]])]
    head = text[: 4 * _HEAD_LINE].splitlines(keepends=True)[:3]
    at = 0
    for line in head:
        label = line.strip()
        if at < tail and label and len(label) <= _HEAD_LINE and _is_closed(label):
            start = text.index(label, at)
            found.append((start, start + len(label)))
        at += len(line)
    last = text.rstrip()
    start = last.rfind("\n") + 1
    if _is_more(last[start:]):
        found.append((start, len(last)))
    return found


def _is_closed(sentence: str) -> bool:
    if len(sentence) > _LONGEST:
        return False
    said = plain(sentence)
    return any(
        words.closed_who.within(said)
        and words.closed_limit.within(said)
        # "Subscribers only" needs no word for the rest where it stands alone.
        and (len(said) <= 40 or words.closed_rest.within(said))
        for words in languages()
    )


def _is_more(line: str) -> bool:
    said = plain(line).strip(" .…:>»→[]()!")
    return len(line) <= _HEAD_LINE and any(said in words.more for words in languages())


def _followers(text: str, end: int) -> list[tuple[int, int]]:
    """Return the sentences after a paywall line that belong to it: each must, or the run ends."""
    found = []
    for start, stop in sentences(text, end, min(len(text), end + _TAIL)):
        sentence = text[start:stop]
        if not (_is_closed(sentence) or _is_more(sentence) or _is_prompt(sentence)):
            break
        found.append((start, stop))
    return found


def _is_prompt(sentence: str) -> bool:
    said = plain(sentence)
    return len(said) <= _HEAD_LINE and any(said.startswith(words.prompts) for words in languages())
