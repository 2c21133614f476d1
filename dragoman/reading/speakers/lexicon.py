"""The words by which sources of one language point to someone: pronouns, plurals, officials, documents."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dragoman.actors.fold import fold
from dragoman.actors.wordlists import LANGUAGES, Noun, Tokens, WordList, wordlist

FOLDER = Path(__file__).parent / "words"
_LISTS = (
    "abbreviations", "locatives", "events", "prepositions", "links", "far_links", "definite", "people_articles",
    "demonstratives", "possessives", "modifiers", "vague", "deputies", "former", "administration", "agreeing",
    "organs", "latter", "askers", "answerers", "openers",
    "capacities", "emphatics", "administrations", "each", "joint", "heads_of_state",
)  # fmt: skip
#: Tables of words that may be nouns as well.
_NO_DETERMINERS = (
    "abbreviations",
    "agreeing",
    "organs",
    "latter",
    "askers",
    "answerers",
    "openers",
    "capacities",
    "joint",
    "heads_of_state",
    "emphatics",
    "administrations",
    "each",
)
#: Which table of the file gives nouns of which role; each noun has no kind of its own.
_NOUNS = {
    "press": "press", "counterparts": "counterpart", "interlocutors": "interlocutor", "officials": "official",
    "official_plurals": "officials", "documents": "document",
}  # fmt: skip
#: Tables of nouns that have a kind.
_KINDS = {"again": "again", "plurals": "plural", "roles": "role"}


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language, folded; empty for a language without data.

    ``lists`` are plain sets of words by their table, ``pronouns`` the kinds of each pronoun, ``numerals`` the number
    that a word means, ``genders`` the gender that a title shows, ``peoples`` the states
    whose people a plural means, ``nouns`` what nouns mean by their words without
    links, ``beginnings`` all beginnings of these, ``people_endings``
    those that make a people of an adjective (both with their case forms), ``home`` the state whose ministries
    are meant where no other is named.
    """

    language: str | None
    words: WordList
    lists: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    numerals: Mapping[str, int]
    genders: Mapping[str, str]
    peoples: Mapping[str, str]
    nouns: Mapping[str, tuple[Noun, ...]]
    beginnings: frozenset[str]
    people_endings: Mapping[str, str] = field(default_factory=dict)
    home: str | None = None

    @cached_property
    def forms(self) -> Callable[[str], Tokens]:
        """A function that returns a word and the nominatives that it may be a case form of; it remembers."""
        return lru_cache(maxsize=20_000)(self.words.forms)

    def has(self, table: str, word: str) -> bool:
        """Tell whether ``word``, or the nominative that it may be a case form of, is in a table."""
        own = self.lists[table]
        return word in own or (bool(self.words.endings) and any(form in own for form in self.forms(word)))


@lru_cache(maxsize=8)
def lexicon(language: str | None) -> Lexicon:
    """Return the words of a language, by its ISO 639-1 code."""
    if language not in LANGUAGES:
        return _EMPTY
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    words = wordlist(language)
    nouns = _nouns(own, words)
    return Lexicon(
        language=language,
        words=words,
        lists={table: frozenset(fold(word.replace("-", " ")) for word in own[table]) for table in _LISTS},
        pronouns=_kinds(own["pronouns"]),
        numerals={fold(word): int(number) for number, same in own["numerals"].items() for word in same},
        genders={fold(word): gender for gender in ("feminine", "masculine") for word in own["people"][gender]},
        peoples={
            fold(form): state
            for state, plurals in own.get("peoples", {}).items()
            for word in plurals
            for form in _cases(word, own)
        },
        nouns=nouns,
        beginnings=frozenset(_beginnings(nouns)),
        people_endings={
            fold(form): adjective for ending, adjective in own["people_endings"].items() for form in _cases(ending, own)
        },
        home=own.get("home"),
    )


def _cases(plural: str, own: Mapping[str, Any]) -> Iterator[str]:
    """Yield a plural, or the end of one, and its case forms: «поляки», «полякам». That of «-яне» has no ending."""
    yield plural
    cases = own.get("people_cases", ())
    yield from (plural[:-1] + case for case in cases)
    if cases and plural.endswith(("яне", "яни")):
        yield plural[:-1]


def _kinds(pronouns: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, own in pronouns.items():
        for word in own:
            found[fold(word)].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _nouns(own: Mapping[str, Any], words: WordList) -> dict[str, tuple[Noun, ...]]:
    found: defaultdict[str, dict[Noun, None]] = defaultdict(dict)
    for key, nouns in words.nouns.items():
        found[" ".join(key)].update(dict.fromkeys(nouns))
    for table, role in _NOUNS.items():
        for phrase in own[table]:
            found[_key(phrase, words)][Noun(role, role)] = None
    for table, role in _KINDS.items():
        for kind, phrases in own[table].items():
            for phrase in phrases:
                found[_key(phrase, words)][Noun(role, kind)] = None
    determiners = {fold(word) for table in _LISTS if table not in _NO_DETERMINERS for word in own[table]}
    for word in (*own["people"]["descriptions"], *sorted(words.titles)):
        if fold(word) not in determiners | words.articles:
            found[_key(word, words)][Noun("title", "title")] = None
    found.pop("", None)
    return {key: tuple(nouns) for key, nouns in found.items()}


def _key(phrase: str, words: WordList) -> str:
    tokens = (token for word in phrase.replace("-", " ").split() for token in fold(word).split())
    return " ".join(token for token in tokens if token not in words.linkers)


def _beginnings(keys: Mapping[str, object]) -> Iterator[str]:
    for key in keys:
        parts: Tokens = tuple(key.split())
        yield from (" ".join(parts[:length]) for length in range(1, len(parts)))


_NONE: frozenset[str] = frozenset()
_EMPTY = Lexicon(
    None,
    WordList("", _NONE, _NONE, _NONE, _NONE, _NONE, _NONE, (), {}, {}, {}),
    dict.fromkeys(_LISTS, _NONE),
    {}, {}, {}, {}, {}, _NONE,
)  # fmt: skip
