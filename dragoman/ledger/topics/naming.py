"""Groups of statements named by what is said in them and not in the others.

Class-based tf-idf (Grootendorst, BERTopic, 2022), of statements that have a term rather than of its occurrences, by
language, as no language has the words of another.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

#: Terms of a name.
LONGEST = 4
#: A term stands in so many statements of its group, and in this share of those in its language.
_LEAST, SHARE = 2, 0.08
#: A word stands for a pair where it is in the pair in this share of its statements.
_TOGETHER = 0.6


@dataclass(slots=True)
class Vocabulary:
    """The terms of one language (or the actors named), counted by group: how many statements have each."""

    groups: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sizes: Counter[int] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def count(self, group: int, terms: Collection[str]) -> None:
        """Take in a statement of a group by its terms."""
        self.sizes[group] += 1
        self.groups[group].update(terms)
        self.whole.update(terms)
        self.total += len(terms)

    def best(self, group: int, most: int = LONGEST, share: float = SHARE) -> tuple[str, ...]:
        """The terms that tell a group apart, the best first, no word twice.

        Each stands in at least a ``share`` of the group's statements.
        """
        counts = self.groups[group]
        least = max(_LEAST, share * self.sizes[group])
        chosen: list[str] = []
        taken: set[str] = set()
        for word in self._ranked(group, least):
            if word not in taken:
                pair = self._pair(counts, word, taken)
                chosen.append(pair or word)
                taken.update(chosen[-1].split())
            if len(chosen) == most:
                break
        return tuple(chosen)

    def _ranked(self, group: int, least: float) -> list[str]:
        size, counts = self.sizes[group], self.groups[group]
        average = self.total / max(len(self.groups), 1)
        weights = {
            word: count / size * math.log(1 + average / self.whole[word])
            for word, count in counts.items()
            if count >= least and " " not in word
        }
        return sorted(weights, key=lambda word: (-weights[word], word))

    def _pair(self, counts: Counter[str], word: str, taken: set[str]) -> str | None:
        """The pair in which a word mostly stands in a group."""
        pairs = [
            (-count, term)
            for term, count in counts.items()
            if " " in term and count >= max(_LEAST, _TOGETHER * counts[word])
            and word in (parts := term.split()) and not taken.intersection(parts)
        ]  # fmt: skip
        return min(pairs)[1] if pairs else None


def usual(forms: Iterable[str]) -> str:
    """The most usual of some forms, the shorter where two are."""
    counts = Counter(forms)
    return min(counts, key=lambda form: (-counts[form], len(form), form))
