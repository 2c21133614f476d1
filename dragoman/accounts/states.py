"""Which state words name: by its names, its people or its capital, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from dragoman.actors import Registry
from dragoman.actors.records import Record

#: Languages whose names change their endings.
_INFLECTED = ("ru", "uk", "be", "bg", "sr", "pl", "cs")
#: The shortest name of which an ending is cut off, and how many letters are.
_CUT_FROM, _CUT = 5, 2


def stems(record: Record, language: str | None) -> tuple[str, ...]:
    """Return patterns, of small letters, for the names of a party, its people and capital in a language."""
    tables = (record.names, record.demonyms, record.metonyms)
    own = [name for table in tables for name in table.get(language or "en", ())]
    named = [*own, *([record.name] if language == "en" else [])]
    return tuple(_stem(name, language) for name in named if len(name) > 2)


def either(found: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of some stems, the longest first; one that never matches where there is none."""
    own = "|".join(sorted(found, key=len, reverse=True))
    return re.compile(rf"\b(?:{own})(?!\w)" if own else r"(?!)")


class States:
    """The states of a registry, looked up by the words that name them."""

    def __init__(self, registry: Registry) -> None:
        """Look up in a registry."""
        self.registry = registry

    def only(self, words: str, language: str | None) -> str | None:
        """Return the id of the only state that words name in a language; None where it is none, or several."""
        low = words.lower()
        if not self._any(language).search(low):
            return None
        found = {id for id, pattern in self._each(language) if pattern.search(low)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _records(self) -> list[Record]:
        return [record for record in self.registry.records.values() if record.kind == "state"]

    @lru_cache  # noqa: B019 - as long as the registry
    def _any(self, language: str | None) -> re.Pattern[str]:
        return either(stem for record in self._records for stem in stems(record, language))

    @lru_cache  # noqa: B019 - as long as the registry
    def _each(self, language: str | None) -> list[tuple[str, re.Pattern[str]]]:
        return [(record.id, either(stems(record, language))) for record in self._records]


def _stem(name: str, language: str | None) -> str:
    if language in _INFLECTED and len(name) >= _CUT_FROM and " " not in name:
        return re.escape(name.lower()[:-_CUT]) + r"\w{0,4}"
    return re.escape(name.lower())
