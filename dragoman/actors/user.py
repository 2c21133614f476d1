"""The user's own records: ``dragoman.toml``, laid over the shipped ones, which stay untouched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.actors.blocks import Problem, block_problems
from dragoman.actors.check import Placed, RegistryError, cross_problems, read_toml
from dragoman.actors.records import Record, Role
from dragoman.actors.records import Words as Named

USER_FILE = "dragoman.toml"
SECTIONS = {"actor": (), "merge": ("from", "into"), "split": ("from", "into", "names")}


def merged(shipped: Mapping[str, Record], path: Path) -> dict[str, Record]:
    """Return the shipped records with those of ``path``; a :class:`RegistryError` lists every error."""
    records, problems = laid_over(shipped, path)
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        raise RegistryError(errors)
    return records


def laid_over(shipped: Mapping[str, Record], path: Path) -> tuple[dict[str, Record], list[Problem]]:
    """Return the records with those of ``path`` laid over them, and what is wrong with the latter.

    First the ``[[actor]]`` blocks (one with the id of a shipped record adds to it), then
    ``[[split]]``, then ``[[merge]]``.
    """
    try:
        tables = read_toml(path)
    except RegistryError as error:
        return dict(shipped), list(error.problems)
    problems = [Problem(path.name, "-", what) for what in _shape_faults(tables)]
    if problems:
        return dict(shipped), problems
    records = dict(shipped)
    own: dict[str, None] = {}
    for block in tables.get("actor", []):
        problems += _add(records, own, block, path.name)
    for order in tables.get("split", []):
        problems += [Problem(path.name, str(order["from"]), what) for what in _split(records, order)]
    for order in tables.get("merge", []):
        problems += [Problem(path.name, str(order["from"]), what) for what in _merge(records, order)]
    before = {str(problem) for problem in cross_problems(Placed("-", record) for record in shipped.values())}
    placed = [Placed(path.name if record.id in own else "-", record) for record in records.values()]
    # The user's records last: of two with one QID, the user's is the one to mend.
    after = cross_problems(sorted(placed, key=lambda own: own.file != "-"))
    return records, problems + [problem for problem in after if str(problem) not in before]


def _shape_faults(tables: Mapping[str, Any]) -> Iterator[str]:
    for section, orders in tables.items():
        if section not in SECTIONS:
            yield f"unknown section {section!r}; known are {', '.join(f'[[{s}]]' for s in SECTIONS)}"
        elif not isinstance(orders, list) or not all(isinstance(order, Mapping) for order in orders):
            yield f"write [[{section}]], with two brackets"
        elif section != "actor":
            for order in orders:
                if set(order) != set(SECTIONS[section]) or not all(isinstance(order[k], str) for k in ("from", "into")):
                    yield f"[[{section}]] needs {', '.join(SECTIONS[section])}, and nothing else"


def _add(records: dict[str, Record], own: dict[str, None], block: Mapping[str, Any], file: str) -> list[Problem]:
    id = str(block.get("id"))
    if id in own:
        return [Problem(file, id, "is there twice")]
    shipped = records.get(id)
    # The block is checked as it stands, except that an addition need not say again what is known.
    whole = {**({"kind": shipped.kind, "name": shipped.name} if shipped else {}), **block}
    problems = block_problems(file, whole)
    if not problems:
        records[id] = Record.of(_joined(shipped.block(), block) if shipped else whole)
        own[id] = None
    return problems


def _joined(under: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the block ``under`` with the words and roles of ``over`` added and its other values instead."""
    joined = {**under, **over}
    for key in ("names", "demonyms", "metonyms"):
        first, second = under.get(key, {}), over.get(key, {})
        joined[key] = {lang: [*first.get(lang, ()), *second.get(lang, ())] for lang in {**first, **second}}
    joined["roles"] = [*under.get("roles", ()), *over.get("roles", ())]
    return joined


def _split(records: dict[str, Record], order: Mapping[str, Any]) -> list[str]:
    """Move the names of ``order`` from one record to another."""
    faults = _unknown(records, order)
    if faults:
        return faults
    source, target = records[order["from"]], records[order["into"]]
    moved = set(order["names"])
    missing = sorted(moved - set(source.all_names()))
    if missing:
        return [f"split: has no name {name!r}" for name in missing]
    if source.name in moved:
        return [f"split: {source.name!r} is the name of the record itself; name it anew in an [[actor]] block"]
    left = {lang: tuple(name for name in own if name not in moved) for lang, own in source.names.items()}
    taken = {lang: tuple(name for name in own if name in moved) for lang, own in source.names.items()}
    records[source.id] = replace(source, names=left)
    records[target.id] = replace(target, names=_added(target.names, taken))
    return []


def _merge(records: dict[str, Record], order: Mapping[str, Any]) -> list[str]:
    """Give the names and roles of one record to another, and let everything point to the latter."""
    faults = _unknown(records, order)
    if faults:
        return faults
    gone, kept = records.pop(order["from"]), records[order["into"]]
    names = _added(kept.names, _added({"en": (gone.name,)}, gone.names))
    records[kept.id] = replace(kept, names=names, roles=tuple(dict.fromkeys((*kept.roles, *gone.roles))))
    for id, record in records.items():
        records[id] = _redirected(record, gone.id, kept.id)
    return []


def _redirected(record: Record, old: str, new: str) -> Record:
    if old not in (record.speaks_for, record.head, *(role.office for role in record.roles)):
        return record
    roles = tuple(
        Role(new if role.office == old else role.office, role.start, role.end, role.acting) for role in record.roles
    )
    speaks_for = new if record.speaks_for == old else record.speaks_for
    return replace(record, speaks_for=speaks_for, head=new if record.head == old else record.head, roles=roles)


def _unknown(records: Mapping[str, Record], order: Mapping[str, Any]) -> list[str]:
    if order["from"] == order["into"]:
        return ["from and into are the same"]
    return [f"there is no actor {order[key]!r}" for key in ("from", "into") if order[key] not in records]


def _added(under: Named, over: Named) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(dict.fromkeys((*under.get(lang, ()), *over.get(lang, ())))) for lang in {**under, **over}}
