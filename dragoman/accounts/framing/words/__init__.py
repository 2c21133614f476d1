"""What a language has for telling how an exchange went: one TOML file a language.

Phrases are matched as those of ``dragoman.reading.languages`` are. A language without a file has empty lists, and the
categories that need them find nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from re import Pattern
from typing import Any

from dragoman.reading.languages import Wording, pattern

FOLDER = Path(__file__).parent


@dataclass(frozen=True, eq=False, slots=True)
class Lexicon:
    """The lists of a language by their dotted names, and its words for numbers."""

    wording: Wording
    numbers: Mapping[str, float]

    def __getitem__(self, name: str) -> Pattern[str]:
        """Return the pattern of a list; one that never matches where the language has none."""
        return self.wording[name]

    def has(self, name: str) -> bool:
        """Tell whether the language has a list."""
        return self.wording.has(name)

    def below(self, table: str) -> Iterator[tuple[str, Pattern[str]]]:
        """Yield the lists of a table and of its tables, each with its name within that table."""
        head = f"{table}."
        for name, own in self.wording.patterns.items():
            if name.startswith(head):
                yield name.removeprefix(head), own


@lru_cache
def lexicon(language: str | None) -> Lexicon:
    """Return the lists of a language given as an ISO 639-1 code; empty ones where it has no file, or is None."""
    path = FOLDER / f"{language}.toml"
    own: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    numbers = own.pop("numbers", {})
    named = {name: pattern(phrases) for name, phrases in _lists(own) if phrases}
    return Lexicon(Wording(language or "", (), named), numbers)


def _lists(table: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{head}{key}.")
        else:
            yield f"{head}{key}", value
