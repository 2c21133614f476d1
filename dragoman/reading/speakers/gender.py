"""The gender of people, by their first names: for the agreement of pronouns, and nothing else."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from dragoman.actors import Registry
from dragoman.actors.fold import fold
from dragoman.reading.speakers.lexicon import FOLDER

_SURNAMES = {
    "feminine": ("ова", "ева", "ская", "ська", "цкая", "цька"),
    "masculine": ("ов", "ев", "ин", "ський", "ский", "цкий"),
}
#: Endings of Cyrillic first names that men's and women's share, in one language or another.
_SHARED = ("а", "я", "и", "ь", "е", "э", "н", "с", "т", "з", "л", "ш", "і")


@lru_cache(maxsize=4096)
def gender_of(registry: Registry, id: str) -> str | None:
    """Return "feminine" or "masculine" where the names of a person of the registry show it, else None."""
    record = registry.records[id]
    cyrillic = [name for own in ("ru", "uk") for name in record.names.get(own, ()) if " " in name]
    seen = {gender_of_name(name) for name in (record.name, *cyrillic)} - {None}
    return seen.pop() if len(seen) == 1 else None


def gender_of_name(name: str) -> str | None:
    """Return "feminine" or "masculine" where a full name shows it, else None."""
    first, _, rest = name.partition(" ")
    own = fold(first)
    women, either = _names()
    if fold(name) in women:
        return "feminine"
    if own in either:
        return None
    if own in women:
        return "feminine"
    surname = rest.casefold()
    for gender, endings in _SURNAMES.items():
        if surname.endswith(endings):
            return gender
    cyrillic = "а" <= own[-1:] <= "я" or own[-1:] == "і"
    return "masculine" if cyrillic and not own.endswith(_SHARED) else None


@lru_cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    own = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    return frozenset(map(fold, own["feminine"])), frozenset(map(fold, own["either"]))
