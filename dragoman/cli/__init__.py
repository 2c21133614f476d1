"""The ``dragoman`` command: one file a command."""

from __future__ import annotations

import click

from dragoman import __version__
from dragoman.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    package="dragoman.cli",
    names=("actors", "compare", "ledger", "people", "read", "serve", "watch"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Who said what, to whom, when, and on whose word.

    \b
    Example:
      dragoman read examples/january-2022
    """
