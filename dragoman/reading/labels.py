"""The labels of the reader: beginning and inside of each part of a statement, and outside."""

from __future__ import annotations

import numpy as np

PARTS = ("source", "cue", "content")
LABELS = ("O", *(f"{edge}-{part}" for part in PARTS for edge in "BI"))

#: Whether label j may follow label i: an inside label continues only its own part.
FOLLOWS = np.array([[not b.startswith("I") or a[1:] == b[1:] for b in LABELS] for a in LABELS])
#: Whether a label may begin a segment.
BEGINS = np.array([not label.startswith("I") for label in LABELS])
