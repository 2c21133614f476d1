"""How well the whole is read: what statements mean, which exchanges are found, how accounts are compared and framed.

Two halves each: ``dev`` may be looked at while things are built, ``gate`` only measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.accounts.compare import compare
from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.nouns import Document, Reading
from dragoman.reading.interpret import Interpreter
from dragoman.reading.likeness import Likeness
from dragoman.reading.reader import Reader
from dragoman.reading.segments import segments
from evaluation.exchange_scores import expected_of, told_apart
from evaluation.exchanges import FOLDER, Exchange, load_all
from evaluation.framing_scores import FramingTally, given
from evaluation.meaning import Interpreted, load
from evaluation.meaning_report import is_for_development
from evaluation.meaning_scores import measure
from evaluation.point_scores import score
from evaluation.scores import Count

HALVES = ("dev", "gate")
MEANING = (
    "speaker in registry", "speaker in registry precision", "speaker", "word_of", "addressee", "dates", "said", "act",
    "act macro", "modality",
)  # fmt: skip

Scores = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Pipeline:
    """All that reads and compares, loaded."""

    reader: Reader
    registry: Registry
    judge: Likeness

    @classmethod
    def of(cls, reader: Reader) -> Pipeline:
        """The pipeline as shipped, with a reader."""
        return cls(reader, Registry.shipped(), Likeness.load(reader.model))

    def read(self, document: Document) -> Reading:
        """A document read and interpreted."""
        return Interpreter(self.registry).interpret(self.reader.read(document))

    def interpret(self, reading: Reading) -> Reading:
        """Marked statements with their acts, and interpreted."""
        cut = segments(reading.document.text, self.reader.model.tokenizer)
        coded = self.reader.model.acts.coded(reading.statements, cut)
        return Interpreter(self.registry).interpret(replace(reading, statements=tuple(coded)))


def meaning_scores(pipeline: Pipeline) -> Scores:
    """Percent by language (``meaning en`` ...) and by half (``meaning dev``, ``meaning gate``)."""
    texts = list(load())
    groups: dict[str, list[Interpreted]] = {}
    for text in texts:
        half = HALVES[0] if is_for_development(text) else HALVES[1]
        for name in (str(text.document.language), half):
            groups.setdefault(f"meaning {name}", []).append(text)
    out = {}
    for name, own in sorted(groups.items()):
        figures = measure(own, pipeline.interpret).figures()
        out[name] = {measured: figures[measured] for measured in MEANING}
    return out


def account_scores(pipeline: Pipeline) -> Scores:
    """Percent by half (``accounts dev``, ``accounts gate``): exchanges, alignment, conflict, one-sided, framing."""
    return {f"accounts {half}": dict(_half(pipeline, half)) for half in HALVES}


def _half(pipeline: Pipeline, half: str) -> Iterator[tuple[str, float]]:
    gold = load_all(FOLDER / half)
    counts: dict[str, Count] = {}
    framing, parties = FramingTally(), Parties(pipeline.registry)
    readings: list[Reading] = []
    for exchange in gold:
        own = {id: pipeline.read(document) for id, document in {**exchange.documents, **exchange.others}.items()}
        found = compare(tuple(own.values()), pipeline.judge, pipeline.registry)
        for name, count in score(exchange, found).items():
            counts[name] = counts.get(name, Count()).plus(count)
        told = {id: reading for id, reading in own.items() if id in exchange.documents}
        framing.score(exchange, given(exchange, told, pipeline.registry, pipeline.judge), parties)
        readings += told_apart(exchange.name, own.values())
    yield "exchanges found", _found(gold, readings, pipeline.registry)
    for name, count in counts.items():
        yield name, round(count.f1, 2)
    yield "conflict precision", round(counts["conflict"].precision, 2)
    yield "conflict recall", round(counts["conflict"].recall, 2)
    yield "initiator", round(framing.counts["initiator accuracy"].f1, 2)
    others = [own for name, own in framing.counts.items() if not name.startswith("initiator")]
    yield "framing", round(_sum(others).f1, 2)


def _sum(counts: list[Count]) -> Count:
    total = Count()
    for own in counts:
        total = total.plus(own)
    return total


def _found(gold: tuple[Exchange, ...], readings: list[Reading], registry: Registry) -> float:
    """The share of exchanges found, neither split nor merged with another, in percent."""
    tally = expected_of(gold, readings, registry)
    return round(100 * max(0, tally.found - tally.split - tally.merged) / max(1, tally.expected), 2)
