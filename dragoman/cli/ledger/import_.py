"""``dragoman ledger import``: readings and statements in, as others wrote them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.ledger.judging import namer
from dragoman.cli.options import config_option
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.imports import Fault, Taken, Texts

FORMATS = ("jsonl", "csv", "annotations")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".json": "annotations",
             ".jsonld": "annotations"}  # fmt: skip


@click.command("import", short_help="Take in readings, tables or annotations.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "output", type=click.Choice(FORMATS), help="What the files are; without it, by their names.")
@click.option(
    "--map", "columns", metavar="COLUMN=FIELD", multiple=True, help="Which column of a CSV holds which field."
)
@click.option("--text", "texts", metavar="PATH|URL", multiple=True, help="A text that statements stand in.")
@config_option
@ledger_option
def import_(
    files: tuple[str, ...], where: str, output: str | None, columns: tuple[str, ...], texts: tuple[str, ...],
    config: Path | None,
) -> None:  # fmt: skip
    """Take in JSON Lines (of dragoman ledger export or dragoman read), CSV with a statement a row, or Web Annotation.

    Statements of CSV and Web Annotation stand in documents that are in the ledger, or in texts given by --text. They
    are kept beside what was read there. What cannot be taken in is named by its line at the end, the rest is kept;
    then the exit code is 1.

    \b
    Examples:
      dragoman ledger import everything.jsonl
      dragoman ledger import --map Quote=content --map Who=speaker --map File=document --text corpus/ coded.csv
    """
    mapping = dict(_pair(own) for own in columns)
    faults: list[str] = []
    news: Counter[str] = Counter()
    with opened(where, create=True) as own:
        known = _texts(own, texts, faults)
        for name in files:
            form = output or _SUFFIXES.get(Path(name).suffix.lower())
            if form is None:
                raise click.UsageError(f"{flat(name)}: say what it is with --format")
            try:
                with _opened(name) as file:
                    for found in _imported(own, file, name, form, mapping, known, config):
                        _count(found, news, faults)
            except OSError as error:
                faults.append(f"{name}: could not be opened ({error.strerror or error})")
    told = ", ".join(f"{news[key]} {words}" for key, words in _NEWS.items() if news[key])
    click.echo(f"{told or 'nothing new'}; {news['judgements']} judgements")
    if faults:
        click.echo(f"\n{len(faults)} could not be taken in:", err=True)
        for fault in faults:
            click.echo(f"  {flat(fault)}", err=True)
        raise SystemExit(1)


_NEWS = {"document": "new documents", "version": "new versions", "reading": "new readings", "nothing": "there already"}


def _pair(written: str) -> tuple[str, str]:
    column, equals, name = written.rpartition("=")
    if not equals:
        raise click.UsageError(f"--map {flat(written)}: write COLUMN=FIELD")
    return column, name


def _texts(own: Ledger, given: tuple[str, ...], faults: list[str]) -> Texts:
    from dragoman.documents import Failure, open_documents
    from dragoman.ledger.imports import Texts

    documents = []
    for found in open_documents(given, duplicates=False):
        if isinstance(found, Failure):
            faults.append(str(found))
        else:
            documents.append(found)
    return Texts(own, documents)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file


def _imported(
    own: Ledger, file: BinaryIO, name: str, form: str, columns: dict[str, str], texts: Texts, config: Path | None
) -> Iterator[Taken | Fault]:
    from dragoman.ledger.imports import import_annotations, import_readings, import_table

    if form == "jsonl":
        return import_readings(own, file, name, namer(own, config))
    short = Path(name).name
    if form == "csv":
        return import_table(own, file, short, namer(own, config), texts, columns)
    return import_annotations(own, file, short, namer(own, config), texts)


def _count(found: Taken | Fault, news: Counter[str], faults: list[str]) -> None:
    from dragoman.ledger.imports import Fault

    if isinstance(found, Fault):
        faults.append(str(found))
    else:
        news[found.news or ""] += 1
        news["judgements"] += found.judgements
