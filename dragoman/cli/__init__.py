"""The ``dragoman`` command: one file a command."""

from __future__ import annotations

import click

from dragoman import __version__
from dragoman.cli.actors import actors
from dragoman.cli.compare import compare
from dragoman.cli.ledger import ledger
from dragoman.cli.people import people
from dragoman.cli.read import read
from dragoman.cli.serve import serve
from dragoman.cli.watch import watch


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Who said what, to whom, when, and on whose word.

    \b
    Example:
      dragoman read examples/january-2022
    """


main.add_command(read)
main.add_command(compare)
main.add_command(actors)
main.add_command(ledger)
main.add_command(serve)
main.add_command(people)
main.add_command(watch)
