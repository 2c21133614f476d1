"""``dragoman compare``: one exchange, as each side tells it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from dragoman.cli.batch import Work, complain, load_reader, progress, read_all, reading_options
from dragoman.cli.comparison.output import FORMATS, text_output, write
from dragoman.cli.ledger.common import opened
from dragoman.cli.options import iso_date
from dragoman.cli.options import registry as registry_of
from dragoman.nouns import Comparison, Reading

if TYPE_CHECKING:
    from dragoman.accounts.choose import Asked
    from dragoman.accounts.compare import Judge
    from dragoman.accounts.exchanges import Corrections
    from dragoman.accounts.sheet import Report
    from dragoman.actors import Registry
    from dragoman.documents import Failure, Options
    from dragoman.reading.encoder import Model

#: How many ids are named where none of them is the one asked for.
_NAMED = 12


@click.command(short_help="Set side by side what each side tells of one exchange.")
@click.argument("inputs", nargs=-1, metavar="[PATH|URL|-...]")
@click.option(
    "--ledger",
    "where",
    metavar="PATH|URL",
    envvar="DRAGOMAN_LEDGER",
    help="Compare what is stored in this ledger, in place of PATH.",
)
@click.option("--exchange", "id_", metavar="ID", help="Only the exchange of this id, or those whose ids begin so.")
@click.option(
    "--between", nargs=2, metavar="NAME NAME", help="Only exchanges in which both took part: states, persons."
)
@click.option("--on", metavar="DATE", callback=iso_date, help="Only exchanges of this day, month or year.")
@click.option("--explain", metavar="POINT", help="Show why the passages of a point, such as p3, were held to be one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for a person; json; html, one page with the full texts; markdown or docx for a note.",
)
@click.option(
    "-o", "--output", "out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
@reading_options
@click.pass_context
def compare(context: click.Context, inputs: tuple[str, ...], where: str | None, id_: str | None,
            between: tuple[str, str] | None, on: str | None, explain: str | None, form: str, out: Path | None,
            options: Options, work: Work) -> None:  # fmt: skip
    """Set side by side what each side tells of one call, meeting, visit, summit, letter or exchange of documents.

    PATH, URL and - are as for dragoman read; without any, the ledger is compared. Points are rows, accounts columns:
    what is shared, what is in conflict, what one side alone tells. Every cell quotes its source. Of exchanges that are
    told in one account only, nothing but the ids are shown, unless they are asked for.

    \b
    Examples:
      dragoman compare examples/january-2022/2022-01-28-*
      dragoman compare --between France Russia --on 2022-01-28 --format html -o call.html examples/january-2022
      dragoman compare --ledger dossier.db --exchange call-2022-01-28 --explain p3
    """
    given = context.get_parameter_source("where") == ParameterSource.COMMANDLINE
    _check(bool(inputs), bool(where), given, form == "docx" and not explain and out is None)
    registry = registry_of(work.config)
    asked = _asked(id_, between, on, registry)
    failures: list[Failure] = []
    read = _read(inputs, options, work, failures) if inputs else _stored(str(where), on)
    readings, corrections, judge = read
    found = _compared(readings, corrections, judge, asked, registry)
    report = _report(found, readings, registry, every=bool(id_ or explain))
    if explain:
        _explain(report, explain, out)
    elif found or form == "json":
        write(found, report, form, out)
    if failures or not readings:
        complain(failures, len(readings))
    if failures or not found:
        raise SystemExit(1)


def _check(paths: bool, ledger: bool, given: bool, binary: bool) -> None:
    """Raise UsageError where it is not clear what to compare, or a Word file would go to a terminal."""
    if paths and given:
        raise click.UsageError("give either PATH or --ledger, not both")
    if not paths and not ledger:
        raise click.UsageError("give the texts to compare, or a ledger with --ledger")
    if binary and sys.stdout.isatty():
        raise click.UsageError("a Word file is nothing for a terminal; name a file with -o")


def _asked(id_: str | None, between: tuple[str, str] | None, on: str | None, registry: Registry) -> Asked:
    """What is asked for; an office in a name stands for who held it on the first day of the date."""
    from dragoman.accounts.choose import Asked
    from dragoman.accounts.exchanges.sighting import days_of
    from dragoman.reading.speakers import party

    days = days_of(on) if on else None
    found = [party(name, days.first if days else None, None, registry) for name in between or ()]
    return Asked(id_, tuple(actor for actor in found if actor), on)


def _read(
    inputs: tuple[str, ...], options: Options, work: Work, failures: list[Failure]
) -> tuple[list[Reading], Corrections, Judge]:
    """What is read, no corrections, and the judge. It is loaded first: where it is missing, nothing is read in vain."""
    from dragoman.accounts.exchanges.corrected import NONE
    from dragoman.documents import Failure, open_documents

    reader = load_reader(work)
    judge = _judge(reader.model)
    readings: list[Reading] = []
    with progress("read") as step:
        for result in read_all(open_documents(inputs, options), work, reader=reader):
            if isinstance(result, Reading):
                readings.append(result)
            elif isinstance(result, Failure):
                failures.append(result)
            step(len(readings), len(failures))
    return readings, NONE, judge


def _stored(where: str, on: str | None) -> tuple[list[Reading], Corrections, Judge]:
    from dragoman.accounts.dossier import dossier

    with opened(where) as own:
        held = dossier(own, on)
    return held.readings, held.corrections, _judge(load_reader(Work(1, None)).model)


def _judge(model: Model) -> Judge:
    from dragoman.reading.encoder import ModelError
    from dragoman.reading.likeness import Likeness

    try:
        return Likeness.load(model)
    except ModelError as error:
        raise click.ClickException(str(error)) from error


def _compared(
    readings: Sequence[Reading], corrections: Corrections, judge: Judge, asked: Asked, registry: Registry
) -> list[Comparison]:
    """The exchanges that are asked for, compared; where there is none, says what there is."""
    from dragoman.accounts.build import tellings
    from dragoman.accounts.choose import chosen
    from dragoman.accounts.compare import compared
    from dragoman.accounts.parties import Parties

    told = tellings(readings, registry, corrections)
    wanted = chosen([telling.exchange for telling in told], asked, Parties(registry))
    if not wanted and readings:
        _complain_of_none([telling.exchange.id for telling in told], asked)
    return [compared(telling, readings, judge, registry) for telling in told if telling.exchange in wanted]


def _complain_of_none(ids: list[str], asked: Asked) -> None:
    from dragoman.cli.text import flat

    if not ids:
        click.echo(
            "no exchange was found: give the texts in which the sides tell of a call, meeting or letter", err=True
        )
        return
    click.echo("no exchange that was found is the one asked for", err=True)
    for actor in asked.between:
        if actor.id.startswith("local:"):
            click.echo(f"  {flat(actor.name)}: no actor of that name is known; see dragoman actors show", err=True)
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    click.echo(f"  found were: {', '.join(map(flat, ids[:_NAMED]))}{more}", err=True)


def _report(found: Sequence[Comparison], readings: Sequence[Reading], registry: Registry, every: bool) -> Report:
    from dragoman.accounts.sheet import report

    def name(id: str) -> str | None:
        record = registry.records.get(id)
        return record.name if record else None

    return report(found, (reading.document for reading in readings), name, every)


def _explain(report: Report, point: str, out: Path | None) -> None:
    from dragoman.cli.comparison.explain import explained
    from dragoman.cli.text import flat

    if len(report.sheets) > 1:
        ids = ", ".join(sheet.comparison.exchange.id for sheet in report.sheets)
        raise click.ClickException(flat(f"name the exchange with --exchange ID: {ids}"))
    for sheet in report.sheets:
        row = next((row for row in sheet.rows if row.point.id == point), None)
        if row is None:
            last = len(sheet.rows)
            raise click.ClickException(
                f"{flat(sheet.comparison.exchange.id)}: has points p1 to p{last}, not {flat(point)}"
            )
        with text_output(out) as lines:
            lines.writelines(f"{line}\n" for line in explained(sheet, row))
