"""``dragoman serve``: the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.batch import Work, read_all
from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.options import config_option
from dragoman.nouns import Reading

if TYPE_CHECKING:
    from dragoman.desk import Desk


@click.command(short_help="Open the desk: the ledger in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="The port to listen on.")
@click.option("--desk", "own", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="The desk's own file; without it, LEDGER.desk beside the ledger.")  # fmt: skip
@click.option("--demo", is_flag=True, help="Open the desk on the example dossier, in a ledger of its own.")
@config_option
@ledger_option
def serve(where: str, host: str, port: int, own: Path | None, demo: bool, config: Path | None) -> None:
    """Open the desk on a ledger, which is made if need be: pages for a browser, at the address that is printed.

    \b
    Examples:
      dragoman serve --demo
      dragoman serve --ledger dossier.db --port 8400
    """
    from dragoman.actors.check import RegistryError
    from dragoman.cli.options import complain
    from dragoman.cli.text import flat
    from dragoman.desk import Desk
    from dragoman.ledger import LedgerError

    if host not in ("127.0.0.1", "localhost", "::1"):
        raise click.UsageError("the desk asks nobody to sign in, and listens on this machine alone; leave --host out")
    if demo:
        where = _demo(config)
    try:
        desk = Desk.open(where, own, config)
    except LedgerError as error:
        raise click.ClickException(flat(str(error))) from error
    except RegistryError as error:
        complain(error.problems)
        raise click.ClickException("your own records cannot be used; mend them first") from error
    _listen(desk, host, port)


def _listen(desk: Desk, host: str, port: int) -> None:
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
        config = uvicorn.Config(create_app(desk), log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _demo(config: Path | None) -> str:
    """The ledger of the example dossier; its documents are read where they are not there yet."""
    from dragoman.desk import demo
    from dragoman.documents import open_documents

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
    return where
