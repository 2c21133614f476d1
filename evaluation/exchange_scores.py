"""Whether every exchange is found, none split and none merged wrongly: on the gold, and on the example dossier.

``python -m evaluation.exchange_scores`` reads the development half of the gold and the dossier of January 2022;
``--half gate`` the other half, of which it prints only the totals. All the documents of a half are read together, so
that exchanges of the same parties may get mixed up. With ``--check`` it fails where a mark is missed.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.accounts import Telling, tellings
from dragoman.accounts.exchanges.sighting import FACE_TO_FACE, days_of
from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.documents import Failure, open_documents
from dragoman.nouns import Document, Reading, Span
from evaluation.exchanges import FOLDER, load_all

if TYPE_CHECKING:
    from evaluation.exchanges import Exchange

DOSSIER = Path(__file__).parents[1] / "examples" / "january-2022"


@dataclass(frozen=True, slots=True)
class Expected:
    """An exchange to be found, and the ids of the documents that tell of it."""

    kind: str
    date: str
    participants: tuple[str, ...]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of the exchanges expected: found, found by several (``split``), found in one with another (``merged``).

    ``extra`` are exchanges found in documents that tell of none such; of the ``documents`` of those expected,
    ``told`` were put to them; ``kinds`` and ``casts`` count those of the right kind and with the right parties.
    """

    expected: int = 0
    found: int = 0
    split: int = 0
    merged: int = 0
    extra: int = 0
    documents: int = 0
    told: int = 0
    kinds: int = 0
    casts: int = 0

    def line(self) -> str:
        """Return the counts for a person to read."""
        return ", ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))


def score(expected: Sequence[Expected], found: Sequence[Telling], registry: Registry) -> Tally:
    """Return how the exchanges found compare with those expected."""
    parties = Parties(registry)
    matches = [[own for own in found if _is(own, want, parties)] for want in expected]
    counted = [own[0] for own in matches if own]
    documents = [{p.document for p in own.exchange.evidence} for own in counted]
    wanted = [want for want, own in zip(expected, matches, strict=True) if own]
    return Tally(
        expected=len(expected),
        found=len(counted),
        split=sum(len(own) > 1 for own in matches),
        merged=len(counted) - len({own.exchange.id for own in counted}),
        extra=sum(not any(own is match for some in matches for match in some) for own in found),
        documents=sum(len(want.documents) for want in expected),
        told=sum(len(want.documents & told) for want, told in zip(wanted, documents, strict=True)),
        kinds=sum(_same_kind(want.kind, own.exchange.kind) for want, own in zip(wanted, counted, strict=True)),
        casts=sum(
            _sides(want.participants, parties) == {parties.of(actor) for actor in own.exchange.participants}
            for want, own in zip(wanted, counted, strict=True)
        ),
    )


def carried(exchange: Exchange, name: str, found: Sequence[Telling], registry: Registry) -> tuple[int, int]:
    """Return how many passages of the points of a gold exchange there are, and how many are in the right account.

    A passage is in an account where the units of it hold more than half of its letters.
    """
    parties = Parties(registry)
    units: dict[str, list[tuple[str, Span]]] = {}
    for told in (told for telling in found for told in telling.accounts):
        voucher = told.account.voucher
        side = "press" if voucher.kind == "outlet" else parties.of(voucher)
        own = [(unit.passage.document, span) for unit in told.units for span in unit.passage.spans]
        units.setdefault(side, []).extend(own)
    total = right = 0
    for point in exchange.points:
        for account, standing in point.standings.items():
            side = _side(exchange.accounts[account].voucher, registry, parties)
            for passage in standing.passages:
                total += 1
                spans = [span for document, span in units.get(side, ()) if document == f"{name}/{passage.document}"]
                right += 2 * sum(_common(span, passage.span) for span in spans) > passage.span.end - passage.span.start
    return total, right


def _side(voucher: str, registry: Registry, parties: Parties) -> str:
    record = registry.records.get(voucher)
    if record is None or record.kind == "outlet":
        return "press"
    return parties.of(registry.actor(record))


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _is(own: Telling, want: Expected, parties: Parties) -> bool:
    """Whether an exchange found is the one expected: most of its parties, its day, and a document of it."""
    exchange = own.exchange
    cast = {parties.of(actor) for actor in exchange.participants}
    sides = _sides(want.participants, parties)
    found, days = days_of(exchange.date or ""), days_of(want.date)
    same_day = found is not None and days is not None and found.overlap(days)
    told = want.documents & {passage.document for passage in exchange.evidence}
    return (
        same_day and bool(told) and _same_kind(exchange.kind, want.kind) and 2 * len(cast & sides) > len(cast | sides)
    )


