"""The words of a content by which a topic may be named: one by one and in pairs, forms of one word as one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from sys import intern

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
#: What stands before an apostrophe in French is an article or the like; in English, what stands after it.
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'")
_POSSESSIVE = re.compile(r"'s?$")
_SHORTEST = 3
#: Endings that forms of a word differ in, the longest that leaves enough; light stemming as in Savoy (2006).
_CYRILLIC = re.compile(
    r"(?:[иы]ями|[яа]ми|[иі]ями|ого|его|ому|ему|[иыі]ми|ими|іями|[иі]ях|иям|іям|[оеєё]в|їв|ів|ий|ый|ій|ой|ей|ою|ею|ую|юю|ая|яя|ое|ее"
    r"|ые|ие|ии|ію|ия|ію|ия|ію|ях|ах|ам|ям|ом|ем|єм|им|ым|ім|их|ых|іх|ії|ія|[аеийоуыьэюяєії])$"
)
_ENDINGS = {
    "en": re.compile(r"(?:(?<=[^aeiou])ies|y|(?<=s|x|z)es|(?<=sh)es|(?<=ch)es|s)$"),
    "fr": re.compile(r"(?:aux|al|ales?|es|s|x|e)$"),
    "ru": _CYRILLIC,
    "uk": _CYRILLIC,
}
#: Letters that a word keeps of itself.
_KEPT = 4


@lru_cache(maxsize=1)
def _common() -> dict[str, frozenset[str]]:
    own = tomllib.loads(Path(__file__).with_name("common_words.toml").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in own["words"].items()}


def terms(text: str, language: str) -> dict[str, str]:
    """The terms of a text, each by what its forms share, with the form that stands there first.

    Words of less than three letters, and those that tell no topic apart, are none.
    """
    found: dict[str, str] = {}
    words = list(_words(text, language))
    for stem, form in words:
        if stem:
            found.setdefault(stem, form)
    for (stem, form), (after, other) in pairwise(words):
        if stem and after:
            found.setdefault(intern(f"{stem} {after}"), intern(f"{form} {other}"))
    return found


def _words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Words as stem and form in small letters; with an empty stem, one that is no term."""
    common = _common().get(language, frozenset())
    end = 0
    for match in _WORD.finditer(text.lower().replace("’", "'").replace("ʼ", "'")):
        if text[end : match.start()].strip():
            # No pair goes over a mark.
            yield "", ""
        end = match.end()
        word = match[0]
        if language == "fr":
            word = _ELIDED.sub("", word)
        elif language == "en":
            word = _POSSESSIVE.sub("", word)
        usual = len(word) < _SHORTEST or word in common
        yield ("", "") if usual else (stem(word, language), intern(word))


def stem(word: str, language: str) -> str:
    """What the forms of a word share; of a language that is not known here, the word."""
    ending = _ENDINGS.get(language)
    if ending is None or len(word) <= _KEPT:
        return word
    found = ending.search(word, _KEPT - 1)
    return intern(word[: found.start()]) if found else word
