"""``make odds``: what agreement between two passages is worth, fitted on exchanges that the judge did not learn from.

Reads every ``--hold``-th exchange of ``training/whole`` (those that ``training.pairnet`` held out) with the shipped
pipeline, takes the candidates that ``dragoman.accounts.align`` would have judged, and fits a logistic regression.
Prints the constants to be written there, and average precision with and without the judge.

Example: ``.venv/bin/python -m training.odds``
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from dragoman.accounts import align
from dragoman.accounts.align import Column, agreements, candidates, evidence
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit, passages
from dragoman.nouns import Reading
from dragoman.reading.reader import Reader
from evaluation.pipeline import Pipeline
from training.measures import average_precision
from training.whole import PRESS, Whole, load

HERE = Path(__file__).parent
NAMES = ("SAME", "NEAR", "AHEAD", "PLACE", "LENGTH", *align.WEIGHTS)


class Known(NamedTuple):
    """Candidates of one exchange: what is weighed of each, (candidates, names), and whether they are one point."""

    values: np.ndarray
    gold: np.ndarray


def known(columns: list[Column], points: dict[int, set[str]], pipeline: Pipeline, parties: Parties) -> Known:
    """What is known of the candidates of an exchange; ``points`` are those of each unit, by its ``id()``."""
    judge = pipeline.judge
    units = {(c, n): unit for c, column in enumerate(columns) for n, unit in enumerate(column.units)}
    found = candidates(columns, judge.words([unit.passage.text for unit in units.values()]))
    judged = judge.judge([(units[own.one].passage.text, units[own.other].passage.text) for own in found])
    rows, gold = [], []
    for own, (same, _) in zip(found, judged, strict=True):
        one, other = units[own.one], units[own.other]
        agreed = agreements(one, other, parties)
        rows.append([*evidence(own, one, other, float(same)), *(_sign(agreed.get(name)) for name in align.WEIGHTS)])
        gold.append(bool(points.get(id(one), set()) & points.get(id(other), set())))
    return Known(np.array(rows), np.array(gold))


def _sign(agree: bool | None) -> int:
    return 0 if agree is None else 1 if agree else -1


def of_whole(whole: Whole, readings: dict[str, Reading]) -> tuple[list[Column], dict[int, set[str]]]:
    """The columns of an exchange of ``training/whole``, and the points of their units."""
    grouped: dict[tuple[str, str], list[Unit]] = {}
    points: dict[int, set[str]] = {}
    for document, reading in readings.items():
        marks = [mark for mark in whole.passages if mark.document == document]
        for unit in (own for own in passages(reading) if own.role == "point"):
            here = [mark for mark in marks if _shares(unit, *mark.span)]
            account = here[0].account if here and document.startswith(PRESS) else document
            grouped.setdefault((account, document), []).append(unit)
            points[id(unit)] = {mark.point for mark in here}
    return [Column(account, document, tuple(units)) for (account, document), units in grouped.items()], points


def _shares(unit: Unit, start: int, end: int) -> bool:
    """Whether half of the shorter of a unit and a marked stretch is common."""
    (span,) = unit.passage.spans
    common = max(0, min(span.end, end) - max(span.start, start))
    return 2 * common >= min(span.end - span.start, end - start)


def fitted(values: np.ndarray, gold: np.ndarray, penalty: float = 1.0) -> np.ndarray:
    """The weights of a logistic regression, that of the beginning first, held small by ``penalty`` each but it."""
    ones = np.column_stack([np.ones(len(values)), values])
    sign = np.where(gold, 1.0, -1.0)

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (ones @ weights)).sum() + penalty * (weights[1:] ** 2).sum() / 2)

    found: np.ndarray = minimize(loss, np.zeros(ones.shape[1]), method="L-BFGS-B").x
    return found


def across(known: list[Known], columns: list[int], folds: int = 5) -> float:
    """Average precision of some of the columns, each exchange read by weights fitted on the others' folds."""
    gold, read = [], []
    for fold in range(folds):
        train = [own for n, own in enumerate(known) if n % folds != fold]
        weights = fitted(np.concatenate([o.values for o in train])[:, columns], np.concatenate([o.gold for o in train]))
        for own in (own for n, own in enumerate(known) if n % folds == fold):
            gold.append(own.gold)
            read.append(weights[0] + own.values[:, columns] @ weights[1:])
    return average_precision(np.concatenate(gold).tolist(), np.concatenate(read))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hold", type=int, default=7, help="every which exchange the judge did not learn from")
    options = parser.parse_args()
    pipeline = Pipeline.of(Reader.load())
    parties, found = Parties(pipeline.registry), []
    for whole in load(HERE / "whole")[:: options.hold]:
        readings = {id: pipeline.read(document) for id, document in whole.documents.items()}
        found.append(known(*of_whole(whole, readings), pipeline, parties))
    values, gold = np.concatenate([own.values for own in found]), np.concatenate([own.gold for own in found])
    every = list(range(len(NAMES)))
    print(f"{len(found)} exchanges, {len(gold)} candidates, {gold.sum()} of one point")
    print(f"average precision: all {across(found, every):.3f}, without the judge {across(found, every[1:]):.3f}, "
          f"the judge {average_precision(gold.tolist(), values[:, 0]):.3f}, "
          f"near {average_precision(gold.tolist(), values[:, 1]):.3f}")  # fmt: skip
    weights = fitted(values, gold)
    print(", ".join(f"{name} = {weight:.2f}" for name, weight in zip(("BEGIN", *NAMES), weights, strict=True)))


if __name__ == "__main__":
    main()
