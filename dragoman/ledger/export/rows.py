"""A statement as one row of a table: what CSV and Parquet hold, column by column."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.ledger.export.found import standing, words
from dragoman.ledger.query import Hit
from dragoman.nouns import Actor, Spans

Value = str | float | bool | None
COLUMNS: dict[str, type] = {
    "key": str, "document": str, "version": str, "url": str, "title": str, "outlet": str, "issuer": str,
    "kind": str, "language": str, "published": str, "said": str, "speaker": str, "speaker_id": str,
    "speaker_kind": str, "mention": str, "word_of": str, "word_of_ids": str, "addressee": str,
    "addressee_ids": str, "act": str, "form": str, "negated": bool, "modality": str, "hedge": str, "refers": str,
    "topic": str, "source": str, "cue": str, "content": str, "source_spans": str, "cue_spans": str,
    "content_spans": str, "confidence": float, "read_by": str, "judgement": str, "judged_by": str,
    "judged_at": str, "judged_why": str, "copies": float,
}  # fmt: skip
#: Between the names or ids of several actors, and between dates.
LIST = "; "


def row(hit: Hit) -> dict[str, Value]:
    """The row of a statement, every column of ``COLUMNS``; None where something is not known."""
    document, statement, judgement = hit.document, hit.statement, hit.judgement
    speaker = statement.speaker
    return {
        "key": hit.key,
        "document": document.id,
        "version": hit.version,
        **{name: getattr(document, name) for name in ("url", "title", "outlet", "issuer", "kind", "language")},
        "published": document.published,
        "said": statement.said,
        "speaker": speaker.name if speaker else None,
        "speaker_id": speaker.id if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "mention": statement.mention,
        "word_of": _names(statement.word_of),
        "word_of_ids": _ids(statement.word_of),
        "addressee": _names(statement.addressee),
        "addressee_ids": _ids(statement.addressee),
        **{name: getattr(statement, name) for name in ("act", "form", "negated", "modality", "hedge")},
        "refers": LIST.join(statement.refers) or None,
        "topic": statement.topic,
        **{part: words(hit, getattr(statement, part)) or None for part in ("source", "cue", "content")},
        **{f"{part}_spans": spans(getattr(statement, part)) or None for part in ("source", "cue", "content")},
        "confidence": statement.confidence,
        "read_by": hit.read_by,
        "judgement": standing(hit),
        "judged_by": judgement.by if judgement else None,
        "judged_at": judgement.at if judgement else None,
        "judged_why": judgement.why if judgement else None,
        "copies": float(hit.copies),
    }


def spans(part: Spans) -> str:
    """Spans as text: ``0-8;9-18``, half-open, in Unicode code points of the document's text."""
    return ";".join(f"{start}-{end}" for start, end in part)


def _names(actors: Iterable[Actor]) -> str | None:
    return LIST.join(actor.name for actor in actors) or None


def _ids(actors: Iterable[Actor]) -> str | None:
    return LIST.join(actor.id for actor in actors) or None
