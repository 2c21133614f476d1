"""Nouns with what they belong to: "the Russian president", « le chef du Kremlin », «глава МИД Франции»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.actors.fold import fold
from dragoman.actors.names import Hit, Look, find
from dragoman.actors.records import Record
from dragoman.actors.registry import Registry
from dragoman.actors.wordlists import Noun, Tokens, wordlist

#: The roles of nouns that name something the registry has a record of.
POSTS = ("office", "institution", "spokesperson")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun, what it belongs to, and whether the noun is in an oblique case."""

    nouns: tuple[Noun, ...]
    of: tuple[Hit, ...]
    inflected: bool = False


def phrases(tokens: Tokens, look: Look, nested: bool = True) -> Iterator[Phrase]:
    """Yield each way to see ``tokens`` as a noun and what it belongs to, the longest owner first.

    The owner may stand anywhere: before the noun, after it, or within it
    (« ministre français des affaires étrangères »). It may be a phrase itself.
    """
    count = len(tokens)
    for length in range(count - 1, 0, -1):
        for start in range(count - length + 1):
            owner, rest = tokens[start : start + length], tokens[:start] + tokens[start + length :]
            nouns, inflected = look.words.noun(rest)
            if not nouns:
                continue
            of = find(owner, look)
            if not of and nested:
                inner = phrases(owner, look, nested=False)
                of = tuple(Hit(post, own.of[0].ground) for own in inner for post in posts_of(own, look.registry))
            if of:
                yield Phrase(nouns, of, inflected)


def posts_of(phrase: Phrase, registry: Registry) -> tuple[Record, ...]:
    """Return the offices and institutions that ``phrase`` names, each once."""
    known = posts(registry)
    keys = ((noun.kind, hit.record.id) for noun in phrase.nouns if noun.role in POSTS for hit in phrase.of)
    return tuple({record.id: record for key in keys for record in known.get(key, ())}.values())


@lru_cache(maxsize=8)
def posts(registry: Registry) -> Mapping[tuple[str, str], tuple[Record, ...]]:
    """Return the offices and institutions by kind and owner, as their English names tell them; none that has ended."""
    look = Look(registry, wordlist("en"), "en")
    found: defaultdict[tuple[str, str], dict[str, Record]] = defaultdict(dict)
    for record in registry.records.values():
        if record.kind in ("office", "institution") and not record.ended:
            for kind, owner in _keys(record, look):
                found[kind, owner][record.id] = record
    return {key: tuple(own.values()) for key, own in found.items()}


def is_spokesperson(record: Record) -> bool:
    """Tell whether the office is that of a spokesperson, who may be anyone of several."""
    words = wordlist("en")
    folded = f" {fold(record.name)} "
    return record.kind == "office" and any(
        f" {' '.join(phrase)} " in folded
        for phrase, nouns in words.nouns.items()
        if any(noun.role == "spokesperson" for noun in nouns)
    )


def _keys(record: Record, look: Look) -> Iterator[tuple[str, str]]:
    above = tuple(look.registry.above(record))
    tokens = tuple(fold(record.name).split())
    if above:
        yield from ((noun.kind, above[0]) for noun in look.words.noun(tokens)[0])
    for phrase in phrases(tokens, look, nested=False):
        owners = [hit.record for hit in phrase.of]
        fitting = [own.id for own in owners if not above or {own.id, *look.registry.above(own)} & {*above}]
        yield from ((noun.kind, owner) for noun in phrase.nouns for owner in fitting)
