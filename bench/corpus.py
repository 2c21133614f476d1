"""News text to measure on: our own English, repeated as articles until there is enough of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from dragoman.reading.markup import parse

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "evaluation" / "gold" / "en", ROOT / "training" / "text" / "en")


def articles(words: int, length: int = 600) -> Iterator[str]:
    """Articles of about ``length`` words that together have at least ``words``."""
    files = [file for folder in FOLDERS for file in sorted(folder.glob("*.txt"))]
    texts = [parse(file.read_text(encoding="utf-8")).text for file in files]
    total, parts, own = 0, [], 0
    for text in islice(cycle(texts), 100_000):
        parts.append(text)
        own += len(text.split())
        if own >= length:
            yield "\n\n".join(parts)
            total, parts, own = total + own, [], 0
        if total >= words:
            return


def write(path: Path, words: int) -> tuple[int, int]:
    """Write a JSON Lines file of articles; returns how many articles and words it has."""
    made = list(articles(words))
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(made):
            out.write(json.dumps({"id": str(number), "text": text}) + "\n")
    return len(made), sum(len(text.split()) for text in made)
