"""What a language has for encounters and how they are told: one TOML file a language.

Phrases are matched as those of ``dragoman.reading.languages`` are. A language without a file has empty lists, and the
rules that need them find nothing.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.reading.languages import Wording, pattern

FOLDER = Path(__file__).parent


@lru_cache
def wording(language: str | None) -> Wording:
    """Return the lists of a language given as an ISO 639-1 code; empty ones where it has no file, or is None."""
    path = FOLDER / f"{language}.toml"
    own: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    named = {f"{table}.{key}": phrases for table, lists in own.items() for key, phrases in lists.items()}
    return Wording(language or "", (), {name: pattern(phrases) for name, phrases in named.items()})
