"""A note for a person, in Markdown or Word: document by document, who said what, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO

from dragoman.ledger.export.found import not_rejected, standing, when, who, words
from dragoman.ledger.export.safe import markdown, plain
from dragoman.ledger.query import Hit
from dragoman.nouns import Document

TITLE = "Who said what"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as a note has it: when and who, to whom, the act, the words, the chain of word, whether confirmed."""

    head: str
    text: str
    foot: str


def entry(hit: Hit) -> Entry:
    """The entry of a statement."""
    statement = hit.statement
    to = ", ".join(actor.name for actor in statement.addressee)
    head = (when(hit) or "undated", who(hit) or "nobody named", f"to {to}" if to else None, _act(hit))
    chain = " > ".join(actor.name for actor in statement.word_of)
    judged = f"{standing(hit)} by {hit.judgement.by}" if hit.judgement else standing(hit)
    foot = (f"on the word of {chain}" if chain else None, statement.hedge, judged, hit.key)
    return Entry(_joined(head), words(hit, statement.content), _joined(foot))


def _act(hit: Hit) -> str | None:
    act = hit.statement.act
    return f"not {act}" if act and hit.statement.negated else act


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)


def _source(document: Document) -> str:
    return _joined((document.outlet or document.issuer, document.published, document.url or document.origin))


def _sections(found: Iterable[Hit]) -> Iterator[tuple[Document, list[Entry]]]:
    """The statements of each document that follow each other; what was rejected is left out."""
    for _, group in groupby(not_rejected(found), key=lambda hit: hit.version):
        hits = list(group)
        yield hits[0].document, [entry(hit) for hit in hits]


def write_markdown(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write the note as Markdown (CommonMark); nothing that stands in a document works as markup."""
    out.write(f"# {TITLE}\n".encode())
    for document, entries in _sections(found):
        lines = [f"\n## {markdown(document.title or document.origin)}\n", f"{markdown(_source(document))}\n"]
        for own in entries:
            # A backslash at the end of a line breaks it.
            lines.append(f"- **{markdown(own.head)}**\\\n  {markdown(own.text)}\\\n  *{markdown(own.foot)}*\n")
        out.write("\n".join(lines).encode("utf-8", "replace"))


def write_docx(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write the note as a Word file."""
    import docx

    file = docx.Document()
    file.add_heading(TITLE, level=1)
    for document, entries in _sections(found):
        file.add_heading(_line(document.title or document.origin), level=2)
        file.add_paragraph(_line(_source(document)))
        for own in entries:
            paragraph = file.add_paragraph(style="List Bullet")
            paragraph.add_run(_line(own.head)).bold = True
            paragraph.add_run(f"\n{_line(own.text)}\n")
            paragraph.add_run(_line(own.foot)).italic = True
    file.save(out)


def _line(text: str) -> str:
    return " ".join(plain(text).split())
