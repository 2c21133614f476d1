"""JSON Lines: whole readings with the judgements on them, to be read back without loss."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import BinaryIO

from dragoman.ledger.facets import everyone
from dragoman.ledger.keys import statement_keys
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Hit
from dragoman.ledger.records import Passed, passed, to_record
from dragoman.ledger.same import groups, with_same
from dragoman.ledger.shelf import Stored
from dragoman.nouns import Reading


def write(ledger: Ledger, readings: Iterable[Stored], out: BinaryIO) -> None:
    """Write one object a reading, as the machine read it; edits are among its judgements."""
    for stored in readings:
        record = to_record(stored.reading, stored.version.address, judgements(ledger, stored))
        out.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "replace"))


def write_on_exchanges(ledger: Ledger, ids: Collection[str] | None, out: BinaryIO) -> None:
    """Write the judgements in force on exchanges, on these or on all, in one object; nothing where there are none."""
    standing = ledger.standing("exchange")
    found = [passed(own, target) for target, own in standing.items() if ids is None or target in ids]
    if found:
        record = {"judgements": [asdict(own) for own in found]}
        out.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "replace"))


def same_exchanges(ledger: Ledger, keys: Sequence[str]) -> list[str]:
    """The ids of the exchanges of which statements tell, and of those that were merged with them."""
    return with_same(ledger.exchanges_told_in(keys), groups(ledger.same("exchange")))


def judgements(ledger: Ledger, stored: Stored) -> Iterator[Passed]:
    """The judgements in force on a reading's statements, and on the actors that it names."""
    statements = stored.reading.statements
    keys = statement_keys(stored.version.key, statements)
    found = ledger.standing("statement", keys)
    for statement, key in zip(statements, keys, strict=True):
        if key in found:
            yield passed(found[key], statement.id)
    ids = sorted(named(stored.reading))
    for id_, own in ledger.standing("actor", ids).items():
        yield passed(own, id_)


def named(reading: Reading) -> set[str]:
    """The ids of all actors whom the statements of a reading name."""
    return {
        actor.id
        for own in reading.statements
        for actor in everyone(((own.speaker,) if own.speaker else ()) + own.word_of + own.addressee)
    }


def holding(ledger: Ledger, found: Iterable[Hit]) -> Iterator[Stored]:
    """The current readings that hold some statements, each once."""
    seen: set[str] = set()
    for hit in found:
        if hit.version not in seen:
            seen.add(hit.version)
            yield from ledger.readings(hit.version)
