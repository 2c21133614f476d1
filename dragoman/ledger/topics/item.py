"""What of a statement its topic is found and named by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.ledger.export.found import when
from dragoman.ledger.query import Hit
from dragoman.ledger.topics.terms import terms
from dragoman.ledger.vectors import words
from dragoman.nouns import Actor, Span


@dataclass(frozen=True, slots=True)
class Item:
    """What of a statement is needed: little, as there may be many.

    ``terms`` has the forms by term (``terms``), ``actors`` the names by id of those named in the content, ``start`` the
    place in the text, ``said`` the day it was said or published.
    """

    key: str
    version: str
    language: str
    start: int
    text: str
    terms: Mapping[str, str]
    actors: Mapping[str, str]
    label: str | None
    speaker: Actor | None
    said: str | None


def item(hit: Hit) -> Item | None:
    """What is needed of a statement found; None where its content has no words."""
    statement, document = hit.statement, hit.document
    text = words(document, statement)
    if not text.strip():
        return None
    language = document.language or ""
    named = [
        own
        for own in hit.mentions
        if any(own.span.start < end and start < own.span.end for start, end in statement.content)
    ]
    return Item(
        key=hit.key,
        version=hit.version,
        language=language,
        start=statement.content[0].start,
        text=text,
        terms=terms(_without(hit, [own.span for own in named]), language),
        actors={own.actor.id: own.actor.name for own in named},
        label=statement.topic,
        speaker=statement.speaker,
        said=when(hit),
    )


def _without(hit: Hit, named: Sequence[Span]) -> str:
    """The words of a content but those that name actors."""
    pieces = []
    for start, end in hit.statement.content:
        at = start
        for first, last in sorted(named):
            if first < end and at < last:
                pieces.append(hit.document.text[at : max(first, at)])
                at = last
        pieces.append(hit.document.text[at:end])
    return " | ".join(pieces)
