"""Words for the tone of the exchange: frank, businesslike, constructive, difficult."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.framing.scene import Line, Scene
from dragoman.nouns import Framing, Span

#: The most letters between a word for the tone and the word for the talk that had it.
_NEAR = 40


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the words for the tone of the exchange in each account, each once; words that are joined are one."""
    for view in scene.views:
        seen: set[str] = set()
        for line in view.lines:
            for span in _in_line(line):
                words = line.low[span.start : span.end]
                if words not in seen:
                    seen.add(words)
                    evidence = line.passage(span)
                    yield Framing("tone", view.account.id, evidence.text, (evidence,))


def _in_line(line: Line) -> Iterator[Span]:
    for span in _joined(line):
        before = Span(max(line.span.start, span.start - _NEAR), span.start)
        after = Span(span.end, min(line.span.end, span.end + _NEAR))
        if _has_tone(line, before) or _has_tone(line, after):
            yield span
    for match in line.words["tone.always"].finditer(line.low, *line.span):
        yield Span(*match.span())


def _has_tone(line: Line, near: Span) -> bool:
    """Whether a stretch has a word for the talk, and none for an account of it: "a detailed readout of the call"."""
    told = line.words["later.accounts"].search(line.low, *near)
    return told is None and line.words["tone.of"].search(line.low, *near) is not None


def _joined(line: Line) -> Iterator[Span]:
    """The tone words of a sentence; those with only a comma or a word such as "and" between them are one."""
    found: list[Span] = []
    for match in line.words["tone.words"].finditer(line.low, *line.span):
        between = line.low[found[-1].end : match.start()] if found else "."
        bare = line.words["tone.and"].sub("", between).strip(" \n,\u00a0")
        if found and not bare:
            found[-1] = Span(found[-1].start, match.end())
        else:
            found.append(Span(*match.span()))
    yield from found
