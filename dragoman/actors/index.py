"""The index of names: every name of every record, by its folded form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from dragoman.actors.fold import fold
from dragoman.actors.records import Record


class Ground(IntEnum):
    """By what a word points to a record; the firmest first."""

    NAME = 1
    METONYM = 2
    SURNAME = 3
    DEMONYM = 4


class Entry(NamedTuple):
    """A name in the index: whose it is, in which language, on what ground.

    With ``capital`` it is a common word where it is written without one: *who* is not WHO.
    """

    id: str
    language: str
    ground: int
    capital: int


#: Entries by folded name, packed: a text loads faster than a list, and few names are ever asked for.
Index = Mapping[str, str]

_SHORTEST_SURNAME = 4


def pack(entries: Iterable[Entry]) -> str:
    """Return ``entries`` as a text."""
    return " ".join(f"{id}:{language}:{ground}:{capital}" for id, language, ground, capital in entries)


def unpack(text: str) -> tuple[Entry, ...]:
    """Return the entries of a packed text."""
    parts = (own.split(":") for own in text.split())
    return tuple(Entry(id, language, int(ground), int(capital)) for id, language, ground, capital in parts)


def index(records: Iterable[Record]) -> dict[str, str]:
    """Return the index of ``records``."""
    names: dict[str, dict[Entry, None]] = {}
    for record in records:
        for ground, language, written in _words(record):
            entry = Entry(record.id, language, int(ground), int(_is_common_word(record, written)))
            names.setdefault(fold(written), {})[entry] = None
    return {folded: pack(entries) for folded, entries in names.items()}


def reindexed(names: Index, before: Mapping[str, Record], after: Mapping[str, Record]) -> Index:
    """Return the index of ``after``, made from that of ``before`` by changing only what is not the same."""
    changed = {id for id in {**before, **after} if before.get(id) != after.get(id)}
    gone = index(record for id, record in before.items() if id in changed)
    new = index(record for id, record in after.items() if id in changed)
    renewed = {
        folded: pack(own for own in unpack(names.get(folded, "")) if own.id not in changed) + f" {new.get(folded, '')}"
        for folded in {**gone, **new}
    }
    return {**names, **renewed}


def _is_common_word(record: Record, written: str) -> bool:
    """Tell whether ``written`` may be a common word when it has no capital: an acronym, an outlet, a surname."""
    return written.isupper() or record.kind == "outlet" or (record.kind == "person" and " " not in written)


def _words(record: Record) -> Iterator[tuple[Ground, str, str]]:
    """Yield every name of ``record`` with its language; of a person also the last word of each full name."""
    for language, written in (("en", record.name), *_pairs(record.names)):
        yield Ground.NAME, language, written
        if record.kind == "person":
            surname = written.rpartition(" ")[2]
            if len(written) > len(surname) >= _SHORTEST_SURNAME:
                yield Ground.SURNAME, language, surname
        elif language == "en" and written.startswith("The "):
            yield Ground.NAME, language, written[4:]
    for language, written in _pairs(record.metonyms):
        yield Ground.METONYM, language, written
    for language, written in _pairs(record.demonyms):
        yield Ground.DEMONYM, language, written


def _pairs(words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    return ((language, word) for language, own in words.items() for word in own)
