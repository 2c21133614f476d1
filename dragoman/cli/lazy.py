"""A group of commands each of which is imported when it is asked for: a help text waits for no other command."""

from __future__ import annotations

from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group whose commands lie in modules of their names, such as ``people`` in ``dragoman.cli.people``."""

    def __init__(self, *args: object, package: str = "", names: tuple[str, ...] = (), **kwargs: object) -> None:
        """``names`` are those of the commands, in the order in which they are listed; ``package`` holds them."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._package, self._names = package, names

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None where there is none."""
        if cmd_name not in self._names:
            return None
        found: click.Command = getattr(import_module(f"{self._package}.{cmd_name}"), cmd_name)
        return found
