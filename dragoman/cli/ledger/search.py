"""``dragoman ledger search``: statements found again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ledger.common import format_option, ledger_option, opened
from dragoman.cli.ledger.filters import filter_options, query_of
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Hit


@click.command(short_help="Find statements.")
@click.argument("words", nargs=-1)
@filter_options
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many are shown.")
@click.option("--after", metavar="MARK", help="Go on after the page that ended with this mark.")
@click.option("--count", is_flag=True, help="Tell only how many there are.")
@format_option("text", "jsonl")
@ledger_option
def search(words: tuple[str, ...], where: str, output: str, count: bool, **asked: Any) -> None:
    """Find statements by their words and by all that is known of them; everything that is given must hold.

    WORDS are found in any order, without regard to case and accents: '"a phrase"', 'begin*' and '-without' are
    understood (after --, where the first begins with a hyphen). Of an option given several times, one value is enough.

    \b
    Examples:
      dragoman ledger search security guarantees --said 2022-01
      dragoman ledger search --speaker "Sergey Lavrov" --act DENY --act REJECT --format jsonl
    """
    with opened(where) as own:
        query = query_of(own, words, **asked)
        if count:
            click.echo(own.count(query))
            return
        page = own.search(query)
    for number, hit in enumerate(page.hits, 1):
        click.echo(json.dumps(hit_record(hit), ensure_ascii=False) if output == "jsonl" else _told(hit, number))
    if page.after:
        click.echo(f"more: --after {page.after}", err=True)
    elif not page.hits:
        click.echo("nothing was found", err=True)


def hit_record(hit: Hit) -> dict[str, Any]:
    """The JSON object of a statement found: the statement's own, and where it stands."""
    from dragoman.records import document_record, statement_record

    document = document_record(hit.document)
    words = " ".join(document.pop("text")[start:end] for start, end in hit.statement.content)
    verdict = hit.judgement.verdict if hit.judgement else None
    own = {"key": hit.key, "version": hit.version, "read_by": hit.read_by, "judgement": verdict, "copies": hit.copies}
    return {**own, "words": words, "statement": statement_record(hit.statement), "document": document}


def _told(hit: Hit, number: int) -> str:
    statement, document = hit.statement, hit.document
    words = " … ".join(flat(document.text[start:end]) for start, end in statement.content)
    who = statement.speaker.name if statement.speaker else statement.mention or "(no source)"
    chain = " > ".join(actor.name for actor in statement.word_of)
    head = [statement.said or document.published or "undated", who, statement.act, statement.form]
    foot = [hit.key, document.title or document.origin, document.outlet, f"on the word of {chain}" if chain else None]
    foot += [f"{hit.copies} copies" if hit.copies else None, hit.judgement.verdict if hit.judgement else None]
    lines = (f"{number:3}  {_joined(head)}", f"     {words}", f"     {_joined(foot)}")
    return "\n".join(lines) + "\n"


def _joined(parts: list[str | None]) -> str:
    return " · ".join(flat(part) for part in parts if part)
