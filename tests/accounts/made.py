"""Readings of marked texts, as the interpreter gives them, without the model."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.nouns import Document, Reading, Statement
from dragoman.reading.interpret import Interpreter
from dragoman.reading.markup import parse
from dragoman.reading.quotes import Quotes

#: From an id, a language, a text with ``<s1>``, ``<q1>``, ``<c1>`` marks, and fields of a document, to a reading.
Read = Callable[..., Reading]


def reader(interpreter: Interpreter) -> Read:
    """Return a function that reads marked texts with an interpreter."""

    def read(id: str, language: str, marked: str, **fields: str) -> Reading:
        parsed = parse(f"language: {language}\nkind: article\n\n{marked}")
        text, quotes = parsed.text, Quotes(parsed.text)
        statements = tuple(
            Statement(
                id=f"s{mark.number}",
                source=mark.source,
                cue=mark.cue,
                content=mark.content,
                form=quotes.form_of(mark.content),
                mention=text[mark.source[0].start : mark.source[0].end] if mark.source else None,
                within=f"s{mark.within}" if mark.within else None,
            )
            for mark in parsed.marks
        )
        document = Document(id, text, id, language=language, **fields)  # type: ignore[arg-type]
        return interpreter.interpret(Reading(document, statements, "marked"))

    return read
