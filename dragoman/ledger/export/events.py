"""A table of events as PLOVER has them: who did what to whom, when, and by which words we know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dragoman.ledger.export.found import standing, when, words
from dragoman.ledger.export.rows import Value, spans
from dragoman.ledger.export.table import write_rows
from dragoman.ledger.query import Hit
from dragoman.nouns import Actor, Statement

#: The roots of PLOVER by quad class: verbal or material, cooperation or conflict.
QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT"),
    "material cooperation": ("COOPERATE", "AID", "YIELD"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD = {root: quad for quad, roots in QUADS.items() for root in roots}
COLUMNS = (
    "event_id", "date", "actor_id", "actor", "recipient_id", "recipient", "event_root", "verbal_act", "mode",
    "quad_class", "on_the_word_of", "text", "source_document", "source_url", "source_outlet", "spans", "confidence",
    "judgement",
)  # fmt: skip


def write(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write a row for each statement with an act and a speaker, and each recipient of it (one row where none is)."""
    write_rows(COLUMNS, (event for hit in found for event in events(hit)), out)


def events(hit: Hit) -> Iterator[dict[str, Value]]:
    """The events of a statement: one a recipient; a plural recipient counts as each of its members."""
    statement, document = hit.statement, hit.document
    speaker, act = statement.speaker, statement.act
    if speaker is None or act is None:
        return
    recipients: list[Actor | None] = [*each(statement.addressee)] or [None]
    for number, recipient in enumerate(recipients, 1):
        yield {
            "event_id": hit.key if len(recipients) == 1 else f"{hit.key}.{number}",
            "date": when(hit),
            "actor_id": speaker.id,
            "actor": speaker.name,
            "recipient_id": recipient.id if recipient else None,
            "recipient": recipient.name if recipient else None,
            "event_root": act if act in _QUAD else None,
            "verbal_act": None if act in _QUAD else act,
            "mode": mode(statement),
            "quad_class": _QUAD.get(act),
            "on_the_word_of": " > ".join(actor.name for actor in statement.word_of) or None,
            "text": words(hit, statement.content) or None,
            "source_document": document.id,
            "source_url": document.url,
            "source_outlet": document.outlet,
            "spans": spans(tuple(sorted((*statement.source, *statement.cue, *statement.content)))),
            "confidence": statement.confidence,
            "judgement": standing(hit),
        }


def mode(statement: Statement) -> str:
    """How the act stands: ``told``, or how the content is put (``possible`` ...); ``negated`` goes before either."""
    put = statement.modality or "told"
    return f"negated {put}" if statement.negated else put


def each(actors: Iterable[Actor]) -> Iterator[Actor]:
    """The actors, a plural as each of its members."""
    for actor in actors:
        if actor.members:
            yield from each(actor.members)
        else:
            yield actor
