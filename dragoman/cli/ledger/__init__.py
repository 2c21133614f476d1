"""``dragoman ledger``: what was read, kept; one file a command."""

from __future__ import annotations

import click

from dragoman.cli.ledger.add import add
from dragoman.cli.ledger.backup import backup
from dragoman.cli.ledger.check import check
from dragoman.cli.ledger.exchanges import exchanges
from dragoman.cli.ledger.export import export
from dragoman.cli.ledger.import_ import import_
from dragoman.cli.ledger.init import init
from dragoman.cli.ledger.judge import judge
from dragoman.cli.ledger.merge import merge, split
from dragoman.cli.ledger.review import review
from dragoman.cli.ledger.search import search
from dragoman.cli.ledger.show import show
from dragoman.cli.ledger.similar import similar
from dragoman.cli.ledger.status import status
from dragoman.cli.ledger.topics import topics
from dragoman.cli.ledger.vacuum import vacuum


@click.group(short_help="Keep what was read: add, search, review, export, import, check, back up.")
def ledger() -> None:
    """Keep what was read, with every version of a text and every judgement, and find it again.

    \b
    Examples:
      dragoman ledger add examples/january-2022
      dragoman ledger search --act DENY
    """


_FINDING = (init, add, status, search, similar, topics, show, exchanges)
_JUDGING = (review, judge, merge, split, export, import_)
_KEEPING = (check, backup, vacuum)
for command in (*_FINDING, *_JUDGING, *_KEEPING):
    ledger.add_command(command)
