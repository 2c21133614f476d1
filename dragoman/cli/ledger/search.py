"""``dragoman ledger search``: statements found again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ledger.common import Command, format_option, ledger_option, opened
from dragoman.cli.text import flat
from dragoman.nouns import KINDS

if TYPE_CHECKING:
    from dragoman.ledger import Hit, Ledger

FORMS = ("direct", "indirect", "mixed")
JUDGEMENTS = ("accept", "reject", "unsure", "edit", "none")
ORDERS = ("newest", "oldest", "relevance")


def _many(
    name: str, text: str, choices: tuple[str, ...] = (), metavar: str | None = None
) -> Callable[[Command], Command]:
    """An option that may be given several times; one of its values is enough."""
    kind = click.Choice(choices) if choices else None
    return click.option(name, type=kind, metavar=metavar, multiple=True, help=text)


@click.command(short_help="Find statements.")
@click.argument("words", nargs=-1)
@_many("--speaker", "Who said it: an actor's id or name.", metavar="ACTOR")
@_many("--voucher", "On whose word, anywhere in the chain: an actor's id or name.", metavar="ACTOR")
@_many("--addressee", "To whom: an actor's id or name.", metavar="ACTOR")
@_many("--act", "What kind of act, such as DENY.", metavar="CODE")
@_many("--form", "How the words are given.", FORMS)
@_many("--topic", "What it is about.", metavar="TOPIC")
@_many("--outlet", "Who published it.", metavar="NAME")
@_many("--issuer", "Who vouches for the official text.", metavar="NAME")
@_many("--language", "In which language, such as fr.", metavar="CODE")
@_many("--kind", "What the document is.", KINDS)
@_many("--judgement", "What a person said of it; none where nobody did.", JUDGEMENTS)
@click.option("--said", metavar="DATE", help="When it was said, as 2022-01-28, 2022-01 or 2022-01-28/2022-02-12.")
@click.option("--refers", metavar="DATE", help="A time of which it speaks, written in the same way.")
@click.option("--document", metavar="NAME", help="Where it stands: a document's id or address, or a version's key.")
@click.option("--everything", is_flag=True, help="Find also statements of copies and of old versions.")
@click.option("--order", type=click.Choice(ORDERS), default="newest", show_default=True, help="Which come first.")
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
    from dragoman.ledger import Query

    with opened(where) as own:
        for role in ("speaker", "voucher", "addressee"):
            asked[role] = tuple(id_ for name in asked[role] for id_ in _ids(own, name))
        query = Query(words=" ".join(words) or None, **asked)
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


def _ids(own: Ledger, name: str) -> list[str]:
    """The ids that a name means: those of the actors so called, or else itself."""
    return [actor.id for actor in own.actors(name)] or [name]


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
