"""Framing: how each account tells an exchange, one file a category."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.accounts.framing import (
    assurances,
    authority,
    disclosure,
    duration,
    encounter,
    initiator,
    later,
    names,
    order,
    place,
    praise,
    timing,
    tone,
    versions,
    voices,
)
from dragoman.accounts.framing.scene import Tells, scene
from dragoman.accounts.passages import Unit
from dragoman.actors import Registry
from dragoman.nouns import Account, Exchange, Framing, Point, Reading

__all__ = ["framing"]

#: In the order in which findings are shown.
_CATEGORIES = (
    timing, authority, initiator, encounter, place, duration, tone, order, voices, praise, assurances, names, later,
    disclosure, versions,
)  # fmt: skip


def framing(
    exchange: Exchange,
    accounts: Sequence[tuple[Account, tuple[Unit, ...]]],
    points: Sequence[Point],
    readings: Sequence[Reading],
    registry: Registry,
    tells: Tells | None = None,
) -> tuple[Framing, ...]:
    """Return what the accounts of an exchange show of how it is told, by category, each with its words as evidence.

    ``accounts`` come with their units; ``readings`` must hold those of all their documents and may hold more.
    ``tells`` finds words for circumstances that no list has; without it only the lists do.
    A category that needs words of a language without a list finds nothing. Categories and values: ``docs/framing.md``.

    Raises:
        KeyError: an account has a document of which there is no reading; its id.
    """
    seen = scene(exchange, accounts, points, readings, registry, tells)
    return tuple(found for category in _CATEGORIES for found in category.find(seen))
