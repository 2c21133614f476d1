"""Checks across records, and the reading of TOML files: every problem is told, not only the first."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.actors.blocks import Problem, block_problems
from dragoman.actors.records import Record, Role, first_day, last_day


class RegistryError(ValueError):
    """Records that cannot be used; ``problems`` lists everything that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Placed(NamedTuple):
    """A well-formed record, and the name of the file that it stands in."""

    file: str
    record: Record


def read_toml(path: Path) -> dict[str, Any]:
    """Return what the file holds; a :class:`RegistryError` names the file where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistryError([Problem(path.name, "-", f"cannot be read: {error}")]) from error


def read_files(paths: Iterable[Path]) -> tuple[list[Placed], list[Problem]]:
    """Return the well-formed records of the files, and the problems of the others."""
    placed: list[Placed] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables = read_toml(path)
        except RegistryError as error:
            problems += error.problems
            continue
        problems += [Problem(path.name, "-", f"unknown key {key!r}") for key in tables if key != "actor"]
        for block in tables.get("actor", []):
            own = block_problems(path.name, block)
            problems += own
            if not own:
                placed.append(Placed(path.name, Record.of(block)))
    return placed, problems


def cross_problems(placed: Iterable[Placed]) -> list[Problem]:
    """Return what is wrong between records: things named twice, things named that are not there."""
    all_of = list(placed)
    known: dict[str, Record] = {}
    problems = list(_twice(all_of, "id")) + list(_twice(all_of, "qid")) + list(_twice(all_of, "code"))
    for _, record in all_of:
        known.setdefault(record.id, record)
    for file, record in all_of:
        problems += [Problem(file, record.id, what) for what in _loose_ends(record, known)]
    problems += _overlaps(all_of, {id for id, record in known.items() if record.shared})
    return problems


def _twice(placed: list[Placed], key: str) -> Iterator[Problem]:
    seen: dict[str, Placed] = {}
    for own in placed:
        value = getattr(own.record, key)
        if value is None:
            continue
        if value in seen:
            first = seen[value]
            where = f"{first.record.id} in {first.file}"
            yield Problem(own.file, own.record.id, f"{key} {value} is taken by {where}")
        seen.setdefault(value, own)


def _loose_ends(record: Record, known: Mapping[str, Record]) -> Iterator[str]:
    def missing(id: str, office: bool = False) -> bool:
        return id not in known or (office and known[id].kind != "office")

    for role in record.roles:
        if missing(role.office, office=True):
            yield f"role: there is no office {role.office!r}"
    if record.speaks_for and missing(record.speaks_for):
        yield f"speaks_for: there is no actor {record.speaks_for!r}"
    elif record.speaks_for and _in_circle(record, known):
        yield "speaks_for goes in a circle"
    if record.head and missing(record.head, office=True):
        yield f"head: there is no office {record.head!r}"


def _in_circle(record: Record, known: Mapping[str, Record]) -> bool:
    seen = {record.id}
    above = record.speaks_for
    while above is not None and above in known and above not in seen:
        seen.add(above)
        above = known[above].speaks_for
    return above == record.id


def _overlaps(placed: list[Placed], shared: set[str]) -> Iterator[Problem]:
    """Yield a warning for each two who held one office at the same time; a day of handing over is none."""
    terms: dict[str, list[tuple[str, str, Placed]]] = defaultdict(list)
    for own in placed:
        for role in own.record.roles:
            if role.office not in shared and not role.acting:
                terms[role.office].append((*_sure_bounds(role), own))
    for office, held in sorted(terms.items()):
        held.sort(key=lambda term: (term[0], term[1], term[2].record.id))
        for (_, end, first), (start, _, second) in pairwise(held):
            if start < end:
                what = f"held {office} from {start}, while {first.record.id} held it until {end}"
                yield Problem(second.file, second.record.id, what.replace(" until 9999-12-31", ""), warning=True)


def _sure_bounds(role: Role) -> tuple[str, str]:
    start = last_day(role.start) if role.start else "0001-01-01"
    return start, first_day(role.end) if role.end else "9999-12-31"
