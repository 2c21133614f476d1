"""A document in, its attributed statements out."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Document, Reading, Span, Spans, Statement
from dragoman.reading.decode import NEVER, Candidate, Floats, candidates, choose
from dragoman.reading.encoder import WEIGHTS, Encoded, Model
from dragoman.reading.labels import LABELS, PARTS
from dragoman.reading.linking import Draft, UnitSpan, link
from dragoman.reading.quotes import Quotes
from dragoman.reading.segments import Segment, segments, windows

Integers = NDArray[np.int64]
UnitSpans = dict[int, list[UnitSpan]]
#: Windows read together, about 10,000 words: spans of different stretches are not linked.
STRETCH = 64
_OUTSIDE = np.array([label == "O" for label in LABELS])
#: How probable a span of each part (source, cue, content) must be to be read. Chosen on PolNeAR dev among values
#: that do not cost our gold its attributions.
WORTH = {0: 0.35, 1: 0.35, 2: 0.33}


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
        statements = self.statements(document.text, document.kind == "transcript")
        return Reading(document, statements, self.model.name)

    def statements(self, text: str, transcript: bool = False) -> tuple[Statement, ...]:
        """The statements of a text; in a ``transcript`` what follows a speaker's name and a colon is direct speech.

        A long text is read in stretches, so that what the network says of it is never held whole.
        """
        cut = windows(segments(text, self.model.tokenizer))
        quotes = Quotes(text)
        out: list[Statement] = []
        for at in range(0, len(cut), STRETCH):
            stretch = cut[at : at + STRETCH]
            units = _Units([segment for window in stretch for segment in window])
            drafts = self._drafts(self.model.encode(stretch), units.paragraphs)
            found = _statements(text, drafts, units, quotes, len(out) + 1)
            found = self.model.acts.coded(found, [segment for window in stretch for segment in window])
            out += [_as_turn(s, text) for s in found] if transcript else found
        return tuple(out)

    def _drafts(self, encoded: list[Encoded], paragraphs: Integers) -> list[Draft]:
        hidden = np.concatenate([e.hidden for e in encoded])
        starts = np.cumsum([0] + [len(e.hidden) for e in encoded]).tolist()
        outer = self._spans(0, [(at, e.scores[0]) for at, e in zip(starts, encoded, strict=False)])
        drafts = self._linked(hidden, outer, paragraphs)
        # Inner statements stand inside the contents of outer ones, and nowhere else.
        held = np.zeros(len(hidden), bool)
        for draft in drafts:
            for first, last in draft.content:
                held[first : last + 1] = True
        inner_scores = [
            (at, np.where(holds[:, None] | _OUTSIDE, e.scores[1], NEVER))
            for at, e in zip(starts, encoded, strict=False)
            if (holds := held[at : at + len(e.hidden)]).any()
        ]
        inner = self._spans(1, inner_scores)
        out = []
        for draft in drafts:
            out.append(draft)
            for nested in self._linked(hidden, _inside(inner, draft.content), paragraphs):
                nested.within = draft
                out.append(nested)
        return out

    def _spans(self, level: int, scored: list[tuple[int, Floats]]) -> list[Candidate]:
        """The spans of a level in some segments, given each one's first unit and label scores, counted through all."""
        found = candidates([scores for _, scores in scored], self.model.transitions[level])
        return [
            c._replace(first=c.first + at, last=c.last + at)
            for (at, _), own in zip(scored, found, strict=True)
            for c in choose(own, WORTH)
        ]

    def _linked(self, hidden: Floats, spans: list[Candidate], paragraphs: Integers) -> list[Draft]:
        by_part: UnitSpans = {part: [] for part in range(len(PARTS))}
        for span in spans:
            by_part[span.part].append((span.first, span.last))
        drafts = link(hidden, by_part, paragraphs, self.model.to_cue, self.model.to_source)
        sure = {(c.part, c.first, c.last): c.probability for c in spans}
        for draft in drafts:
            own = [(0, draft.source)] if draft.source else []
            own += [(1, cue) for cue in draft.cue] + [(2, content) for content in draft.content]
            draft.confidence = float(np.mean([sure[part, *span] for part, span in own]))
        return drafts


class _Units:
    """The units of all segments, counted through."""

    def __init__(self, cut: list[Segment]) -> None:
        self.starts = np.concatenate([s.starts for s in cut])
        self.ends = np.concatenate([s.ends for s in cut])
        self.paragraphs: Integers = np.repeat([s.paragraph for s in cut], [len(s) for s in cut])

    def span(self, units: UnitSpan) -> Span:
        return Span(int(self.starts[units[0]]), int(self.ends[units[1]]))


def _inside(spans: list[Candidate], content: list[UnitSpan]) -> list[Candidate]:
    """The spans that lie within one of the pieces of a content; all are in text order."""
    firsts = [span.first for span in spans]
    return [
        span
        for first, last in content
        for span in spans[bisect_left(firsts, first) : bisect_left(firsts, last + 1)]
        if span.last <= last
    ]


def _as_turn(statement: Statement, text: str) -> Statement:
    turn = [text[start:end] for start, end in statement.cue] == [":"]
    return replace(statement, form="direct") if turn else statement


def _statements(text: str, drafts: list[Draft], units: _Units, quotes: Quotes, number: int) -> list[Statement]:
    ids = {id(draft): f"s{n}" for n, draft in enumerate(drafts, number)}
    out = []
    for draft in drafts:
        cue = tuple(units.span(c) for c in draft.cue)
        content = tuple(units.span(c) for c in sorted(draft.content))
        source: Spans = (units.span(draft.source),) if draft.source else ()
        out.append(
            Statement(
                id=ids[id(draft)],
                source=source,
                cue=cue,
                content=content,
                form=quotes.form_of(content, cue if draft.within else ()),
                mention=text[source[0].start : source[0].end] if source else None,
                within=ids[id(draft.within)] if draft.within else None,
                confidence=round(draft.confidence, 3),
            )
        )
    return out
