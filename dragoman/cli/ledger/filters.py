"""The options by which commands choose statements, and the query that they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ledger.common import Command
from dragoman.nouns import KINDS

if TYPE_CHECKING:
    from dragoman.ledger import Ledger, Query

FORMS = ("direct", "indirect", "mixed")
JUDGEMENTS = ("accept", "reject", "unsure", "edit", "none")
ORDERS = ("newest", "oldest", "relevance")


def _many(
    name: str, text: str, choices: tuple[str, ...] = (), metavar: str | None = None
) -> Callable[[Command], Command]:
    """An option that may be given several times; one of its values is enough."""
    kind = click.Choice(choices) if choices else None
    return click.option(name, type=kind, metavar=metavar, multiple=True, help=text)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _many("--speaker", "Who said it: an actor's id or name.", metavar="ACTOR"),
    _many("--voucher", "On whose word, anywhere in the chain: an actor's id or name.", metavar="ACTOR"),
    _many("--addressee", "To whom: an actor's id or name.", metavar="ACTOR"),
    _many("--act", "What kind of act, such as DENY.", metavar="CODE"),
    _many("--form", "How the words are given.", FORMS),
    _many("--topic", "What it is about.", metavar="TOPIC"),
    _many("--outlet", "Who published it.", metavar="NAME"),
    _many("--issuer", "Who vouches for the official text.", metavar="NAME"),
    _many("--exchange", "Of which exchange it tells: its id, or how that begins.", metavar="ID"),
    _many("--language", "In which language, such as fr.", metavar="CODE"),
    _many("--kind", "What the document is.", KINDS),
    _many("--judgement", "What a person said of it; none where nobody did.", JUDGEMENTS),
    click.option("--said", metavar="DATE", help="When it was said, as 2022-01-28, 2022-01 or 2022-01-28/2022-02-12."),
    click.option("--refers", metavar="DATE", help="A time of which it speaks, written in the same way."),
    click.option("--document", metavar="NAME", help="Where it stands: a document's id or address, or a version's key."),
    click.option("--everything", is_flag=True, help="Find also statements of copies and of old versions."),
)
_ORDER = click.option(
    "--order", type=click.Choice(ORDERS), default="newest", show_default=True, help="Which come first."
)


def choosing_options(command: Command) -> Command:
    """Give a command the options that choose statements; it gets them by the names of the fields of a query."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def filter_options(command: Command) -> Command:
    """Give a command the options that choose statements, and the one that puts them in order."""
    return choosing_options(_ORDER(command))


def query_of(own: Ledger, words: tuple[str, ...] = (), **asked: Any) -> Query:
    """The query that options make, the names of actors turned into ids.

    Raises:
        LedgerError: a date is none, or relevance is asked for without words.
        click.ClickException: the ledger tells of no such exchange.
    """
    from dragoman.cli.ledger.exchanges import known
    from dragoman.ledger import Query

    for role in ("speaker", "voucher", "addressee"):
        asked[role] = tuple(id_ for name in asked[role] for id_ in _ids(own, name))
    asked["exchange"] = tuple(id_ for name in asked["exchange"] for id_ in known(own, None, name))
    return Query(words=" ".join(words) or None, **asked)


def _ids(own: Ledger, name: str) -> list[str]:
    """The ids that a name means: those of the actors so called, or else itself."""
    return [actor.id for actor in own.actors(name)] or [name]
