"""The facets of a statement, as words of the full-text index that no text can hold: ``a_deny``, ``l_fr``.

Names of actors, outlets and topics stand as a hash, so that any name makes one word.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.ledger.days import Days, days
from dragoman.ledger.folding import folded
from dragoman.nouns import Actor, Document, Statement

COUNTED, UNCOUNTED = "n_1", "n_0"
#: A facet that no statement has.
NOTHING = "n_none"
#: The longest time for which each month is a facet of its own; of a longer one only the years are.
_MONTHS = 24
_YEARS = 60


def named(letter: str, name: str) -> str:
    """The facet of a name: ``s_`` for a speaker and so on, then its hash."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return f"{letter}_{b32encode(digest).decode().rstrip('=').lower()}"


def coded(letter: str, code: str) -> str:
    """The facet of a short code; one that holds more than ASCII letters, digits and ``_`` stands as a hash."""
    plain = code.isascii() and code.replace("_", "a").isalnum()
    return f"{letter}_{code.lower()}" if plain else named(letter, code)


def label(letter: str, text: str) -> str:
    """The facet of a name that people spell in several ways, such as an outlet's."""
    return named(letter, folded(text))


def of_version(key: str) -> str:
    """The facet of the version that a statement stands in."""
    return f"v_{key[:16]}"


def judged(verdict: str | None) -> str:
    """The facet of a verdict, or of none."""
    return f"j_{verdict or 'none'}"


def facets(document: Document, statement: Statement, version: str, verdict: str | None, counted: bool) -> str:
    """All facets of a statement, with spaces between; ``counted`` where it is none of a copy or of an old version."""
    always = (COUNTED if counted else UNCOUNTED, judged(verdict), of_version(version))
    found = [*always, *_of_document(document), *_of_statement(statement)]
    return " ".join(dict.fromkeys(found))


def _of_document(document: Document) -> Iterator[str]:
    yield coded("k", document.kind)
    if document.language:
        yield coded("l", document.language)
    if document.outlet:
        yield label("o", document.outlet)
    if document.issuer:
        yield label("i", document.issuer)


def _of_statement(statement: Statement) -> Iterator[str]:
    yield coded("f", statement.form)
    if statement.act:
        yield coded("a", statement.act)
    if statement.topic:
        yield label("t", statement.topic)
    parts = (("s", (statement.speaker,) if statement.speaker else ()), ("w", statement.word_of))
    for letter, group in (*parts, ("d", statement.addressee)):
        yield from (named(letter, actor.id) for actor in everyone(group))
    for value in statement.refers:
        found = days(value)
        yield from periods(found) if found else ()


def everyone(actors: Iterable[Actor]) -> Iterator[Actor]:
    """The actors, each followed by those whom it means."""
    for actor in actors:
        yield actor
        yield from everyone(actor.members)


def periods(span: Days) -> list[str]:
    """The facets of a time that a content speaks of: its months and years; of a long one its (last sixty) years."""
    months, years = _months(span), _years(span)
    return [*(f"m_{month}" for month in months), *(f"y_{year}" for year in years)] + (
        [] if months else [f"z_{year}" for year in years]
    )


def touching(span: Days) -> list[str]:
    """The facets of which a statement must have one to speak of a time within ``span``."""
    months, years = _months(span), _years(span)
    # What speaks of a time too long for months is found by its years.
    return [f"m_{month}" for month in months] + [f"{'z' if months else 'y'}_{year}" for year in years]


def _years(span: Days) -> range:
    first, last = (date.fromordinal(day).year for day in span)
    return range(max(first, last - _YEARS), last + 1)


def _months(span: Days) -> list[str]:
    first, last = (date.fromordinal(day) for day in span)
    begun, ended = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [] if ended - begun >= _MONTHS else [f"{m // 12}{m % 12 + 1:02}" for m in range(begun, ended + 1)]
