"""Texts in which it is told when statements were made, each statement's day given in the order of their numbers.

A line of ``said/LANGUAGE.txt`` is the day of publication, the kind of document, the days, and the marked text
(``docs/annotation.md``); ``¶`` parts paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "said"


class Case(NamedTuple):
    """A marked text, and when each of its statements was made."""

    published: str | None
    kind: str
    said: tuple[str, ...]
    marked: str


def cases(language: str) -> Iterator[Case]:
    """The texts of a language."""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        published, kind, said, marked = line.split(" ", 3)
        when = None if published == "-" else published
        yield Case(when, kind, tuple(said.split(",")), marked.replace("¶", "\n\n"))
