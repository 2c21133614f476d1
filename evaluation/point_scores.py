"""How well accounts were compared, against the gold of ``evaluation/exchanges``.

*Alignment* is F1 over pairs of passages, one of each of two accounts, that stand in one point; a passage that was read
counts for the gold passages of its document with which it shares at least half of the shorter one's letters.
*Conflict*: precision and recall of conflict among the pairs that are aligned in gold and read. *One-sided*: F1 over
gold passages that stand in a one-sided point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.nouns import Comparison, Passage, Span
from evaluation.exchanges import Exchange
from evaluation.scores import Count

#: The share of the shorter passage's letters that must be common.
OVERLAP = 0.5

#: Account, document, start of a gold passage.
Key = tuple[str, str, int]
#: Point, label, span.
Marked = tuple[str, str, Span]


def score(gold: Exchange, read: Sequence[Comparison]) -> dict[str, Count]:
    """The counts of one exchange: alignment (within and across languages), conflict, one-sided."""
    own = max(read, key=lambda c: len(_documents(c) & set(gold.documents)), default=None)
    passages = _gold_passages(gold)
    where = _read_points(own, passages) if own else {}
    true, said = set(_pairs(passages)), set(_read_pairs(where))
    language = {id: document.language for id, document in gold.documents.items()}
    out: dict[str, Count] = {}
    for name, alike in (("alignment same language", True), ("alignment across languages", False)):
        mine, yours = (
            {pair for pair in pairs if (language[pair[0][1]] == language[pair[1][1]]) is alike}
            for pairs in (true, said)
        )
        out[name] = Count(len(mine & yours), len(yours), len(mine))
    labels = {key: label for key, (_, label, _) in passages.items()}
    both = true & said
    conflict_read = {pair for pair in both if any(label == "conflict" for _, label in where[pair[0]] & where[pair[1]])}
    conflict_true = {pair for pair in both if labels[pair[0]] == "conflict"}
    out["conflict"] = Count(len(conflict_read & conflict_true), len(conflict_read), len(conflict_true))
    one_read = {key for key, found in where.items() if {label for _, label in found} == {"one-sided"}}
    one_true = {key for key, label in labels.items() if label == "one-sided"}
    out["one-sided"] = Count(len(one_read & one_true), len(one_read), len(one_true))
    return out


def _documents(comparison: Comparison) -> set[str]:
    return {id for account in comparison.accounts for id in account.documents}


def _gold_passages(gold: Exchange) -> dict[Key, Marked]:
    """Every gold passage by (account, document, start): its point, the point's label, its span."""
    return {
        (account, passage.document, passage.span.start): (point.id, point.label, passage.span)
        for point in gold.points
        for account, standing in point.standings.items()
        for passage in standing.passages
    }


def _pairs(passages: dict[Key, Marked]) -> Iterator[tuple[Key, Key]]:
    for one, other in combinations(sorted(passages), 2):
        if one[0] != other[0] and passages[one][0] == passages[other][0]:
            yield one, other


def _read_points(read: Comparison, passages: dict[Key, Marked]) -> dict[Key, set[tuple[str, str]]]:
    """For each gold passage the points (id, label) of the passages that were read there.

    Accounts are told apart by the document and the place, not by name: a passage of a document stands in one account.
    """
    where: dict[Key, set[tuple[str, str]]] = {}
    for point in read.points:
        for told in point.accounts.values():
            for passage in told.passages:
                for key in _there(passage, passages):
                    where.setdefault(key, set()).add((point.id, point.label))
    return where


def _there(passage: Passage, passages: dict[Key, Marked]) -> list[Key]:
    """The gold passages of which a passage that was read holds half, or the other way round."""
    own = {i for start, end in passage.spans for i in range(start, end)}
    found = []
    for key, (_, _, span) in passages.items():
        if key[1] == passage.document:
            letters = set(range(*span))
            if len(own & letters) >= OVERLAP * min(len(own), len(letters)):
                found.append(key)
    return found


def _read_pairs(where: dict[Key, set[tuple[str, str]]]) -> Iterator[tuple[Key, Key]]:
    for one, other in combinations(sorted(where), 2):
        if one[0] != other[0] and where[one] & where[other]:
            yield one, other
