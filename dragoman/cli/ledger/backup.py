"""``dragoman ledger backup``: a copy of one moment."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.text import flat


@click.command(short_help="Copy a ledger to a file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@ledger_option
def backup(where: str, file: Path) -> None:
    """Copy a ledger, as it is at this moment, to the new SQLite file FILE; others may go on writing meanwhile.

    The copy is a ledger itself, whichever database it was made from.

    \b
    Example:
      dragoman ledger backup --ledger dossier.db dossier-monday.db
    """
    with opened(where) as own:
        own.backup(file)
    click.echo(f"{flat(str(file))}: {file.stat().st_size / 1e6:,.1f} MB")
