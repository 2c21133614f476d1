"""Whom the sources of marked texts mean, in four languages and others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dragoman.actors import Registry
from dragoman.nouns import Actor, Document, Span, Statement
from dragoman.reading.speakers import find_mentions, with_speakers

MARK = re.compile(r"\[\[(.+?)=([^\]]*?)(?:>(\d+))?\]\]")
HERE = Path(__file__).parent


class Case(NamedTuple):
    """A marked source: which text, which statement of it, and whom it means."""

    language: str
    text: int
    statement: int
    mention: str
    who: str


def parsed(own: dict[str, Any]) -> tuple[Document, list[Statement], list[str]]:
    """Return the document of a marked text, its statements, and whom their sources mean.

    The lines of a paragraph are joined. The contents are of no weight here, and what stands within another statement is
    taken for indirect speech.
    """
    marked = re.sub(r"(?<!\n)\n(?!\n)", " ", own["text"]).strip()
    statements: list[Statement] = []
    wanted: list[str] = []
    text, last = "", 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        text, last = text + match[1], match.end()
        within = f"s{match[3]}" if match[3] else None
        id = f"s{len(statements) + 1}"
        statements.append(Statement(id, (span,), (), (), "indirect", mention=match[1], within=within))
        wanted.append(match[2])
    text += marked[last:]
    facts = {key: own[key] for key in ("language", "published", "kind", "issuer") if key in own}
    return Document("d", text, "d", **facts), statements, wanted


def texts(name: str) -> list[dict[str, Any]]:
    own: list[dict[str, Any]] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["text"]
    return own


def cases() -> Iterator[Case]:
    for name in ("en", "fr", "ru", "uk", "other"):
        for number, own in enumerate(texts(name)):
            _, statements, wanted = parsed(own)
            for at, (statement, who) in enumerate(zip(statements, wanted, strict=True)):
                yield Case(name, number, at, statement.mention or "", who)


@lru_cache
def registry() -> Registry:
    return Registry.shipped()


@lru_cache
def read(name: str, number: int) -> tuple[Statement, ...]:
    document, statements, _ = parsed(texts(name)[number])
    return with_speakers(document, statements, find_mentions(document, registry()), registry())


def told(actor: Actor | None) -> str:
    return "" if actor is None else actor.id + ("" if actor.named else "*")


@pytest.mark.parametrize("case", list(cases()), ids=lambda own: f"{own.language}-{own.text}-{own.mention}-{own.who}")
def test_source(case: Case) -> None:
    statement = read(case.language, case.text)[case.statement]
    assert told(statement.speaker) in case.who.split("|")
    assert statement.resolution is not None
    assert statement.resolution.reason
    assert (statement.resolution.confidence > 0) == (statement.speaker is not None)


def test_enough_cases() -> None:
    counted = [case.language for case in cases()]
    assert min(counted.count(language) for language in ("en", "fr", "ru", "uk")) >= 20