def _same_kind(one: str, other: str) -> bool:
    return one == other or {one, other} <= FACE_TO_FACE


def _sides(participants: Iterable[str], parties: Parties) -> set[str]:
    records = (parties.registry.records[id] for id in participants)
    return {parties.of(parties.registry.actor(record)) for record in records}


def dossier() -> tuple[tuple[Document, ...], tuple[Expected, ...]]:
    """Return the documents of the example dossier, each with its file as its id, and the exchanges in it."""
    opened = (own for own in open_documents([str(DOSSIER)]) if not isinstance(own, Failure))
    documents = tuple(replace(own, id=own.origin.removeprefix(f"{DOSSIER}/")) for own in opened)
    read = tomllib.loads((Path(__file__).parent / "dossier.toml").read_text(encoding="utf-8"))
    expected = tuple(
        Expected(own["kind"], own["date"], tuple(own["participants"]), frozenset(own["documents"]))
        for own in read["exchange"]
    )
    return documents, expected


def told_apart(name: str, readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings of a folder with its name before the ids of their documents."""
    return [replace(own, document=replace(own.document, id=f"{name}/{own.document.id}")) for own in readings]


def expected_of(gold: Iterable[Exchange], readings: Sequence[Reading], registry: Registry) -> Tally:
    """Return how the exchanges found in all ``readings`` (see :func:`told_apart`) compare with those of the gold."""
    found = tellings(readings, registry)
    others = {f"{exchange.name}/{id}" for exchange in gold for id in exchange.others}
    # What is found in documents of other exchanges is not extra.
    own = [telling for telling in found if not others & {p.document for p in telling.exchange.evidence[:1]}]
    return score([_expected(exchange) for exchange in gold], own, registry)


def _expected(exchange: Exchange) -> Expected:
    """What is to be found of a gold exchange."""
    own = frozenset(f"{exchange.name}/{id}" for id in exchange.documents)
    return Expected(exchange.kind, exchange.date, exchange.participants, own)


def _gold(half: str) -> list[tuple[Exchange, tuple[Document, ...], Expected]]:
    """Each gold exchange of a half, its documents, and what is to be found."""
    out = []
    for exchange in load_all(FOLDER / half):
        texts = [*exchange.documents.values(), *exchange.others.values()]
        documents = tuple(replace(own, id=f"{exchange.name}/{own.id}") for own in texts)
        out.append((exchange, documents, _expected(exchange)))
    return out


def main() -> int:
    """Print the scores; return 1 where a mark is missed and ``--check`` was given."""
    from dragoman.reading.interpret import Interpreter
    from dragoman.reading.reader import Reader

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=("dev", "gate"), default="dev")
    options.add_argument("--check", action="store_true", help="fail where an exchange is missed, split or merged")
    given = options.parse_args()
    registry = Registry.shipped()
    reader, interpreter = Reader.load(), Interpreter(registry)

    def told(documents: Iterable[Document]) -> tuple[Telling, ...]:
        return tellings([interpreter.interpret(reader.read(document)) for document in documents], registry)

    gold = _gold(given.half)
    found = told(document for _, documents, _ in gold for document in documents)
    # What is found in documents of other exchanges is not extra.
    others = {f"{exchange.name}/{id}" for exchange, _, _ in gold for id in exchange.others}
    own = [telling for telling in found if not others & {p.document for p in telling.exchange.evidence[:1]}]
    tallies = {given.half: score([want for _, _, want in gold], own, registry)}
    passages = [carried(exchange, exchange.name, found, registry) for exchange, _, _ in gold]
    if given.half == "dev":
        documents, expected = dossier()
        tallies["dossier"] = score(expected, told(documents), registry)
        for (exchange, _, _), (total, right) in zip(gold, passages, strict=True):
            print(f"{exchange.name}: {right} of {total} passages of points are in the right account")
    for name, tally in tallies.items():
        print(f"{name}: {tally.line()}")
    print(f"passages in the right account: {sum(r for _, r in passages)} of {sum(t for t, _ in passages)}")
    missed = any(t.found < t.expected or t.split or t.merged for t in tallies.values())
    return int(given.check and missed)


if __name__ == "__main__":
    sys.exit(main())
