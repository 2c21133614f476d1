"""A statement as a person corrected it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, get_type_hints

import msgspec

from dragoman.ledger.errors import LedgerError
from dragoman.ledger.judgements import Judgement
from dragoman.nouns import Statement

_HINTS = get_type_hints(Statement)
#: What a person may correct; the name, the certainty and the reason stay the machine's.
EDITABLE = frozenset(field.name for field in fields(Statement)) - {"id", "within", "confidence", "resolution"}


def edited(statement: Statement, value: Any, length: int) -> Statement:
    """The statement with the fields of ``value`` in place of its own.

    ``value`` is an object by name of the field, each as ``docs/ledger.md`` has it: spans as lists of ``[start, end]``,
    an actor as an object with ``id``, ``name`` and ``kind``. ``length`` is that of the text in code points.

    Raises:
        LedgerError: it is no such object, names a field that cannot be edited, or has a span outside the text.
    """
    if not isinstance(value, dict) or not value:
        raise LedgerError('an edit needs an object with the fields as they should be, such as {"act": "DENY"}')
    unknown = sorted(set(value) - EDITABLE)
    if unknown:
        raise LedgerError(f"{unknown[0]} is no field of a statement that can be edited")
    try:
        changes = {name: msgspec.convert(own, _HINTS[name], strict=True) for name, own in value.items()}
    except msgspec.ValidationError as error:
        raise LedgerError(f"the edit does not fit a statement: {error}") from error
    for part in ("source", "cue", "content"):
        if any(not 0 <= start < end <= length for start, end in changes.get(part, ())):
            raise LedgerError(f"the {part} of the edit is not within the text of {length} characters")
    return replace(statement, **changes)


def judged(statement: Statement, judgement: Judgement | None, length: int) -> Statement:
    """The statement as it stands after ``judgement``."""
    if judgement is None or judgement.verdict != "edit":
        return statement
    return edited(statement, judgement.value, length)
