"""``dragoman ledger exchanges``: which exchanges a ledger tells of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.ledger.common import format_option, ledger_option, opened
from dragoman.cli.options import config_option, registry
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.exchanges import Kept


@click.command(short_help="List the exchanges that a ledger tells of.")
@format_option("text", "jsonl")
@config_option
@ledger_option
def exchanges(where: str, output: str, config: Path | None) -> None:
    """List the exchanges that the texts of a ledger tell of, in order of date, each with its id, as people merged them.

    They are found anew where something was read or put right since they were last found.

    \b
    Examples:
      dragoman ledger exchanges
      dragoman ledger search --exchange call-2022-01-28
    """
    with opened(where) as own:
        found = current(own, config)
        merged = own.same("exchange")
    for kept in found:
        same = sorted(id for id, into in merged.items() if into == kept.exchange.id)
        click.echo(json.dumps(_record(kept, same), ensure_ascii=False) if output == "jsonl" else _told(kept, same))
    if not found:
        click.echo("no exchange was found", err=True)


def current(own: Ledger, config: Path | None) -> tuple[Kept, ...]:
    """The exchanges that a ledger tells of at this moment."""
    from dragoman.accounts.dossier import refresh

    refresh(own, registry(config))
    return own.exchanges()


def known(own: Ledger, config: Path | None, name: str) -> list[str]:
    """The ids of the exchanges that a name means: the one of that id, or all whose ids begin so.

    Raises:
        click.ClickException: there is none.
    """
    ids = [kept.exchange.id for kept in current(own, config)] + list(own.same("exchange"))
    found = [name] if name in ids else [id for id in ids if name and id.startswith(name)]
    if not found:
        raise click.ClickException(
            f"{flat(own.name)}: tells of no exchange {flat(name)}; see dragoman ledger exchanges"
        )
    return found


def _record(kept: Kept, same: list[str]) -> dict[str, object]:
    exchange = kept.exchange
    return {
        "id": exchange.id, "kind": exchange.kind, "date": exchange.date, "medium": exchange.medium,
        "place": exchange.place, "participants": [{"id": own.id, "name": own.name} for own in exchange.participants],
        "documents": list(kept.documents), "statements": list(kept.statements), "merged": same,
    }  # fmt: skip


def _told(kept: Kept, same: list[str]) -> str:
    exchange = kept.exchange
    who = ", ".join(flat(own.name) for own in exchange.participants)
    counts = f"{len(kept.documents)} documents, {len(kept.statements)} statements"
    merged = "".join(f"\n     with {flat(id)}" for id in same)
    return f"{flat(exchange.id)}\n     {exchange.date or 'undated'} · {exchange.kind} · {who} · {counts}{merged}\n"
