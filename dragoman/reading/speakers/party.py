"""The parties of a document: whom the strings of its issuer and its outlet mean."""

from __future__ import annotations

from datetime import date

from dragoman.actors import Registry, resolve
from dragoman.actors.fold import fold
from dragoman.nouns import Actor


def party(
    name: str | None, day: date | None, language: str | None, registry: Registry, kind: str = "institution"
) -> Actor | None:
    """Return the actor that the name of an issuer or an outlet means; None where there is no name.

    An office in it ("President of Russia") stands for its holder on ``day``. Where the registry has none, the party
    is a local actor of the given ``kind``: "institution" for an issuer, "outlet" for an outlet.
    """
    if not name or not name.strip():
        return None
    for own in dict.fromkeys((language, "en", None)):
        found = resolve(name, day, own, registry)
        if found.actor:
            return registry.actor(found.actor, day)
    return local(" ".join(name.split()), kind)


def local(name: str, kind: str) -> Actor:
    """Return the actor of a name that only the document knows."""
    return Actor(f"local:{'-'.join(fold(name).split())}", name, kind)
