"""Which letters of a paragraph stand between quotation marks, of any style and also where marks are lost."""

from __future__ import annotations

from dragoman.nouns import Form, Spans

# Marks that only open or only close somewhere; „ … “ and » … « use the others' marks the other way round.
_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "「": "」", "『": "』", "»": "«", "›": "‹", "”": "”", "‟": "”"}
_CLOSERS = frozenset("»”›」』")
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-:¿¡/")


def quoted(text: str) -> list[bool]:
    """For each code point whether it lies within quotation marks, the marks included.

    A mark never closed holds to the end of ``text``; a mark never opened holds from its beginning or the last
    quotation. Two apostrophes ('') are one mark; single apostrophes are none.
    """
    inside = [False] * len(text)
    opened, closers = -1, ""
    last_end = i = 0
    while i < len(text):
        width = 2 if text[i : i + 2] in ("''", "``", ",,") else 1
        mark = '"' if width == 2 else text[i]
        if opened >= 0:
            if mark in closers and not _opens(text, i, width, mark, closers):
                inside[opened : i + width] = [True] * (i + width - opened)
                opened, last_end = -1, i + width
        elif _opens(text, i, width, mark, ""):
            opened, closers = i, _PAIRS.get(mark, '"') + ('"' if mark == '"' else "")
        elif mark in _CLOSERS or mark == '"':
            inside[last_end : i + width] = [True] * (i + width - last_end)
            last_end = i + width
        i += width
    if opened >= 0:
        inside[opened:] = [True] * (len(text) - opened)
    return inside


def _opens(text: str, at: int, width: int, mark: str, closers: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    if mark == '"':
        return before in _BEFORE_OPENING and (not after.isspace() or not before.isspace() or at == 0) and not closers
    if closers or mark not in _PAIRS:
        return False
    if mark in "»›”":  # these open only where the style is reversed
        return before in _BEFORE_OPENING and after.isalnum()
    return True


def form_of(text: str, content: Spans) -> Form:
    """Whether a content is quoted whole (direct), in part (mixed) or not at all (indirect)."""
    total = within = 0
    for start, end in content:
        low, high = _paragraph(text, start)
        marks = quoted(text[low:high])
        letters = [i for i in range(start, end) if text[i].isalnum() and i < high]
        total += len(letters)
        within += sum(marks[i - low] for i in letters)
    if total and within >= 0.9 * total:
        return "direct"
    return "mixed" if within else "indirect"


def _paragraph(text: str, at: int) -> tuple[int, int]:
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    return low, high if high >= 0 else len(text)
