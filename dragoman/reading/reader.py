"""A document in, its attributed statements out."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import numpy as np

from dragoman.nouns import Document, Reading, Span, Spans, Statement
from dragoman.reading.decode import NEVER, Floats, best_labels, runs
from dragoman.reading.encoder import WEIGHTS, Encoded, Model
from dragoman.reading.labels import PARTS
from dragoman.reading.linking import Draft, UnitSpan, link
from dragoman.reading.quotes import Quotes
from dragoman.reading.segments import Segment, segments, windows

UnitSpans = dict[int, list[UnitSpan]]


class Reader:
    """Reads documents with one model. Calls from several threads at once are safe."""

    def __init__(self, model: Model) -> None:
        """Read with a loaded model."""
        self.model = model

    @classmethod
    def load(cls, folder: Path = WEIGHTS, threads: int = 0) -> Reader:
        """A reader with the model of ``folder``.

        Raises:
            dragoman.reading.encoder.ModelError: the model cannot be loaded.
        """
        return cls(Model.load(folder, threads))

    def read(self, document: Document) -> Reading:
        """The statements of a document, in text order, inner ones after the one whose content holds them."""
        return Reading(document, self.statements(document.text), self.model.name)

    def statements(self, text: str) -> tuple[Statement, ...]:
        """The statements of a text."""
        cut = segments(text, self.model.tokenizer)
        if not cut:
            return ()
        encoded = self.model.encode(windows(cut))
        units = _Units(cut)
        drafts = self._drafts(encoded, np.concatenate([e.hidden for e in encoded]))
        confidence = np.concatenate([_confidence(e.scores[0]) for e in encoded])
        return _statements(text, drafts, units, confidence)

    def _drafts(self, encoded: list[Encoded], hidden: Floats) -> list[Draft]:
        model = self.model
        outer = best_labels([e.scores[0] for e in encoded], model.transitions[0])
        drafts = link(hidden, _by_part([runs(labels) for labels in outer], encoded), model.to_cue, model.to_source)
        # Inner statements stand inside the contents of outer ones, and nowhere else.
        held = np.zeros(len(hidden), bool)
        for draft in drafts:
            for first, last in draft.content:
                held[first : last + 1] = True
        inner_scores, at = [], 0
        for e in encoded:
            scores = e.scores[1].copy()
            scores[~held[at : at + len(scores)], 1:] = NEVER
            inner_scores.append(scores)
            at += len(scores)
        inner = _by_part([runs(labels) for labels in best_labels(inner_scores, model.transitions[1])], encoded)
        out = []
        for draft in drafts:
            out.append(draft)
            for nested in link(hidden, _inside(inner, draft.content), model.to_cue, model.to_source):
                nested.within = draft
                out.append(nested)
        return out


class _Units:
    """The units of all segments, counted through."""

    def __init__(self, cut: list[Segment]) -> None:
        self.starts = np.concatenate([s.starts for s in cut])
        self.ends = np.concatenate([s.ends for s in cut])

    def span(self, units: UnitSpan) -> Span:
        return Span(int(self.starts[units[0]]), int(self.ends[units[1]]))


def _by_part(found: list[list[tuple[int, int, int]]], encoded: list[Encoded]) -> UnitSpans:
    """Runs of each segment as spans by part, counted through all segments."""
    out: UnitSpans = {part: [] for part in range(len(PARTS))}
    at = 0
    for own, e in zip(found, encoded, strict=True):
        for part, first, last in own:
            out[part].append((first + at, last + at))
        at += len(e.hidden)
    return out


def _inside(spans: UnitSpans, content: list[UnitSpan]) -> UnitSpans:
    """The spans that lie within one of the pieces of a content; all are in text order."""
    return {
        part: [
            span
            for first, last in content
            for span in own[bisect_left(own, (first, 0)) : bisect_left(own, (last + 1, 0))]
            if span[1] <= last
        ]
        for part, own in spans.items()
    }


def _confidence(scores: Floats) -> Floats:
    """The probability of the best label of each unit."""
    shifted = np.exp(scores - scores.max(1, keepdims=True))
    best: Floats = shifted.max(1) / shifted.sum(1)
    return best


def _statements(text: str, drafts: list[Draft], units: _Units, confidence: Floats) -> tuple[Statement, ...]:
    ids = {id(draft): f"s{number}" for number, draft in enumerate(drafts, 1)}
    quotes = Quotes(text)
    out = []
    for draft in drafts:
        content = tuple(units.span(c) for c in sorted(draft.content))
        source: Spans = (units.span(draft.source),) if draft.source else ()
        pieces = [*draft.cue, *draft.content, *([draft.source] if draft.source else [])]
        sure = np.concatenate([confidence[first : last + 1] for first, last in pieces])
        out.append(
            Statement(
                id=ids[id(draft)],
                source=source,
                cue=tuple(units.span(c) for c in draft.cue),
                content=content,
                form=quotes.form_of(content),
                mention=text[source[0].start : source[0].end] if source else None,
                within=ids[id(draft.within)] if draft.within else None,
                confidence=round(float(sure.mean()), 3),
            )
        )
    return tuple(out)
