"""The statements of one text narrowed by speaker, act, judgement and level: which are shown, and how many have what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.desk.facets import Facet, Value
from dragoman.ledger import Hit
from dragoman.ledger.facets import everyone
from dragoman.nouns import Actor, Statement

_LABELS = {"speaker": "Speaker", "act": "Act", "judgement": "Judgement", "level": "Level"}
#: Who speaks where that is open, and the judgement where there is none.
OPEN, NONE = "open", "none"
_JUDGED = {NONE: "not judged", "accept": "accepted", "edit": "corrected", "unsure": "unsure", "reject": "rejected"}
_LEVELS = {"1": "not within another", "2": "within another"}


@dataclass(frozen=True, slots=True)
class Sifted:
    """The places (from 0) of the statements that are shown, and what there is to choose from, with counts.

    A count is that of the statements which the other fields leave.
    """

    shown: tuple[int, ...]
    facets: tuple[Facet, ...]


def sift(hits: Sequence[Hit], asked: Mapping[str, str]) -> Sifted:
    """The statements of a text that have what is ``asked`` by field; an empty value asks for nothing."""
    levels = _levels([hit.statement for hit in hits])
    own = [_values(hit, level) for hit, level in zip(hits, levels, strict=True)]
    wanted = {field: value for field in _LABELS if (value := asked.get(field, ""))}
    shown = tuple(at for at, values in enumerate(own) if _has(values, wanted))
    names = _names(hits)
    return Sifted(shown, tuple(_facet(field, own, wanted, names) for field in _LABELS))


def _values(hit: Hit, level: int) -> dict[str, tuple[str, ...]]:
    said = hit.statement
    return {
        "speaker": tuple(actor.id for actor in _speakers(said)) or (OPEN,),
        "act": (said.act,) if said.act else (NONE,),
        "judgement": ((hit.judgement.verdict if hit.judgement else None) or NONE,),
        "level": (str(level),),
    }


def _has(values: Mapping[str, tuple[str, ...]], wanted: Mapping[str, str]) -> bool:
    return all(value in values[field] for field, value in wanted.items())


def _levels(statements: Sequence[Statement]) -> list[int]:
    """How deep each lies: 1 on its own, 2 within another, and so on; what leads in a circle ends it."""
    outer = {own.id: own.within for own in statements}
    found = []
    for own in statements:
        seen, at = {own.id}, own.within
        while at in outer and at not in seen:
            seen.add(at)
            at = outer[at]
        found.append(len(seen))
    return found


def _names(hits: Sequence[Hit]) -> dict[str, str]:
    return {actor.id: actor.name for hit in hits for actor in _speakers(hit.statement)}


def _speakers(said: Statement) -> list[Actor]:
    """Who speaks; of several together, each."""
    return [own for own in everyone((said.speaker,)) if not own.members] if said.speaker else []


def _facet(
    field: str, own: Sequence[Mapping[str, tuple[str, ...]]], wanted: Mapping[str, str], names: Mapping[str, str]
) -> Facet:
    others = {name: value for name, value in wanted.items() if name != field}
    counts = Counter(dict.fromkeys((value for values in own for value in values[field]), 0))
    counts.update(value for values in own if _has(values, others) for value in values[field])
    if field in wanted:
        # What was asked for stays to be seen, even if no statement has it.
        counts.setdefault(wanted[field], 0)
    order = {"level": sorted(counts), "judgement": [name for name in _JUDGED if name in counts]}
    found = order.get(field) or [value for value, _ in counts.most_common()]
    return Facet(field, _LABELS[field], tuple(Value(v, _label(field, v, names), counts[v]) for v in found))


def _label(field: str, value: str, names: Mapping[str, str]) -> str:
    if field == "speaker":
        return "open" if value == OPEN else names.get(value, value)
    if field == "judgement":
        return _JUDGED.get(value, value)
    if field == "level":
        return _LEVELS.get(value) or f"{value} deep"
    return value.lower()
