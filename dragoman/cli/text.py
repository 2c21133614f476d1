"""A reading as text for a person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import category

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.cli.sentence import sentence
from dragoman.nouns import Document, Reading, Span, Spans, Statement

# Format characters that are part of a word in Persian, in the scripts of India, and in emoji.
_JOINERS = "\u200c\u200d"


def render(reading: Reading) -> Iterator[RenderableType]:
    """The document's header with its condition, then its statements, inner ones set under their outer one."""
    document = reading.document
    yield Rule(style="dim")
    yield Text(flat(document.title or document.origin), style="bold")
    yield Text(" · ".join(map(flat, _facts(document))), style="dim")
    for warning in warnings(document):
        yield Text(f"! {flat(warning)}", style="yellow")
    if document.condition.signs:
        yield Padding(Text(f"seen by: {'; '.join(map(flat, document.condition.signs))}", style="dim"), (0, 0, 0, 2))
    if not reading.statements:
        yield Text("\nno attributed statements", style="dim")
    for number, statement in enumerate(reading.statements, 1):
        yield _row(document, statement, number)
    yield Text()


def _row(document: Document, statement: Statement, number: int) -> RenderableType:
    """The statement's number, beside it who did what in whose word, and below that the words it stands on."""
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(justify="right", style="dim", width=3)
    row.add_column(overflow="fold")
    told = sentence(statement)
    line = Text(f"{flat(told.prefix)}: " if told.prefix else "", style="dim")
    line.append(flat(told.speaker), style="bold cyan").append(" ")
    line.append(told.act, style="bold green").append(" ").append_text(content(document, statement))
    if told.rest:
        line.append(f" ({flat(told.rest)})", style="dim")
    row.add_row(str(number), line)
    row.add_row("", Text(f"“{flat(words(document, statement))}” · {statement.form}", style="dim"))
    return Padding(row, (0, 0, 0, 4) if statement.within else (1, 0, 0, 0))


def words(document: Document, statement: Statement) -> str:
    """The words of source and cue in the order of the text; dots where something stands between them."""
    spans = [span for span, _ in attribution(statement)]
    return " … ".join(document.text[start:end] for start, end in _joined(tuple(spans), document.text))


def _facts(document: Document) -> Iterator[str]:
    yield document.kind
    for label, value in (("by", document.issuer), ("in", document.outlet)):
        if value:
            yield f"{label} {value}"
    if document.published:
        yield document.published
    if document.language:
        yield document.language
    if document.title:
        yield document.origin


def warnings(document: Document) -> Iterator[str]:
    """What is wrong with the document as it reached us, a line a finding."""
    condition = document.condition
    if condition.share_read is not None and condition.share_read < 1:
        yield f"only {condition.share_read:.0%} of this text could be read"
    elif condition.truncated:
        yield "this text is cut off"
    if condition.machine_translated:
        yield "this text was translated by machine"
    if condition.byline_missing:
        yield "the byline is missing"
    if condition.syndicated_from:
        yield f"taken over from {condition.syndicated_from}"
    if condition.duplicate_of:
        yield f"nearly the same as {condition.duplicate_of}"


def attribution(statement: Statement) -> list[tuple[Span, str]]:
    """The parts of source and cue in the order of the text (*according to* | *the Élysée*), each with its name."""
    source = [(span, "source") for span in statement.source]
    return sorted(source + [(span, "cue") for span in statement.cue])


def content(document: Document, statement: Statement) -> Text:
    """The content; its parts joined by dots where it is discontinuous."""
    return Text(" … ".join(flat(document.text[s:e]) for s, e in _joined(statement.content, document.text)))


def _joined(spans: Spans, text: str) -> Iterator[tuple[int, int]]:
    """Spans with only blanks between them as one."""
    run = 0
    keys = []
    for before, after in zip((None, *spans), spans, strict=False):
        run += before is not None and bool(text[before[1] : after[0]].strip())
        keys.append((run, after))
    for _, group in groupby(keys, key=lambda pair: pair[0]):
        parts = [span for _, span in group]
        yield parts[0][0], parts[-1][1]


def flat(words: str | None) -> str:
    """The words on one line, without what steers a terminal or turns the direction of the words around it."""
    return " ".join("".join(map(_shown, words or "")).split())


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    # Marks of format (direction, soft hyphens) have no width; what else does not print held words apart.
    return "" if category(char) == "Cf" else " "
