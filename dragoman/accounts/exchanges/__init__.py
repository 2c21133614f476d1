"""Exchanges: who met, called or wrote to whom, and when, found over all documents."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.actors import Registry
from dragoman.nouns import Exchange, Reading


def find_exchanges(readings: Iterable[Reading], registry: Registry) -> tuple[Exchange, ...]:
    """The exchanges that the documents tell of, each once, in order of date."""
    raise NotImplementedError
