"""``dragoman ledger status``: how much there is."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from dragoman.cli.ledger.common import format_option, ledger_option, opened
from dragoman.cli.text import flat


@click.command(short_help="Tell how much a ledger holds.")
@format_option("text", "json")
@ledger_option
def status(where: str, output: str) -> None:
    """Tell how many documents, versions, readings, statements and judgements a ledger holds, and by which models.

    \b
    Example:
      dragoman ledger status --format json
    """
    with opened(where) as own:
        found = own.status()
        name = own.name
    if output == "json":
        click.echo(json.dumps({"ledger": name, **asdict(found)}, ensure_ascii=False, indent=2))
        return
    click.echo(flat(name))
    for label, number in (
        ("documents", found.documents), ("versions", found.versions), ("of them copies", found.copies),
        ("readings", found.readings), ("statements", found.statements), ("judgements", found.judgements),
    ):  # fmt: skip
        click.echo(f"  {number:>11,}  {label}")
    if found.unread:
        click.echo(f"  {found.unread:>11,}  statements judged that no current reading has")
    for model, number in found.models.items():
        click.echo(f"  {number:>11,}  read by {flat(model)}")
    click.echo(f"  {found.bytes / 1e6:>9,.1f} MB")
