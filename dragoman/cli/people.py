"""``dragoman people``: who may use the desk of a ledger, and what they did there."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from dragoman.cli.ledger.common import format_option, ledger_option
from dragoman.cli.options import iso_date
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.desk.people import Doer, People, Person, Role

_ROLES = ("reader", "reviewer", "admin")
role_option = click.option(
    "--role", type=click.Choice(_ROLES), default="reader", show_default=True,
    help="A reader looks, a reviewer also judges and adds documents, an admin also sees to people.",
)  # fmt: skip


@click.group(short_help="See to who may use the desk.")
def people() -> None:
    """See to the accounts of the desk, and to the log of what was done there.

    With the first account, everybody has to sign in, and the desk may listen beyond this machine.

    \b
    Example:
      dragoman people add "Anna Example" --role admin
    """


@people.command(short_help="Make an account.")
@click.argument("name")
@role_option
@click.option("--no-password", is_flag=True, help="Make it for one whom only a proxy signs in (serve --trust-header).")
@ledger_option
def add(name: str, role: Role, no_password: bool, where: str) -> None:
    """Make an account for NAME. The password is asked for, or read from the first line of the standard input.

    \b
    Example:
      dragoman people add anna --role reviewer
    """
    with _opened(where) as (own, doer):
        person = own.add(doer, name, role, None if no_password else _password())
    click.echo(f"{flat(person.name)} is {_with_article(person.role)}")


@people.command("list", short_help="List the accounts.")
@format_option("text", "jsonl")
@ledger_option
def list_(where: str, output: str) -> None:
    """List the accounts: names, roles, since when, and when they last signed in, in UTC.

    \b
    Example:
      dragoman people list --format jsonl
    """
    with _opened(where) as (own, _):
        found = own.every()
    for person in found:
        click.echo(json.dumps(asdict(person), ensure_ascii=False) if output == "jsonl" else _line(person))
    if not found and output == "text":
        click.echo("there are no accounts: nobody has to sign in, and the desk listens on this machine alone")


@people.command(short_help="Give somebody a role.")
@click.argument("name")
@click.argument("role", type=click.Choice(_ROLES))
@ledger_option
def role(name: str, role: Role, where: str) -> None:
    """Give NAME another role: reader, reviewer or admin. It holds from their next page on.

    \b
    Example:
      dragoman people role anna admin
    """
    with _opened(where) as (own, doer):
        person = own.set_role(doer, name, role)
    click.echo(f"{flat(person.name)} is {_with_article(person.role)}")


@people.command(short_help="Give somebody a password.")
@click.argument("name")
@ledger_option
def password(name: str, where: str) -> None:
    """Give NAME another password, and sign them out everywhere. It is asked for, or read from the standard input.

    \b
    Example:
      dragoman people password anna
    """
    with _opened(where) as (own, doer):
        person = own.set_password(doer, name, _password())
    click.echo(f"{flat(person.name)} has a new password, and is signed out everywhere")


@people.command(short_help="Delete an account.")
@click.argument("name")
@ledger_option
def remove(name: str, where: str) -> None:
    """Delete the account of NAME, with its sessions and its token. What they judged stays, under their name.

    With the last account, nobody has to sign in any more, and the desk listens on this machine alone.

    \b
    Example:
      dragoman people remove anna
    """
    with _opened(where) as (own, doer):
        own.remove(doer, name)
    click.echo(f"{flat(name)} has no account any more")


@people.command(short_help="Make a token for somebody's programs.")
@click.argument("name")
@click.option("--revoke", is_flag=True, help="Take the token away, and make no other.")
@ledger_option
def token(name: str, revoke: bool, where: str) -> None:
    """Print a token for the programs of NAME, in place of any before; it is shown this once.

    A program sends it as "Authorization: Bearer TOKEN", and may do what NAME may, but see to people.

    \b
    Example:
      dragoman people token anna
    """
    with _opened(where) as (own, doer):
        if revoke:
            own.revoke_token(doer, name)
            click.echo(f"{flat(name)} has no token any more")
        else:
            click.echo(own.new_token(doer, name))


@people.command(short_help="Print who did what, as JSON Lines.")
@click.option("--who", metavar="NAME", default="", help="Only what NAME did.")
@click.option("--event", metavar="EVENT", default="", help="Only that: sign-in, judgement, role-changed ...")
@click.option("--since", metavar="DATE", callback=iso_date, help="Only from that day on, in UTC.")
@ledger_option
def log(who: str, event: str, since: str | None, where: str) -> None:
    """Print who did what at the desk and when, the oldest first: one JSON object a line.

    \b
    Example:
      dragoman people log --event sign-in-failed --since 2026-11-01
    """
    from dragoman.desk.people import EVENTS

    if event and event not in EVENTS:
        raise click.BadParameter(f"there is no {event!r}; there are {', '.join(EVENTS)}", param_hint="--event")
    with _opened(where) as (own, _):
        for entry in own.log.every(who, event, since or ""):
            click.echo(json.dumps(asdict(entry), ensure_ascii=False))


@contextmanager
def _opened(where: str) -> Iterator[tuple[People, Doer]]:
    """The people of a ledger, made if need be, and who sits at this machine."""
    from dragoman.desk.guard import user_name
    from dragoman.desk.people import Doer, PasswordError, People, PeopleError
    from dragoman.ledger import LedgerError
    from dragoman.ledger.engine import open_engine, url_of

    try:
        engine = open_engine(url_of(where), create=True)
        try:
            yield People(engine), Doer(user_name(), "command line")
        finally:
            engine.dispose()
    except (LedgerError, PeopleError, PasswordError) as error:
        raise click.ClickException(flat(str(error))) from error


def _password() -> str:
    """A password: asked for twice at a terminal, else the first line of the standard input; never an argument, which
    everybody on the machine could see."""  # fmt: skip
    if _at_terminal():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _with_article(role: str) -> str:
    return f"an {role}" if role == "admin" else f"a {role}"


def _line(person: Person) -> str:
    came = f"last signed in {person.signed_in[:16].replace('T', ' ')}" if person.signed_in else "never signed in"
    more = "" if person.password else ", by the proxy alone"
    return (
        f"{flat(person.name)}: {person.role}, since {person.added[:10]}, {came}{more}{', has a token' * person.token}"
    )
