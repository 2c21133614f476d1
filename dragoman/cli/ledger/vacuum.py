"""``dragoman ledger vacuum``: no room wasted."""

from __future__ import annotations

import click

from dragoman.cli.ledger.common import ledger_option, opened


@click.command(short_help="Make a ledger small and quick.")
@ledger_option
def vacuum(where: str) -> None:
    """Give back the room that is not needed, and bring the index together. Writers wait meanwhile.

    \b
    Example:
      dragoman ledger vacuum --ledger dossier.db
    """
    with opened(where) as own:
        before = own.status().bytes
        own.vacuum()
        click.echo(f"{before / 1e6:,.1f} MB before, {own.status().bytes / 1e6:,.1f} MB now")
