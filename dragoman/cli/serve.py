"""``dragoman serve``: the desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.batch import Work, read_all
from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.options import config_option
from dragoman.nouns import Reading

if TYPE_CHECKING:
    from dragoman.desk import Desk
    from dragoman.desk.people import Door


@click.command(short_help="Open the desk: the ledger in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="The port to listen on.")
@click.option("--desk", "own", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="The desk's own file; without it, LEDGER.desk beside the ledger.")  # fmt: skip
@click.option("--demo", is_flag=True, help="Open the desk on the example dossier, in a ledger of its own.")
@click.option("--trust-header", "header", metavar="NAME", help="The header in which a proxy names who asks.")
@click.option(
    "--proxy",
    "proxies",
    metavar="ADDRESS",
    multiple=True,
    help="The address of a proxy, or a block as 10.0.0.0/24, whose word is taken for who asks and from where.",
)
@config_option
@ledger_option
def serve(
    where: str, host: str, port: int, own: Path | None, demo: bool, header: str | None, proxies: tuple[str, ...],
    config: Path | None,
) -> None:  # fmt: skip
    """Open the desk on a ledger, which is made if need be: pages for a browser, at the address that is printed.

    Nobody has to sign in while there are no accounts (see dragoman people); then it listens on this machine alone.

    \b
    Examples:
      dragoman serve --demo
      dragoman serve --ledger dossier.db --port 8400
      dragoman serve --host 0.0.0.0 --trust-header X-Forwarded-User --proxy 10.0.0.1
    """
    from dragoman.actors.check import RegistryError
    from dragoman.cli.options import complain
    from dragoman.cli.text import flat
    from dragoman.desk import Desk
    from dragoman.ledger import LedgerError

    door = _door(host, header, proxies)
    if demo:
        where = _demo(config)
    try:
        _see_to_people(where, door, host)
        desk = Desk.open(where, own, config)
    except LedgerError as error:
        raise click.ClickException(flat(str(error))) from error
    except RegistryError as error:
        complain(error.problems)
        raise click.ClickException("your own records cannot be used; mend them first") from error
    if demo:
        _make_ready(desk)
    _listen(desk, door, host, port)


def _door(host: str, header: str | None, proxies: tuple[str, ...]) -> Door:
    """How people reach the desk."""
    from dragoman.desk.people import Door
    from dragoman.desk.people.door import networks

    if header and not proxies:
        raise click.UsageError("--trust-header needs --proxy: from elsewhere anybody could write that header")
    if header is not None and not re.fullmatch(r"[A-Za-z0-9-]+", header):
        raise click.BadParameter(f"{header!r} is no name of a header; write it like X-Forwarded-User")
    try:
        # Whom a proxy on this machine lets through comes from elsewhere.
        return Door(host in ("127.0.0.1", "localhost", "::1") and not proxies, header, networks(proxies))
    except ValueError as error:
        raise click.BadParameter(f"{error}; write it like 10.0.0.1 or 10.0.0.0/24", param_hint="--proxy") from error


def _see_to_people(where: str, door: Door, host: str) -> None:
    """See that a desk that others reach lets in only those it knows."""
    from dragoman.desk.people import People
    from dragoman.ledger.engine import open_engine, url_of

    if door.loopback:
        return
    engine = open_engine(url_of(where), create=True)
    try:
        anybody = People(engine).any()
    finally:
        engine.dispose()
    if not anybody and door.header is None:
        raise click.ClickException(
            f"everybody who reaches {host} could read and judge: make an account first with "
            "`dragoman people add NAME --role admin`, or have a proxy sign people in with --trust-header and --proxy"
        )
    if not door.proxies:
        click.echo(
            "Passwords travel unencrypted; put a proxy with TLS before the desk, and name it by --proxy.", err=True
        )


def _listen(desk: Desk, door: Door, host: str, port: int) -> None:
    import socket

    import uvicorn

    from dragoman.desk import create_app

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            desk.close()
            raise click.ClickException(
                f"{host}:{port} cannot be listened on ({error.strerror}); give another --port"
            ) from error
        name = f"[{host}]" if ":" in host else host
        click.echo(f"The desk is open at http://{name}:{listening.getsockname()[1]}/ (Ctrl+C closes it)")
        # What proxies say is the door's to judge, not the server's.
        app = create_app(desk, door)
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listening])


def _make_ready(desk: Desk) -> None:
    """See that the accounts are compared before the first page is shown."""
    desk.whole()
    if desk.exchanges.working:
        click.echo("Comparing the accounts; this is done once ...")
    try:
        desk.exchanges.wait()
    except KeyboardInterrupt:
        desk.close()
        raise


def _demo(config: Path | None) -> str:
    """The ledger of the example dossier; its documents are read where they are not there yet."""
    from dragoman.desk import demo
    from dragoman.documents import Failure, open_documents

    folder = demo.dossier()
    if folder is None:
        raise click.ClickException("the example dossier is not in this installation; give a ledger with --ledger")
    where = str(demo.ledger())
    with opened(where, create=True) as ledger:
        if ledger.status().documents == 0:
            click.echo("Reading the example dossier; this is done once ...")
        documents = open_documents([str(folder)], duplicates=False)
        for result in read_all(documents, Work(1, config), ledger.has):
            if isinstance(result, Reading):
                ledger.add(result)
            elif isinstance(result, Failure):
                click.echo(f"dragoman: {result}", err=True)
    return where
