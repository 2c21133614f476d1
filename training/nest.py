"""``make nest``: silver inner statements for PolNeAR, whose annotation is flat.

A trained reader finds the statements of a content given as a text of its own; put back in their places they teach
the second level of the network what stands within what. Only confident ones are kept.

Example: ``python -m training.nest --weights training/work/first --polnear ../shared/data``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from dragoman.nouns import Span, Spans
from dragoman.reading.reader import Reader
from training.base import WORK
from training.examples import Example, read_polnear

SILVER = WORK / "silver.jsonl"
SURE = 0.8
SHORTEST = 25


def inner(reader: Reader, example: Example) -> Iterator[dict[str, Spans]]:
    """The statements read inside each content of an article, in the article's offsets."""
    for attribution in example.attributions:
        for start, end in attribution.content:
            if end - start < SHORTEST:
                continue
            for statement in reader.statements(example.text[start:end]):
                if statement.within is None and statement.confidence >= SURE:
                    yield {
                        part: tuple(Span(s + start, e + start) for s, e in getattr(statement, part))
                        for part in ("source", "cue", "content")
                    }


def main() -> None:
    """Write ``training/work/silver.jsonl``: an object an article and annotator, with its inner statements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    options = parser.parse_args()
    reader = Reader.load(options.weights)
    found = 0
    with SILVER.open("w", encoding="utf-8") as out:
        for example in read_polnear(options.polnear / "polnear-train.jsonl.gz"):
            statements = list(inner(reader, example))
            found += len(statements)
            out.write(json.dumps({"id": example.id, "inner": statements}, ensure_ascii=False) + "\n")
    print(f"{found} inner statements in {SILVER}")


if __name__ == "__main__":
    main()
