"""``python -m bench.worker``: ``dragoman ledger add`` with a reader that makes one statement of each line at once.

What is measured is the store, so the model is left out; everything else is the program as people run it. Prints
``reading`` when the first document is about to be read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from dragoman.cli import main
from dragoman.nouns import Actor, Document, Reading, Span, Statement
from dragoman.reading.reader import Reader

_SPEAKER = Actor("local:the-minister", "The minister", "person")


class _Model:
    name = "lines"


class LineReader:
    """Reads each line as one statement."""

    model = _Model()

    def read(self, document: Document) -> Reading:
        """The reading of a document."""
        statements, start = [], 0
        for number, line in enumerate(document.text.splitlines(keepends=True), 1):
            source, end = Span(start, start + 1), start + len(line.rstrip())
            content = (Span(start + 2, end),) if end > start + 2 else ()
            statements.append(Statement(f"s{number}", (source,), (), content, "indirect", speaker=_SPEAKER, act="SAY"))
            start += len(line)
        return Reading(document, tuple(statements), self.model.name)


def _load(*_: Any, **__: Any) -> LineReader:
    print("reading", flush=True)
    return LineReader()


def documents(folder: Path, number: int) -> dict[str, str]:
    """Write so many documents to a file of JSON Lines in ``folder``; their texts by address."""
    import json

    from bench.synthetic import Maker

    made = {f"https://example.org/{own.document.id}": own.document.text for own in _some(Maker(9), number)}
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as out:
        for url, text in made.items():
            out.write(json.dumps({"url": url, "text": text, "published": "2022-01-28"}) + "\n")
    return made


def _some(maker: Any, number: int) -> list[Reading]:
    return [maker.reading(at) for at in range(number)]


if __name__ == "__main__":
    Reader.load = _load  # type: ignore[method-assign,assignment]
    main(sys.argv[1:])
