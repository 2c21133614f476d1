"""``dragoman read``: documents in, attributed statements out."""

from __future__ import annotations

import io
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import iso_date, language_code
from dragoman.cli.output import html_writer, jsonl_writer, text_writer
from dragoman.nouns import KINDS, Kind, Reading

if TYPE_CHECKING:
    from dragoman.documents import Failure
    from dragoman.nouns import Document
    from dragoman.reading.reader import Reader

WRITERS = {"text": text_writer, "jsonl": jsonl_writer, "html": html_writer}


@click.command(short_help="Read documents and print who said what, on whose word.")
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--format", "form", type=click.Choice(sorted(WRITERS)), default="text", help="text for a person (the "
              "default), jsonl with one object a document, or html, one page with the statements marked.")  # fmt: skip
@click.option("--kind", type=click.Choice(KINDS), help="What the documents are, where they are not what they seem.")
@click.option("--issuer", help="The party that vouches for official documents, such as 'Kremlin'.")
@click.option("--published", metavar="DATE", callback=iso_date,
              help="When the documents were published, as 2022-01-28.")  # fmt: skip
@click.option("--language", metavar="CODE", callback=language_code, help="The language of the documents, such as fr.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="all cores",
              help="Documents read at the same time.")  # fmt: skip
@click.option("--device", type=click.Choice(["cpu"]), default="cpu", show_default=True, help="Where the model runs.")
@click.option("--allow-private", is_flag=True, help="Fetch also from private and loopback addresses.")
def read(
    inputs: tuple[str, ...],
    form: str,
    kind: Kind | None,
    issuer: str | None,
    published: str | None,
    language: str | None,
    jobs: int,
    device: str,
    allow_private: bool,
) -> None:
    """Read documents and print who said what, on whose word, with the words it stands on.

    PATH is a file (text, HTML, PDF, DOCX, RSS, Atom, JSON Lines), a folder, or a pattern such as 'call/*.html'; URL a
    web page or feed; - the standard input. Documents that cannot be read are named at the end, the others are read;
    then the exit code is 1.

    \b
    Examples:
      dragoman read article.html
      dragoman read --format jsonl examples/january-2022 > statements.jsonl
      dragoman read --format html call/*.html > call.html
      cat readout.txt | dragoman read --kind readout --issuer "Élysée Palace" --published 2022-01-28 -
    """
    from dragoman.documents import Failure, Options, open_documents

    options = Options(
        kind=kind, issuer=issuer, published=published, language=language, allow_private=allow_private
    )  # fmt: skip
    failures: list[Failure] = []
    number = 0
    if isinstance(sys.stdout, io.TextIOWrapper):
        if form == "text":
            # A terminal that cannot show a letter shows a question mark.
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    with WRITERS[form](sys.stdout) as write, _progress() as step:
        for result in _read_all(open_documents(inputs, options), jobs):
            if isinstance(result, Failure):
                failures.append(result)
            else:
                write(result)
                number += 1
            step(number, len(failures))
    if failures or not number:
        _complain(failures, number)
        raise SystemExit(1)


def _read_all(documents: Iterable[Document | Failure], jobs: int) -> Iterator[Reading | Failure]:
    """Readings and failures in the order of the documents; the model is loaded when the first document is there."""
    from dragoman.documents import Failure

    cores = os.cpu_count() or 1
    reader: Reader | None = None
    waiting: deque[Future[Reading | Failure] | Failure] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        for document in documents:
            if isinstance(document, Failure):
                waiting.append(document)
            else:
                if reader is None:
                    reader = _load(max(1, cores // jobs))
                waiting.append(pool.submit(_read_one, reader, document))
            while waiting and (len(waiting) > 2 * jobs or _ready(waiting[0])):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _load(threads: int) -> Reader:
    from dragoman.reading.encoder import ModelError
    from dragoman.reading.reader import Reader

    try:
        return Reader.load(threads=threads)
    except ModelError as error:
        raise click.ClickException(str(error)) from error


def _read_one(reader: Reader, document: Document) -> Reading | Failure:
    from dragoman.documents import Failure

    try:
        return reader.read(document)
    except Exception as error:  # one document must not end the batch
        what = f"could not be read ({type(error).__name__}: {error})"
        return Failure(document.origin, what, "please report this with the document")


def _ready(result: Future[Reading | Failure] | Failure) -> bool:
    return not isinstance(result, Future) or result.done()


def _result(result: Future[Reading | Failure] | Failure) -> Reading | Failure:
    return result.result() if isinstance(result, Future) else result


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A line on stderr that counts, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda read, failed: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def step(read: int, failed: int) -> None:
            words = f"{read} documents read" + (f", {failed} failed" if failed else "")
            progress.update(task, description=words)

        yield step


def _complain(failures: list[Failure], number: int) -> None:
    from dragoman.cli.text import flat

    count = f"{len(failures)} of {len(failures) + number} documents could not be read"
    click.echo(f"\n{count}:" if failures else "nothing to read was found", err=True)
    for failure in failures:
        click.echo(f"  {flat(str(failure))}", err=True)
