"""``make bench``: whole ``dragoman read`` beside a spaCy small pipeline.

Each candidate runs in a process of its own on the same JSON Lines file of articles: the time to its first result (a run
on one article), its words a second after that (a run on all, less the run on one), and its peak memory. Prints ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.corpus import write

ROOT = Path(__file__).parents[1]
CANDIDATES = {
    "dragoman read": [sys.executable, "-m", "dragoman", "read", "--format", "jsonl"],
    "spaCy en_core_web_sm": [sys.executable, "-m", "bench.spacy_peer", "--processes", "1"],
    "spaCy, 2 processes": [sys.executable, "-m", "bench.spacy_peer", "--processes", "2"],
}


class Figures(NamedTuple):
    """What was measured of one candidate."""

    first: float
    rate: float
    memory: float


def run(command: list[str], path: Path) -> tuple[float, float]:
    """Seconds and peak resident megabytes (the largest process) of a command on a file."""
    began = time.perf_counter()
    process = subprocess.Popen([*command, str(path)], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with status {status}")
    return time.perf_counter() - began, usage.ru_maxrss / (1 if sys.platform == "darwin" else 1024) / 1.0


def measure(command: list[str], one: Path, many: Path, words: int, repeats: int) -> Figures:
    """The best of ``repeats`` runs of each kind."""
    first = min(run(command, one)[0] for _ in range(repeats))
    runs = [run(command, many) for _ in range(repeats)]
    return Figures(first, words / (min(seconds for seconds, _ in runs) - first), max(memory for _, memory in runs))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder) / "one.jsonl", Path(folder) / "many.jsonl"
        write(one, 1)
        articles, words = write(many, options.words)
        print(f"{articles} articles, {words} words, {os.cpu_count()} cores, best of {options.repeats}")
        print(f"{'':24}{'first result':>14}{'words/s':>10}{'peak memory':>14}{'speed':>10}")
        ours = None
        for name, command in CANDIDATES.items():
            got = measure(command, one, many, words, options.repeats)
            ours = ours or got
            ratio = f"{ours.rate / got.rate:9.2f}x"
            print(f"{name:24}{got.first:12.2f} s{got.rate:10.0f}{got.memory:11.0f} MB{ratio}", flush=True)
        print("speed: how many times as fast dragoman read is")


if __name__ == "__main__":
    main()
