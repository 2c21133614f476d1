"""Questions for statements, as a form asks them: fields by name, made a query of the ledger, and told in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.ledger import LedgerError, Query

if TYPE_CHECKING:
    from dragoman.desk.desk import Desk

#: The fields of a question in the order in which it is told, each with the words before its value.
FIELDS = {
    "words": "words",
    "speaker": "by",
    "addressee": "to",
    "voucher": "on the word of",
    "act": "act",
    "topic": "topic",
    "kind": "kind of document",
    "language": "language",
    "outlet": "outlet",
    "said": "said",
    "refers": "of the time",
    "judgement": "judgement",
    "exchange": "of the exchange",
}
_OF_ACTORS = ("speaker", "addressee", "voucher")
_SEVERAL = ("act", "topic", "kind", "language", "outlet", "judgement", "exchange")


def asked(given: Mapping[str, str]) -> dict[str, str]:
    """What is asked in a form: its fields that are filled in, without anything else."""
    return {name: own for name in FIELDS if (own := given.get(name, "").strip())}


def query_of(desk: Desk, question: Mapping[str, str], **more: Any) -> Query:
    """The query of a question; ``more`` are its order, its limit, where it goes on.

    Raises:
        LedgerError: a date is none, or no statement names an actor.
    """
    fields: dict[str, Any] = {}
    for name, value in question.items():
        fields[name] = _ids(desk, value) if name in _OF_ACTORS else (value,) if name in _SEVERAL else value
    return Query(**fields, **more)


def told(question: Mapping[str, str], name: Callable[[str], str]) -> str:
    """A question in words; one that asks for nothing finds every statement. ``name`` gives an actor's, by the id."""
    parts = []
    for field, words in FIELDS.items():
        if field in question:
            parts.append(f"{words} {_told(field, question[field], name)}")
    return ", ".join(parts) or "every statement"


def _told(field: str, value: str, name: Callable[[str], str]) -> str:
    if field in _OF_ACTORS:
        return name(value)
    return value.lower().replace("-", " ") if field in ("act", "topic") else value


def _ids(desk: Desk, name: str) -> tuple[str, ...]:
    """The ids of those who are called so.

    Raises:
        LedgerError: no statement names anybody so.
    """
    found = desk.ledger.actors(name)
    if not found:
        raise LedgerError(f"No statement names “{name}”. Give the name as the list of actors has it, or the id.")
    return tuple(actor.id for actor in found)
