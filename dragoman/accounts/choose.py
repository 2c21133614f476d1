"""Which exchanges are asked for: by id, by who took part, by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.accounts.exchanges.sighting import days_of
from dragoman.accounts.parties import Parties
from dragoman.nouns import Actor, Exchange


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; everything that is given must hold.

    ``id`` is an exchange's id or the beginning of it, ``between`` who took part (a person, or a party), ``on`` an ISO
    8601 date that overlaps the exchange's.
    """

    id: str | None = None
    between: tuple[Actor, ...] = ()
    on: str | None = None


def matches(exchange: Exchange, asked: Asked, parties: Parties) -> bool:
    """Tell whether an exchange is one of those asked for."""
    if asked.id is not None and not exchange.id.startswith(asked.id):
        return False
    if asked.on is not None and not overlap(exchange.date, asked.on):
        return False
    return all(_took_part(actor, exchange.participants, parties) for actor in asked.between)


def chosen(exchanges: Sequence[Exchange], asked: Asked, parties: Parties) -> tuple[Exchange, ...]:
    """Return the exchanges that are asked for, in their order; the one of that very id, where there is one."""
    exact = [own for own in exchanges if own.id == asked.id]
    return tuple(own for own in exact or exchanges if matches(own, asked, parties))


def overlap(one: str | None, other: str | None) -> bool:
    """Tell whether two ISO 8601 dates or intervals have a day in common; never where one is unknown."""
    first, second = days_of(one or ""), days_of(other or "")
    return bool(first and second and first.first <= second.last and second.first <= first.last)


def _took_part(actor: Actor, participants: Iterable[Actor], parties: Parties) -> bool:
    """A person only by themselves, or by their party where nobody is named for it; a party by anyone of it."""
    return any(
        own.id == actor.id or (parties.of(own) == parties.of(actor) and not (own.kind == actor.kind == "person"))
        for own in participants
    )
