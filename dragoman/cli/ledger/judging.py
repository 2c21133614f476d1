"""What the commands that pass judgements share: who judges, and how actors are named."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from dragoman.cli.ledger.common import Command

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.ledger import Ledger
    from dragoman.ledger.naming import Namer


def by_option(command: Command) -> Command:
    """Give a command the option that says who judges; it gets it as ``by``."""
    return click.option(
        "--by", metavar="NAME", default=_user, show_default="your user name", callback=_named, help="Who judges."
    )(command)


def why_option(command: Command) -> Command:
    """Give a command the option that says why; it gets it as ``why``."""
    return click.option("--why", metavar="TEXT", callback=_whole, help="Why, in a few words.")(command)


def namer(own: Ledger, config: Path | None) -> Namer:
    """What finds actors by name for a ledger, with the user's own records."""
    from dragoman.cli.options import registry
    from dragoman.ledger.naming import Namer

    return Namer(own, registry(config))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _named(context: click.Context, parameter: click.Parameter, value: str) -> str:
    name = _whole(context, parameter, value)
    if not name or not name.strip():
        raise click.BadParameter("say who judges")
    return name


def _whole(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """What can be stored: bytes of the command line that are no UTF-8 come as halves of characters."""
    from dragoman.documents.whole import whole

    return None if value is None else whole(value)
