"""``dragoman ledger show``: one document, with its versions, readings and judgements."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ledger.common import format_option, ledger_option, opened
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Judgement, Ledger, Stored, Version

#: Characters shown around a change.
_AROUND = 60


@click.command(short_help="Show a document, its versions, readings and judgements.")
@click.argument("name")
@click.option("--diff", is_flag=True, help="Show word by word what each version changed in the one before.")
@click.option("--read-by", metavar="MODEL", help="The reading of this model; without it, the current one.")
@format_option("text", "json")
@ledger_option
def show(name: str, where: str, diff: bool, read_by: str | None, output: str) -> None:
    """Show the document NAME: an id, an address, the key of a version or of a statement.

    Of a document the latest version is shown. Statements that a person edited are shown as edited.

    \b
    Examples:
      dragoman ledger show https://example.org/readout
      dragoman ledger show --diff call-7-ru
    """
    with opened(where) as own:
        hit = own.statement(name)
        versions = list(own.versions(hit.version if hit else name))
        if not versions:
            raise click.ClickException(f"{flat(own.name)}: holds no {flat(name)}; see `dragoman ledger search`")
        if diff:
            _show_changes(own, versions)
            return
        wanted = hit.version if hit else name
        version = next((own_ for own_ in versions if own_.key == wanted), versions[-1])
        found = list(own.readings(version.key, current=False))
        stored = next((own_ for own_ in reversed(found) if read_by in (None, own_.reading.read_by)), None)
        if stored is None:
            raise click.ClickException(f"{flat(name)}: was not read by {flat(read_by)}")
        if output == "json":
            click.echo(json.dumps(_record(own, stored, versions, found), ensure_ascii=False, indent=2))
        else:
            _show(own, stored, versions, found)


def _standing(own: Ledger, stored: Stored) -> dict[str, Judgement]:
    """The judgements in force on the statements of a reading, by key, in the order of the statements."""
    from dragoman.ledger import statement_keys

    keys = statement_keys(stored.version.key, stored.reading.statements)
    found = own.standing("statement", keys)
    return {key: found[key] for key in keys if key in found}


def _show(own: Ledger, stored: Stored, versions: list[Version], found: list[Stored]) -> None:
    from rich.console import Console

    from dragoman.cli.text import render
    from dragoman.ledger import judged, statement_keys

    console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    reading, standing = stored.reading, _standing(own, stored)
    keys = statement_keys(stored.version.key, reading.statements)
    length = len(reading.document.text)
    edited = tuple(judged(s, standing.get(key), length) for s, key in zip(reading.statements, keys, strict=True))
    for block in render(replace(reading, statements=edited)):
        console.print(block)
    for version in versions:
        copy = f", a copy of {version.copy_of}" if version.copy_of else ""
        console.print(flat(f"version {version.number} {version.key} added {version.added}{copy}"))
    for other in found:
        current = ", current" if other.current else ""
        console.print(flat(f"read by {other.reading.read_by} added {other.added}{current}"))
    for key, judgement in standing.items():
        why = f": {judgement.why}" if judgement.why else ""
        console.print(
            flat(f"s. {keys.index(key) + 1} {key} {judgement.verdict} by {judgement.by}, {judgement.at}{why}")
        )


def _record(own: Ledger, stored: Stored, versions: list[Version], found: list[Stored]) -> dict[str, Any]:
    from dragoman.ledger import statement_keys
    from dragoman.records import reading_record

    return {
        "version": stored.version.key,
        "versions": [asdict(version) for version in versions],
        "readings": [
            {"read_by": other.reading.read_by, "added": other.added, "current": other.current} for other in found
        ],
        "keys": statement_keys(stored.version.key, stored.reading.statements),
        "judgements": [asdict(judgement) for judgement in _standing(own, stored).values()],
        "reading": reading_record(stored.reading),
    }


def _show_changes(own: Ledger, versions: list[Version]) -> None:
    """Print what each version changed: ``[-taken out-]``, ``{+put in+}``, and the room between left out."""
    for earlier, later in pairwise(versions):
        click.echo(flat(f"version {earlier.number} to {later.number}, added {later.added}"))
        click.echo(f"  {flat(_changes(own.text(earlier.key), own.text(later.key)))}")
    if len(versions) == 1:
        click.echo("there is one version only")


def _changes(old: str, new: str) -> str:
    from dragoman.ledger import word_diff

    parts = []
    for change in word_diff(old, new):
        before, after = old[slice(*change.old)], new[slice(*change.new)]
        if change.kind == "same":
            parts.append(after if len(after) <= 2 * _AROUND else f"{after[:_AROUND]} … {after[-_AROUND:]}")
        else:
            parts += [f"[-{before}-]"] if before else []
            parts += [f"{{+{after}+}}"] if after else []
    return "".join(parts)
