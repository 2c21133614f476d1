"""Which actors, or other things, people said to be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from dragoman.ledger.judgements import Judgement, all_standing


def merges(connection: Connection, kind: str) -> dict[str, str]:
    """What each merged thing of a kind was merged into, by the judgements in force."""
    return merged_by(all_standing(connection, kind))


def merged_by(standing: Iterable[Judgement]) -> dict[str, str]:
    """What each merged thing was merged into, by judgements that stand: edits whose value has a ``same_as``."""
    return {
        own.target: own.value["same_as"]
        for own in standing
        if own.verdict == "edit" and isinstance(own.value, dict) and isinstance(own.value.get("same_as"), str)
    }


def groups(merged: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Each id that was merged, or merged into, with all that are the same, itself among them."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in merged.items():
        near[one].add(other)
        near[other].add(one)
    out: dict[str, frozenset[str]] = {}
    for start in near:
        if start not in out:
            whole = _reached(start, near)
            out |= dict.fromkeys(whole, whole)
    return out


def _reached(start: str, near: Mapping[str, set[str]]) -> frozenset[str]:
    seen, waiting = {start}, [start]
    while waiting:
        new = near[waiting.pop()] - seen
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def with_same(ids: Iterable[str], same: Mapping[str, frozenset[str]]) -> list[str]:
    """The ids and all that are the same as one of them, in order."""
    return sorted({other for own in ids for other in same.get(own, (own,))})
