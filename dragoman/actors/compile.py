"""``python -m dragoman.actors.compile``: the TOML files to the one JSON file that is loaded.

The output is the same, byte for byte, whatever the machine: one record a line, by id, then
one name a line, by its folded form.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from dragoman.actors.check import Placed, RegistryError, cross_problems, read_files
from dragoman.actors.index import index
from dragoman.actors.records import Record
from dragoman.actors.registry import COMPILED

DATA = Path(__file__).parent / "data"


def compiled(records: Iterable[Record]) -> str:
    """Return the JSON text of ``records``."""
    own = sorted(records, key=lambda record: record.id)
    lines = ",\n".join(_line(record.block()) for record in own)
    names = ",\n".join(f"{_line(folded)}:{_line(entries)}" for folded, entries in sorted(index(own).items()))
    return f'{{"records":[\n{lines}\n],"names":{{\n{names}\n}}}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def checked(paths: Iterable[Path]) -> list[Placed]:
    """Return the records of the files; a :class:`RegistryError` lists every error there is."""
    placed, problems = read_files(sorted(paths))
    errors = [problem for problem in (*problems, *cross_problems(placed)) if not problem.warning]
    if errors:
        raise RegistryError(errors)
    return placed


def main() -> int:
    """Write the compiled registry, or the errors that forbid it."""
    try:
        placed = checked(DATA.glob("*.toml"))
    except RegistryError as error:
        print(error, file=sys.stderr)
        return 1
    COMPILED.write_text(compiled(record for _, record in placed), encoding="utf-8", newline="\n")
    print(f"{len(placed)} records written to {COMPILED.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
