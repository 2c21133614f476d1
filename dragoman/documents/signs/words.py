"""The words of every language file, ready to match with, and the plain form of text they match on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

#: Characters that are not seen: soft hyphens, zero-width and direction marks.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SENTENCE = re.compile(r"\S(?:[^\n.!?…。！？]|[.!?](?=\S))*[.!?…。！？]*")


@dataclass(frozen=True, slots=True)
class Stems:
    """Beginnings of words, to be looked for in ``plain`` text."""

    entries: tuple[str, ...]
    pattern: re.Pattern[str]

    def within(self, said: str) -> bool:
        """Return whether a word of ``said`` begins with one of the entries."""
        # The plain search is many times faster than the pattern, and mostly finds nothing.
        return any(entry in said for entry in self.entries) and self.pattern.search(said) is not None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``en.toml`` says what each list is for."""

    language: str
    share_text: Stems
    share_read: Stems
    share_left: Stems
    share_done: Stems
    share_have: Stems
    closed_who: Stems
    closed_limit: Stems
    closed_rest: Stems
    more: frozenset[str]
    prompts: tuple[str, ...]
    notices: tuple[str, ...]
    calques: tuple[str, ...]
    hearsay: tuple[str, ...]
    doubled: tuple[str, ...]
    foreign_quotes: str
    connectives: frozenset[str]
    credit_with: tuple[str, ...]
    credit_after: tuple[str, ...]


def plain(text: str) -> str:
    """Return ``text`` in small letters, with plain apostrophes and single spaces."""
    return " ".join(text.replace("’", "'").replace("ʼ", "'").lower().split())


def visible(text: str) -> tuple[str, list[int] | None]:
    """Return ``text`` without unseen characters, and where each character (and the end) stood.

    The second part is None where nothing was left out.
    """
    if text.isascii() or not _INVISIBLE.search(text):
        return text, None
    kept = [at for at, char in enumerate(text) if not _INVISIBLE.match(char)]
    return "".join(text[at] for at in kept), [*kept, len(text)]


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the sentences of ``text[start:end]``; a line's end also ends a sentence."""
    for found in _SENTENCE.finditer(text, start, end):
        yield found.start(), found.start() + len(found.group().rstrip())


def lines(text: str, *, first: int = 0, last: int = 0) -> list[str]:
    """Return the ``first`` or the ``last`` lines of ``text`` that hold anything, stripped, in text order."""
    # Only the ends are split: a text of a million lines costs no more than one of ten.
    reach = 400 * (first or last)
    part = text[:reach] if first else text[-reach:]
    found = [line.strip() for line in part.splitlines() if line.strip()]
    return found[:first] if first else found[-last:]


@cache
def languages() -> tuple[Words, ...]:
    """Return the words of every language there is a file for, by language code."""
    folder = files(__package__)
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".toml") and entry.name != "agencies.toml"]
    tables = [tomllib.loads(entry.read_text(encoding="utf-8")) for entry in found]
    return tuple(_words(table) for table in sorted(tables, key=lambda table: str(table["language"])))


def _words(table: dict[str, Any]) -> Words:
    share, closed, translation, credit = table["share"], table["closed"], table["translation"], table["credit"]
    return Words(
        language=table["language"],
        share_text=_starts(share["text"]),
        share_read=_starts(share["read"]),
        share_left=_starts(share["left"]),
        share_done=_starts(share["done"]),
        share_have=_starts(share["have"]),
        closed_who=_starts(closed["who"]),
        closed_limit=_starts(closed["limit"]),
        closed_rest=_starts(closed["rest"]),
        more=frozenset(closed["more"]),
        prompts=tuple(closed["prompts"]),
        notices=tuple(translation["notices"]),
        calques=tuple(translation["calques"]),
        hearsay=tuple(translation["hearsay"]),
        doubled=tuple(translation["doubled"]),
        foreign_quotes=translation["foreign_quotes"],
        connectives=frozenset(table["byline"]["connectives"]),
        credit_with=tuple(credit["with"]),
        credit_after=tuple(credit["after"]),
    )


def _starts(entries: Sequence[str]) -> Stems:
    # Chinese writes no spaces, so there a word's start cannot be asked for.
    parts = [("" if "\u2e80" <= entry[0] <= "\u9fff" else r"(?<!\w)") + re.escape(entry) for entry in entries]
    return Stems(tuple(entries), re.compile("|".join(parts)))
