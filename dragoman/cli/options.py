"""What options of several commands hold: dates and language codes, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.actors import Registry
    from dragoman.actors.blocks import Problem

config_option = click.option(
    "--config", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="The file of your own records of actors; without it, dragoman.toml in the working directory.",
)  # fmt: skip


def registry(config: Path | None) -> Registry:
    """Return the registry of actors with the user's records; says what is wrong with them, and ends, where they are."""
    from dragoman.actors import Registry
    from dragoman.actors.check import RegistryError

    try:
        return Registry.load(config)
    except RegistryError as error:
        complain(error.problems)
        raise click.ClickException("your own records cannot be used; mend them first") from error


def complain(problems: Iterable[Problem]) -> None:
    """Name on stderr what is wrong with records of actors, a line each."""
    from dragoman.cli.text import flat

    for problem in problems:
        click.echo(flat(str(problem)), err=True)


def iso_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return ``value`` where it is an ISO 8601 date: a day, a month or a year."""
    from dragoman.documents.jsonlines import ISO_DATE

    if value is not None and not ISO_DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not an ISO 8601 date; write it like 2022-01-28")
    return value


def language_code(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the language of ``value`` where it is an ISO 639-1 code, in small letters."""
    from dragoman.documents.jsonlines import LANGUAGE

    tag = LANGUAGE.fullmatch(value) if value is not None else None
    if value is not None and tag is None:
        raise click.BadParameter(f"{value!r} is not an ISO 639-1 code; write it like fr")
    return tag[1].lower() if tag else None
