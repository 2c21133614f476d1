"""A reading with the judgements on it as one JSON object, and back, without loss.

It is the object of ``dragoman.records`` (``docs/json.md``) with every actor in full and two keys more: ``address``,
where the document stands in its ledger, and ``judgements``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

import msgspec

from dragoman.ledger.judgements import Judgement, Verdict
from dragoman.nouns import KINDS, Actor, Document, Reading

Record = dict[str, Any]
_DOCUMENT = tuple(field.name for field in fields(Document))
_READING = ("dates", "mentions", "narrations", "statements")
_ACTOR = tuple(field.name for field in fields(Actor))
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Passed:
    """A judgement as it travels: ``target`` is the id of a statement within its document, or that of an actor."""

    kind: str
    target: str
    verdict: Verdict
    by: str
    at: str
    why: str | None = None
    value: Any = None


def passed(judgement: Judgement, target: str) -> Passed:
    """A judgement in force, on what is called ``target`` outside the ledger."""
    own = judgement
    assert own.verdict is not None  # noqa: S101 - what is in force has a verdict
    return Passed(own.kind, target, own.verdict, own.by, own.at, own.why, own.value)


def to_record(reading: Reading, address: str, judgements: Iterable[Passed]) -> Record:
    """The JSON object of a reading."""
    whole = msgspec.to_builtins(reading)
    document = whole["document"]
    text, origin = document.pop("text"), document.pop("origin")
    mentions = [{**own.pop("actor"), **own} for own in whole["mentions"]]
    for own in mentions:
        own["actor"] = own.pop("id")
    return {
        **document, "origin": origin, "text": text, "address": address, "read_by": reading.read_by,
        "dates": whole["dates"], "mentions": mentions, "narrations": whole["narrations"],
        "statements": whole["statements"], "judgements": [asdict(own) for own in judgements],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A reading from elsewhere: where its document stands, where that is told, and the judgements on it."""

    reading: Reading
    address: str | None = None
    judgements: tuple[Passed, ...] = ()


def judgements_alone(record: Any) -> tuple[Passed, ...] | None:
    """The judgements of an object that holds nothing else, as those on exchanges stand; None where it is no such one.

    Raises:
        ValueError: they do not fit; says what is wrong.
    """
    if not isinstance(record, dict) or record.keys() != {"judgements"}:
        return None
    if _has_half(record):
        raise ValueError("holds half a character (a lone surrogate)")
    try:
        found = msgspec.convert(record["judgements"], tuple[Passed, ...])
    except msgspec.ValidationError as error:
        raise ValueError(f"does not fit judgements: {error}") from error
    if any(own.kind == "statement" for own in found):
        raise ValueError("has a judgement on a statement, and no document that it stands in")
    return found


def from_record(record: Any, kind_of: Callable[[str], str]) -> Told:
    """The reading of a JSON object, with the judgements on it. Keys that are not known are passed over.

    ``kind_of`` tells the kind of an actor of whom only id and name are given, as ``dragoman read`` gives most.

    Raises:
        ValueError: it is no such object, or a span is not within the text; says what is wrong.
    """
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError('is no object with a "text"')
    if _has_half(record):
        raise ValueError("holds half a character (a lone surrogate)")
    document = {name: record[name] for name in _DOCUMENT if name in record}
    document.setdefault("origin", str(record.get("url") or record.get("id")))
    whole = {"document": document, "read_by": record.get("read_by"), **{k: record.get(k, []) for k in _READING}}
    try:
        whole["mentions"] = [_mention(own) for own in whole["mentions"]]
        known = {own["id"]: own["kind"] for own in _actors(whole) if "kind" in own}
        for own in list(_actors(whole)):
            own.setdefault("kind", known.get(own["id"]) or kind_of(own["id"]))
        reading = msgspec.convert(whole, Reading)
        judgements = msgspec.convert(record.get("judgements", []), tuple[Passed, ...])
        address = msgspec.convert(record.get("address"), str | None)
    except msgspec.ValidationError as error:
        raise ValueError(f"does not fit a reading: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"does not fit a reading: {type(error).__name__} {error}") from error
    _check(reading, len(reading.document.text))
    return Told(reading, address, judgements)


def _mention(record: Record) -> Record:
    actor = {"id": record["actor"], **{name: record[name] for name in _ACTOR[1:] if name in record}}
    return {"span": record["span"], "actor": actor, "reason": record["reason"], "confidence": record["confidence"]}


def _actors(whole: Record) -> Iterator[Record]:
    """Every actor of a reading, also within another."""
    groups = [own["word_of"] for own in whole["narrations"]]
    for own in whole["statements"]:
        groups += [own.get("word_of") or [], own.get("addressee") or [], [own["speaker"]] if own.get("speaker") else []]
        groups.append((own.get("resolution") or {}).get("candidates") or [])
    groups.append([own["actor"] for own in whole["mentions"]])
    waiting = [actor for group in groups for actor in group]
    while waiting:
        actor = waiting.pop()
        yield actor
        waiting.extend(actor.get("members") or [])


def _check(reading: Reading, length: int) -> None:
    if reading.document.kind not in KINDS or not reading.document.text.strip():
        raise ValueError("has an empty text")
    ids = {own.id for own in reading.statements}
    if len(ids) < len(reading.statements):
        raise ValueError("has two statements of one id")
    spans = [
        (own.id, span) for own in reading.statements for part in (own.source, own.cue, own.content) for span in part
    ]
    spans += [("a date", own.span) for own in reading.dates] + [("a mention", own.span) for own in reading.mentions]
    spans += [("a narration", own.span) for own in reading.narrations]
    for name, (start, end) in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"{name} has a span {start}-{end} outside the text of {length} characters")
    lost = next((own for own in reading.statements if own.within is not None and own.within not in ids), None)
    if lost:
        raise ValueError(f"{lost.id} is within {lost.within}, which is not there")


def _has_half(value: Any) -> bool:
    waiting = [value]
    while waiting:
        own = waiting.pop()
        if isinstance(own, str):
            if not own.isascii() and _HALF.search(own):
                return True
        elif isinstance(own, dict):
            waiting += [*own, *own.values()]
        elif isinstance(own, list):
            waiting += own
    return False
