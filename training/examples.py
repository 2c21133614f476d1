"""Annotated texts as the network sees them: windows of tokens with labels and links."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Span, Spans
from dragoman.reading.labels import FOLLOWS, LABELS, PARTS
from dragoman.reading.markup import parse
from dragoman.reading.segments import Window, segments, unit_positions, window_ids, windows
from dragoman.reading.tokenizer import Tokenizer

LEVELS = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold statement: its parts, and how many contents hold it (0 is the outer level)."""

    source: Spans
    cue: Spans
    content: Spans
    level: int = 0

    def part(self, name: str) -> Spans:
        """The spans of ``source``, ``cue`` or ``content``."""
        return tuple(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its attributions. ``nested`` says whether the inner level was annotated at all."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    language: str = "en"
    nested: bool = True


def read_polnear(path: Path, annotator: int = 0, silver: Path | None = None) -> list[Example]:
    """The articles of a PolNeAR file; where several people annotated one, that of number ``annotator``, counted round.

    With ``silver`` (see :mod:`training.nest`) the first annotators' articles have inner statements too.
    """
    inner: dict[str, list[Attribution]] = {}
    if silver:
        for line in silver.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            inner[record["id"]] = [_attribution(a, 1) for a in record["inner"]]
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            sets = list(article["annotations"].values())
            number = annotator % len(sets)
            nested = inner.get(article["id"]) if number == 0 else None
            outer = [_attribution(a, 0) for a in sets[number]]
            spans = (*outer, *(nested or ()))
            out.append(Example(article["id"], article["text"], spans, nested=nested is not None))
    return out


def _attribution(parts: dict[str, list[list[int]]], level: int) -> Attribution:
    source, cue, content = (tuple(Span(*span) for span in parts[part]) for part in PARTS)
    return Attribution(source, cue, content, level)


def read_marked(folder: Path) -> list[Example]:
    """The texts of a folder of our own markup, with nested statements by level."""
    out = []
    for file in sorted(folder.rglob("*.txt")):
        marked = parse(file.read_text(encoding="utf-8"))
        by_number = {mark.number: mark for mark in marked.marks}
        found = []
        for mark in marked.marks:
            level, outer = 0, mark.within
            while outer is not None:
                level, outer = level + 1, by_number[outer].within
            found.append(Attribution(mark.source, mark.cue, mark.content, level))
        out.append(Example(str(file.relative_to(folder)), marked.text, tuple(found), marked.language))
    return out


@dataclass(frozen=True, slots=True)
class Item:
    """A window for training.

    ``units`` are token positions; ``lengths`` the number of units of each segment; ``labels`` (levels, units), -1 where
    not annotated. ``spans`` is (n, 4): part, level, first unit, last unit; ``links`` is, for each span, the row of the
    span it hangs on (a content's cue, a cue's source) or -1 for none.
    """

    ids: NDArray[np.int64]
    units: NDArray[np.int64]
    lengths: tuple[int, ...]
    labels: NDArray[np.int64]
    spans: NDArray[np.int64]
    links: NDArray[np.int64]


def items(example: Example, tokenizer: Tokenizer, most: int) -> list[Item]:
    """The windows of an example."""
    cut = windows(segments(example.text, tokenizer, most - 2), most)
    return [_item(example, window) for window in cut]


def _item(example: Example, window: Window) -> Item:
    spans = _Spans(window)
    for attribution in example.attributions:
        if attribution.level < LEVELS:
            own = [spans.add(number, attribution) for number in range(len(PARTS))]
            spans.link(*own)
    labels = spans.labels()
    if not example.nested:
        labels[1:] = -1
    return Item(
        window_ids(window),
        np.concatenate(unit_positions(window)),
        tuple(len(s) for s in window),
        labels,
        np.array(list(spans.rows), np.int64).reshape(-1, 4),
        np.array([spans.links.get(i, -1) for i in range(len(spans.rows))], np.int64),
    )


class _Spans:
    """The spans of a window, each once, by the row that stands for it, and what each hangs on."""

    def __init__(self, window: Window) -> None:
        self.starts = np.concatenate([s.starts for s in window])
        self.ends = np.concatenate([s.ends for s in window])
        self.breaks = np.cumsum([0] + [len(s) for s in window])
        self.rows: dict[tuple[int, int, int, int], int] = {}
        self.links: dict[int, int] = {}

    def add(self, number: int, attribution: Attribution) -> list[int]:
        """The rows of a part of an attribution, as far as it lies in the window."""
        return [
            self.rows.setdefault((number, attribution.level, first, last), len(self.rows))
            for span in attribution.part(PARTS[number])
            for first, last in _units(span, self.starts, self.ends, self.breaks)
        ]

    def labels(self) -> NDArray[np.int64]:
        """The labels (levels, units). Of parts that overlap, a source or cue stands and cuts the content."""
        out = np.zeros((LEVELS, len(self.starts)), np.int64)
        for number, level, first, last in sorted(self.rows, reverse=True):
            out[level, first : last + 1] = LABELS.index(f"I-{PARTS[number]}")
            out[level, first] = LABELS.index(f"B-{PARTS[number]}")
        for level in out:
            before = np.concatenate([[0], level[:-1]])
            before[self.breaks[:-1]] = 0
            level[~FOLLOWS[before, level]] -= 1
        return out

    def link(self, sources: list[int], cues: list[int], contents: list[int]) -> None:
        """Hang cues on the source, and contents on the cue, of one attribution."""
        for cue in cues:
            self.links.setdefault(cue, sources[0] if sources else -1)
        if cues:
            self.links.update(dict.fromkeys(contents, cues[0]))


def _units(
    span: Span, starts: NDArray[np.int64], ends: NDArray[np.int64], breaks: NDArray[np.int64]
) -> Iterable[tuple[int, int]]:
    """The runs of units that a span covers in this window, one for each segment it touches."""
    inside = np.flatnonzero((starts < span.end) & (ends > span.start))
    if not len(inside):
        return []
    first, last = int(inside[0]), int(inside[-1])
    cuts = [int(b) for b in breaks if first < b <= last]
    return list(zip([first, *cuts], [c - 1 for c in cuts] + [last], strict=True))


# --- variants of a text, for robustness -------------------------------------------------------------------------

Edit = tuple[int, int, str]
_STYLES = [("«", "»"), ("“", "”"), ("„", "“"), ("'' ", " ''"), ('"', '"'), ("‹", "›"), ("``", "''"), ("", "")]


def rewrite(example: Example, edits: Sequence[Edit]) -> Example:
    """The example with non-overlapping ``edits`` (start, end, replacement) made and every span moved along."""
    if not edits:
        return example
    move = np.arange(len(example.text) + 1)
    out, at = [], 0
    for start, end, new in edits:
        out += [example.text[at:start], new]
        move[end:] += len(new) - (end - start)
        move[start + 1 : end] = move[start]
        at = end
    out.append(example.text[at:])
    text = "".join(out)

    def moved(spans: Spans) -> Spans:
        shifted = (Span(int(move[s]), int(move[e])) for s, e in spans)
        return tuple(trimmed for s in shifted if (trimmed := _trim(text, s)).start < trimmed.end)

    attributions = tuple(replace(a, **{p: moved(a.part(p)) for p in PARTS}) for a in example.attributions)
    return replace(example, text=text, attributions=attributions)


def _trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def penn(example: Example) -> Example:
    """Punctuation set apart by spaces and quotation marks as `` and '', as in treebank tokens joined by spaces."""
    edits: list[Edit] = []
    text = example.text
    for i, char in enumerate(text):
        if char in '“”"':
            opening = char == "“" or (char == '"' and (i == 0 or text[i - 1].isspace()))
            edits.append((i, i + 1, " `` " if opening else " '' "))
        elif char in ",;:?!()%$" or (char == "." and (i + 1 == len(text) or text[i + 1] in '\n"”')):
            edits.append((i, i + 1, f" {char} "))
        elif char in "’'" and text[i + 1 : i + 2] in ("s", "S") and not text[i + 2 : i + 3].isalnum():
            edits.append((i, i + 1, " '"))
    return rewrite(example, edits)


def requote(example: Example, rng: random.Random) -> Example:
    """The quotation marks in another style, or gone."""
    opening, closing = rng.choice(_STYLES)
    edits: list[Edit] = []
    text = example.text
    for i, char in enumerate(text):
        if char == "“" or (char == '"' and (i == 0 or text[i - 1].isspace() or text[i - 1] in "(—")):
            edits.append((i, i + 1, opening))
        elif char in '”"':
            edits.append((i, i + 1, closing))
    return rewrite(example, edits)


def vary(example: Example, rng: random.Random) -> Example:
    """One of the variants above, or (mostly) the example as it is."""
    roll = rng.random()
    if example.language == "en" and roll < 0.15:
        return penn(example)
    if roll < 0.27:
        return requote(example, rng)
    return example
