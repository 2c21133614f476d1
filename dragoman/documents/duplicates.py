"""Documents that bring nothing new: the same text again, nearly the same, or a part of an earlier one.

Texts are compared by their shingles, the runs of five words in them (five characters in scripts
that write no spaces). Two indexes propose earlier documents, and the shingles themselves decide:

* MinHash with locality-sensitive hashing (rensa) finds texts that are nearly the same;
* anchors, the one shingle in sixteen with the smallest hash, find a short text inside a long one.

Memory is bounded for each document, and documents go through one at a time.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.documents.failure import Failure
from dragoman.documents.signs.words import visible
from dragoman.nouns import Document

#: Words; single characters in scripts that write no spaces (Chinese, kana, Thai, Lao, Burmese, Khmer).
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_RUN = 5

_NEAR = 0.8
_INSIDE = 0.9
#: A text of fewer shingles than this may stand in another by chance, as a formula or a caption does.
_LEAST = 20

_PERMUTATIONS = 64
#: Two texts are candidates where all of one band of their sketches is the same: at 0.8 nearly all are, at 0.4 few.
_BANDS = 16
#: Candidates are asked for below the threshold, since both indexes only estimate.
_PROPOSED = 0.7
#: The most shingles kept of one document (those of the smallest hashes), and the most anchors.
_KEPT = 4096
_ANCHORS = 256
_ANCHOR_BELOW = 2**32 // 16
#: The most documents remembered for one anchor: a shingle in more of them is a page's furniture.
_SHARED = 32
_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a document: its id, whether it is a press text, and its smallest shingle hashes in order."""

    id: str
    press: bool
    shingles: array[int]


def mark_duplicates(documents: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """Yield the documents in order, ``condition.duplicate_of`` set where an earlier one has all of their text.

    That is the id of the earliest document with the same words, of one with nearly the same words (four fifths of
    the shingles of both), or of one that holds the whole of a shorter text. An official text is only ever the copy of
    another official text, unless the words are the same. A longer text that holds an earlier one brings more, so it is
    no duplicate, but a sign says so. Failures pass through. Keeps some 10 kB a document of 500 words, 70 kB at most.
    """
    index = _Index()
    for document in documents:
        yield document if isinstance(document, Failure) else index.marked(document)


class _Index:
    """The documents seen so far that are nobody's duplicates."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._same: dict[bytes, str] = {}
        self._anchors: defaultdict[int, list[int]] = defaultdict(list)
        self._near: _Near | None = None

    def marked(self, document: Document) -> Document:
        """Return the document with what the earlier ones say of it, and remember it if it is new."""
        tokens = _TOKEN.findall(visible(document.text)[0].lower())
        if not tokens:
            return document
        key = _digest(tokens)
        if key in self._same:
            return _marked(document, self._same[key], "has the same words as an earlier document")
        entry = _Entry(document.id, document.kind == "article", _shingles(tokens))
        result = document
        for earlier in self._candidates(entry):
            result = _compared(result, entry, earlier)
            if result.condition.duplicate_of:
                return result
        self._same[key] = document.id
        self._remember(entry)
        return result

    def _candidates(self, entry: _Entry) -> list[_Entry]:
        """Return earlier documents that may share much with this one, those with most anchors in common first."""
        if not self._entries:
            return []
        shared = Counter(at for anchor in _anchors(entry) for at in self._anchors.get(anchor, ()))
        if self._near is None:
            # A single document does without.
            self._near = _Near()
            self._near.add(0, self._entries[0])
        near = self._near.like(entry)
        found = dict.fromkeys([*(at for at, _ in shared.most_common(_CANDIDATES)), *near[:_CANDIDATES]])
        return [self._entries[at] for at in found]

    def _remember(self, entry: _Entry) -> None:
        at = len(self._entries)
        self._entries.append(entry)
        for anchor in _anchors(entry):
            if len(self._anchors[anchor]) < _SHARED:
                self._anchors[anchor].append(at)
        if self._near is not None:
            self._near.add(at, entry)


class _Near:
    """The index of texts that are nearly the same."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._index: Any = RMinHashLSH(_PROPOSED, _PERMUTATIONS, _BANDS)

    def add(self, at: int, entry: _Entry) -> None:
        """Keep a document's sketch under its number."""
        self._index.insert(at, self._sketch(entry))

    def like(self, entry: _Entry) -> list[int]:
        """Return the numbers of the documents like this one, in order."""
        return sorted(self._index.query(self._sketch(entry)))

    def _sketch(self, entry: _Entry) -> Any:
        from rensa import RMinHash

        sketch = RMinHash(_PERMUTATIONS, 1)
        sketch.update([str(shingle) for shingle in entry.shingles])
        return sketch


def _compared(document: Document, entry: _Entry, earlier: _Entry) -> Document:
    """Return the document with what the shingles of one earlier document say of it."""
    ours, theirs, both = _overlap(entry.shingles, earlier.shingles)
    copies = earlier.press <= entry.press
    likeness = both / (ours + theirs - both)
    if copies and likeness >= _NEAR:
        return _marked(document, earlier.id, f"has {likeness:.0%} of its passages in common with an earlier document")
    if copies and ours >= _LEAST and both >= _INSIDE * ours:
        return _marked(document, earlier.id, "stands wholly inside an earlier document")
    if theirs >= _LEAST and both >= _INSIDE * theirs:
        return _signed(document, f"holds the whole of an earlier document, and more: {earlier.id}")
    return document


def _overlap(one: array[int], other: array[int]) -> tuple[int, int, int]:
    """Return how many shingles each has and how many both have, in the range of hashes kept of both."""
    limit = min((kept[-1] for kept in (one, other) if len(kept) == _KEPT), default=2**32)
    ours = {shingle for shingle in one if shingle <= limit}
    theirs = sum(shingle <= limit for shingle in other)
    return len(ours), theirs, sum(shingle in ours for shingle in other)


def _marked(document: Document, earlier: str, sign: str) -> Document:
    signed = _signed(document, f"{sign}: {earlier}")
    return replace(signed, condition=replace(signed.condition, duplicate_of=earlier))


def _signed(document: Document, sign: str) -> Document:
    condition = document.condition
    return replace(document, condition=replace(condition, signs=(*condition.signs, sign)))


def _shingles(tokens: list[str]) -> array[int]:
    """Return the hashes of the runs of five tokens, smallest first; a shorter text is one run."""
    starts = range(max(1, len(tokens) - _RUN + 1))
    hashes = {zlib.crc32(" ".join(tokens[start : start + _RUN]).encode("utf-8", "surrogatepass")) for start in starts}
    return array("I", sorted(hashes)[:_KEPT])


def _anchors(entry: _Entry) -> list[int]:
    return [shingle for shingle in entry.shingles[:_ANCHORS] if shingle < _ANCHOR_BELOW]


def _digest(tokens: list[str]) -> bytes:
    return hashlib.blake2b(" ".join(tokens).encode("utf-8", "surrogatepass"), digest_size=16).digest()
