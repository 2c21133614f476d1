"""W3C Web Annotation: our own, and those of others, whose targets become contents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from dragoman.ledger.days import days
from dragoman.ledger.export.found import STANDINGS
from dragoman.ledger.export.webannotation import PARTS
from dragoman.ledger.imports.store import Fault, Source
from dragoman.ledger.imports.texts import Texts, document_of
from dragoman.ledger.judgements import VERDICTS, Verdict
from dragoman.ledger.naming import Namer
from dragoman.ledger.quoting import find
from dragoman.ledger.records import Passed
from dragoman.nouns import Document, Span, Statement
from dragoman.reading.codes import ACTS

#: An edit is none of these: the annotation has the statement as edited.
_VERDICTS: dict[str, Verdict] = {STANDINGS[verdict]: verdict for verdict in VERDICTS if verdict != "edit"}
_VERSION = "urn:dragoman:version:"
#: The facts of a statement that its description may give.
_FACTS = ("form", "act", "negated", "modality", "hedge", "said", "refers", "topic", "confidence")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation read: the text, the statement, and what was said of it (its target is filled in when stored)."""

    source: Source
    statement: Statement
    judgements: tuple[Passed, ...]


def read(file: BinaryIO, name: str, texts: Texts, namer: Namer) -> Iterator[Annotated | Fault]:
    """The statement of each annotation of a page, collection or list, or the Fault in its place."""
    try:
        found = _items(json.load(file))
    except (ValueError, RecursionError) as error:
        yield Fault(name, f"is no page of Web Annotations ({error})")
        return
    for number, own in enumerate(found, 1):
        try:
            yield _annotated(own, texts, namer)
        except ValueError as error:
            yield Fault(f"{name}, annotation {number}", str(error))
        except (KeyError, TypeError, AttributeError) as error:
            yield Fault(f"{name}, annotation {number}", f"is no Web Annotation ({type(error).__name__}: {error})")


def _items(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise ValueError("neither an object nor a list")
    kinds = _several(value.get("type"))
    if "Annotation" in kinds:
        return [value]
    if isinstance(value.get("items"), list):
        return list(value["items"])
    if isinstance(value.get("first"), dict):
        return _items(value["first"])
    raise ValueError("it has no items")


def _annotated(own: dict[str, Any], texts: Texts, namer: Namer) -> Annotated:
    if not isinstance(own, dict):
        raise ValueError("is no object")
    targets = _several(own.get("target"))
    names = dict.fromkeys(_address(target) for target in targets)
    if len(names) != 1:
        raise ValueError("has targets in several documents" if names else "has no target")
    bodies = [body for body in _several(own.get("body")) if isinstance(body, dict)]
    source = texts.find(*names, *_also(bodies))
    document = document_of(source)
    parts: defaultdict[str, list[Span]] = defaultdict(list)
    for target in targets:
        part = next((part for part in PARTS if part in _several(target.get("styleClass"))), "content")
        parts[part].append(_span(_several(target.get("selector")), document.text))
    if not parts["content"]:
        raise ValueError("has no target that is the content")
    return Annotated(source, _statement(parts, bodies, document, namer), tuple(_judgements(bodies)))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _address(target: Any) -> str:
    if not isinstance(target, dict):
        raise ValueError("selects no words of its document")
    source = target["source"]
    name = source["id"] if isinstance(source, dict) else source
    return str(name).removeprefix(_VERSION)


def _also(bodies: list[dict[str, Any]]) -> list[str | None]:
    """Other names of the document, which our own annotations give."""
    own = _described(bodies)
    return [own.get("version"), own.get("document")]


def _span(selectors: list[Any], text: str) -> Span:
    """Where the words stand: at the place given, if the quoted ones are there, or else where the quoted ones are."""
    by_type = {own["type"]: own for own in selectors}
    place, quote = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
    if place:
        span = Span(int(place["start"]), int(place["end"]))
        inside = 0 <= span.start < span.end <= len(text)
        if inside and (quote is None or text[span.start : span.end] == quote["exact"]):
            return span
        if quote is None:
            raise ValueError(f"the span {span.start}-{span.end} is not within the text of {len(text)} characters")
    if quote is None:
        raise ValueError("has a target with neither a TextPositionSelector nor a TextQuoteSelector")
    return find(text, quote["exact"], quote.get("prefix") or "", quote.get("suffix") or "")


def _described(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """Our own description of the statement, where there is one."""
    for body in bodies:
        if body.get("format") == "application/json" and body.get("purpose") == "describing":
            own = json.loads(body["value"])
            return own if isinstance(own, dict) else {}
    return {}


def _statement(
    parts: dict[str, list[Span]], bodies: list[dict[str, Any]], document: Document, namer: Namer
) -> Statement:
    own = _described(bodies)
    values = {body.get("purpose"): str(body.get("value") or "").strip() for body in bodies}
    facts = {name: own[name] for name in _FACTS if own.get(name) is not None}
    if "act" not in facts and values.get("classifying", "").upper() in ACTS:
        facts["act"] = values["classifying"].upper()
    on = own.get("said") if days(own.get("said")) else document.published
    # Our own says by null that the speaker is open; the name is then only the words of the source.
    named = (own["speaker"] or {}).get("id") if "speaker" in own else values.get("identifying")
    chains = {
        name: [namer.actor(actor["id"], on) for actor in own.get(name) or ()] for name in ("word_of", "addressee")
    }
    source = " ".join(document.text[start:end] for start, end in sorted(parts["source"]))
    whole = {
        "id": "", "form": "indirect", "mention": source or None, **facts, **msgspec.to_builtins(chains),
        **{part: [list(span) for span in sorted(parts[part])] for part in PARTS},
        "speaker": msgspec.to_builtins(namer.actor(named, on)) if named else None,
    }  # fmt: skip
    try:
        return msgspec.convert(whole, Statement)
    except msgspec.ValidationError as error:
        raise ValueError(f"does not fit a statement: {error}") from error


def _judgements(bodies: list[dict[str, Any]]) -> Iterator[Passed]:
    for body in bodies:
        verdict = _VERDICTS.get(str(body.get("value")))
        creator = body.get("creator") or {}
        if body.get("purpose") == "assessing" and verdict and creator.get("name"):
            yield Passed(
                "statement",
                "",
                verdict,
                str(creator["name"]),
                str(body["created"]) if days(body.get("created")) else "",
            )
