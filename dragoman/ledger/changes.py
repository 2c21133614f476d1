"""What a person types to correct a statement, as the value of an edit."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dragoman.ledger.days import days
from dragoman.ledger.errors import LedgerError
from dragoman.ledger.naming import Namer
from dragoman.ledger.query import Hit
from dragoman.ledger.quoting import find, spans
from dragoman.reading.codes import ACTS

#: What is given as a list: parts of the text, and actors.
PARTS = ("source", "cue", "content")
CHAINS = ("word_of", "addressee")
_SPANS = re.compile(r"\d+-\d+(;\d+-\d+)*")


def change(
    hit: Hit, given: Mapping[str, str | Sequence[str]], namer: Namer, pairs: Sequence[str] = ()
) -> dict[str, Any]:
    """The value of an edit, on top of the edit that stands on the statement.

    ``given`` holds, by name of the field: ``speaker``, ``act``, ``said``; lists of words or spans (``18-55``) for
    ``source``, ``cue`` and ``content``; lists of actors for ``word_of`` (the chain, the outermost first) and
    ``addressee``. An empty text takes speaker or date away. ``pairs`` are further fields as ``FIELD=VALUE``, each value
    JSON or, where it is none, text.

    Raises:
        LedgerError: nothing is given, or something does not fit; says what.
    """
    before = hit.judgement.value if hit.judgement and hit.judgement.verdict == "edit" else {}
    try:
        value = {name: _field(hit, name, own, namer) for name, own in given.items()}
    except ValueError as error:
        raise LedgerError(str(error)) from error
    value |= _settings(pairs)
    if not value:
        raise LedgerError("an edit needs something to change; see `dragoman ledger judge --help`")
    return {**before, **value}


def _settings(pairs: Sequence[str]) -> dict[str, Any]:
    found = {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        if not equals:
            raise LedgerError(f"{pair!r} is no FIELD=VALUE")
        try:
            found[name.strip()] = json.loads(written)
        except ValueError:
            found[name.strip()] = written
    return found


def _field(hit: Hit, name: str, given: str | Sequence[str], namer: Namer) -> Any:
    on = hit.statement.said or hit.document.published
    if isinstance(given, str):
        return _single(name, given.strip(), on, namer)
    if name in CHAINS:
        return [msgspec.to_builtins(namer.actor(own, on)) for own in given]
    text = hit.document.text
    found = [span for own in given for span in (spans(own, len(text)) if _SPANS.fullmatch(own) else (find(text, own),))]
    return [list(span) for span in sorted(found)]


def _single(name: str, given: str, on: str | None, namer: Namer) -> Any:
    if name == "speaker":
        return msgspec.to_builtins(namer.actor(given, on)) if given else None
    if name == "act":
        if given.upper() not in ACTS:
            raise ValueError(f"{given!r} is no act; docs/acts.md lists them, such as DENY")
        return given.upper()
    if given and days(given) is None:
        raise ValueError(f"{given!r} is no date; write it like 2022-01-28")
    return given or None
