"""``dragoman ledger judge``: what a person says of one statement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.ledger.judging import by_option, namer, why_option
from dragoman.cli.options import config_option
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Hit, Judgement, Ledger, Verdict

VERDICTS = ("accept", "reject", "unsure", "edit", "undo")
_EDITS = ("speaker", "act", "said", "source", "cue", "content", "word_of", "addressee")


@click.command(short_help="Accept, reject or correct a statement.")
@click.argument("key")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--speaker", metavar="ACTOR", help="Who said it: an id or a name; '' where nobody can tell.")
@click.option("--act", metavar="CODE", help="What kind of act it is, such as DENY.")
@click.option("--said", metavar="DATE", help="When it was said, as 2022-01-28.")
@click.option("--source", metavar="WORDS", multiple=True, help="The words of the source, or their place as 0-8.")
@click.option("--cue", metavar="WORDS", multiple=True, help="The words of the cue, or their place.")
@click.option("--content", metavar="WORDS", multiple=True, help="The words of the content, or their place.")
@click.option("--word-of", metavar="ACTOR", multiple=True, help="The chain of word, each by itself, outermost first.")
@click.option("--addressee", metavar="ACTOR", multiple=True, help="To whom it was said.")
@click.option("--set", "settings", metavar="FIELD=JSON", multiple=True, help="Any other field, such as negated=true.")
@by_option
@why_option
@config_option
@ledger_option
def judge(
    key: str, verdict: str, where: str, settings: tuple[str, ...], by: str, why: str | None, config: Path | None,
    **given: Any,
) -> None:  # fmt: skip
    """Say of the statement KEY that it is right (accept), wrong (reject) or doubtful (unsure), or put it right (edit).

    With undo, the judgement that stands is taken back, and the one before it stands again. Every judgement is kept,
    with who, when and why. An edit goes on top of the edit that stands.

    \b
    Examples:
      dragoman ledger judge 297039d87e9756d0 accept
      dragoman ledger judge 297039d87e9756d0 edit --act DENY --speaker "Sergey Lavrov" --why "he, not Peskov"
    """
    from dragoman.ledger.changes import change

    edits = {name: given[name] for name in _EDITS if given[name] not in (None, ())}
    if verdict != "edit" and (edits or settings):
        raise click.UsageError("only an edit changes a field")
    with opened(where) as own:
        hit = own.statement(key) if _is_key(key) else None
        if hit is None:
            raise click.ClickException(f"{flat(own.name)}: holds no statement {flat(key)}; see dragoman ledger search")
        if verdict == "undo":
            passed = _undone(own, hit, by, why)
        else:
            value = change(hit, edits, namer(own, config), settings) if verdict == "edit" else None
            passed = own.judge("statement", hit.key, cast("Verdict", verdict), by, why, value)
    click.echo(f"{key} {passed.verdict or 'taken back'} by {flat(passed.by)}")


def _is_key(name: str) -> bool:
    return len(name) == 16 and all(char in "0123456789abcdef" for char in name)


def _undone(own: Ledger, hit: Hit, by: str, why: str | None) -> Judgement:
    if hit.judgement is None:
        raise click.ClickException(f"no judgement stands on {hit.key}")
    return own.undo(hit.judgement.id, by, why)
