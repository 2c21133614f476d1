"""Statements from inline marks, for tables of cases: who is meant is given, nothing is read by the model."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.nouns import Actor, Condition, Document, Kind, Mention, Span, Statement
from dragoman.reading.markup import parse
from dragoman.reading.quotes import Quotes

PEOPLE = {
    "putin": "Putin Poutine Путин Путина Путину Путіна Путіну Путін",
    "macron": "Macron Макрон Макрона Макрону",
    "scholz": "Scholz Шольц Шольца Шольцем Шольцу",
    "blinken": "Blinken Блинкен Блинкену Блінкен Блінкена",
    "lavrov": "Lavrov Лавров Лаврову Лаврова",
    "peskov": "Peskov Песков Пескова Пєсков",
    "zelensky": "Zelensky Зеленський Зеленському Зеленский",
}
STATES = {
    "ukraine": "Kyiv Kiev Киев Київ",
    "russia": "Moscow Moscou Москва",
    "france": "France Paris Францию Франції",
    "turkey": "Ankara Анкару Анкарі",
}
HOUSES = {"kremlin": "Kremlin Кремля Кремль", "elysee": "Élysée"}
OUTLETS = {"interfax": "Interfax Интерфакс", "tass": "TASS ТАСС", "reuters": "Reuters", "afp": "AFP"}
KINDS = (("person", PEOPLE), ("state", STATES), ("institution", HOUSES), ("outlet", OUTLETS))
ACTORS = {
    word: Actor(id, id.title(), kind) for kind, own in KINDS for id, words in own.items() for word in words.split()
}
_KNOWN = re.compile(rf"(?<!\w)(?:{'|'.join(ACTORS)})(?!\w)")


def read(
    marked: str, language: str = "en", kind: Kind = "article", speakers: dict[str, str] | None = None, **facts: object
) -> tuple[Document, tuple[Statement, ...], tuple[Mention, ...]]:
    """Return a document, its statements and its mentions; ``speakers`` are ids of actors by the words of a source."""
    known = {actor.id: actor for actor in ACTORS.values()}
    text = parse(f"language: {language}\nkind: {kind}\n\n{marked}")
    mentions = tuple(
        Mention(Span(*found.span()), ACTORS[found.group()], "named", 1.0) for found in _KNOWN.finditer(text.text)
    )
    statements = []
    quotes = Quotes(text.text)
    for mark in text.marks:
        words = text.text[mark.source[0].start : mark.source[0].end] if mark.source else None
        named = [m.actor for m in mentions if mark.source and mark.source[0].start <= m.span.start < mark.source[0].end]
        given = known.get((speakers or {}).get(words or "", ""))
        statements.append(
            Statement(
                f"s{mark.number}",
                mark.source,
                mark.cue,
                mark.content,
                quotes.form_of(mark.content),
                mention=words,
                speaker=given or (named[0] if named else None),
                within=f"s{mark.within}" if mark.within else None,
            )
        )
    condition = Condition(
        syndicated_from=facts.pop("syndicated_from", None), machine_translated=bool(facts.pop("machine", 0))
    )
    document = Document("d", text.text, "test", kind=kind, language=language, condition=condition)
    return replace(document, **facts), tuple(statements), mentions
