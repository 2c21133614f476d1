"""``make units``: the passages of ``training/whole`` as the shipped pipeline cuts them, and the points that each tells.

What learns to compare passages must learn from these: marks leave out cues and full stops, and a network that sees
marked passages beside whole sentences learns to tell the two apart instead. Writes ``training/work/units.jsonl``, an
exchange a line: ``{"name", "units": [{"account", "document", "text", "points"}]}``.

Example: ``.venv/bin/python -m training.units``
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training.pairs import Told
from training.whole import load

HERE = Path(__file__).parent
FILE = HERE / "work" / "units.jsonl"


def read(file: Path = FILE) -> Iterator[tuple[str, list[Told]]]:
    """Yield the exchanges of a file that ``main`` wrote: each name, and its passages."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            own = json.loads(line)
            told = [Told(u["account"], frozenset(u["points"]), u["text"], u["document"]) for u in own["units"]]
            yield own["name"], told


def line_of(name: str, cut: list[Told]) -> str:
    """The line of an exchange."""
    units = [{"account": u.account, "document": u.document, "text": u.text, "points": sorted(u.points)} for u in cut]
    return json.dumps({"name": name, "units": units}, ensure_ascii=False) + "\n"


def main() -> None:
    """Read every exchange and write the file."""
    from dragoman.reading.reader import Reader
    from evaluation.pipeline import Pipeline
    from training.odds import of_whole

    pipeline = Pipeline.of(Reader.load())
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", encoding="utf-8") as out:
        for whole in load(HERE / "whole"):
            columns, points = of_whole(whole, {id: pipeline.read(own) for id, own in whole.documents.items()})
            cut = [
                Told(column.account, frozenset(points[id(unit)]), unit.passage.text, column.document)
                for column in columns
                for unit in column.units
            ]
            out.write(line_of(whole.name, cut))


if __name__ == "__main__":
    main()
