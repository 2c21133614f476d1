"""The committed baseline and the floors under it: a change may not make the reader worse unnoticed."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline.json"
#: How far a score may fall below the baseline (percent points). Quantised arithmetic differs between processors, and a
#: label here and there with it; the fewer gold spans, the more one of them is worth. Seen between roundings of one
#: model: 0.5 in PolNeAR dev, 2.6 in our gold, 10 in a language of four texts.
SLACK = {
    "polnear-dev": 1.0,
    **dict.fromkeys(("gold-en", "gold-fr", "gold-ru", "gold-uk", "gold-other"), 2.5),
    **dict.fromkeys(("meaning dev", "meaning gate"), 2.5),
}
ALONE_SLACK = 8.0

Scores = dict[str, dict[str, float]]


def load(path: Path) -> Scores:
    """The baseline's scores; empty where there is none yet."""
    scores: Scores = json.loads(path.read_text())["scores"] if path.exists() else {}
    return scores


def floor(name: str, score: float) -> float:
    """The lowest score that passes for a data set with this baseline."""
    return round(score - SLACK.get(name, ALONE_SLACK), 2)


def check(scores: Scores, baseline: Scores) -> list[str]:
    """A line for each score below its floor or gone; data sets that were not evaluated are not held against it."""
    if not baseline:
        return ["there is no baseline: run with --save-baseline"]
    return [
        f"{name} {measure}: {scores[name].get(measure, 0.0):.2f} is below the floor of {floor(name, was):.2f}"
        for name, measures in baseline.items()
        if name in scores
        for measure, was in measures.items()
        if scores[name].get(measure, 0.0) < floor(name, was)
    ]


def save(scores: Scores, reason: str | None, path: Path = BASELINE) -> int:
    """Write the scores as the baseline. Refuses, with 1, to lower any without a reason; the reasons are kept."""
    kept = json.loads(path.read_text()) if path.exists() else {"scores": {}, "lowered": []}
    lower = [
        f"{name} {measure}: {was:.2f} -> {scores[name].get(measure, 0.0):.2f}"
        for name, measures in kept["scores"].items()
        if name in scores
        for measure, was in measures.items()
        if scores[name].get(measure, 0.0) < was
    ]
    if lower and not reason:
        print("these would go down; say why with --lower REASON:", *lower, sep="\n  ", file=sys.stderr)
        return 1
    if lower:
        kept["lowered"].append({"on": date.today().isoformat(), "why": reason, "what": lower})
    kept["scores"] |= scores
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    print(f"baseline written to {path}", file=sys.stderr)
    return 0
