"""What words a language has for offices, titles, heads and spokespeople, and how its names change by case."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.actors.fold import fold

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "fr", "ru", "uk")
CYRILLIC = ("ru", "uk")

#: A mention, or a part of it, as folded words.
Tokens = tuple[str, ...]

_SHORTEST_STEM = 3
_MOST_FORMS = 500
_PLAIN = {"heads": "head", "spokespeople": "spokesperson", "sides": "side"}


class Noun(NamedTuple):
    """What a noun names: an office or an institution of some kind, a head, a spokesperson, a side."""

    role: str
    kind: str


@dataclass(frozen=True, eq=False)
class WordList:
    """The words of one language, all folded."""

    language: str
    pronouns: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    linkers: frozenset[str]
    conjunctions: frozenset[str]
    titles: frozenset[str]
    patronymics: Tokens
    nouns: Mapping[Tokens, tuple[Noun, ...]]
    endings: Mapping[str, Tokens]
    adjectives: Mapping[str, Tokens]

    def forms(self, token: str) -> Tokens:
        """Return ``token`` and the nominatives that it may be a case form of."""
        return (token, *_stripped(token, self.endings))

    def nominatives(self, tokens: Tokens) -> Iterator[Tokens]:
        """Yield the nominatives that ``tokens`` may be case forms of, without ``tokens`` itself."""
        if self.endings:
            yield from islice(product(*map(self.forms, tokens)), 1, _MOST_FORMS)

    def masculines(self, tokens: Tokens) -> Iterator[Tokens]:
        """Yield what an adjective may be in the masculine singular, without ``tokens`` itself."""
        if self.adjectives and len(tokens) == 1:
            yield from ((form,) for form in _stripped(tokens[0], self.adjectives))

    def noun(self, tokens: Tokens) -> tuple[tuple[Noun, ...], bool]:
        """Return what ``tokens`` name, and whether they are an oblique case of it."""
        key = self.bare(tokens)
        if not key or key in self.nouns:
            return self.nouns.get(key, ()), False
        found = (self.nouns[own] for own in self.nominatives(key) if own in self.nouns)
        return next(found, ()), True

    def title(self, token: str) -> tuple[bool, bool]:
        """Return whether ``token`` is a title, and whether it is an oblique case of one."""
        if token in self.titles:
            return True, False
        return any(form in self.titles for form in self.forms(token)), True

    def bare(self, tokens: Tokens) -> Tokens:
        """Return ``tokens`` without the words that only link."""
        return tuple(token for token in tokens if token not in self.linkers)

    def definite(self, tokens: Tokens) -> Tokens:
        """Return ``tokens`` without the article they begin with."""
        return tokens[1:] if len(tokens) > 1 and tokens[0] in self.articles else tokens


@lru_cache
def wordlist(language: str) -> WordList:
    """Return the words of one of ``LANGUAGES``."""
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    linkers = _folded(own["linkers"])
    return WordList(
        language=language,
        pronouns=_folded(own["pronouns"]),
        articles=_folded(own["articles"]),
        indefinite=_folded(own["indefinite"]),
        linkers=linkers,
        conjunctions=_folded(own["conjunctions"]),
        titles=_folded(own["titles"]),
        patronymics=tuple(_folded(own.get("patronymics", ()))),
        nouns=_nouns(own, linkers),
        endings=_endings(own.get("endings", {})),
        adjectives=_endings(own.get("adjectives", {})),
    )


def wordlists(folded: str, language: str | None) -> tuple[WordList, ...]:
    """Return the word lists to try on a folded mention: that of its language, or those of its script."""
    cyrillic = any("а" <= letter <= "я" for letter in folded)
    fitting = [own for own in LANGUAGES if (own in CYRILLIC) == cyrillic]
    return tuple(wordlist(own) for own in ([language] if language in fitting else fitting) if own)


def _nouns(own: Mapping[str, Any], linkers: frozenset[str]) -> dict[Tokens, tuple[Noun, ...]]:
    nouns: defaultdict[Tokens, list[Noun]] = defaultdict(list)

    def add(phrases: list[str], noun: Noun) -> None:
        for phrase in phrases:
            nouns[tuple(token for token in fold(phrase).split() if token not in linkers)].append(noun)

    for key, role in _PLAIN.items():
        add(own[key], Noun(role, role))
    for section, role in (("offices", "office"), ("institutions", "institution")):
        for kind, phrases in own[section].items():
            add(phrases, Noun(role, kind))
    return {phrase: tuple(found) for phrase, found in nouns.items()}


def _stripped(token: str, endings: Mapping[str, Tokens]) -> Tokens:
    found: dict[str, None] = {}
    for length in range(min(4, len(token) - _SHORTEST_STEM), 0, -1):
        for nominative in endings.get(token[-length:], ()):
            found[token[:-length] + nominative] = None
    found.pop(token, None)
    return tuple(found)


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _endings(table: Mapping[str, list[str]]) -> dict[str, Tokens]:
    endings: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for ending, nominatives in table.items():
        endings[fold(ending)].update(dict.fromkeys(map(fold, nominatives)))
    return {ending: tuple(own) for ending, own in endings.items()}
