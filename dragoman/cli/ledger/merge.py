"""``dragoman ledger merge`` and ``split``: who, or what, is the same."""

from __future__ import annotations

import click

from dragoman.cli.ledger.common import Command, ledger_option, opened
from dragoman.cli.ledger.judging import by_option, why_option
from dragoman.cli.text import flat


def _kind_option(command: Command) -> Command:
    return click.option("--kind", type=click.Choice(["actor", "exchange"]), default="actor", show_default=True,
                        help="What the ids are of.")(command)  # fmt: skip


@click.command(short_help="Say that two actors, or exchanges, are one.")
@click.argument("one")
@click.argument("into")
@_kind_option
@by_option
@why_option
@ledger_option
def merge(one: str, into: str, where: str, kind: str, by: str, why: str | None) -> None:
    """Say that what has the id ONE is the same as what has the id INTO.

    Search finds the statements of either by each of them, and exports name INTO for both. It is a judgement like any
    other: kept, and taken back by dragoman ledger split.

    \b
    Example:
      dragoman ledger merge local:v-putin vladimir-putin
    """
    if one == into:
        raise click.UsageError("an id cannot be merged into itself")
    with opened(where) as own:
        if kind == "actor":
            for id_ in (one, into):
                if id_ not in {actor.id for actor in own.actors(id_)}:
                    raise click.ClickException(
                        f"{flat(own.name)}: no statement names an actor {flat(id_)}; give ids, as search tells them"
                    )
        own.judge(kind, one, "edit", by, why, {"same_as": into})
    click.echo(f"{flat(one)} is {flat(into)}")


@click.command(short_help="Take a merge back.")
@click.argument("one")
@_kind_option
@by_option
@why_option
@ledger_option
def split(one: str, where: str, kind: str, by: str, why: str | None) -> None:
    """Say that what has the id ONE is not what it was merged into.

    Two people under one id are split by correcting the speakers of their statements: dragoman ledger judge.

    \b
    Example:
      dragoman ledger split local:v-putin
    """
    with opened(where) as own:
        standing = own.standing(kind, [one]).get(one)
        if standing is None:
            raise click.ClickException(f"{flat(own.name)}: {flat(one)} is merged into nothing")
        own.undo(standing.id, by, why)
    click.echo(f"{flat(one)} stands for itself")
