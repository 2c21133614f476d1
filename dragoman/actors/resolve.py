"""Whom a mention means on a day. What is ambiguous or unknown stays open: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dragoman.actors.fold import fold
from dragoman.actors.names import Look
from dragoman.actors.phrases import posts
from dragoman.actors.records import Record
from dragoman.actors.registry import Held, Registry
from dragoman.actors.senses import Sense, is_post, senses
from dragoman.actors.wordlists import wordlists

APPOSITION = re.compile(r"[,;()–—]+")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a mention means: ``actor``, or None and the ``candidates``; ``reason`` says why, in plain English.

    ``office`` is the office by which the actor is meant. ``confidence`` is 0 where the mention stays open.
    """

    actor: Record | None
    candidates: tuple[Record, ...]
    reason: str
    confidence: float
    office: Record | None = None


def resolve(mention: str, on: date | None, language: str | None, registry: Registry) -> Resolution:
    """Return whom ``mention`` means on the day ``on``, in a text in ``language``; both may be unknown."""
    mention = " ".join(mention.split())
    parts = [part for part in map(str.strip, APPOSITION.split(mention)) if part]
    if len(parts) < 2 or registry.named(fold(mention)):
        return _resolve_one(mention, on, language, registry)
    return _agreed(mention, [(part, _resolve_one(part, on, language, registry)) for part in parts])


def _resolve_one(mention: str, on: date | None, language: str | None, registry: Registry) -> Resolution:
    folded = fold(mention)
    tokens = tuple(folded.split())
    left: dict[str, Record] = {}
    why = f"'{mention}' is not in the registry"
    if len(tokens) <= _LONGEST:
        lists = wordlists(folded, language)
        indefinite = [own for own in lists if tokens[:1] and tokens[0] in own.indefinite and mention[:2] != "UN"]
        if (len(mention) == 1 or not mention.isupper()) and any(folded in own.pronouns for own in lists):
            return Resolution(None, (), f"'{mention}' is a pronoun", 0.0)
        for words in indefinite or lists:
            found = senses(tokens, Look(registry, words, language, mention))
            if any(not sense.open for sense in found):
                return _choose(mention, found, on, registry)
            left |= {sense.record.id: sense.record for sense in found}
            why = f"'{mention}' {found[0].why}" if found else why
    return Resolution(None, tuple(left.values()), why, 0.0)


def _choose(mention: str, found: tuple[Sense, ...], on: date | None, registry: Registry) -> Resolution:
    """Return the one whom the senses leave on that day, or all of them as candidates."""
    reached = [_on_the_day(sense, mention, on, registry) for sense in found if not sense.open]
    by_actor = {own.actor.id: own for own in reversed(reached) if own.actor}
    if len(by_actor) == 1:
        return next(iter(by_actor.values()))
    preferred = _in_office(found, on, registry)
    candidates = tuple(own.actor for own in reached if own.actor)
    if len(preferred) == 1:
        (actor,) = preferred
        reason = f"'{mention}' could be {_names(candidates)}; of them only {actor.name} held such an office on {on}"
        return Resolution(actor, tuple(c for c in candidates if c is not actor), reason, 0.75)
    return Resolution(None, candidates, f"'{mention}' could be {_names(candidates)}", 0.0)


def _on_the_day(sense: Sense, mention: str, on: date | None, registry: Registry) -> Resolution:
    """Return who is meant: an office stands for who holds it that day, where that is one person."""
    record, why = sense.record, f"'{mention}' {sense.why}"
    if not is_post(record):
        return Resolution(record, (), why, round(sense.confidence, 3))
    if on is None:
        return Resolution(record, (), f"{why}; without a day its holder is open", round(sense.confidence * 0.8, 3))
    held = registry.held_on(record.id, on)
    if len({own.person.id for own in held}) != 1:
        holders = tuple(own.person for own in held)
        who = f"it was held by {_names(holders)}" if held else "the registry knows no holder"
        return Resolution(record, holders, f"{why}; on {on} {who}", round(sense.confidence * 0.7, 3))
    return _holder(held[0], record, why, sense.confidence, on)


def _holder(held: Held, office: Record, why: str, confidence: float, on: date) -> Resolution:
    sure = held.role.surely(on)
    acting = ", acting" if held.role.acting else ""
    doubt = "" if sure else "; the dates are not known to the day"
    reason = f"{why}, an office held on {on} by {held.person.name} ({held.role.years()}{acting}){doubt}"
    return Resolution(held.person, (), reason, round(confidence * (0.97 if sure else 0.8), 3), office)


def _in_office(found: tuple[Sense, ...], on: date | None, registry: Registry) -> list[Record]:
    """Return the persons among the senses who held an office that day: of the kind that a title names, if any."""
    if on is None:
        return []
    named = [sense for sense in found if not sense.open and sense.record.kind == "person"]
    if len(named) < sum(not sense.open for sense in found):
        return []
    kinds = frozenset().union(*(sense.kinds for sense in named))
    offices = {office.id for (kind, _), found in posts(registry).items() if kind in kinds for office in found}
    return [
        sense.record
        for sense in named
        if any(role.surely(on) and (not offices or role.office in offices) for role in sense.record.roles)
    ]


def _is_list(part: str) -> bool:
    """Tell whether ``part`` names several, as in "Macron, Scholz and Biden"."""
    folded = fold(part)
    return any(token in words.conjunctions for words in wordlists(folded, None) for token in folded.split())


def _agreed(mention: str, parts: list[tuple[str, Resolution]]) -> Resolution:
    """Return whom the parts of an apposition mean, where they do not speak against each other."""
    persons = {own.actor.id: own for _, own in parts if own.actor and own.actor.kind == "person"}
    actors = persons or {own.actor.id: own for _, own in parts if own.actor}
    listed = any(own.actor is None and _is_list(part) for part, own in parts)
    if len(actors) == 1 and not listed:
        (only,) = actors.values()
        return replace(only, confidence=round(only.confidence * 0.97, 3))
    candidates = {record.id: record for _, own in parts for record in (own.actor, *own.candidates) if record}
    why = f"could be {_names(candidates.values())}" if candidates else "is not in the registry"
    return Resolution(None, tuple(candidates.values()), f"'{mention}' {why}", 0.0)


def _names(records: Iterable[Record]) -> str:
    names = list(dict.fromkeys(record.name for record in records))
    return " or ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} or {names[-1]}"
