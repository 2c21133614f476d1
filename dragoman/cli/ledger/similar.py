"""``dragoman ledger similar``: statements like one, in any language."""

from __future__ import annotations

import json

import click

from dragoman.cli.ledger.common import format_option, ledger_option, opened
from dragoman.cli.ledger.index import current_index
from dragoman.cli.ledger.search import hit_record
from dragoman.cli.text import flat


@click.command(short_help="Find statements like one, in any language.")
@click.argument("key")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many are shown.")
@format_option("text", "jsonl")
@ledger_option
def similar(key: str, where: str, limit: int, output: str) -> None:
    """Find the statements whose contents are most like that of the statement KEY, in any language.

    The vectors of new statements are worked out first, and kept in a file beside the ledger.

    \b
    Example:
      dragoman ledger similar 297039d87e9756d0
    """
    from dragoman.ledger import vectors

    with opened(where) as own:
        hit = own.statement(key) if len(key) == 16 and set(key) <= set("0123456789abcdef") else None
        if hit is None:
            raise click.ClickException(f"{flat(own.name)}: holds no statement {flat(key)}; see dragoman ledger search")
        index, encode = current_index(own, where)
        found = vectors.similar(index, own, hit, encode, limit)
    for other, cosine in found:
        if output == "jsonl":
            click.echo(json.dumps({"likeness": round(cosine, 4), **hit_record(other)}, ensure_ascii=False))
            continue
        statement, document = other.statement, other.document
        who = statement.speaker.name if statement.speaker else statement.mention or "(no source)"
        head = (other.key, statement.said or document.published, who, statement.act, document.language)
        click.echo(f"{cosine:.2f}  {' · '.join(flat(part) for part in head if part)}")
        click.echo(f"      {flat(vectors.words(document, statement))}\n")
