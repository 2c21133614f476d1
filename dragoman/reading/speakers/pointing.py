"""Whom words mean that name nobody, at any place of a text that was read: "both sides", « son homologue letton »."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from dragoman.nouns import Actor
from dragoman.reading.speakers.meaning import meaning
from dragoman.reading.speakers.phrase import Parser, Phrase
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.sources import people
from dragoman.reading.speakers.tokens import COMMA

#: Roles of nouns that mean someone by what the text has established.
_POINTING = frozenset({"plural", "counterpart", "interlocutor", "role", "office", "again", "side"})


#: "Both sides" are known; who "the sides" are, an article need not have said.
_TWO = 2


class Pointed(NamedTuple):
    """Whom the words up to ``end`` (a code point) mean; a group as its members."""

    end: int
    actors: tuple[Actor, ...]


def pointed(start: int, end: int, scene: Scene) -> Pointed | None:
    """Return whom the words mean that begin at ``start`` and end before ``end``; None where that is nobody known."""
    first = bisect_left(scene.words, start, key=lambda word: word.start)
    last = bisect_left(scene.words, end, key=lambda word: word.start)
    words = scene.words[first:last]
    if not words:
        return None
    state = people(words[0], scene)
    if state:
        return Pointed(words[0].end, (scene.who.actor(state),))
    phrase = Parser(words, scene.gazetteer).phrase(0)
    if phrase and phrase.local:
        known = meaning(phrase, words, scene, words[0].start).actor
        return Pointed(words[phrase.end - 1].end, (known,)) if known and known.id in scene.first else None
    if not phrase or not phrase.roles() & _POINTING or phrase.marks & {"indefinite", "vague"}:
        return None
    named = _apposed(phrase, scene, first, last)
    if named:
        return named
    issued = scene.issuer is not None and scene.document.kind != "article"
    if phrase.kinds("plural") & {"side", "state"} and phrase.number != _TWO and not issued:
        return None
    found = meaning(phrase, words, scene, words[0].start).actor
    found = None if found and found.kind == "outlet" else found
    return Pointed(words[phrase.end - 1].end, found.members or (found,)) if found and found.named else None


def _apposed(phrase: Phrase, scene: Scene, first: int, last: int) -> Pointed | None:
    """Return the person named right behind the noun and a comma: "his counterpart, Hakan Fidan"."""
    at = first + phrase.end
    if phrase.person or at >= last or scene.words[at].gap != COMMA:
        return None
    seen = scene.seen_between(scene.words[at].start, scene.words[at].start + 1)
    return Pointed(seen[0].end, (seen[0].actor,)) if seen and seen[0].actor.kind == "person" else None
