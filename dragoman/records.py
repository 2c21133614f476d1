"""Readings as the JSON objects that others rely on (one object a document)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dragoman.nouns import Actor, Document, Reading, Spans, Statement

Record = dict[str, Any]


def reading_record(reading: Reading) -> Record:
    """The JSON object of a reading: the document's fields, ``read_by`` and ``statements``.

    Spans are lists of ``[start, end]`` in Unicode code points of ``text``; dates are ISO 8601; what is unknown is
    null or an empty list.
    """
    return {
        **document_record(reading.document),
        "read_by": reading.read_by,
        "dates": [],
        "mentions": [],
        "statements": [statement_record(statement) for statement in reading.statements],
    }


def document_record(document: Document) -> Record:
    """The JSON object of a document without its statements."""
    record = asdict(document)
    text, origin = record.pop("text"), record.pop("origin")
    record["authors"] = list(document.authors)
    record["condition"]["signs"] = list(document.condition.signs)
    return {**record, "origin": origin, "text": text}


def statement_record(statement: Statement) -> Record:
    """The JSON object of one statement."""
    return {
        "id": statement.id,
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "form": statement.form,
        "speaker": asdict(statement.speaker) if statement.speaker else None,
        "mention": statement.mention,
        "word_of": [_named(actor) for actor in statement.word_of],
        "addressee": [_named(actor) for actor in statement.addressee],
        "act": statement.act,
        "negated": statement.negated,
        "hedge": statement.hedge,
        "said": statement.said,
        "refers": list(statement.refers),
        "topic": statement.topic,
        "within": statement.within,
        "confidence": statement.confidence,
    }


def _spans(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _named(actor: Actor) -> Record:
    return {"id": actor.id, "name": actor.name}
