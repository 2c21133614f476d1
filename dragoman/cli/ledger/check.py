"""``dragoman ledger check``: whether all that is kept is whole."""

from __future__ import annotations

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.text import flat


@click.command(short_help="Verify every text, span, reference and index.")
@ledger_option
def check(where: str) -> None:
    """Verify every hash, every span against its text, every reference, and the index against what it was made from.

    Each problem is printed. The exit code is 1 where there is one.

    \b
    Example:
      dragoman ledger check --ledger dossier.db
    """
    number = 0
    with opened(where) as own:
        for number, problem in enumerate(own.check(), 1):  # noqa: B007 - the last one counts them
            click.echo(flat(str(problem)), err=True)
    click.echo(f"{number} problems" if number else "everything is in order")
    if number:
        raise SystemExit(1)
