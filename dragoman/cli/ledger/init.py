"""``dragoman ledger init``: a ledger with nothing in it."""

from __future__ import annotations

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.text import flat


@click.command(short_help="Make a ledger.")
@ledger_option
def init(where: str) -> None:
    """Make a ledger where there is none; one of an older release is brought up to date, any other left as it is.

    \b
    Example:
      dragoman ledger init --ledger dossier.db
    """
    with opened(where, create=True) as own:
        click.echo(f"{flat(own.name)} is ready")
