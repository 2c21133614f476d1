"""``dragoman ledger merge`` and ``split``: who, or what, is the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ledger.common import Command, ledger_option, opened
from dragoman.cli.ledger.judging import by_option, why_option
from dragoman.cli.options import config_option
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Ledger


def _kind_option(command: Command) -> Command:
    return click.option("--kind", type=click.Choice(["actor", "exchange"]), default="actor", show_default=True,
                        help="What the ids are of.")(command)  # fmt: skip


@click.command(short_help="Say that two actors, or exchanges, are one.")
@click.argument("one")
@click.argument("into")
@_kind_option
@by_option
@why_option
@config_option
@ledger_option
def merge(one: str, into: str, where: str, kind: str, by: str, why: str | None, config: Path | None) -> None:
    """Say that what has the id ONE is the same as what has the id INTO.

    Search finds the statements of either by each of them, and exports name INTO for both. Two exchanges are from then
    on compared and listed as one, INTO. It is a judgement like any other: kept, and taken back by dragoman ledger
    split.

    \b
    Examples:
      dragoman ledger merge local:v-putin vladimir-putin
      dragoman ledger merge --kind exchange call-2022-01-29-a-b call-2022-01-28-a-b
    """
    if one == into:
        raise click.UsageError("an id cannot be merged into itself")
    with opened(where) as own:
        for id_ in (one, into):
            _check(own, kind, id_, config)
        own.judge(kind, one, "edit", by, why, {**_standing(own, kind, one), "same_as": into})
    click.echo(f"{flat(one)} is {flat(into)}")


@click.command(short_help="Take a merge back, or part an exchange.")
@click.argument("one")
@_kind_option
@click.option(
    "--document", "documents", metavar="NAME", multiple=True, help="A document that tells of another exchange than ONE."
)
@by_option
@why_option
@config_option
@ledger_option
def split(
    one: str, where: str, kind: str, documents: tuple[str, ...], by: str, why: str | None, config: Path | None
) -> None:
    """Say that what has the id ONE is not what it was merged into.

    With --document, an exchange is parted: what these documents (an id or an address) tell is from then on an exchange
    of its own, until it is merged again. Two people under one id are split by correcting the speakers of their
    statements: dragoman ledger judge.

    \b
    Examples:
      dragoman ledger split local:v-putin
      dragoman ledger split --kind exchange call-2022-01-28-a-b --document https://example.org/second-call
    """
    if documents and kind != "exchange":
        raise click.UsageError("--document parts an exchange; give --kind exchange")
    with opened(where) as own:
        if documents:
            _check(own, kind, one, config)
            before = _standing(own, kind, one)
            apart = [*before.get("apart", []), sorted({a for name in documents for a in _addresses(own, name)})]
            own.judge(kind, one, "edit", by, why, {**before, "apart": apart})
        else:
            _stand_alone(own, kind, one, by, why)
    click.echo(f"{flat(one)} is parted" if documents else f"{flat(one)} stands for itself")


def _stand_alone(own: Ledger, kind: str, one: str, by: str, why: str | None) -> None:
    """Let nothing stand that merges ``one`` into something; what else was said of it stands on."""
    if "same_as" not in _standing(own, kind, one):
        raise click.ClickException(f"{flat(own.name)}: {flat(one)} is merged into nothing")
    while "same_as" in (value := _standing(own, kind, one)):
        rest = {name: part for name, part in value.items() if name != "same_as"}
        if rest:
            own.judge(kind, one, "edit", by, why, rest)
        else:
            own.undo(own.standing(kind, [one])[one].id, by, why)


def _standing(own: Ledger, kind: str, id_: str) -> dict[str, Any]:
    """What an edit that stands says of something; nothing where none does."""
    found = own.standing(kind, [id_]).get(id_)
    return dict(found.value) if found and found.verdict == "edit" and isinstance(found.value, dict) else {}


def _check(own: Ledger, kind: str, id_: str, config: Path | None) -> None:
    """Raise ClickException where the ledger knows nothing of that id."""
    if kind == "actor":
        if id_ not in {actor.id for actor in own.actors(id_)}:
            raise click.ClickException(
                f"{flat(own.name)}: no statement names an actor {flat(id_)}; give ids, as search tells them"
            )
        return
    from dragoman.cli.ledger.exchanges import known

    if known(own, config, id_) != [id_]:
        raise click.ClickException(f"{flat(own.name)}: give the whole id of an exchange; see dragoman ledger exchanges")


def _addresses(own: Ledger, name: str) -> set[str]:
    found = {version.address for version in own.versions(name)}
    if not found:
        raise click.ClickException(f"{flat(own.name)}: holds no {flat(name)}; see dragoman ledger search")
    return found
