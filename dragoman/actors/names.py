"""Names in mentions: which records a few words may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from dragoman.actors.fold import fold
from dragoman.actors.index import Entry, Ground
from dragoman.actors.records import Record
from dragoman.actors.registry import Registry
from dragoman.actors.wordlists import Tokens, WordList


class Hit(NamedTuple):
    """A record that words may name: on what ground, in an oblique case or not, in the language asked for or not."""

    record: Record
    ground: Ground
    inflected: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How to look at a mention, as it is ``written``: in which registry, with which words."""

    registry: Registry
    words: WordList
    language: str | None
    written: str = "A"

    @property
    def capital(self) -> bool:
        """Tell whether the mention has a capital at all."""
        return self.written != self.written.lower()

    def is_initial(self, token: str) -> bool:
        """Tell whether ``token`` stands for initials, written with a capital and a dot."""
        words = (word for word in self.written.split() if "." in word and word[0].isupper())
        return len(token) <= 2 and any(fold(word).startswith(token[0]) for word in words)


def find(tokens: Tokens, look: Look) -> tuple[Hit, ...]:
    """Return what the words name as they stand, or else as a case form of a name."""
    named = look.registry.named
    hits = _hits(named(" ".join(tokens)), look, inflected=False)
    if not hits:
        forms = (named(" ".join(form)) for form in look.words.nominatives(tokens))
        hits = _hits(chain.from_iterable(forms), look, inflected=True)
    if not hits:
        forms = (named(" ".join(form)) for form in look.words.masculines(tokens))
        hits = _hits((e for e in chain.from_iterable(forms) if e.ground == Ground.DEMONYM), look, inflected=False)
    return hits


def people(tokens: Tokens, look: Look) -> tuple[Hit, ...]:
    """Return the persons that the words name, patronymics, middle initials and initials allowed for."""
    hits = _persons(find(tokens, look))
    if hits or len(tokens) < 2:
        return hits
    shorter = (
        tokens[0],
        *(t for t in tokens[1:-1] if len(t) > 1 and not t.endswith(look.words.patronymics or ("\0",))),
    )
    if len(shorter) + 1 < len(tokens):
        return people((*shorter, tokens[-1]), look)
    if not look.is_initial(tokens[0]):
        return ()
    return tuple(hit for hit in _persons(find(tokens[1:], look)) if _begins(hit.record, tokens[0][0]))


def _persons(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.record.kind == "person")


def _begins(record: Record, letter: str) -> bool:
    return any(fold(name).startswith(letter) for name in record.all_names() if " " in name)


def _hits(entries: Iterable[Entry], look: Look, inflected: bool) -> tuple[Hit, ...]:
    """Return the records of the firmest ground, those named in the language of the mention before others."""
    able = [entry for entry in entries if look.capital or not entry.capital]
    own = [entry for entry in able if entry.language == look.language]
    best = min((entry.ground for entry in own or able), default=None)
    ids = dict.fromkeys(entry.id for entry in own or able if entry.ground == best)
    foreign = look.language is not None and not own
    return tuple(Hit(look.registry.records[id], Ground(best), inflected, foreign) for id in ids if best)
