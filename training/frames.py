"""``python -m training.frames``: what accounts say of the encounter itself, measured on ``training/whole``.

Each exchange is found and framed by the shipped code from its own reading. Every fourth exchange of which facts are
known only measures: from the others the tags were learned (``training/circumstances.py``), and what was missed and what
was wrong in them may be looked at (``--show``).

Example: ``python -m training.frames --show initiator``
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.accounts.build import Telling, tellings
from dragoman.accounts.framing import framing
from dragoman.accounts.framing.scene import Tells
from dragoman.accounts.parties import Parties
from dragoman.accounts.states import States
from dragoman.actors import Registry
from dragoman.actors.resolve import resolve
from dragoman.nouns import Framing, Reading
from dragoman.reading.reader import Reader
from evaluation.pipeline import Pipeline
from evaluation.scores import Count
from training.whole import FACTS, Fact, Whole, load

WHOLE = Path(__file__).parent / "whole"
#: Every which exchange with facts is held out (as in ``training.circumstances``, which needs torch).
HOLD = 4


@dataclass
class Tally:
    """Counts by category, and in words what was missed and what was wrong."""

    counts: dict[str, Count] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def score(self, whole: Whole, readings: Mapping[str, Reading], registry: Registry, tells: Tells) -> None:
        """Add an exchange; its accounts are those that the shipped code makes of its official texts."""
        parties, found = Parties(registry), framed(whole, readings, registry, tells)
        for account in sorted({fact.account for fact in whole.facts} & whole.documents.keys()):
            for category in FACTS:
                gold = [fact for fact in whole.facts if (fact.account, fact.category) == (account, category)]
                own = [fact for fact in found.get(account, ()) if fact.category == category]
                if category == "initiator":
                    hit = [own_ for own_ in own if any(_is_party(own_, fact, parties) for fact in gold)]
                    recalled = gold if hit else []
                else:
                    hit = [own_ for own_ in own if any(_is_there(own_, fact) for fact in gold)]
                    recalled = [fact for fact in gold if any(_is_there(own_, fact) for own_ in own)]
                self._add(category, Count(len(recalled), len(recalled) + len(own) - len(hit), len(gold)))
                where = f"{whole.name} {account} {category}"
                self.misses += [f"{where}: missing {fact.value!r}" for fact in gold if fact not in recalled]
                self.misses += [f"{where}: wrong {o.value!r} {_words(o)!r}" for o in own if o not in hit]

    def _add(self, name: str, count: Count) -> None:
        self.counts[name] = self.counts.get(name, Count()).plus(count)


def framed(whole: Whole, readings: Mapping[str, Reading], registry: Registry, tells: Tells) -> dict[str, list[Framing]]:
    """What is found of each official document's account, by the document's id."""
    found = tellings(tuple(readings.values()), registry)
    best = max(found, key=lambda own: len(_documents(own) & whole.documents.keys()), default=None)
    if best is None:
        return {}
    facts = framing(best.exchange, best.accounts, (), tuple(readings.values()), registry, tells)
    owner = {own.account.documents[0]: own.account.id for own in best.accounts if own.account.documents}
    return {document: [fact for fact in facts if fact.account == account] for document, account in owner.items()}


def _documents(telling: Telling) -> set[str]:
    return {id for own in telling.accounts for id in own.account.documents}


def _is_party(found: Framing, fact: Fact, parties: Parties) -> bool:
    meant = resolve(fact.value, None, "en", parties.registry).actor
    named = States(parties.registry, with_bodies=True).named(fact.value, "en")
    return found.value in {*named, parties.of(parties.registry.actor(meant)) if meant else None}


def _is_there(found: Framing, fact: Fact) -> bool:
    """Whether the words of a finding and of a fact are the same, or one holds the other."""
    return any(fact.value in p.text or p.text in fact.value for p in found.evidence) or found.value in fact.value


def _words(found: Framing) -> str:
    return " … ".join(passage.text for passage in found.evidence)


def table(counts: Mapping[str, Count]) -> str:
    """A line a category: precision, recall, F1 in percent, and how many are right, found, and in the texts."""
    return "\n".join(
        f"{name:12}{c.precision:7.1f}{c.recall:7.1f}{c.f1:7.1f}  ({c.hit} right, {c.said} found, {c.gold} told)"
        for name, c in counts.items()
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--show", metavar="CATEGORY", choices=FACTS, help="print what was missed and wrong of the others"
    )
    options = parser.parse_args()
    pipeline, learned, held = Pipeline.of(Reader.load()), Tally(), Tally()
    for number, whole in enumerate(own for own in load(WHOLE) if own.facts):
        readings = {id: pipeline.read(text) for id, text in whole.documents.items()}
        (learned if number % HOLD else held).score(whole, readings, pipeline.registry, pipeline.judge)
    for name, tally in (("learned from", learned), ("held out", held)):
        print(name, table(tally.counts), sep="\n")
    if options.show:
        print("", *(miss for miss in learned.misses if f" {options.show}: " in miss), sep="\n")


if __name__ == "__main__":
    main()
