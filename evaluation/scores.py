"""How well statements were read, against gold.

*Exact* is F1 over spans with both ends right (as CofeNet, COLING 2022, scores PolNeAR); *token* is F1 over the
letters and digits that spans cover, so that a comma more or less does not count; *attribution* pairs whole statements:
content Jaccard over characters at least 0.5 and the sources share a word (or neither has one).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from dragoman.nouns import Spans

PARTS = ("source", "cue", "content")


class Parts(Protocol):
    """Anything with the three parts of a statement."""

    @property
    def source(self) -> Spans:
        """The spans of the source."""
        ...

    @property
    def cue(self) -> Spans:
        """The spans of the cue."""
        ...

    @property
    def content(self) -> Spans:
        """The spans of the content."""
        ...


class Count(NamedTuple):
    """True positives, predicted, gold."""

    hit: int = 0
    said: int = 0
    gold: int = 0

    def plus(self, other: Count) -> Count:
        """The sum of two counts."""
        return Count(self.hit + other.hit, self.said + other.said, self.gold + other.gold)

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.hit / (self.said + self.gold) if self.said + self.gold else 100.0

    @property
    def precision(self) -> float:
        """Precision in percent."""
        return 100 * self.hit / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Recall in percent."""
        return 100 * self.hit / self.gold if self.gold else 0.0


@dataclass
class Tally:
    """Counts by name: ``exact source``, ``token content``, ``attribution`` ..."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, name: str, count: Count) -> None:
        """Add a count under a name."""
        self.counts[name] = self.counts.get(name, Count()).plus(count)

    def score(self, text: str, read: Sequence[Parts], gold: Sequence[Parts]) -> None:
        """Add one text's statements as read and as marked by hand."""
        for part in PARTS:
            said, true = _spans(read, part), _spans(gold, part)
            self.add(f"exact {part}", Count(len(said & true), len(said), len(true)))
            said_chars, true_chars = _letters(text, said), _letters(text, true)
            self.add(f"token {part}", Count(len(said_chars & true_chars), len(said_chars), len(true_chars)))
        self.add("attribution", Count(matched(text, read, gold), len(read), len(gold)))

    def f1(self) -> dict[str, float]:
        """F1 of each count, in percent, to two places."""
        return {name: round(count.f1, 2) for name, count in self.counts.items()}


def _spans(statements: Iterable[Parts], part: str) -> set[tuple[int, int]]:
    return {(start, end) for s in statements for start, end in getattr(s, part)}


def _letters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def matched(text: str, read: Sequence[Parts], gold: Sequence[Parts]) -> int:
    """How many statements were read right: a greedy one-to-one pairing by content overlap."""
    pairs = []
    contents = [{i for s, e in g.content for i in range(s, e)} for g in gold]
    for r, statement in enumerate(read):
        own = {i for s, e in statement.content for i in range(s, e)}
        for g, content in enumerate(contents):
            union = len(own | content)
            overlap = len(own & content) / union if union else 0.0
            if overlap >= 0.5 and _share_word(text, statement.source, gold[g].source):
                pairs.append((overlap, r, g))
    used_r: set[int] = set()
    used_g: set[int] = set()
    for _, r, g in sorted(pairs, reverse=True):
        if r not in used_r and g not in used_g:
            used_r.add(r)
            used_g.add(g)
    return len(used_r)


def _share_word(text: str, one: Spans, other: Spans) -> bool:
    if not one or not other:
        return not one and not other
    words = [Counter(re.findall(r"\w+", " ".join(text[s:e] for s, e in spans).lower())) for spans in (one, other)]
    if words[0] & words[1]:
        return True
    # In scripts written without spaces a word is not a run of letters: overlapping spans share one.
    return any(s < e2 and s2 < e for s, e in one for s2, e2 in other)
