"""``make soup``: the mean of the weights of several runs that began from the same checkpoint.

Wortsman et al., "Model soups" (ICML 2022): runs that differ in seed only lie in one basin, and their mean reads better
than any of them, at the cost of one.

Example: ``python -m training.soup training/work/soup.pt training/work/a/epoch-3.pt training/work/b/epoch-3.pt``
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main(target: str, *sources: str) -> None:
    """Write the mean of the checkpoints' averaged weights."""
    states = [torch.load(Path(source))["mean"] for source in sources]
    mean = {key: torch.stack([state[key].float() for state in states]).mean(0) for key in states[0]}
    torch.save({"model": mean, "mean": mean}, target)
    print(f"the mean of {len(states)} checkpoints -> {target}")


if __name__ == "__main__":
    main(*sys.argv[1:])
