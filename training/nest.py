"""``make nest``: silver inner statements for PolNeAR, whose annotation is flat.

A trained reader finds the statements of a content given as a text of its own; put back in their places they teach
the second level of the network what stands within what. Only confident ones are kept.

Example: ``python -m training.nest --weights training/work/first --polnear ../shared/data``
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from dragoman.nouns import Span, Spans
from dragoman.reading.reader import Reader
from training.base import WORK
from training.examples import Example, read_polnear

SILVER = WORK / "silver.jsonl"
SURE = 0.4
SHORTEST = 25


def inner(reader: Reader, example: Example) -> Iterator[dict[str, Spans]]:
    """The statements read inside each content of an article, in the article's offsets.

    The contents of an article are read as the paragraphs of one text, which is faster than one by one.
    """
    pieces = [s for a in example.attributions for s in a.content if s.end - s.start >= SHORTEST]
    places, at = [], 0
    for start, end in pieces:
        places.append(at)
        at += end - start + 2
    text = "\n\n".join(example.text[start:end].replace("\n", " ") for start, end in pieces)
    for statement in reader.statements(text):
        spans = [*statement.source, *statement.cue, *statement.content]
        homes = {bisect_right(places, start) - 1 for start, _ in spans}
        if statement.within is None and statement.confidence >= SURE and len(homes) == 1:
            home = homes.pop()
            move = pieces[home].start - places[home]
            yield {
                part: tuple(Span(s + move, e + move) for s, e in getattr(statement, part))
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
