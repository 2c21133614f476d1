"""``make units``: the passages and sentences of ``training/whole`` as the shipped pipeline cuts them.

What learns to compare passages must learn from these: marks leave out cues and full stops, and a network that sees
marked passages beside whole sentences learns to tell the two apart instead. Writes ``training/work/units.jsonl``, an
exchange a line: ``{"name", "units": [{"account", "document", "text", "points"}], "lines": [{"text", "facts":
[[category, start, end]]}]}``, the lines of exchanges of which facts are known.

Example: ``.venv/bin/python -m training.units``
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.nouns import Reading, Span
from training.pairs import Told
from training.whole import PRESS, Whole, load

HERE = Path(__file__).parent
FILE = HERE / "work" / "units.jsonl"


class Line(NamedTuple):
    """A sentence, and where in it a circumstance of the encounter is told: category, span."""

    text: str
    facts: tuple[tuple[str, Span], ...]


def read(file: Path = FILE) -> Iterator[tuple[str, list[Told]]]:
    """Yield the exchanges of a file that ``main`` wrote: each name, and its passages."""
    for own in _records(file):
        told = [Told(u["account"], frozenset(u["points"]), u["text"], u["document"]) for u in own["units"]]
        yield own["name"], told


def read_lines(file: Path = FILE) -> Iterator[tuple[str, list[Line]]]:
    """Yield the exchanges of which facts are known: each name, and its sentences."""
    for own in _records(file):
        if own["lines"]:
            yield own["name"], [Line(o["text"], tuple((c, Span(s, e)) for c, s, e in o["facts"])) for o in own["lines"]]


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def lines_of(whole: Whole, readings: Mapping[str, Reading]) -> Iterator[Line]:
    """Yield the sentences of an exchange's texts, each with the facts that its own account tells in it."""
    from dragoman.accounts.passages import passages  # what trains networks reads the file alone

    for id, reading in readings.items():
        account, text = id.partition("-")[0], reading.document.text
        facts = [f for f in whole.facts if f.words and account in (f.account, PRESS)]
        places = [(f.category, Span(at, at + len(f.words or ""))) for f in facts for at in _places(f.words or "", text)]
        for _, group in groupby(passages(reading), key=lambda unit: unit.sentence):
            units = list(group)
            start, end = units[0].passage.spans[0].start, units[-1].passage.spans[-1].end
            own = [
                (c, Span(max(s, start) - start, min(e, end) - start)) for c, (s, e) in places if s < end and start < e
            ]
            yield Line(text[start:end], tuple(sorted(set(own))))


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def record(name: str, cut: list[Told], lines: list[Line]) -> str:
    """The line of the file that an exchange makes."""
    units = [{"account": u.account, "document": u.document, "text": u.text, "points": sorted(u.points)} for u in cut]
    told = [{"text": own.text, "facts": [[category, *span] for category, span in own.facts]} for own in lines]
    return json.dumps({"name": name, "units": units, "lines": told}, ensure_ascii=False) + "\n"


def main() -> None:
    """Read every exchange and write the file."""
    from dragoman.reading.reader import Reader
    from evaluation.pipeline import Pipeline

    pipeline = Pipeline.of(Reader.load())
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", encoding="utf-8") as out:
        for whole in load(HERE / "whole"):
            readings = {id: pipeline.read(own) for id, own in whole.documents.items()}
            out.write(of_whole(whole, readings))


def of_whole(whole: Whole, readings: dict[str, Reading]) -> str:
    """The line of the file that an exchange makes, from its texts as they were read."""
    from training.odds import of_whole as columns_of

    columns, points = columns_of(whole, readings)
    cut = [
        Told(column.account, frozenset(points[id(unit)]), unit.passage.text, column.document)
        for column in columns
        for unit in column.units
    ]
    return record(whole.name, cut, list(lines_of(whole, readings)) if whole.facts else [])


if __name__ == "__main__":
    main()
