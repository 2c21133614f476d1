"""Check marked texts: ``python -m training.check_text [-v] training/text/fr evaluation/gold``.

Names each file with wrong marks and exits 1; ``-v`` prints the statements as they were understood.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.reading.markup import MarkedText, MarkupError, parse, problems


def show(marked: MarkedText) -> None:
    """Print each statement of the text on one line."""
    for mark in marked.marks:
        parts = (" … ".join(marked.text[s:e] for s, e in p) for p in (mark.source, mark.cue, mark.content))
        inner = f" (within {mark.within})" if mark.within else ""
        print(f"   {mark.number}{inner}: " + " | ".join(parts))


def main(arguments: list[str]) -> int:
    """Check all ``*.txt`` under the given folders; returns the exit code."""
    verbose = "-v" in arguments
    files = [
        f for a in arguments if a != "-v" for f in sorted([*Path(a).rglob("*.txt")] if Path(a).is_dir() else [Path(a)])
    ]
    bad = statements = nested = words = 0
    for file in files:
        try:
            marked = parse(file.read_text(encoding="utf-8"))
            found = problems(marked)
        except MarkupError as error:
            found, marked = [str(error)], None
        if marked:
            statements += len(marked.marks)
            nested += sum(mark.within is not None for mark in marked.marks)
            words += len(marked.text.split())
        if found:
            bad += 1
            print(f"{file}:", *found, sep="\n   ")
        if verbose and marked:
            print(file)
            show(marked)
    print(f"{len(files)} files, {words} words, {statements} statements ({nested} nested), {bad} files with problems")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
