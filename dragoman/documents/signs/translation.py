"""Machine translation: a notice that says so, or several independent signs of form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.documents.signs.words import Words, languages, lines, plain

#: So many independent signs of form make a finding; each alone also happens to human writers.
_ENOUGH = 3
#: Signs of form are looked for in the first so many characters: enough to show, and bounded in cost.
_REACH = 20_000
_NOTICE_LINE = 220
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk"})
_CYRILLIC_WORD = re.compile(r"(?<![\w(«\"“„'’\[/-])[а-яёіїєґў]{4,}(?![\w)»\"”])")
_LATIN_WORD = re.compile(r"(?<=[\sа-яіїє]) (the|of|and|with|de la|des|les|que|und|der) (?=[\sа-яіїє])")
_SLASH_TAIL = re.compile(r"(?<![\w/:])/[A-Z][\w ’'-]{2,30}\.$")
# Beginning with the comma, a plain character, makes the search four times faster than beginning with the digits.
_COMMA_NUMBER = re.compile(r",\d{1,2}\s?(?:%|million|billion|percent)")
_SPACED_MARKS = tuple(space + mark + " " for space in " \u00a0\u202f" for mark in "?!;:")


def notice(text: str, title: str | None) -> str | None:
    """Return the line that says the text was translated by a machine, or None."""
    candidates = (*([title] if title else []), *lines(text, first=4), *lines(text, last=4))
    short = [line for line in candidates if len(line) <= _NOTICE_LINE]
    if not _notices(" ".join(short)):
        return None
    return next((line for line in short if _notices(line)), None)


def _notices(line: str) -> bool:
    said = plain(line)
    return any(notice in said for words in languages() for notice in words.notices)


def forms(text: str, language: str | None, empty_byline: str | None) -> tuple[str, ...]:
    """Return the signs of form that ``text`` was translated by a machine: three or more, or none at all."""
    words = next((found for found in languages() if found.language == language), None)
    if words is None:
        return ()
    head = text[:_REACH]
    said = f" {plain(head)} "
    signs = [*_phrases(said, words), *_characters(head, words), *_frame(text, words, empty_byline)]
    return tuple(signs) if len(signs) >= _ENOUGH else ()


def _phrases(said: str, words: Words) -> Iterator[str]:
    calques = [calque for calque in words.calques if calque in said]
    if calques:
        yield "phrases taken over word for word: " + ", ".join(f'"{calque}"' for calque in calques[:4])
    for phrase in words.hearsay:
        # The conditional of hearsay ("he would have said") comes in chains; "if" gives the word its usual sense.
        count = said.count(f" {phrase} ")
        if count >= 2 and count > said.count(" if "):
            yield f'hearsay told in the conditional: "{phrase}", {count} times'
    doubled = [word for word in words.doubled if f" {word} {word} " in said]
    if doubled:
        yield "doubled words: " + ", ".join(f'"{word} {word}"' for word in doubled)


def _characters(text: str, words: Words) -> Iterator[str]:
    foreign = sorted(set(words.foreign_quotes) & set(text))
    if foreign:
        yield f"quotation marks of another language: {' '.join(foreign)}"
    elif text.count("«") != text.count("»"):
        yield f"quotation marks that do not pair: {text.count('«')} « and {text.count('»')} »"
    other = (_LATIN_WORD if words.language in _CYRILLIC else _CYRILLIC_WORD).search(text)
    if other:
        yield f'a word left untranslated: "{other.group().strip()}"'
    if words.language == "en":
        number = _COMMA_NUMBER.search(text)
        if number and text[number.start() - 1].isdigit():
            yield f'a number in another language\'s style: "{text[: number.end()].split()[-1]}"'
        mark = next((mark for mark in _SPACED_MARKS if mark in text), None)
        if mark:
            yield f'a space before a mark, as in another language: "{mark.strip(" ")}"'


def _frame(text: str, words: Words, empty_byline: str | None) -> Iterator[str]:
    if empty_byline:
        yield f'a byline of connectives only: "{empty_byline}"'
    tail = _SLASH_TAIL.search(text.rstrip()[-60:])
    if words.language == "en" and tail:
        yield f'a source after a slash: "{tail.group()}"'
