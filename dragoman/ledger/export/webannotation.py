"""W3C Web Annotation (JSON-LD): one annotation a statement, its spans as targets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dragoman.ledger.export.found import standing, who
from dragoman.ledger.export.safe import plain
from dragoman.ledger.query import Hit
from dragoman.nouns import Span
from dragoman.records import statement_record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PARTS = ("source", "cue", "content")
#: Code points quoted before and after a span, so that it is found in a text that has shifted.
AROUND = 32

Node = dict[str, Any]


def write(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write one AnnotationPage with an annotation for each statement."""
    head = {"@context": CONTEXT, "id": "urn:dragoman:statements", "type": "AnnotationPage"}
    out.write(json.dumps(head)[:-1].encode() + b', "items": [')
    for number, hit in enumerate(found):
        out.write(b",\n" if number else b"\n")
        out.write(json.dumps(annotation(hit), ensure_ascii=False).encode("utf-8", "replace"))
    out.write(b"\n]}\n")


def annotation(hit: Hit) -> Node:
    """The annotation of a statement.

    Each target is one span; its ``styleClass`` names the part (source, cue, content). Bodies: the act (classifying),
    the speaker (identifying), the whole statement as JSON (describing), and what a person said of it (assessing).
    """
    return {
        "id": f"urn:dragoman:statement:{hit.key}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": f"urn:dragoman:model:{hit.read_by}", "type": "Software", "name": hit.read_by},
        "body": list(_bodies(hit)),
        "target": [
            _target(hit, part, span) for part in PARTS for span in getattr(hit.statement, part)
        ],
    }  # fmt: skip


def source_of(hit: Hit) -> str:
    """What is annotated: the document's address or, where it has none, a name for the text itself."""
    return hit.document.url or f"urn:dragoman:version:{hit.version}"


def _bodies(hit: Hit) -> Iterator[Node]:
    statement = hit.statement
    if statement.act:
        yield _text("classifying", statement.act)
    if name := who(hit):
        yield _text("identifying", plain(name))
    own = {**statement_record(statement), "key": hit.key, "version": hit.version, "document": hit.document.id}
    yield {**_text("describing", json.dumps(own, ensure_ascii=False)), "format": "application/json"}
    judgement = hit.judgement
    if judgement:
        yield {
            **_text("assessing", standing(hit)),
            "creator": {"type": "Person", "name": judgement.by},
            "created": judgement.at,
        }


def _text(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(hit: Hit, part: str, span: Span) -> Node:
    text, (start, end) = hit.document.text, span
    return {
        "type": "SpecificResource",
        "source": source_of(hit),
        "styleClass": part,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
