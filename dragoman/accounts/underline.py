"""Which words of a point are underlined: those in which the accounts that tell it differ, each with the kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.nouns import Comparison, Passage, Point, Span

#: The kind of words that are other names for one thing; the others are kinds of ``Difference``.
NAME = "name"
_NAMES_DIFFER = "names differ"


@dataclass(frozen=True, slots=True)
class Underline:
    """Words of an account in which another differs: ``kind`` says in what, ``document`` is the id of theirs."""

    account: str
    document: str
    span: Span
    kind: str


def underlines(comparison: Comparison, point: Point) -> tuple[Underline, ...]:
    """The words to underline in a point, in text order; a difference that runs through whole passages has none."""
    found = {*_differences(point), *_names(comparison, point)}
    return tuple(sorted(found, key=lambda own: (own.account, own.document, own.span, own.kind)))


def _differences(point: Point) -> Iterator[Underline]:
    for difference in point.differences:
        for account, words in difference.words.items():
            whole = {span for own in point.accounts[account].passages for span in own.spans}
            for own in words:
                if not whole.issuperset(own.spans):
                    yield from (Underline(account, own.document, span, difference.kind) for span in own.spans)


def _names(comparison: Comparison, point: Point) -> Iterator[Underline]:
    """The names for one thing that differ between accounts, where two of the point's accounts have one in it."""
    by_concept: defaultdict[str, list[Passage]] = defaultdict(list)
    for fact in comparison.framing:
        if fact.category == _NAMES_DIFFER:
            by_concept[fact.value.partition(":")[0]] += fact.evidence
    for evidence in by_concept.values():
        found = [
            Underline(account, document, span, NAME)
            for account, told in point.accounts.items()
            for document, span in _inside(evidence, told.passages)
        ]
        if len({own.account for own in found}) > 1:
            yield from found


def _inside(words: Iterable[Passage], passages: tuple[Passage, ...]) -> Iterator[tuple[str, Span]]:
    for own in words:
        for span in own.spans:
            if any(
                own.document == passage.document and start <= span.start and span.end <= end
                for passage in passages
                for start, end in passage.spans
            ):
                yield own.document, span
