"""``make evaluate``: read the gold, print the scores, and hold them against the committed baseline.

Example: ``python -m evaluation --polnear ../shared/data``
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.nouns import Span, Spans
from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.markup import parse
from dragoman.reading.reader import Reader
from evaluation.gate import BASELINE, check, load, save
from evaluation.pipeline import Pipeline, account_scores, meaning_scores
from evaluation.scores import PARTS, Tally

GOLD = Path(__file__).parent / "gold"
POLNEAR = Path(__file__).parents[2] / "shared" / "data"
MAIN = ("en", "fr", "ru", "uk")


@dataclass(frozen=True, slots=True)
class Gold:
    """A text and what is to be read in it."""

    name: str
    text: str
    statements: tuple[Attributed, ...]


@dataclass(frozen=True, slots=True)
class Attributed:
    """A gold statement's parts."""

    source: Spans
    cue: Spans
    content: Spans


def own_gold(folder: Path) -> Iterator[tuple[str, Gold]]:
    """Each text of our gold with its language."""
    for file in sorted(folder.rglob("*.txt")):
        marked = parse(file.read_text(encoding="utf-8"))
        statements = tuple(Attributed(m.source, m.cue, m.content) for m in marked.marks)
        yield marked.language, Gold(str(file.relative_to(folder)), marked.text, statements)


def polnear_gold(path: Path) -> Iterator[Gold]:
    """Each article of a PolNeAR file, as its first annotator has it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            annotations = next(iter(article["annotations"].values()))
            statements = tuple(Attributed(*(tuple(Span(*s) for s in a[part]) for part in PARTS)) for a in annotations)
            yield Gold(article["id"], article["text"], statements)


def evaluate(reader: Reader, gold: Path, polnear: Path | None) -> dict[str, dict[str, float]]:
    """F1 in percent by data set and measure: ``polnear-dev``, ``gold-fr`` ..., ``gold-other`` (eight languages)."""
    tallies: dict[str, Tally] = {}
    for language, text in own_gold(gold):
        group = f"gold-{language if language in MAIN else 'other'}"
        read = reader.statements(text.text)
        for name in {group, f"gold-{language}"}:
            tallies.setdefault(name, Tally()).score(text.text, read, text.statements)
    if polnear:
        tally = tallies.setdefault("polnear-dev", Tally())
        for text in polnear_gold(polnear):
            # PolNeAR is flat: inner statements are not annotated, and are not asked for.
            outer = [s for s in reader.statements(text.text) if s.within is None]
            tally.score(text.text, outer, text.statements)
    return {name: tally.f1() for name, tally in sorted(tallies.items())}


def table(scores: dict[str, dict[str, float]]) -> str:
    """The scores as text: a table for each sort of data set, a line for each set."""
    sorts: dict[tuple[str, ...], list[str]] = {}
    for name, own in scores.items():
        sorts.setdefault(tuple(own), []).append(name)
    return "\n\n".join(_table(columns, {name: scores[name] for name in names}) for columns, names in sorts.items())


def _table(columns: tuple[str, ...], scores: dict[str, dict[str, float]]) -> str:
    titles = [column.replace("exact", "ex.").replace("token", "tok.") for column in columns]
    lines = [
        f"  {title:32}" + "".join(f"{own[column]:13.1f}" for own in scores.values())
        for title, column in zip(titles, columns, strict=True)
    ]
    return "\n".join([f"{'percent':34}" + "".join(f"{name:>13}" for name in scores), *lines])


def main() -> int:
    """Evaluate; returns 1 where a score is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, default=POLNEAR, help="folder with polnear-dev.jsonl.gz")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--save-baseline", action="store_true", help="write the scores as the new baseline")
    parser.add_argument("--lower", metavar="REASON", help="with --save-baseline: why a floor may go down")
    options = parser.parse_args()
    dev = options.polnear / "polnear-dev.jsonl.gz"
    if not dev.exists():
        print(
            f"PolNeAR dev was left out: there is no {dev.name} in the data folder (--polnear FOLDER)", file=sys.stderr
        )
    reader = Reader.load(options.weights)
    scores = evaluate(reader, GOLD, dev if dev.exists() else None)
    if options.weights == WEIGHTS:
        pipeline = Pipeline.of(reader)
        scores |= meaning_scores(pipeline) | account_scores(pipeline)
    print(json.dumps(scores, indent=1) if options.json else table(scores))
    if options.save_baseline:
        return save(scores, options.lower)
    failed = check(scores, load(BASELINE))
    print("\n".join(failed) if failed else "every score is at or above its floor", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
