"""Statements as read, made diplomacy: who says it to whom, when, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.actors import Registry
from dragoman.nouns import Reading
from dragoman.reading.addressees import with_addressees
from dragoman.reading.chain import with_chain
from dragoman.reading.dates import find_dates, with_dates
from dragoman.reading.hedges import with_hedges
from dragoman.reading.narrations import narrations
from dragoman.reading.speakers import find_mentions, resolved


@dataclass(frozen=True)
class Interpreter:
    """Resolves readings against a registry of actors. Calls from several threads at once are safe."""

    registry: Registry

    def interpret(self, reading: Reading) -> Reading:
        """The reading with its dates, mentions and narrations, and with speakers, addressees, chains, hedges, dates."""
        document, registry = reading.document, self.registry
        dates, mentions = find_dates(document), find_mentions(document, registry)
        statements, scene = resolved(document, reading.statements, mentions, registry)
        statements = with_addressees(document, statements, mentions, scene)
        statements = with_chain(document, statements, mentions, registry, scene.turns)
        statements = with_hedges(document, statements)
        statements = with_dates(document, statements, dates)
        told = narrations(document, statements, registry)
        return replace(reading, statements=statements, dates=dates, mentions=mentions, narrations=told)
