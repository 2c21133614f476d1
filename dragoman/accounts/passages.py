"""The passages of a document, each with what is needed to compare it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.nouns import Actor, Form, Modality, Passage, Reading

Role = Literal["point", "frame"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage, and who says what in it, to whom, how, and on whose word.

    ``word_of`` is the chain of word of its outermost statement, or of its narration, the voucher first; ``speaker``,
    ``addressee``, ``act``, ``negated``, ``modality``, ``hedge``, ``form`` are those of its innermost statement that
    covers most of it, and None, empty or False for what the document tells itself. ``refers`` are the dates in it
    (ISO 8601), ``numbers`` its other numbers in digits (``1997``, ``1.2``), ``actors`` those it names, ``paragraph``
    the number of its paragraph and ``order`` its own among the units of the document, from 0; ``share`` the share of
    the document's words. ``role`` is ``frame`` where it only says that the exchange took place, or repeats a headline.
    """

    passage: Passage
    language: str | None
    paragraph: int
    order: int
    share: float
    role: Role = "point"
    word_of: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    addressee: tuple[Actor, ...] = ()
    act: str | None = None
    negated: bool = False
    modality: Modality | None = None
    hedge: str | None = None
    form: Form | None = None
    refers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()


def passages(reading: Reading) -> tuple[Unit, ...]:
    """The passages of a document in text order; every word of substance stands in just one of them."""
    raise NotImplementedError
