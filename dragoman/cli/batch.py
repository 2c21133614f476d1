"""Reading many documents, as several commands do: their options, the reading itself, the count, the complaints."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import config_option, iso_date, language_code, registry
from dragoman.nouns import KINDS, Reading

if TYPE_CHECKING:
    from dragoman.documents import Failure
    from dragoman.nouns import Document
    from dragoman.reading.interpret import Interpreter
    from dragoman.reading.reader import Reader

inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL|-...")
_OPTIONS = (
    click.option("--kind", type=click.Choice(KINDS), help="What the documents are, where they are not what they seem."),
    click.option("--issuer", help="The party that vouches for official documents, such as 'Kremlin'."),
    click.option("--published", metavar="DATE", callback=iso_date,
                 help="When the documents were published, as 2022-01-28."),
    click.option("--language", metavar="CODE", callback=language_code,
                 help="The language of the documents, such as fr."),
    click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="all cores",
                 help="Documents read at the same time."),
    click.option("--device", type=click.Choice(["cpu"]), default="cpu", show_default=True,
                 help="Where the model runs."),
    config_option,
    click.option("--allow-private", is_flag=True, help="Fetch also from private and loopback addresses."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """How documents are read: how many at the same time, and with whose records of actors beside the shipped ones."""

    jobs: int
    config: Path | None


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading; it gets them as ``options`` (``documents.Options``) and ``work``."""

    @wraps(command)
    def with_options(*args: Any, device: str, allow_private: bool, jobs: int, config: Path | None, **rest: Any) -> None:
        from dragoman.documents import Options

        facts = {name: rest.pop(name) for name in ("kind", "issuer", "published", "language")}
        command(*args, options=Options(allow_private=allow_private, **facts), work=Work(jobs, config), **rest)

    whole: Callable[..., None] = with_options
    for option in reversed(_OPTIONS):
        whole = option(whole)
    return whole


def read_all(
    documents: Iterable[Document | Failure],
    work: Work,
    known: Callable[[Document, str], bool] = lambda *_: False,
    reader: Reader | None = None,
) -> Generator[Reading | Document | Failure, None, None]:
    """Readings and failures in the order of the documents; without ``reader``, one is loaded for the first document.

    A document that is ``known`` as read by the model of that name is not read, and comes as it is. Who may not go
    through to the end closes it: the threads that read end where they were begun.
    """
    from dragoman.documents import Failure

    jobs = work.jobs
    interpreter: Interpreter | None = None
    waiting: deque[Future[Reading | Failure] | Document | Failure] = deque()
    with ThreadPoolExecutor(jobs) as pool, _cancelled(waiting):
        for document in documents:
            if isinstance(document, Failure):
                waiting.append(document)
            else:
                if reader is None or interpreter is None:
                    reader, interpreter = reader or load_reader(work), _interpreter(work.config)
                known_ = known(document, reader.model.name)
                waiting.append(document if known_ else pool.submit(_read_one, reader, interpreter, document))
            while waiting and (len(waiting) > 2 * jobs or _ready(waiting[0])):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


@contextmanager
def _cancelled(waiting: Iterable[Future[Reading | Failure] | Document | Failure]) -> Iterator[None]:
    """Whatever ends the work, what has not begun is not begun."""
    try:
        yield
    finally:
        for own in waiting:
            if isinstance(own, Future):
                own.cancel()


def load_reader(work: Work) -> Reader:
    """The reader as shipped; the cores are shared among the documents that are read at the same time."""
    from dragoman.reading.encoder import ModelError
    from dragoman.reading.reader import Reader

    try:
        return Reader.load(threads=max(1, (os.cpu_count() or 1) // work.jobs))
    except ModelError as error:
        raise click.ClickException(str(error)) from error


def _interpreter(config: Path | None) -> Interpreter:
    from dragoman.reading.interpret import Interpreter

    return Interpreter(registry(config))


def _read_one(reader: Reader, interpreter: Interpreter, document: Document) -> Reading | Failure:
    from dragoman.documents import Failure

    try:
        return interpreter.interpret(reader.read(document))
    except Exception as error:  # one document must not end the batch
        what = f"could not be read ({type(error).__name__}: {error})"
        return Failure(document.origin, what, "please report this with the document")


def _ready(result: Future[Reading | Failure] | Document | Failure) -> bool:
    return not isinstance(result, Future) or result.done()


def _result(result: Future[Reading | Failure] | Document | Failure) -> Reading | Document | Failure:
    return result.result() if isinstance(result, Future) else result


@contextmanager
def progress(done: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, where that is a terminal; gives a function that says how many documents are ``done`` or failed.

    How many there are is not known before the last is there, so the bar only shows that it goes on.
    """
    if not sys.stderr.isatty():
        yield lambda number, failed: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=20), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def step(number: int, failed: int) -> None:
            words = f"{number} documents {done}" + (f", {failed} failed" if failed else "")
            bar.update(task, description=words)

        yield step


def complain(failures: list[Failure], number: int) -> None:
    """Name the documents that could not be read, beside ``number`` that could."""
    from dragoman.cli.text import flat

    count = f"{len(failures)} of {len(failures) + number} documents could not be read"
    click.echo(f"\n{count}:" if failures else "nothing to read was found", err=True)
    for failure in failures:
        click.echo(f"  {flat(str(failure))}", err=True)
