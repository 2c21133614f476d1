"""``dragoman actors``: the registry of who is who, shown, listed, added to and checked."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import complain, config_option, language_code
from dragoman.cli.options import registry as registry_of
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.actors import Registry, Resolution
    from dragoman.actors.blocks import Problem
    from dragoman.actors.records import Record

KINDS = ("person", "office", "institution", "state", "alliance", "group", "outlet")
USER_FILE = Path("dragoman.toml")

on_option = click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day, as 2022-01-28.")


@click.group(short_help="Show, list, add and check who is who.")
def actors() -> None:
    """Show, list, add and check who is who, on which day.

    \b
    Example:
      dragoman actors show --on 2022-01-28 "the French president"
    """


@actors.command(short_help="Explain whom a mention means on a day.")
@click.argument("mentions", nargs=-1, required=True, metavar="MENTION...")
@on_option
@click.option("--language", metavar="CODE", callback=language_code, help="The language of the mentions, such as fr.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text for a person, or json.")  # fmt: skip
@config_option
def show(mentions: tuple[str, ...], on: datetime | None, language: str | None, form: str, config: Path | None) -> None:
    """Explain whom each mention means on a day, on what ground, in which office, and for whom they speak.

    The exit code is 1 where a mention stays open: it is unknown, or could be several.

    \b
    Examples:
      dragoman actors show --on 2016-01-28 "the French president"
      dragoman actors show --language ru --format json "хозяин Белого дома"
    """
    from dragoman.actors import resolve

    registry = registry_of(config)
    day = on.date() if on else None
    found = {mention: resolve(mention, day, language, registry) for mention in mentions}
    if form == "json":
        facts = [_facts(mention, day, language, own, registry) for mention, own in found.items()]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(_told(mention, day, own, registry) for mention, own in found.items()))
    if any(own.actor is None for own in found.values()):
        raise SystemExit(1)


@actors.command("list", short_help="List the actors of the registry.")
@click.option("--kind", type=click.Choice(KINDS), help="Only actors of this kind.")
@on_option
@config_option
def list_(kind: str | None, on: datetime | None, config: Path | None) -> None:
    """List the actors by id, one a line: id, kind, name and the offices of a person, with tabs between.

    With --on, only the offices of that day are shown, and only the persons who held one.

    \b
    Example:
      dragoman actors list --kind person --on=2022-01-28
    """
    registry = registry_of(config)
    day = on.date() if on else None
    for record in sorted(registry.records.values(), key=lambda record: record.id):
        offices = "; ".join(_roles(record, day, registry))
        left_out = day and record.kind == "person" and not offices
        if kind in (None, record.kind) and not left_out:
            click.echo("\t".join(map(flat, filter(None, (record.id, record.kind, record.name, offices)))))


@actors.command(short_help="Add a record of your own.")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What the actor is.")
@click.option("--id", "id_", metavar="SLUG", help="Its id; without it, one is made from the name.")
@click.option("--alias", "aliases_", metavar="CODE=NAME", multiple=True, help="A further name and its language, such "
              "as 'ru=Макрон'.")  # fmt: skip
@click.option("--role", "roles", metavar="OFFICE[=FROM/TO]", multiple=True, help="An office held by a person, such as "
              "president-of-france=2017-05-14/.")  # fmt: skip
@click.option("--speaks-for", metavar="ID", help="The actor in whose name it speaks.")
@click.option("--qid", metavar="QID", help="Its Wikidata item, such as Q142.")
@click.option("--code", metavar="CODE", help="The ISO 3166-1 code of a state, such as FR.")
@config_option
def add(name: str, id_: str | None, aliases_: tuple[str, ...], roles: tuple[str, ...], config: Path | None,
        **facts: str | None) -> None:  # fmt: skip
    """Add the actor NAME to your own file, dragoman.toml in the working directory, after checking the record.

    Nothing is written where the actor is there already or the record has a fault; then the exit code is 1.

    \b
    Example:
      dragoman actors add --kind person --role foreign-minister-of-france=2030-01/ "Jeanne Dupont"
    """
    from dragoman.actors import Registry, draft
    from dragoman.actors.blocks import block_problems

    block: dict[str, Any] = {"id": id_ or draft.slug(name), "name": name, **facts}
    block |= {"names": draft.aliases(aliases_), "roles": [draft.role(text) for text in roles]}
    block = {key: value for key, value in block.items() if value}
    if "id" not in block:
        raise click.UsageError("no id can be made from the name; give one with --id")
    path = config or USER_FILE
    problems = block_problems(path.name, block)
    complain(problems)
    why = draft.taken(block, registry_of(path) if path.is_file() else Registry.shipped())
    if why or problems:
        raise click.ClickException(f"{why}; nothing was written" if why else "nothing was written")
    _append(path, draft.toml(block))
    click.echo(f"{block['id']} added to {path}")


def _append(path: Path, text: str) -> None:
    """Add ``text`` to the file where the file is without fault with it."""
    from dragoman.actors import Registry
    from dragoman.actors.user import laid_over

    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".dragoman-") as folder:
            new = Path(folder) / path.name
            new.write_text(f"{before.rstrip()}\n\n{text}".lstrip(), encoding="utf-8", newline="\n")
            problems = laid_over(Registry.shipped().records, new)[1]
            complain(problems)
            if any(not problem.warning for problem in problems):
                raise click.ClickException("nothing was written")
            new.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror}") from error


@actors.command(short_help="Check files of records.")
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check files of records of your own; without FILE, the shipped ones, and dragoman.toml where there is one.

    Every problem is printed, with its file and id. The exit code is 1 where one is an error, 0 where all are warnings.

    \b
    Example:
      dragoman actors check dragoman.toml
    """
    from dragoman.actors import Registry
    from dragoman.actors.check import cross_problems, read_files
    from dragoman.actors.compile import DATA
    from dragoman.actors.user import laid_over

    problems: list[Problem] = []
    if not files:
        placed, problems = read_files(sorted(DATA.glob("*.toml")))
        problems += cross_problems(placed)
    shipped = Registry.shipped().records
    for file in files or filter(Path.is_file, [USER_FILE]):
        problems += laid_over(shipped, file)[1]
    complain(problems)
    errors = sum(not problem.warning for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings")
    if errors:
        raise SystemExit(1)


def _roles(record: Record, day: date | None, registry: Registry) -> list[str]:
    """Return the offices of a person, each with its dates, the latest first."""
    roles = sorted(registry.roles_on(record, day), key=lambda role: role.start or "", reverse=True)
    return [
        f"{registry.records[role.office].name}{', acting' if role.acting else ''} ({role.years()})" for role in roles
    ]


def _told(mention: str, day: date | None, found: Resolution, registry: Registry) -> str:
    """Return a resolution as text for a person."""
    actor = found.actor
    lines = [f"{actor.name} ({actor.kind}, {actor.id}), confidence {found.confidence}" if actor else "open"]
    lines.append(f"why: {found.reason}")
    if actor:
        party = registry.speaks_for(actor, day)
        lines += [f"{f'on {day}' if day else 'role'}: {role}" for role in _roles(actor, day, registry)]
        lines += [f"speaks for: {registry.records[party].name}"] if party else []
    lines += [f"candidate: {own.name} ({own.kind}, {own.id})" for own in found.candidates]
    return "\n  ".join(map(flat, (mention, *lines)))


def _facts(
    mention: str, day: date | None, language: str | None, found: Resolution, registry: Registry
) -> dict[str, Any]:
    """Return a resolution as JSON has it."""
    from dragoman.records import actor_record

    roles = registry.roles_on(found.actor, day) if found.actor else ()
    return {
        "mention": mention,
        "on": day.isoformat() if day else None,
        "language": language,
        "actor": actor_record(registry.actor(found.actor, day)) if found.actor else None,
        "office": found.office.id if found.office else None,
        "roles": [{"office": role.office, "from": role.start, "to": role.end, "acting": role.acting} for role in roles],
        "confidence": found.confidence,
        "reason": found.reason,
        "candidates": [actor_record(registry.actor(own, day)) for own in found.candidates],
    }
