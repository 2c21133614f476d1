"""CSV with a statement a row; the columns are those of our own export, or mapped to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast, get_args

from dragoman.ledger.days import days
from dragoman.ledger.export.rows import LIST
from dragoman.ledger.export.safe import uncell
from dragoman.ledger.imports.store import Fault, Source
from dragoman.ledger.imports.texts import Texts, document_of
from dragoman.ledger.naming import Namer
from dragoman.ledger.quoting import find, spans
from dragoman.nouns import Actor, Document, Form, Spans, Statement
from dragoman.reading.codes import ACTS, MODALITIES

#: What a row may hold.
FIELDS = frozenset(
    ("document", "version", "url", "speaker", "speaker_id", "speaker_kind", "word_of", "word_of_ids", "addressee",
     "addressee_ids", "act", "form", "negated", "modality", "hedge", "said", "refers", "topic", "source", "cue",
     "content", "source_spans", "cue_spans", "content_spans", "confidence")
)  # fmt: skip
_LONGEST = 20_000_000
_YES, _NO = ("true", "yes", "1", "x"), ("", "false", "no", "0")


def read(
    file: BinaryIO, name: str, texts: Texts, namer: Namer, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[Source, Statement] | Fault]:
    """The statement of each row and the text that it stands in, or the Fault in its place.

    ``columns`` maps names of columns to fields; a column that is not mapped counts where it has the name of a field.
    """
    csv.field_size_limit(_LONGEST)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    line = 1
    try:
        head = text.readline()
        names = next(csv.reader([head], delimiter=_delimiter(head)), [])
        fields = _fields(names, columns or {})
        rows = csv.reader(text, delimiter=_delimiter(head))
        for row in rows:
            line = rows.line_num + 1
            own = {field: uncell(cell).strip() for field, cell in zip(fields, row, strict=False) if field}
            if any(own.values()):
                yield _attempt(own, f"{name}:{line}", texts, namer)
    except UnicodeDecodeError:
        yield Fault(f"{name}:{line}", "is not in UTF-8, here or a little later; nothing after it was read")
    except (csv.Error, ValueError) as error:
        yield Fault(f"{name}:{line}", f"{error}; nothing after it was read")


def _delimiter(head: str) -> str:
    return max(",;\t", key=head.count)


def _fields(names: list[str], columns: Mapping[str, str]) -> list[str | None]:
    unknown = [name for name in columns if name not in names]
    if unknown:
        raise ValueError(f"there is no column {unknown[0]!r}; there are {', '.join(names)}")
    fields = [columns.get(name) or (name if name in FIELDS else None) for name in names]
    wrong = next((field for field in columns.values() if field not in FIELDS), None)
    if wrong:
        raise ValueError(f"{wrong!r} is no field; there are {', '.join(sorted(FIELDS))}")
    if not {"content", "content_spans"} & set(fields):
        raise ValueError("no column holds the content; map one to it (--map COLUMN=content)")
    return fields


def _attempt(own: dict[str, str], place: str, texts: Texts, namer: Namer) -> tuple[Source, Statement] | Fault:
    try:
        source = texts.find(own.get("version"), own.get("document"), own.get("url"))
        return source, _statement(own, document_of(source), namer)
    except ValueError as error:
        return Fault(place, str(error))


def _statement(own: Mapping[str, str], document: Document, namer: Namer) -> Statement:
    text = document.text
    source, cue, content = (_part(own, part, text) for part in ("source", "cue", "content"))
    if not content:
        raise ValueError("has no content")
    said = _date(own.get("said"))
    on = said or document.published
    speaker = own.get("speaker_id") or own.get("speaker")
    return Statement(
        id="",
        source=source,
        cue=cue,
        content=content,
        form=cast(Form, _one_of(own.get("form") or "indirect", get_args(Form), "form")),
        mention=" ".join(text[start:end] for start, end in source) or None,
        speaker=namer.actor(speaker, on, own.get("speaker_kind") or "person") if speaker else None,
        word_of=_actors(own, "word_of", on, namer),
        addressee=_actors(own, "addressee", on, namer),
        act=_one_of(own["act"].upper(), ACTS, "act") if own.get("act") else None,
        negated=_truth(own.get("negated", "")),
        modality=cast(Any, _one_of(own["modality"], MODALITIES, "modality")) if own.get("modality") else None,
        hedge=own.get("hedge") or None,
        said=said,
        refers=tuple(date for part in own.get("refers", "").split(LIST.strip()) if (date := _date(part.strip()))),
        topic=own.get("topic") or None,
        confidence=_share(own.get("confidence")),
    )


def _part(own: Mapping[str, str], part: str, text: str) -> Spans:
    if own.get(f"{part}_spans"):
        return spans(own[f"{part}_spans"], len(text))
    pieces = [piece.strip() for piece in own.get(part, "").split("…")]
    # Dots may also stand in the text itself.
    whole = own.get(part, "")
    if "…" in whole and whole in text:
        pieces = [whole]
    return tuple(sorted(find(text, piece) for piece in pieces if piece))


def _actors(own: Mapping[str, str], name: str, on: str | None, namer: Namer) -> tuple[Actor, ...]:
    written = own.get(f"{name}_ids") or own.get(name) or ""
    return tuple(namer.actor(part, on) for part in written.split(LIST.strip()) if part.strip())


def _one_of(value: str, known: Any, name: str) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is no {name}; there are {', '.join(str(own) for own in known if own)}")
    return value


def _date(value: str | None) -> str | None:
    if value and days(value) is None:
        raise ValueError(f"{value!r} is no date; write it like 2022-01-28")
    return value or None


def _truth(value: str) -> bool:
    if value.lower() not in _YES + _NO:
        raise ValueError(f"{value!r} is neither true nor false")
    return value.lower() in _YES


def _share(value: str | None) -> float:
    try:
        share = float(value) if value else 1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"the confidence {value!r} is no number from 0 to 1")
    return share
