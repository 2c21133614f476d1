"""``dragoman ledger export``: statements out, in the formats of others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.ledger.filters import filter_options, query_of
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Ledger, Query

FORMATS = ("jsonl", "csv", "parquet", "annotations", "graphml", "events", "markdown", "docx", "markup")


@click.command(short_help="Write statements for other programs, or for a note.")
@click.argument("words", nargs=-1)
@click.option(
    "--format",
    "output",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="What is written; docs/ledger.md tells what is in each.",
)
@click.option(
    "-o",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to; without it, the standard output. For markup, a folder.",
)
@filter_options
@ledger_option
def export(words: tuple[str, ...], where: str, output: str, file: Path | None, **asked: Any) -> None:  # fmt: skip
    """Write all statements that are found, chosen as with dragoman ledger search, without a limit.

    Every format says which readings are confirmed: accepted, rejected, unsure, edited or unjudged. A file is written
    whole or not at all.

    \b
    Examples:
      dragoman ledger export > everything.jsonl
      dragoman ledger export --format csv --act DENY --said 2022-01 -o denials.csv
      dragoman ledger export --format markup --judgement accept --judgement edit -o corrected/
    """
    from dragoman.ledger.export import BINARY

    if output == "markup" and file is None:
        raise click.UsageError("markup is a file a document; give a folder with -o")
    if output in BINARY and file is None and sys.stdout.isatty():
        raise click.UsageError(f"{output} is nothing for a terminal; give a file with -o")
    with opened(where) as own:
        query = query_of(own, words, **asked)
        if output == "markup" and file is not None:
            _write_training(own, query, file)
        else:
            _write(own, query, output, file)


def _write(own: Ledger, query: Query, form: str, file: Path | None) -> None:
    from dragoman.ledger.export import export as write
    from dragoman.ledger.export import export_readings

    with _opened(file) as out:
        if form == "jsonl":
            export_readings(own, query, out)
        else:
            write(own, query, form, out)


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    """The standard file, or a file that takes its name only once all of it is written."""
    if file is None:
        yield sys.stdout.buffer
        return
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as draft:
            try:
                yield draft  # type: ignore[misc]  # it has all that a BinaryIO has
            except BaseException:
                draft.close()
                with suppress(OSError):
                    os.unlink(draft.name)
                raise
        os.chmod(draft.name, 0o666 & ~_umask())
        os.replace(draft.name, file)
    except OSError as error:
        raise click.ClickException(f"{flat(str(file))}: could not be written ({error.strerror or error})") from error


def _umask() -> int:
    own = os.umask(0)
    os.umask(own)
    return own


def _write_training(own: Ledger, query: Query, folder: Path) -> None:
    """A file a document; those that the markup cannot hold are named, and the exit code is 1."""
    from dragoman.ledger.export import export_training

    faults = []
    written = 0
    for marked in export_training(own, query):
        if marked.text is None:
            faults.append(f"{marked.document.title or marked.document.origin}: {marked.fault}")
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{marked.name}.txt").write_text(marked.text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.ClickException(f"{flat(str(folder))}: could not be written ({error.strerror})") from error
        written += 1
    click.echo(f"{written} texts written", err=True)
    for fault in faults:
        click.echo(f"left out {flat(fault)}", err=True)
    if faults:
        raise SystemExit(1)
