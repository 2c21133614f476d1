"""When an address is asked again: after a while, later after each error, and only for what is new."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from dragoman.documents.fetch import Seen

#: The longest pause after errors, in seconds.
LONGEST = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Polled:
    """What is known of an address: what was seen there, how often in a row it failed, when to ask again (Unix time)."""

    address: str
    seen: Seen = field(default_factory=Seen)
    failures: int = 0
    due: float = 0.0


def after_answer(polled: Polled, seen: Seen | None, now: float, every: float) -> Polled:
    """The address after an answer; ``seen`` is None where nothing has changed. ``every`` in seconds."""
    return replace(polled, seen=seen or polled.seen, failures=0, due=now + every)


def after_error(polled: Polled, now: float, every: float, asked: float | None = None) -> Polled:
    """The address after an error: the pause doubles each time, up to a day, and is no shorter than the server asked."""
    failures = polled.failures + 1
    pause = min(LONGEST, every * 2.0 ** min(failures, 30))
    return replace(polled, failures=failures, due=now + max(pause, min(asked or 0.0, LONGEST)))


def load(file: Path, addresses: list[str]) -> dict[str, Polled]:
    """What is known of each address; of one that the file does not name, or where it cannot be read, nothing."""
    try:
        known = {own["address"]: own for own in json.loads(file.read_text(encoding="utf-8"))}
        found = {
            name: Polled(name, Seen(**own["seen"]), int(own["failures"]), float(own["due"]))
            for name, own in known.items()
        }
    except (OSError, ValueError, TypeError, KeyError):
        # What is lost is only that the same is fetched once more.
        found = {}
    return {address: found.get(address, Polled(address)) for address in addresses}


def save(file: Path, polled: dict[str, Polled]) -> None:
    """Write what is known of each address; whole, or not at all."""
    draft = file.with_name(f"{file.name}.part")
    draft.write_text(json.dumps([asdict(own) for own in polled.values()], indent=1), encoding="utf-8")
    os.replace(draft, file)
