"""Where a comparison is written to, in each format."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from dragoman.accounts.sheet import Report
    from dragoman.nouns import Comparison

FORMATS = ("text", "json", "html", "markdown", "docx")


def write(comparisons: Sequence[Comparison], report: Report, form: str, out: Path | None) -> None:
    """Write to a file, or to the standard output; JSON holds all comparisons, the other formats the report.

    Raises:
        click.ClickException: the file cannot be written.
    """
    if form == "text":
        with text_output(out) as lines:
            _print(report, lines)
        return
    data = _bytes(comparisons, report, form)
    if out is None:
        sys.stdout.buffer.write(data)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written: {error.strerror}") from error


@contextmanager
def text_output(out: Path | None) -> Iterator[TextIO]:
    """The file, or the standard output, for text.

    Raises:
        click.ClickException: the file cannot be written.
    """
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A terminal that cannot show a letter shows a question mark.
            sys.stdout.reconfigure(errors="replace")
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="\n") as lines:
            yield lines
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written: {error.strerror}") from error


def _print(report: Report, lines: TextIO) -> None:
    from rich.console import Console

    from dragoman.cli.comparison.text import write_text

    write_text(report, Console(file=lines, highlight=False, emoji=False, markup=False))


def _bytes(comparisons: Sequence[Comparison], report: Report, form: str) -> bytes:
    if form == "docx":
        from dragoman.cli.comparison.word import word

        return word(report)
    # Half characters that a document may hold have no UTF-8.
    return _text(comparisons, report, form).encode("utf-8", "replace")


def _text(comparisons: Sequence[Comparison], report: Report, form: str) -> str:
    if form == "html":
        from dragoman.cli.comparison.page import page

        return page(report)
    if form == "markdown":
        from dragoman.cli.comparison.markdown import markdown

        return markdown(report)
    from dragoman.records import comparison_record

    records = [comparison_record(own) for own in comparisons]
    return json.dumps({"exchanges": records}, ensure_ascii=False) + "\n"
