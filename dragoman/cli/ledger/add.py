"""``dragoman ledger add``: documents in, read and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from dragoman.cli.batch import Work, complain, inputs_argument, progress, read_all, reading_options
from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.nouns import Document, Reading

if TYPE_CHECKING:
    from dragoman.documents import Failure, Options
    from dragoman.ledger import Ledger

NEWS = {
    "document": "new", "version": "new versions of earlier ones", "reading": "read anew", "nothing": "there already"
}  # fmt: skip


@click.command(short_help="Read documents and keep what was read.")
@inputs_argument
@reading_options
@click.option("--again", is_flag=True, help="Read also what this model has read already, and keep what differs.")
@ledger_option
def add(inputs: tuple[str, ...], where: str, again: bool, options: Options, work: Work) -> None:
    """Read documents and keep them with what was read, each as soon as it is read; the ledger is made if need be.

    The inputs are those of dragoman read. A document that is there already, read by the same model, is not read again:
    a call that was cut short, at any moment, is taken up by giving it again. A text that has changed becomes a new
    version. Documents that cannot be read are named at the end, the others are kept; then the exit code is 1.

    \b
    Examples:
      dragoman ledger add examples/january-2022
      dragoman ledger add --ledger dossier.db --kind readout --issuer Kremlin call/*.html
    """
    from dragoman.documents import open_documents

    with opened(where, create=True) as own:
        # Copies are looked for in the whole ledger, so that no call has to remember its documents.
        documents = open_documents(inputs, options, duplicates=False)
        with closing(read_all(documents, work, lambda *it: not again and own.has(*it))) as results:
            news, failures = _keep(own, results, again)
    number = sum(news[key] for key in NEWS)
    if number:
        told = ", ".join(f"{news[key]} {words}" for key, words in NEWS.items() if news[key])
        copies = f"; {news['copy']} are copies of others" if news["copy"] else ""
        click.echo(f"{number} documents: {told}{copies}; {news['statements']} statements added")
    if failures or not number:
        complain(failures, number)
        raise SystemExit(1)


def _keep(
    own: Ledger, results: Iterator[Reading | Document | Failure], again: bool
) -> tuple[Counter[str], list[Failure]]:
    from dragoman.documents import Failure

    news: Counter[str] = Counter()
    failures: list[Failure] = []
    with progress("kept") as step:
        for number, result in enumerate(results, 1):
            if isinstance(result, Failure):
                failures.append(result)
            elif isinstance(result, Reading):
                added = own.add(result, again)
                news[added.news] += 1
                news["copy"] += added.copy_of is not None and added.news != "nothing"
                news["statements"] += len(result.statements) if added.news != "nothing" else 0
            else:
                news["nothing"] += 1
            step(number - len(failures), len(failures))
    return news, failures
