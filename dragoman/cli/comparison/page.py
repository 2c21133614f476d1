"""A report as one self-contained HTML page: the points, the framing, and below the full texts, which cells lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import quote as encoded

from jinja2 import Environment, PackageLoader, Template

from dragoman.accounts.sheet import Quote, Report, Sheet, Source
from dragoman.cli.comparison import words
from dragoman.cli.comparison.marks import Mark, marked
from dragoman.cli.comparison.underlined import KINDS, kinds, underlined
from dragoman.cli.text import flat
from dragoman.reading.segments import paragraphs


@cache
def _template() -> Template:
    loader = PackageLoader("dragoman.cli.comparison", "templates")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"flat": flat, "fragment": encoded}
    return environment.get_template("page.html")


def page(report: Report) -> str:
    """The page. It needs no network and runs no script.

    Every row and cell has an id made of those of the exchange, the point and the account: ``call-...-p3-russia``.
    """
    marks: dict[int, dict[str, Mark]] = {source.number: {} for source in report.sources}
    for sheet in report.sheets:
        for mark, source in _marks(sheet):
            marks[source.number].setdefault(mark.id, mark)
    texts = {
        source.number: marked(
            source.document.text, paragraphs(source.document.text), marks[source.number].values()
        )
        for source in report.sources
    }  # fmt: skip
    return _template().render(
        report=report, words=words, texts=texts, cell_id=cell_id, place=place, note=words.nothing_to_compare(report),
        underlined=underlined, kinds=kinds, names=KINDS,
    )  # fmt: skip


def cell_id(sheet: Sheet, point: str, account: str = "") -> str:
    """The id of a cell, or of its row where no account is given."""
    return "-".join(part for part in (sheet.comparison.exchange.id, point, account) if part)


def place(quote: Quote) -> str:
    """The id of the place of a quote in the text of its source."""
    return f"d{quote.source.number}-{quote.span.start}-{quote.span.end}"


def _marks(sheet: Sheet) -> Iterator[tuple[Mark, Source]]:
    """What is marked in the texts: the words of the points, then those of the framing; each leads back to its cell."""
    for row in sheet.rows:
        for cell in row.cells:
            for own in cell.quotes:
                back = encoded(cell_id(sheet, row.point.id, cell.account.id))
                title = f"{row.point.id} {words.label(row)}"
                yield Mark(*own.span, place(own), f"point {row.point.label}", back, title), own.source
    for category, facts in sheet.framing.items():
        if category != words.ORDER:
            for fact in facts:
                back = encoded(f"{sheet.comparison.exchange.id}-framing")
                for own in fact.quotes:
                    yield Mark(*own.span, place(own), "frame", back, f"{category}: {flat(fact.value)}"), own.source
