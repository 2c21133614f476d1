"""The documents, and one of them with its statements marked, its versions, and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request

from dragoman.desk.catalogue import Catalogue, Entry
from dragoman.desk.facets import Facet
from dragoman.desk.marks import Piece, marked, parts_of
from dragoman.desk.pages.common import Here, PageNumber, Text, cut, missing
from dragoman.desk.render import page
from dragoman.desk.sieve import sift
from dragoman.desk.views import DocumentView, StatementView, document_view, entry_view, statement_view
from dragoman.ledger import Hit, Judgement, Stored, judged, statement_keys, word_diff
from dragoman.ledger.folding import folded
from dragoman.nouns import KINDS, Span, Statement

router = APIRouter(tags=["documents"])
_SIZE = 50
#: Characters of two texts that are compared word by word; what is longer takes too long.
_COMPARED = 200_000
_AROUND = 300
Kind = Literal["", "article", "readout", "statement", "transcript", "post"]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """A page of documents, the last published first."""

    documents: tuple[DocumentView, ...]
    count: int
    page: int
    pages: int
    kinds: tuple[str, ...]
    languages: tuple[str, ...]


@page(router, "/documents", "documents.html")
def documents(
    request: Request,
    desk: Here,
    words: Text = "",
    kind: Kind = "",
    language: Text = "",
    everything: bool = False,
    page: PageNumber = 1,
) -> DocumentsView:
    """The documents, the last published first; ``words`` stand in title, outlet or issuer."""
    own = desk.refresh()
    entries = own.entries.values() if everything else own.counted
    found = [entry for entry in entries if _wanted(entry, folded(words).split(), kind, language)]
    shown, pages = cut(found, page, _SIZE)
    return DocumentsView(tuple(map(entry_view, shown)), len(found), page, pages, KINDS, own.languages)


def _wanted(entry: Entry, words: list[str], kind: str, language: str) -> bool:
    document = entry.document
    if (kind and document.kind != kind) or (language and document.language != language):
        return False
    if not words:
        return True
    own = folded(f"{document.title or ''} {document.outlet or ''} {document.issuer or ''} {document.origin}")
    return all(word in own for word in words)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading of a version: by which model, and when."""

    read_by: str
    added: str
    current: bool


@dataclass(frozen=True, slots=True)
class TextView:
    """A document as read: paragraphs as pieces of text, and the statements of this part that are asked for.

    ``numbers`` are theirs in the whole text, ``count`` is how many it has, ``found`` how many of them are asked for;
    ``facets`` are what there is to narrow them by.
    """

    document: DocumentView
    signs: tuple[str, ...]
    translated_from: str | None
    authors: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    statements: tuple[StatementView, ...]
    numbers: tuple[int, ...]
    part: int
    parts: int
    versions: tuple[DocumentView, ...]
    readings: tuple[ReadingView, ...]
    count: int
    found: int
    facets: tuple[Facet, ...]


@page(router, "/documents/{version}", "document.html")
def document(
    request: Request,
    desk: Here,
    version: str,
    part: PageNumber = 1,
    speaker: Text = "",
    act: Text = "",
    judgement: Text = "",
    level: Text = "",
    at: int | None = None,
) -> TextView:
    """A document with its statements marked; of a long one a ``part``, or that with the code point ``at``.

    ``speaker`` (an id, or ``open``), ``act``, ``judgement`` (or ``none``) and ``level`` (1: not within another) narrow
    the statements that are shown; the text stays whole, and the others are faintly marked in it.
    """
    own = desk.refresh()
    stored = _stored(desk, version)
    text = stored.reading.document.text
    lots = parts_of(text)
    if at is not None:
        part = next((n for n, lot in enumerate(lots, 1) if lot and at < lot[-1].end), len(lots))
    part = min(part, len(lots))
    hits = _hits(desk, stored)
    sifted = sift(hits, {"speaker": speaker, "act": act, "judgement": judgement, "level": level})
    wanted = frozenset(sifted.shown)
    marks = [(n if n - 1 in wanted else None, hit.statement) for n, hit in enumerate(hits, 1)]
    here = [(n + 1, hits[n]) for n in sifted.shown if _is_in(hits[n].statement, lots[part - 1])]
    return TextView(
        document=document_view(stored.reading.document, version, own.entries.get(version)),
        signs=stored.reading.document.condition.signs,
        translated_from=stored.reading.document.translated_from,
        authors=stored.reading.document.authors,
        paragraphs=tuple(tuple(own) for own in marked(text, lots[part - 1], marks)),
        statements=tuple(statement_view(hit, with_document=False) for _, hit in here),
        numbers=tuple(n for n, _ in here),
        part=part,
        parts=len(lots),
        versions=_versions(own, stored),
        readings=_readings(desk, version),
        count=len(hits),
        found=len(sifted.shown),
        facets=sifted.facets,
    )


