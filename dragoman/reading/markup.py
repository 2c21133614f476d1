"""Texts with their statements marked inline: our gold and our training text.

The format is laid down in ``docs/annotation.md``: header lines, an empty line, then text with
``<s1>source</s1>``, ``<q1>cue</q1>`` and ``<c1>content</c1>``, nested where a content itself attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.nouns import Span, Spans

TAG = re.compile(r"<(/?)([sqc])(\d+(?:,\d+)*)>")
_PARTS = {"s": "source", "q": "cue", "c": "content"}


class MarkupError(ValueError):
    """The marks of a file do not nest, or a header line is wrong; says where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked statement. ``within`` is the number of the innermost statement whose content holds it."""

    number: int
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    within: int | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text without its marks, its header, and its statements in order of number."""

    text: str
    header: dict[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()

    @property
    def language(self) -> str:
        """The language named in the header, as ISO 639-1."""
        return self.header["language"]


def parse(marked: str) -> MarkedText:
    """Read a marked text.

    Raises:
        MarkupError: marks cross, are left open, or the header lacks ``language`` or ``kind``.
    """
    header, body = _split_header(marked.replace("\r\n", "\n"))
    text, pieces = _read_tags(body)
    return MarkedText(text, header, _build_marks(pieces))


def _split_header(marked: str) -> tuple[dict[str, str], str]:
    head, separator, body = marked.partition("\n\n")
    header = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkupError(f"header line without a colon: {line!r}")
        header[key.strip()] = value.strip()
    missing = {"language", "kind"} - header.keys()
    if missing or not separator:
        raise MarkupError(f"header lacks {', '.join(sorted(missing)) or 'the empty line after it'}")
    return header, body.strip("\n")


#: part letter, statement numbers, span, numbers of the statements whose content encloses it
_Piece = tuple[str, tuple[int, ...], Span, tuple[int, ...]]


def _read_tags(body: str) -> tuple[str, list[_Piece]]:
    out: list[str] = []
    length = at = 0
    open_tags: list[tuple[str, str, int]] = []
    pieces: list[_Piece] = []
    for tag in TAG.finditer(body):
        out.append(body[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        closing, part, numbers = tag.groups()
        if not closing:
            open_tags.append((part, numbers, length))
            continue
        if not open_tags or open_tags[-1][:2] != (part, numbers):
            raise MarkupError(f"{tag.group()} closes nothing, near {body[max(0, tag.start() - 40) : tag.end()]!r}")
        start = open_tags.pop()[2]
        if start == length:
            raise MarkupError(f"empty mark {tag.group()}")
        around = tuple(int(n) for p, ns, _ in open_tags if p == "c" for n in ns.split(","))
        pieces.append((part, tuple(map(int, numbers.split(","))), Span(start, length), around))
    if open_tags:
        part, numbers, start = open_tags[-1]
        raise MarkupError(f"<{part}{numbers}> is never closed")
    out.append(body[at:])
    return "".join(out), pieces


def _build_marks(pieces: list[_Piece]) -> tuple[Mark, ...]:
    parts: dict[int, dict[str, list[Span]]] = {}
    within: dict[int, int | None] = {}
    for part, numbers, span, around in sorted(pieces, key=lambda piece: piece[2]):
        for number in numbers:
            parts.setdefault(number, {"s": [], "q": [], "c": []})[part].append(span)
            outer = [n for n in around if n != number]
            if part == "q" or number not in within:
                within[number] = outer[-1] if outer else None
    return tuple(Mark(n, tuple(p["s"]), tuple(p["q"]), tuple(p["c"]), within[n]) for n, p in sorted(parts.items()))


def render(text: MarkedText) -> str:
    """The inverse of :func:`parse`: the text with its header and marks (shared sources merged)."""
    spans: dict[tuple[str, Span], list[int]] = {}
    for mark in text.marks:
        for letter, part in _PARTS.items():
            for span in getattr(mark, part):
                spans.setdefault((letter, span), []).append(mark.number)
    # Of two marks over the same words the content is the outer one.
    events: dict[int, tuple[list[str], list[str]]] = {}
    rank = {"c": 0, "s": 1, "q": 2}
    order = sorted(spans.items(), key=lambda i: (i[0][1].start, -i[0][1].end, rank[i[0][0]], i[1]))
    for (letter, span), numbers in order:
        name = letter + ",".join(map(str, numbers))
        events.setdefault(span.start, ([], []))[1].append(f"<{name}>")
        events.setdefault(span.end, ([], []))[0].insert(0, f"</{name}>")
    out, at = [], 0
    for place in sorted(events):
        out.append(text.text[at:place] + "".join(events[place][0]) + "".join(events[place][1]))
        at = place
    out.append(text.text[at:])
    head = "\n".join(f"{key}: {value}" for key, value in text.header.items())
    return f"{head}\n\n{''.join(out)}\n"


def problems(text: MarkedText) -> list[str]:
    """What an annotator should look at again: parts that are missing, blank-edged or out of place."""
    found = [finding for mark in text.marks for finding in _problems_of(mark, text.text)]
    for left in re.finditer(r"</?[a-z]\d*>", text.text):
        found.append(f"something like a mark is left in the text: {left.group()!r}")
    return found


def _problems_of(mark: Mark, text: str) -> Iterator[str]:
    for part in _PARTS.values():
        spans: Spans = getattr(mark, part)
        if not spans and part != "source":
            yield f"statement {mark.number} has no {part}"
        for start, end in spans:
            words = text[start:end]
            if words != words.strip():
                yield f"{part} {mark.number} has blank edges: {words!r}"
            if "\n\n" in words:
                yield f"{part} {mark.number} runs over a paragraph break: {words[:60]!r}"
            if part == "content" and words.rstrip()[-1:] in tuple(",;:"):
                yield f"content {mark.number} ends in a comma: {words[-40:]!r}"
