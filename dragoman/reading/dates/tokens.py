"""A text as a string of letters, one a word, that tells what kind of word each is in a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dragoman.reading.dates.words import TOKEN, Entry, Lexicon
from dragoman.reading.segments import paragraphs

_MARKS = {
    **{mark: mark for mark in ".()/"},
    **dict.fromkeys(",،", ","),
    **dict.fromkeys("!?…;؟。", "!"),
    **dict.fromkeys("№#§$€£", "N"),
    **dict.fromkeys("-–—‑−‐", "-"),
    "%": "C",
}
_NUMBER = re.compile(r"(\d+)(-?)([^\W\d_]*)$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)$|\d+ ?[年년月월]")
_OTHER = Entry("x")
_PARAGRAPH = Entry("¶")
_DASH = Entry("–")
#: What may stand before the first word of a sentence, or of a line.
_OPENING = frozenset('.!¶(":')


@dataclass(frozen=True)
class Tokens:
    """The words and phrases of a text: the letter of the kind of each, its value, its first word in small letters, and
    where it stands. Filled by ``cut`` alone."""

    kinds: list[str]
    values: list[int]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def add(self, entry: Entry, word: str, start: int, end: int) -> None:
        """Add a word at the end."""
        self.kinds.append(entry.kind)
        self.values.append(entry.value)
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)

    @cached_property
    def shape(self) -> str:
        """The kinds as one string."""
        return "".join(self.kinds)


def cut(text: str, lexicon: Lexicon) -> Tokens:
    """The words of a text with the kinds that a lexicon gives them; ``¶`` parts paragraphs."""
    out = Tokens([], [], [], [], [])
    text = text.replace("ʼ", "'")  # a letter in Unicode
    for paragraph in paragraphs(text):
        found = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, *paragraph)]
        lowered = [word.lower().replace("ё", "е") for word, _, _ in found]
        at = 0
        while at < len(found):
            entry, until = _entry(lowered, at, lexicon)
            if entry.kind in "MmWw" and lexicon.capital != found[at][0][0].isupper():
                opens = not out.kinds or out.kinds[-1] in _OPENING
                name = entry.kind in "Mm" and until < len(found) and found[until][0].istitle()  # Avril Haines
                entry = _doubtful(entry, found[at][0], lexicon.capital, opens and not name)
            if entry.kind == "-" and text[found[at][1] - 1 : found[at][1]].isspace():
                entry = _DASH
            out.add(entry, lowered[at], found[at][1], found[until - 1][2])
            at = until
        out.add(_PARAGRAPH, "", paragraph.end, paragraph.end)
    return out


def _entry(words: list[str], at: int, lexicon: Lexicon) -> tuple[Entry, int]:
    """What the word at a place is, or the longest phrase that begins with it, and the place after it."""
    word = words[at]
    for rest, own in lexicon.phrases.get(word, ()):
        if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
            return own, at + 1 + len(rest)
    entry = lexicon.words.get(word)
    if entry is None:
        entry = _numeral(word, lexicon) if word[0].isdigit() else _mark(word)
    return entry, at + 1


def _mark(word: str) -> Entry:
    if word[0].isalnum():
        return _OTHER
    return Entry(_MARKS.get(word, '"'))


def _doubtful(entry: Entry, word: str, capital: bool, opens: bool) -> Entry:
    """A month or weekday in the letters of other words: *may*; *Avril* within a sentence."""
    if capital:
        return _OTHER if entry.kind in "mw" else entry
    if opens or (len(word) > 1 and word.isupper()):
        return entry
    return entry._replace(kind={"M": "u", "m": "u", "W": "w", "w": "v"}[entry.kind])


def _numeral(word: str, lexicon: Lexicon) -> Entry:
    """What a number may be: a day, a year, a decade, a date in numbers, or none of these."""
    found = _NUMBER.match(word)
    if not found:
        return Entry("z" if _DATE.match(word) else "#")
    digits, _, mark = found.groups()
    value = int(digits) if len(digits) <= 4 else 0
    if mark:
        return _marked(value, len(digits), mark, lexicon)
    if len(digits) <= 2:
        return Entry("d" if 0 < value <= 31 else "#", value)
    return (
        Entry("y" if 1900 <= value < 2100 else "Y", value) if len(digits) == 4 and value >= 1000 else Entry("#", value)
    )


def _marked(value: int, digits: int, mark: str, lexicon: Lexicon) -> Entry:
    decade = value % 10 == 0 and ((digits == 4 and 1000 <= value < 2100) or (digits == 2 and value >= 40))
    if decade and mark in lexicon.decade_marks:
        return Entry("D", value)
    if mark in lexicon.ordinal_marks:
        if digits == 4 and 1000 <= value < 2100:
            return Entry("y", value)
        return Entry("o" if digits <= 2 and 0 < value <= 31 else "#", value)
    return Entry("z") if mark in "年년월月" else _OTHER
