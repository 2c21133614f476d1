"""What was found, counted by speaker, act, topic, language and outlet: how to narrow a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.desk.catalogue import Catalogue

#: Statements that are counted, the latest.
COUNTED = 1000
#: Values of a facet that are shown.
_SHOWN = 7
_LABELS = {"speaker": "Speaker", "act": "Act", "topic": "Topic", "language": "Language", "outlet": "Outlet"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, as it is asked for and as it is shown, and how many have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a field that most of what was found has, the most frequent first."""

    field: str
    label: str
    values: tuple[Value, ...]


def facets(own: Catalogue, question: Mapping[str, str], keys: Iterable[str]) -> tuple[Facet, ...]:
    """The facets of some statements, by key; of the fields that the question leaves open and that differ."""
    found = [line for key in keys if (line := own.by_key.get(key))]
    documents = [own.entries[line.version].document for line in found]
    counts: dict[str, Counter[str | None]] = {
        "speaker": Counter(id for line in found for id in line.speakers if "+" not in id),
        "act": Counter(line.act for line in found),
        "topic": Counter(line.topic for line in found),
        "language": Counter(document.language for document in documents),
        "outlet": Counter(document.outlet for document in documents),
    }
    open_ = {field: _known(counter) for field, counter in counts.items() if field not in question}
    return tuple(
        Facet(field, _LABELS[field], tuple(_value(own, field, value, n) for value, n in counter.most_common(_SHOWN)))
        for field, counter in open_.items()
        if len(counter) > 1
    )


def _known(counted: Counter[str | None]) -> Counter[str]:
    return Counter({value: count for value, count in counted.items() if value})


def _value(own: Catalogue, field: str, value: str, count: int) -> Value:
    label = own.name(value) if field == "speaker" else value
    return Value(value, label.lower().replace("-", " ") if field in ("act", "topic") else label, count)
