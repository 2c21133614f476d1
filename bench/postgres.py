"""A PostgreSQL server of our own, from the binaries of the system, in a folder, for as long as it is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

#: Whom the server runs as where we are root, which PostgreSQL refuses.
UNPRIVILEGED = "nobody"


class NoPostgres(Exception):  # noqa: N818 - a finding about the machine, not an error of the program
    """The binaries of PostgreSQL are not there."""


def binaries() -> Path:
    """The folder with ``initdb`` and ``pg_ctl`` of the newest PostgreSQL installed.

    Raises:
        NoPostgres: there is none.
    """
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    for folder in (*reversed(folders), *([Path(on_path).parent] if on_path else [])):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("PostgreSQL is not installed: apt-get install postgresql")


class Server:
    """A running server; databases are made on it as asked for."""

    def __init__(self, folder: Path) -> None:
        """Serve from ``folder``, where the socket is, too."""
        self.folder = folder
        self._bin = binaries()
        self._numbers = count(1)

    def make(self) -> None:
        """Make the files of the server, and start it."""
        self.command("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--locale=C")
        self.start()

    def start(self) -> None:
        """Start the server, on a socket in its folder and no port."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=on"
        self.command("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop the server: ``fast``, or ``immediate`` as a crash would."""
        self.command("pg_ctl", "-D", f"{self.folder}/data", "-m", how, "-w", "stop")

    def database(self) -> str:
        """The URL of a new database with nothing in it."""
        name = f"ledger{next(self._numbers)}"
        self.command("createdb", "-h", str(self.folder), "-U", "dragoman", name)
        return f"postgresql+psycopg://dragoman@/{name}?host={self.folder}"

    def command(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL, as somebody who is not root."""
        drop = ["runuser", "-u", UNPRIVILEGED, "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*drop, str(self._bin / program), *arguments], check=True, capture_output=True, cwd=self.folder, timeout=60
        )


@contextmanager
def postgres() -> Iterator[Server]:
    """A server for as long as it is used.

    Raises:
        NoPostgres: the binaries are not there.
    """
    binaries()
    # The path of a socket may not be long, so it is not under the folder of the tests.
    with tempfile.TemporaryDirectory(prefix="dragoman-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        server = Server(folder)
        server.make()
        try:
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop("immediate")
