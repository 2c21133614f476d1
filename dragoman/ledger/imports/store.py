"""What was imported, put into the ledger beside what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.ledger.judgements import Judgement
from dragoman.ledger.keys import address, statement_keys, version_key
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.records import Passed, Told
from dragoman.ledger.shelf import Stored as Held
from dragoman.ledger.store import News
from dragoman.nouns import Document, Reading, Statement

#: A text that statements stand in: one from the ledger, with what was read in it, or one that was given.
Source = Held | Document


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be imported: where it stands (``file.csv:17``), and what is wrong with it."""

    place: str
    what: str

    def __str__(self) -> str:
        """Return the one line to show."""
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought: as ``Ledger.add`` says, None where it held no reading, and how many judgements."""

    news: News | None
    judgements: int


def store(ledger: Ledger, told: Told) -> Taken:
    """Add a reading that is not there yet, and pass the judgements that do not stand yet, with the times they had.

    Raises:
        LedgerError: a judgement does not fit; the reading is then stored, and so are the judgements before it.
    """
    reading = told.reading
    version = version_key(told.address or address(reading.document), reading.document.text)
    there = any(held.reading == reading for held in ledger.readings(version, current=False))
    news = "nothing" if there else ledger.add(reading, again=True, address=told.address).news
    ids = (own.id for own in reading.statements)
    keys = dict(zip(ids, statement_keys(version, reading.statements), strict=True))
    return Taken(news, pass_on(ledger, told.judgements, keys))


def pass_on(ledger: Ledger, judgements: Iterable[Passed], keys: Mapping[str, str]) -> int:
    """Pass the judgements that do not stand yet, with the times they had; how many these were.

    ``keys`` are those of the statements that they are on, by id.

    Raises:
        LedgerError: a judgement does not fit; those before it are passed.
    """
    number = 0
    for own in judgements:
        target = keys.get(own.target, "") if own.kind == "statement" else own.target
        if not _stands(ledger.standing(own.kind, [target]).get(target), own):
            ledger.judge(own.kind, target, own.verdict, own.by, own.why, own.value, own.at)
            number += 1
    return number


def _stands(judgement: Judgement | None, own: Passed) -> bool:
    return judgement is not None and (judgement.verdict, judgement.by, judgement.at, judgement.value) == (
        own.verdict, own.by, own.at, own.value
    )  # fmt: skip


def joined(source: Source, statements: Sequence[Statement], name: str) -> Told:
    """The reading of a text with the imported statements beside those read already.

    An imported statement takes the place of one on exactly the same spans. ``name`` says where they come from; it
    stands in ``read_by``.
    """
    mark = f"import:{name}"
    new = {_spans(own): own for own in statements}
    if isinstance(source, Document):
        return Told(Reading(source, _numbered(new.values(), set()), mark))
    held = source.reading
    before = {_spans(own): own for own in held.statements}
    changed = {spans: own for spans, own in new.items() if spans not in before or not _same(before[spans], own)}
    if not changed:
        return Told(held, source.version.address)
    kept = tuple(_replaced(own, changed.get(_spans(own))) for own in held.statements)
    added = _numbered((own for spans, own in changed.items() if spans not in before), {own.id for own in kept})
    read_by = held.read_by if mark in held.read_by.split("+") else f"{held.read_by}+{mark}"
    return Told(replace(held, read_by=read_by, statements=kept + added), source.version.address)


def _replaced(before: Statement, own: Statement | None) -> Statement:
    return replace(own, id=before.id, within=before.within) if own else before


def _numbered(statements: Iterable[Statement], taken: set[str]) -> tuple[Statement, ...]:
    free = (f"i{number}" for number in range(1, 10**9) if f"i{number}" not in taken)
    return tuple(replace(own, id=next(free), within=None) for own in statements)


def _spans(statement: Statement) -> tuple[object, ...]:
    return statement.source, statement.cue, statement.content


def _same(one: Statement, other: Statement) -> bool:
    def facts(own: Statement) -> tuple[object, ...]:
        actors = [[actor.id for actor in group] for group in (own.word_of, own.addressee)]
        speaker = own.speaker.id if own.speaker else None
        return (
            speaker, actors, own.act, own.form, own.negated, own.modality, own.hedge, own.said, own.refers, own.topic
        )  # fmt: skip

    return facts(one) == facts(other)
