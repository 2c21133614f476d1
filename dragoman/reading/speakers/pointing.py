"""Whom words mean that name nobody, at any place of a text that was read: "both sides", « son homologue letton »."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.actors.index import Ground
from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers.meaning import meaning
from dragoman.reading.speakers.phrase import Parser, Phrase
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.sources import people
from dragoman.reading.speakers.tokens import COMMA, Word

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
    article = len(words) > 1 and words[0].fold in scene.lexicon.lists["definite"] and words[1].capital
    state = people(words[article], scene) or _written_large(words, int(article), scene)
    if state:
        return Pointed(words[article].end, (scene.who.actor(state),))
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


def _written_large(words: Sequence[Word], at: int, scene: Scene) -> Record | None:
    """Return the state of a people: of an adjective that its language writes small, but not here: « aux Libanais »."""
    named = scene.gazetteer.name(words, at) if words[at].capital else None
    if named is None or named.end > at + 1 or named.hits[0].ground is not Ground.DEMONYM:
        return None
    record = named.hits[0].record
    return record if all(word.islower() for word in record.demonyms.get(scene.lexicon.language or "", ("A",))) else None


def _apposed(phrase: Phrase, scene: Scene, first: int, last: int) -> Pointed | None:
    """Return the person named right behind the noun and a comma: "his counterpart, Hakan Fidan"."""
    at = first + phrase.end
    if phrase.person or at >= last or scene.words[at].gap != COMMA:
        return None
    seen = scene.seen_between(scene.words[at].start, scene.words[at].start + 1)
    return Pointed(seen[0].end, (seen[0].actor,)) if seen and seen[0].actor.kind == "person" else None
