"""Actors that people merged, under the name and id of the one that they were merged into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.ledger.ledger import Ledger
from dragoman.ledger.same import groups
from dragoman.nouns import Actor, Mention, Reading, Statement


def into(ledger: Ledger) -> dict[str, Actor]:
    """Whom each merged actor was merged into in the end, by id."""
    merges = ledger.same("actor")
    found: dict[str, Actor] = {}
    for group in set(groups(merges).values()):
        # One is merged into nobody, unless people merged in a circle.
        last = min(group - merges.keys() or group)
        actor = next((own for own in ledger.actors(last) if own.id == last), Actor(last, last, "group"))
        found |= {id_: actor for id_ in group if id_ != last}
    return found


def reading_with_merged(reading: Reading, merged: Mapping[str, Actor]) -> Reading:
    """The reading with each merged actor replaced, wherever it is named."""
    return replace(
        reading,
        statements=tuple(with_merged(own, merged) for own in reading.statements),
        mentions=mentions_with_merged(reading.mentions, merged),
        narrations=tuple(replace(own, word_of=_all(own.word_of, merged)) for own in reading.narrations),
    )


def with_merged(statement: Statement, merged: Mapping[str, Actor]) -> Statement:
    """The statement with each merged actor replaced."""
    return replace(
        statement,
        speaker=_merged(statement.speaker, merged) if statement.speaker else None,
        word_of=_all(statement.word_of, merged),
        addressee=_all(statement.addressee, merged),
    )


def mentions_with_merged(mentions: Iterable[Mention], merged: Mapping[str, Actor]) -> tuple[Mention, ...]:
    """The mentions with each merged actor replaced."""
    return tuple(replace(own, actor=_merged(own.actor, merged)) for own in mentions)


def _all(actors: Iterable[Actor], merged: Mapping[str, Actor]) -> tuple[Actor, ...]:
    return tuple(_merged(actor, merged) for actor in actors)


def _merged(actor: Actor, merged: Mapping[str, Actor]) -> Actor:
    if actor.members:
        return replace(actor, members=_all(actor.members, merged))
    other = merged.get(actor.id)
    return replace(actor, id=other.id, name=other.name, kind=other.kind) if other else actor
