"""Readings as the JSON objects that others rely on (one object a document)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from dragoman.nouns import (
    Account,
    Actor,
    Comparison,
    Difference,
    Document,
    Framing,
    Mention,
    Passage,
    Point,
    Reading,
    Resolution,
    Spans,
    Statement,
)

Record = dict[str, Any]


def reading_record(reading: Reading) -> Record:
    """The JSON object of a reading: the document's fields, ``read_by`` and ``statements``.

    Spans are lists of ``[start, end]`` in Unicode code points of ``text``; dates are ISO 8601; what is unknown is
    null or an empty list.
    """
    return {
        **document_record(reading.document),
        "read_by": reading.read_by,
        "dates": [{"span": list(date.span), "value": date.value} for date in reading.dates],
        "mentions": [_mention(mention) for mention in reading.mentions],
        "narrations": [{"span": list(own.span), "word_of": _named(own.word_of)} for own in reading.narrations],
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
        "speaker": actor_record(statement.speaker) if statement.speaker else None,
        "mention": statement.mention,
        "word_of": _named(statement.word_of),
        "addressee": _named(statement.addressee),
        "act": statement.act,
        "negated": statement.negated,
        "modality": statement.modality,
        "hedge": statement.hedge,
        "said": statement.said,
        "refers": list(statement.refers),
        "topic": statement.topic,
        "within": statement.within,
        "confidence": statement.confidence,
        "resolution": _resolution(statement.resolution) if statement.resolution else None,
    }


def actor_record(actor: Actor) -> Record:
    """The JSON object of an actor."""
    own = {key: getattr(actor, key) for key in ("id", "name", "kind", "speaks_for", "named")}
    return {**own, "members": _named(actor.members)}


def _mention(mention: Mention) -> Record:
    own = {"actor": mention.actor.id, "name": mention.actor.name, "reason": mention.reason}
    return {"span": list(mention.span), **own, "confidence": mention.confidence}


def _resolution(resolution: Resolution) -> Record:
    own = {"reason": resolution.reason, "confidence": resolution.confidence}
    return {**own, "candidates": _named(resolution.candidates)}


def _spans(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _named(actors: Iterable[Actor]) -> list[Record]:
    return [{"id": actor.id, "name": actor.name} for actor in actors]


def comparison_record(comparison: Comparison) -> Record:
    """The JSON object of an exchange: its accounts, points and framing.

    ``framing`` is by category, then by the id of the account; a category that says nothing is not there.
    """
    exchange = comparison.exchange
    return {
        "id": exchange.id,
        "kind": exchange.kind,
        "date": exchange.date,
        "participants": _named(exchange.participants),
        "accounts": [_account(account) for account in comparison.accounts],
        "points": [_point(point) for point in comparison.points],
        "framing": _framing(comparison.framing),
        "medium": exchange.medium,
        "place": exchange.place,
        "evidence": _passages(exchange.evidence),
    }


def _account(account: Account) -> Record:
    (voucher,) = _named((account.voucher,))
    return {"id": account.id, "voucher": voucher, "documents": list(account.documents)}


def _point(point: Point) -> Record:
    return {
        "id": point.id,
        "label": point.label,
        "accounts": {
            id: {"status": told.status, "statements": _passages(told.passages)} for id, told in point.accounts.items()
        },
        "note": point.note,
        "differences": [_difference(own) for own in point.differences],
        "why": point.why,
    }


def _difference(own: Difference) -> Record:
    return {"kind": own.kind, "accounts": {id: _passages(words) for id, words in own.words.items()}}


def _framing(found: Iterable[Framing]) -> dict[str, dict[str, list[Record]]]:
    out: dict[str, dict[str, list[Record]]] = {}
    for own in found:
        fact = {"value": own.value, "statements": _passages(own.evidence)}
        out.setdefault(own.category, {}).setdefault(own.account, []).append(fact)
    return out


def _passages(passages: Iterable[Passage]) -> list[Record]:
    return [
        {"document": own.document, "spans": _spans(own.spans), "text": own.text, "ids": list(own.statements)}
        for own in passages
    ]
