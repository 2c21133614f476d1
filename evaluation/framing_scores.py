"""How well framing is found, against the gold of :mod:`evaluation.exchanges`.

The exchange, its documents and its points are those of the gold, so that only the accounts and what is made of them is
measured. Of the half ``gate`` only totals are printed. Example: ``python -m evaluation.framing_scores --show``
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman import nouns
from dragoman.accounts import accounts_of
from dragoman.accounts.framing import framing
from dragoman.accounts.framing.scene import Tells
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit, passages
from dragoman.actors import Registry
from dragoman.nouns import Actor, Document, Passage, Reading, Span
from dragoman.reading.interpret import Interpreter
from dragoman.reading.likeness import Likeness
from dragoman.reading.reader import Reader
from evaluation.exchanges import FOLDER, LISTED_WORDS, SINGLE_WORDS, Account, Exchange, Point, load_all
from evaluation.scores import Count

#: How much of the shorter one two stretches of words must share to be the same fact.
OVERLAP = 0.5
VALUES = ("authority", "published")
#: The party of all outlets.
PRESS = "press"


@dataclass
class FramingTally:
    """Counts by category, and of initiators how many were right of those that either side names."""

    counts: dict[str, Count] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def score(self, gold: Exchange, found: Sequence[nouns.Framing], parties: Parties) -> None:
        """Add one exchange."""
        for account in gold.accounts.values():
            own = [fact for fact in found if fact.account == account.id]
            for category in (*SINGLE_WORDS, *LISTED_WORDS):
                self._words(gold, account, category, [fact for fact in own if fact.category == _name(category)])
            for category, value in _values(gold, account, parties):
                self._value(gold, account, category, value, own)

    def _words(self, gold: Exchange, account: Account, category: str, found: list[nouns.Framing]) -> None:
        told = getattr(gold.framing, category).get(account.id, ())
        words = (told,) if isinstance(told, str) else told
        places = {own: list(_places(own, [gold.documents[id] for id in account.documents])) for own in words}
        right = [fact for fact in found if any(_same(fact.evidence, spots) for spots in places.values())]
        recalled = [own for own, spots in places.items() if any(_same(fact.evidence, spots) for fact in found)]
        where = f"{gold.name} {account.id} {category}"
        self.misses += [f"{where}: missing {own!r}" for own in words if own not in recalled]
        self.misses += [f"{where}: wrong {fact.value!r}" for fact in found if fact not in right]
        # Several findings in one stretch of gold are all right; recall counts stretches.
        self._add(category, Count(len(recalled), len(recalled) + len(found) - len(right), len(words)))

    def _value(
        self, gold: Exchange, account: Account, category: str, value: str | None, own: list[nouns.Framing]
    ) -> None:
        said = next((fact.value for fact in own if fact.category == _name(category)), None)
        if said != value:
            self.misses.append(f"{gold.name} {account.id} {category}: {said!r} for {value!r}")
        self._add(category, Count(int(said == value is not None), int(said is not None), int(value is not None)))
        if category == "initiator" and (said or value):
            self._add("initiator accuracy", Count(int(said == value), 1, 1))

    def _add(self, name: str, count: Count) -> None:
        self.counts[name] = self.counts.get(name, Count()).plus(count)


def given(
    gold: Exchange, readings: Mapping[str, Reading], registry: Registry, tells: Tells
) -> tuple[nouns.Framing, ...]:
    """Return what is found where the exchange, its points and the names of its accounts are those of the gold."""
    exchange = nouns.Exchange(gold.name, gold.kind, gold.date, tuple(_actor(id, registry) for id in gold.participants))
    accounts = list(_accounts(gold, exchange, readings, registry))
    points = [_point(point, {own.id: units for own, units in accounts}) for point in gold.points]
    return framing(exchange, accounts, points, list(readings.values()), registry, tells)


def _actor(id: str, registry: Registry) -> Actor:
    record = registry.records.get(id)
    return registry.actor(record) if record else Actor(id, id.removeprefix("local:"), "outlet")


def _accounts(
    gold: Exchange, exchange: nouns.Exchange, readings: Mapping[str, Reading], registry: Registry
) -> Iterator[tuple[nouns.Account, tuple[Unit, ...]]]:
    """The accounts that are built from all passages; those that the gold has, by its names."""
    units = [unit for reading in readings.values() for unit in passages(reading)]
    parties = Parties(registry)
    names = {_party(account.voucher, parties): account.id for account in gold.accounts.values()}
    for account, own in accounts_of(exchange, units, gold.documents, registry):
        party = PRESS if account.voucher.kind == "outlet" else parties.of(account.voucher)
        if party in names:
            yield replace(account, id=names[party]), own


def _party(voucher: str, parties: Parties) -> str:
    """The party of a voucher of the gold; that of outlets is one, since a case has one at most."""
    return PRESS if voucher.startswith("local:") else parties.of(_actor(voucher, parties.registry))


def _point(point: Point, units: Mapping[str, tuple[Unit, ...]]) -> nouns.Point:
    told = {
        account: nouns.Told(
            standing.status,
            tuple(
                unit.passage
                for unit in units.get(account, ())
                if any(_shared(unit.passage, own.document, own.span) for own in standing.passages)
            ),
        )
        for account, standing in point.standings.items()
    }
    return nouns.Point(point.id, point.label, told)


def _values(gold: Exchange, account: Account, parties: Parties) -> Iterator[tuple[str, str | None]]:
    """The categories of which an account has one value, with that of the gold."""
    initiator = gold.framing.initiator.get(account.id)
    if initiator:
        id = gold.accounts[initiator].voucher if initiator in gold.accounts else initiator
        initiator = parties.of(_actor(id, parties.registry))
    yield "initiator", initiator
    for category in VALUES:
        yield category, getattr(gold.framing, category).get(account.id)
    only = account.id in gold.framing.own_words_only
    yield "own_words_only", parties.of(_actor(account.voucher, parties.registry)) if only else None


def _name(category: str) -> str:
    return category.replace("_", " ")


def _places(words: str, documents: Sequence[Document]) -> Iterator[tuple[str, Span]]:
    """Every place of words in the documents."""
    for document in documents:
        at = document.text.find(words)
        while at >= 0:
            yield document.id, Span(at, at + len(words))
            at = document.text.find(words, at + 1)


def _same(evidence: Sequence[Passage], places: Sequence[tuple[str, Span]]) -> bool:
    return any(_shared(passage, document, span) for passage in evidence for document, span in places)


def _shared(passage: Passage, document: str, span: Span) -> bool:
    """Whether a passage and a span share enough of the shorter one."""
    if passage.document != document:
        return False
    own = passage.spans[0].start, passage.spans[-1].end
    common = min(own[1], span.end) - max(own[0], span.start)
    return common >= OVERLAP * min(own[1] - own[0], span.end - span.start)


def table(counts: Mapping[str, Count]) -> str:
    """The scores as text, a line a category, in percent; "others" is all but the initiator."""
    others = Count()
    for name, count in counts.items():
        if not name.startswith("initiator"):
            others = others.plus(count)
    lines = [
        f"{name:20}{count.f1:7.1f}  ({count.hit} right, {count.said} found, {count.gold} in gold)"
        for name, count in {**counts, "others": others}.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Score a half of the gold and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "gate"), default="dev")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was wrong")
    options = parser.parse_args()
    registry = Registry.shipped()
    reader, interpreter, tally = Reader.load(), Interpreter(registry), FramingTally()
    tells = Likeness.load(reader.model)
    for gold in load_all(FOLDER / options.half):
        readings = {id: interpreter.interpret(reader.read(document)) for id, document in gold.documents.items()}
        tally.score(gold, given(gold, readings, registry, tells), Parties(registry))
    print(table(tally.counts))
    if options.show and options.half == "dev":
        print("", *tally.misses, sep="\n")


if __name__ == "__main__":
    main()
