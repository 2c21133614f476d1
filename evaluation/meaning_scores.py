"""How well statements were interpreted, against the gold of :mod:`evaluation.meaning`.

The spans are given, so that only what is made of them is measured. Statements pair by their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dragoman.nouns import DateMention, Reading, Statement
from evaluation.meaning import LOCAL, OPEN, Interpreted, Meaning
from evaluation.scores import Count


@dataclass
class MeaningTally:
    """Counts by name.

    ``counts`` holds true positives, predicted and gold of each measure; ``speakers`` how many speakers were right,
    wrong and left open: of sources that tell of an actor of the registry, and of all statements with a source.
    """

    counts: dict[str, Count] = field(default_factory=dict)
    speakers: dict[str, Counter[str]] = field(
        default_factory=lambda: {"speaker in registry": Counter(), "speaker": Counter()}
    )
    acts: Counter[tuple[str | None, str]] = field(default_factory=Counter)

    def score(self, gold: Interpreted, read: Reading) -> None:
        """Add one text. Raises :class:`ValueError` where the reading has more or fewer statements than the gold."""
        for statement, meaning in zip(read.statements, gold.meanings, strict=True):
            self._score_who(statement, meaning)
            self._score_what(statement, meaning)
            self._share("said", statement.said == meaning.said)
            self._overlap("refers", statement.refers, meaning.refers)
        missed, _ = dates_missed(read.dates, gold.dates)
        self._add("dates", Count(len(gold.dates) - len(missed), len(read.dates), len(gold.dates)))

    def _score_who(self, statement: Statement, meaning: Meaning) -> None:
        if meaning.speaker:
            verdict = judged(statement.speaker.id if statement.speaker else None, meaning.speaker)
            self.speakers["speaker"][verdict] += 1
            if meaning.registry:
                self.speakers["speaker in registry"][verdict] += 1
            hidden = bool(statement.speaker and not statement.speaker.named)
            if meaning.speaker != OPEN:
                self._flag("unnamed", hidden, not meaning.named)
        chain = tuple(actor.id for actor in statement.word_of)
        self._share("word_of", same_all(chain, meaning.word_of))
        self._overlap("addressee", (actor.id for actor in statement.addressee), meaning.addressee)

    def _score_what(self, statement: Statement, meaning: Meaning) -> None:
        self.acts[statement.act, meaning.act] += 1
        self._share("act", statement.act == meaning.act)
        self._share("modality", (statement.modality or "") == meaning.modality)
        self._flag("negated", statement.negated, meaning.negated)
        self._add(
            "hedge", Count(_hedged_alike(statement.hedge, meaning.hedge), bool(statement.hedge), bool(meaning.hedge))
        )

    def _add(self, name: str, count: Count) -> None:
        self.counts[name] = self.counts.get(name, Count()).plus(count)

    def _share(self, name: str, right: bool) -> None:
        self._add(name, Count(int(right), 1, 1))

    def _flag(self, name: str, read: bool, gold: bool) -> None:
        self._add(name, Count(int(read and gold), int(read), int(gold)))

    def _overlap(self, name: str, read: Iterable[str], gold: Iterable[str]) -> None:
        said, true = set(read), set(gold)
        self._add(name, Count(len(said & true), len(said), len(true)))

    def act_macro_f1(self) -> float:
        """The mean F1 of the acts that the gold has, in percent."""
        acts = {gold for _, gold in self.acts}
        f1 = [
            Count(
                self.acts[act, act],
                sum(n for (read, _), n in self.acts.items() if read == act),
                sum(n for (_, gold), n in self.acts.items() if gold == act),
            ).f1
            for act in acts
        ]
        return sum(f1) / len(f1) if f1 else 100.0

    def figures(self) -> dict[str, float]:
        """Every measure in percent, to two places.

        A speaker counts as right; of those that were not left open, ``precision`` says how many were right. Where each
        statement has one value (``said``, ``act``, ``modality``, ``word_of``) the figure is accuracy, else F1.
        """
        found = {name: count.f1 for name, count in self.counts.items()}
        for name, verdicts in self.speakers.items():
            tried = verdicts["right"] + verdicts["wrong"]
            found[name] = Count(verdicts["right"], verdicts.total(), verdicts.total()).f1
            found[f"{name} precision"] = Count(verdicts["right"], tried, tried).f1
        dates = self.counts.get("dates", Count())
        found |= {"dates precision": dates.precision, "dates accuracy": dates.recall, "act macro": self.act_macro_f1()}
        return {name: round(value, 2) for name, value in sorted(found.items())}


def measure(texts: Iterable[Interpreted], interpret: Callable[[Reading], Reading]) -> MeaningTally:
    """Interpret every text from its marked spans, and count."""
    tally = MeaningTally()
    for gold in texts:
        tally.score(gold, interpret(Reading(gold.document, gold.statements, "gold")))
    return tally


def judged(read: str | None, gold: str) -> str:
    """Whether a speaker is ``right``, ``wrong`` or left ``open``; open is right where the gold has it open."""
    if read is None:
        return "right" if gold == OPEN else "open"
    return "right" if _same(read, gold) else "wrong"


def _same(read: str, gold: str) -> bool:
    """Whether two ids are one actor; for whom the registry lacks, whether the names share a word."""
    if read.startswith(LOCAL) and gold.startswith(LOCAL) and "+" not in read + gold:
        return bool(set(read.removeprefix(LOCAL).split("-")) & set(gold.removeprefix(LOCAL).split("-")))
    return read == gold


def same_all(read: tuple[str, ...], gold: tuple[str, ...]) -> bool:
    """Whether two chains name the same actors in the same order."""
    return len(read) == len(gold) and all(map(_same, read, gold))


def dates_missed(
    read: tuple[DateMention, ...], gold: tuple[DateMention, ...]
) -> tuple[list[DateMention], list[DateMention]]:
    """Return the dates of the gold that were not read, and those read that it lacks.

    A date is found by an overlapping one with its value, each taken once.
    """
    left, missed = list(read), []
    for true in gold:
        for own in left:
            overlap = own.span.start < true.span.end and true.span.start < own.span.end
            if overlap and own.value == true.value:
                left.remove(own)
                break
        else:
            missed.append(true)
    return missed, left


def _hedged_alike(read: str | None, gold: str) -> int:
    """1 where both have a hedge and one holds the other, upper and lower case alike."""
    if not read or not gold:
        return 0
    return int(read.casefold() in gold.casefold() or gold.casefold() in read.casefold())
