"""Whom a person means by a name or an id, when correcting or importing a statement."""

from __future__ import annotations

from datetime import date

from dragoman.actors import Registry, resolve
from dragoman.ledger.days import days
from dragoman.ledger.ledger import Ledger
from dragoman.nouns import Actor
from dragoman.reading.speakers.party import local


class Namer:
    """Finds actors in the registry and in the ledger; who is in neither becomes an actor of the ledger alone."""

    def __init__(self, ledger: Ledger, registry: Registry) -> None:
        self._ledger = ledger
        self._registry = registry

    def actor(self, name: str, on: str | None = None, kind: str = "person") -> Actor:
        """The actor of an id or a name, on a day (ISO 8601); ``kind`` is that of one whom nobody knows.

        An id goes before a name, the registry before the ledger.

        Raises:
            ValueError: the name is empty, or several could be meant; says which.
        """
        name = " ".join(name.split())
        if not name:
            raise ValueError("an actor has no name")
        first = days(on)
        day = date.fromordinal(first[0]) if first else None
        known = self._registry.records.get(name)
        if known:
            return self._registry.actor(known, day)
        met = self._ledger.actors(name)
        by_id = next((own for own in met if own.id == name), None)
        if by_id:
            return by_id
        found = resolve(name, day, None, self._registry)
        if found.actor:
            return self._registry.actor(found.actor, day)
        if len(met) == 1:
            return met[0]
        others = [own.id for own in (found.candidates or met)]
        if others:
            raise ValueError(f"{name!r} could be {', '.join(sorted(others))}; give one of these ids")
        return local(name, kind)

    def kind_of(self, id_: str) -> str:
        """The kind of the actor of an id; of one whom nobody knows, ``group``."""
        known = self._registry.records.get(id_)
        if known:
            return known.kind
        return next((own.kind for own in self._ledger.actors(id_) if own.id == id_), "group")
