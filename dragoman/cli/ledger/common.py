"""What the commands of ``dragoman ledger`` share: which ledger, and what is said where it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])


def ledger_option(command: Command) -> Command:
    """Give a command the option that names the ledger; it gets it as ``where``."""
    return click.option(
        "--ledger", "where", metavar="PATH|URL", envvar="DRAGOMAN_LEDGER", default="dragoman.db", show_default=True,
        help="The ledger: a SQLite file, or postgresql+psycopg://...",
    )(command)  # fmt: skip


def format_option(*forms: str) -> Callable[[Command], Command]:
    """Give a command the option that names the format, the first unless another is chosen; it gets it as ``output``."""
    words = f"{forms[0]} for a person, or {forms[1]}."
    return click.option("--format", "output", type=click.Choice(forms), default=forms[0], show_default=True, help=words)


@contextmanager
def opened(where: str, create: bool = False) -> Iterator[Ledger]:
    """The ledger that was named, for as long as it is used; what is wrong with it ends the command in a line."""
    from dragoman.cli.text import flat
    from dragoman.ledger import Ledger, LedgerError

    try:
        with Ledger.open(where, create) as own:
            yield own
    except LedgerError as error:
        raise click.ClickException(flat(str(error))) from error
