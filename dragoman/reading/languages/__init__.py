"""What a language has for distance, for whom words are meant, and for who passes them on: one TOML file a language.

A phrase is matched whole, in a text in small letters; ``*`` stands for any letters (``claim*``: *claims*, *claimed*). A
language without a file has empty lists, and the rules that need them find nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """The lists of one language, each as a pattern, found by its name in the file: ``hedges.words``."""

    language: str
    abbreviations: tuple[str, ...]
    patterns: Mapping[str, re.Pattern[str]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return the pattern of a list; one that never matches where the language has none."""
        return self.patterns.get(name, _NEVER)

    def has(self, name: str) -> bool:
        """Tell whether the language has a list."""
        return name in self.patterns


@lru_cache
def wording(language: str | None) -> Wording:
    """Return the lists of a language given as an ISO 639-1 code; empty ones where it has no file, or is None."""
    path = FOLDER / f"{language}.toml"
    own: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    abbreviations = tuple(own.pop("abbreviations", ()))
    named = {f"{table}.{key}": phrases for table, lists in own.items() for key, phrases in lists.items() if phrases}
    return Wording(language or "", abbreviations, {name: pattern(phrases) for name, phrases in named.items()})


def lowered(text: str) -> str:
    """Return ``text`` in small letters, each in its place: what the patterns are made for."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of ``phrases`` in small letters, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    if not ordered:
        return _NEVER
    # Most places of a text are passed over by the first letter alone.
    firsts = "" if any(phrase[0] == "*" for phrase in ordered) else "".join(sorted({p[0].lower() for p in ordered}))
    ahead = f"(?=[{re.escape(firsts)}])" if firsts else ""
    return re.compile(rf"\b{ahead}(?:{'|'.join(map(_phrase, ordered))})")


def _phrase(phrase: str) -> str:
    inner = re.escape(phrase.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("'", "['’ʼ]")
    return inner if phrase[-1] == "'" else inner + r"(?!\w)"
