"""Words for the tone of the exchange: frank, businesslike, constructive, difficult."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.framing.scene import Line, Scene
from dragoman.nouns import Framing, Span

#: The most letters between a word for the tone and the word for the talk that had it; more with "was" between them.
_NEAR, _FAR = 25, 70


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the words for the tone of the exchange in each account, each once; words that are joined are one."""
    for view in scene.views:
        seen: set[str] = set()
        for line in view.lines:
            for span in _told(line):
                words = line.low[span.start : span.end]
                if words not in seen:
                    seen.add(words)
                    evidence = line.passage(span)
                    yield Framing("tone", view.account.id, evidence.text, (evidence,))


def _told(line: Line) -> list[Span]:
    """The words that are listed, and those that are tagged and stand apart from them."""
    listed = list(_in_line(line))
    apart = (own for own in line.tagged("tone") if not any(own.start < s.end and s.start < own.end for s in listed))
    return sorted([*listed, *apart])


def _in_line(line: Line) -> Iterator[Span]:
    yield from (span for span in _joined(line) if _is_tone(line, span))
    for match in line.words["tone.always"].finditer(line.low, *line.span):
        yield Span(*match.span())


def _is_tone(line: Line, span: Span) -> bool:
    """Whether a word for what had the tone is near: right before or after, or further before and joined by "was"."""
    after = Span(span.end, min(line.span.end, span.end + _NEAR))
    before = Span(max(line.span.start, span.start - _FAR), span.start)
    heads = [head for near in (before, after) for head in _heads(line, near)]
    joined = line.words["tone.is"].search(line.low, *before) is not None
    return any(head.start >= span.end or span.start - head.end <= _NEAR or joined for head in heads)


def _heads(line: Line, near: Span) -> list[Span]:
    """The words for a talk in a stretch; none where it has an account of it: "a detailed readout of the call"."""
    if line.words["later.accounts"].search(line.low, *near):
        return []
    return [Span(*own.span()) for own in line.words["tone.of"].finditer(line.low, *near)]


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