def _stored(desk: Here, version: str) -> Stored:
    found = list(desk.ledger.readings(version))
    if not found:
        raise missing("document")
    return found[-1]


def _hits(desk: Here, stored: Stored) -> list[Hit]:
    """The statements of a reading, as judged."""
    reading, key = stored.reading, stored.version.key
    keys = statement_keys(key, reading.statements)
    standing: dict[str, Judgement] = desk.ledger.standing("statement", keys)
    length = len(reading.document.text)
    return [
        Hit(own, judged(s, standing.get(own), length), reading.document, key, reading.read_by, standing.get(own))
        for own, s in zip(keys, reading.statements, strict=True)
    ]


def _is_in(statement: Statement, spans: list[Span]) -> bool:
    """Whether a statement begins in a part of the text."""
    if not spans:
        return True
    own = [span.start for part in (statement.content, statement.cue, statement.source) for span in part]
    return bool(own) and spans[0].start <= min(own) < spans[-1].end


def _versions(own: Catalogue, stored: Stored) -> tuple[DocumentView, ...]:
    address = stored.version.address
    found = [entry for entry in own.entries.values() if entry.version.address == address]
    return tuple(entry_view(entry) for entry in sorted(found, key=lambda entry: entry.version.number))


def _readings(desk: Here, version: str) -> tuple[ReadingView, ...]:
    found = desk.ledger.readings(version, current=False)
    return tuple(ReadingView(own.reading.read_by, own.added, own.current) for own in found)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A stretch of two versions: ``same``, or what was taken ``out`` and put ``in``. Long sames are cut short."""

    same: str = ""
    out: str = ""
    put_in: str = ""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What a version changed in the one before it."""

    earlier: DocumentView
    later: DocumentView
    changes: tuple[ChangeView, ...]
    too_long: bool


@page(router, "/changes/{version}", "changes.html")
def changes(request: Request, desk: Here, version: str) -> ChangesView:
    """What a version changed in the one before it, word by word."""
    own = desk.whole()
    later = own.entries.get(version)
    if later is None:
        raise missing("document")
    before = [
        entry
        for entry in own.entries.values()
        if entry.version.address == later.version.address and entry.version.number == later.version.number - 1
    ]
    if not before:
        raise missing("earlier version")
    old, new = desk.ledger.text(before[0].key), desk.ledger.text(version)
    too_long = len(old) + len(new) > _COMPARED
    found = (
        ()
        if too_long
        else tuple(_change(old, new, change.kind, change.old, change.new) for change in word_diff(old, new))
    )
    return ChangesView(entry_view(before[0]), entry_view(later), found, too_long)


def _change(old: str, new: str, kind: str, before: Span, after: Span) -> ChangeView:
    gone, come = old[before.start : before.end], new[after.start : after.end]
    if kind != "same":
        return ChangeView(out=gone, put_in=come)
    return ChangeView(same=come if len(come) <= 2 * _AROUND else f"{come[:_AROUND]} … {come[-_AROUND:]}")
