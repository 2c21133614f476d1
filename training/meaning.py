"""Who, to whom, on whose word, in texts of our own: ``python -m training.meaning [--errors LANGUAGE]``.

``training/meaning/LANGUAGE.toml`` holds short texts and what their statements mean, found by their words rather than
by marks, so that the pipeline is scored from its own reading. The format is told in ``docs/meaning-development.md``.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors import Registry
from dragoman.nouns import Document, Reading, Span, Statement
from dragoman.reading.chain import vouchers
from dragoman.reading.interpret import Interpreter
from dragoman.reading.reader import Reader
from evaluation.meaning import OPEN
from evaluation.meaning_scores import judged, same_all

FOLDER = Path(__file__).parent / "meaning"
_FACTS = ("kind", "published", "issuer", "outlet", "title")


@dataclass(frozen=True, slots=True)
class Row:
    """What one statement means: whose words, by source and cue; the speaker, the links before it, the addressees.

    ``speaker`` and ``to`` hold ids as in :class:`evaluation.meaning.Meaning`; ``named`` is false for whom the text
    hides.
    """

    source: str
    cue: str
    speaker: str
    named: bool
    via: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text and what its statements mean."""

    document: Document
    rows: tuple[Row, ...]


def load(folder: Path = FOLDER) -> Iterator[Told]:
    """Yield the texts of every language. Raises ValueError where a row has not five columns, or its words are not in
    the text."""
    for path in sorted(folder.glob("*.toml")):
        for number, own in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["text"], 1):
            name, text = f"{path.stem} {number}", own["text"].strip()
            facts = {key: own[key] for key in _FACTS if key in own}
            rows = tuple(_row(name, line, text) for line in own["said"].strip().splitlines())
            yield Told(Document(name, text, name, language=path.stem, **facts), rows)


def _row(name: str, line: str, text: str) -> Row:
    columns = [column.strip() for column in line.split("|")]
    if len(columns) != len(Row.__slots__) - 1:
        raise ValueError(f"{name}: five columns are needed, not {len(columns)}: {line}")
    source, cue, speaker, via, to = columns
    for words in (source, cue):
        if words.casefold() not in text.casefold():
            raise ValueError(f"{name}: {words!r} is not in the text")
    who = OPEN if speaker == "?" else speaker.rstrip("*")
    return Row(source, cue, who, not speaker.endswith("*"), tuple(via.split()), tuple(to.split()))


def paired(told: Told, reading: Reading) -> Iterator[tuple[Row, Statement | None]]:
    """Yield each row with the statement that has its source and its cue; None where the reader has not found it."""
    left = list(reading.statements)
    for row in told.rows:
        found = next((own for own in left if _is_of(row, own, told.document.text)), None)
        if found:
            left.remove(found)
        yield row, found


def _is_of(row: Row, statement: Statement, text: str) -> bool:
    source, cue = (_words(text, part) for part in (statement.source, statement.cue))
    wanted, said = (words.casefold() for words in (row.source, row.cue))
    return bool(source and cue) and (wanted in source or source in wanted) and (said in cue or cue in said)


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans).casefold()


def differences(row: Row, statement: Statement, before: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a statement was interpreted as otherwise than the row has it: of which kind, and both values.

    ``before`` are the ids of those who vouch for the document.
    """
    speaker = statement.speaker
    verdict = judged(speaker.id if speaker else None, row.speaker)
    if verdict != "right":
        reason = statement.resolution.reason if statement.resolution else ""
        yield f"speaker {verdict}", f"{speaker.id if speaker else OPEN} ({reason}), not {row.speaker}"
    elif speaker and speaker.named != row.named:
        yield "named", f"{speaker.named}, not {row.named}"
    chain = tuple(actor.id for actor in statement.word_of)
    wanted = [*before, *row.via, *([row.speaker] if row.speaker != OPEN else [])]
    whole = tuple(own for at, own in enumerate(wanted) if not at or own != wanted[at - 1])
    if not same_all(chain, whole):
        yield "chain", f"{' > '.join(chain)}, not {' > '.join(whole)}"
    to = {actor.id for actor in statement.addressee}
    if to != set(row.to):
        yield "addressee", f"{sorted(to)}, not {sorted(row.to)}"


def report(texts: Sequence[Told], read: Callable[[Document], Reading], registry: Registry, errors: str) -> str:
    """Return the shares of statements that are right, a line a language; those of ``errors`` one by one before it."""
    kinds = ("speaker open", "speaker wrong", "named", "chain", "addressee")
    lines, counts = [], Counter[tuple[str, str]]()
    for told in texts:
        language = told.document.language or ""
        before = [actor.id for actor in vouchers(told.document, registry)]
        for row, statement in paired(told, read(told.document)):
            counts[language, "all" if statement else "unread"] += 1
            for kind, what in differences(row, statement, before) if statement else ():
                counts[language, kind] += 1
                if errors == language:
                    lines.append(f"{told.document.id} {kind}: {what} | {row.source} | {row.cue}")
    lines.append(f"{'percent':10}{'read':>8}{'unread':>8}" + "".join(f"{kind:>15}" for kind in kinds))
    for language in sorted({language for language, _ in counts}):
        whole = counts[language, "all"]
        shares = "".join(f"{100 * counts[language, kind] / whole:15.1f}" for kind in kinds)
        lines.append(f"{language:10}{whole:8}{counts[language, 'unread']:8}{shares}")
    return "\n".join(lines)


def main() -> None:
    """Print how many statements were interpreted otherwise than told, by language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="LANGUAGE", default="", help="list what went wrong in a language")
    options = parser.parse_args()
    registry, reader = Registry.load(), Reader.load()
    interpret = Interpreter(registry).interpret
    print(report(list(load()), lambda own: interpret(reader.read(own)), registry, options.errors))


if __name__ == "__main__":
    main()
