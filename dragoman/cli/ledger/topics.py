"""``dragoman ledger topics``: what the statements of a ledger are about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ledger.common import format_option, ledger_option, opened
from dragoman.cli.ledger.filters import choosing_options, query_of
from dragoman.cli.ledger.index import current_index
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Hit
    from dragoman.ledger.topics import Topic

#: Statements shown of a topic, speakers of it, and letters of a statement.
_EXAMPLES, _SPEAKERS, _LETTERS = 3, 4, 200


@click.command(short_help="Find what the statements are about, and group them by it.")
@click.argument("words", nargs=-1)
@choosing_options
@click.option(
    "--number", type=click.IntRange(2, 2000), help="Into how many topics at most; without it, as many as suit."
)
@click.option("--limit", type=click.IntRange(1, 2000), default=20, show_default=True, help="How many are shown.")
@format_option("text", "jsonl")
@ledger_option
def topics(words: tuple[str, ...], where: str, output: str, number: int | None, limit: int, **asked: Any) -> None:
    """Group statements by what they are about, in whatever language, and name each group by words of its own.

    Statements are chosen as with dragoman ledger search; those that somebody rejected are left out. The largest topics
    come first. Those of a narrower choice are finer.

    \b
    Examples:
      dragoman ledger topics
      dragoman ledger topics --said 2022-01 --speaker "Sergey Lavrov" --format jsonl
    """
    from dragoman.ledger.topics import find

    with opened(where) as own:
        query = query_of(own, words, **asked)
        index, encode = current_index(own, where)
        found = find(own, query, index, encode, number)
        shown = found.topics[:limit]
        hits = own.statements([key for topic in shown for key in topic.keys[:_EXAMPLES]])
    for place, topic in enumerate(shown, 1):
        examples = [hits[key] for key in topic.keys[:_EXAMPLES] if key in hits]
        click.echo(
            json.dumps(_record(topic, examples), ensure_ascii=False)
            if output == "jsonl"
            else _told(topic, examples, place)
        )
    rest = len(found.topics) - len(shown)
    more = f"; {rest} more topics: --limit {len(found.topics)}" if rest else ""
    click.echo(f"{found.apart} statements belong to no topic{more}", err=True)


def _record(topic: Topic, examples: list[Hit]) -> dict[str, Any]:
    return {
        "name": topic.name, "label": topic.label, "names": {key: list(own) for key, own in topic.names.items()},
        "actors": list(topic.actors), "statements": len(topic.keys), "documents": topic.documents,
        "languages": dict(topic.languages), "first": topic.first, "last": topic.last,
        "speakers": [{"id": own.id, "name": own.name, "statements": count} for own, count in topic.speakers],
        "examples": [{"key": hit.key, "words": _words(hit)} for hit in examples], "keys": list(topic.keys),
    }  # fmt: skip


def _told(topic: Topic, examples: list[Hit], place: int) -> str:
    name = " · ".join(flat(part) for part in (topic.name, ", ".join(topic.actors), topic.label) if part)
    days = f"{topic.first} to {topic.last}" if topic.first != topic.last else topic.first
    counts = (f"{len(topic.keys)} statements in {topic.documents} documents", days, _counted(topic.languages))
    speakers = {own.name: count for own, count in topic.speakers[:_SPEAKERS]}
    lines = [f"{place:3}  {name}", f"     {' · '.join(part for part in counts if part)}"]
    if speakers:
        lines.append(f"     said by {flat(_counted(speakers))}")
    lines += [f"     {hit.key}  {_short(flat(_words(hit)))}" for hit in examples]
    return "\n".join(lines) + "\n"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'unknown'} {count}" for name, count in counts.items())


def _words(hit: Hit) -> str:
    return " … ".join(hit.document.text[start:end] for start, end in hit.statement.content)


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS].rsplit(' ', 1)[0]} …"
