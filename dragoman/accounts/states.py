"""Which state words name: by its names, its people or its capital, in any case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

from dragoman.actors import Registry
from dragoman.actors.records import Record

#: Languages whose names change their endings.
_INFLECTED = ("ru", "uk", "be", "bg", "sr", "pl", "cs")
#: The shortest name of which an ending is cut off, and how many letters are.
_CUT_FROM, _CUT = 5, 2
#: The longest ending that is put in its place.
_ENDING = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_CAPITALS = re.compile(r"\b[A-ZА-ЯЁІЇЄҐ]{2,5}\b")


def stems(record: Record, language: str | None) -> tuple[str, ...]:
    """Return patterns, of small letters, for the names of a party, its people and capital in a language.

    Abbreviations are left out: in small letters they are other words ("us", "eau").
    """
    tables = (record.names, record.demonyms, record.metonyms)
    own = [name for table in tables for name in table.get(language or "en", ())]
    named = [*own, *([record.name] if language == "en" else [])]
    return tuple(_stem(name, language) for name in named if len(name) > 2 and not _is_short(name))


def either(found: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of some stems, the longest first; one that never matches where there is none."""
    own = "|".join(sorted(found, key=len, reverse=True))
    return re.compile(rf"\b(?:{own})(?!\w)" if own else r"(?!)")


class States:
    """The states of a registry, looked up by the words that name them; ``with_bodies`` unions and organisations too."""

    def __init__(self, registry: Registry, with_bodies: bool = False) -> None:
        """Look up in a registry."""
        self.registry, self.with_bodies = registry, with_bodies

    def only(self, words: str, language: str | None) -> str | None:
        """Return the id of the only state that words name in a language; None where it is none, or several."""
        found = self.named(words, language)
        return found[0] if len(found) == 1 else None

    def named(self, words: str, *languages: str | None) -> tuple[str, ...]:
        """Return the ids of the states that words name in any of some languages, the first named first."""
        low, places = words.lower(), dict[str, int]()
        for id, start in self._abbreviated(words):
            places.setdefault(id, start)
        for language in languages:
            if self._any(language).search(low):
                found = ((id, match.start()) for id, own in self._each(language) if (match := own.search(low)))
                places |= {id: min(start, places.get(id, start)) for id, start in found}
        return tuple(sorted(places, key=lambda id: places[id]))

    def counted(self, words: str, language: str | None) -> Counter[str]:
        """Return how often words name each state, its people or its capital in a single word.

        A name is written with a capital, what is said of its people need not be: "Togo", but "the togolese side".
        """
        found = Counter(id for id, _ in self._abbreviated(words))
        names, peoples = self._single(language)
        for word in _WORD.findall(words):
            low = word.lower()
            ends = range(len(low) - _ENDING, len(low) + 1) if language in _INFLECTED else (len(low),)
            tables = (peoples, names) if word[0].isupper() else (peoples,)
            id = next((table[low[:end]] for table in tables for end in ends if end > 2 and low[:end] in table), None)
            if id:
                found[id] += 1
        return found

    @lru_cache  # noqa: B019 - as long as the registry
    def _single(self, language: str | None) -> tuple[dict[str, str], dict[str, str]]:
        """The states by the names of one word of themselves and their capitals, and of their peoples, less endings."""
        names: dict[str, str] = {}
        peoples: dict[str, str] = {}
        for record in self._records:
            own = [*record.names.get(language or "en", ()), *record.metonyms.get(language or "en", ())]
            own += [record.name] if language in ("en", None) else []
            for table, words in ((names, own), (peoples, record.demonyms.get(language or "en", ()))):
                for word in words:
                    if " " not in word and not _is_short(word):
                        table.setdefault(_cut(word.lower(), language), record.id)
        return names, peoples

    def _abbreviated(self, words: str) -> tuple[tuple[str, int], ...]:
        """The states whose abbreviations stand in words, and where."""
        found = ((self._short.get(match.group()), match.start()) for match in _CAPITALS.finditer(words))
        return tuple((id, start) for id, start in found if id)

    @cached_property
    def _short(self) -> dict[str, str]:
        """The states by their abbreviations."""
        return {name: record.id for record in self._records for name in record.all_names() if _is_short(name)}

    @cached_property
    def _records(self) -> list[Record]:
        return [record for record in self.registry.records.values() if self._is_party(record)]

    def _is_party(self, record: Record) -> bool:
        body = record.kind == "alliance" or (record.kind == "institution" and not record.speaks_for)
        return record.kind == "state" or (self.with_bodies and body)

    @lru_cache  # noqa: B019 - as long as the registry
    def _any(self, language: str | None) -> re.Pattern[str]:
        return either(stem for record in self._records for stem in stems(record, language))

    @lru_cache  # noqa: B019 - as long as the registry
    def _each(self, language: str | None) -> list[tuple[str, re.Pattern[str]]]:
        return [(record.id, either(stems(record, language))) for record in self._records]


def _is_short(name: str) -> bool:
    """Whether a name is an abbreviation."""
    return _CAPITALS.fullmatch(name) is not None


def _cut(name: str, language: str | None) -> str:
    """A name of one word without the ending that changes, where its language has such."""
    return name[:-_CUT] if language in _INFLECTED and len(name) >= _CUT_FROM and " " not in name else name


def _stem(name: str, language: str | None) -> str:
    own = _cut(name.lower(), language)
    return re.escape(own) + (rf"\w{{0,{_ENDING}}}" if own != name.lower() else "")
