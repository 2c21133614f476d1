"""What is handed back in place of a document that could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document: which one, what went wrong, what to do about it.

    ``origin`` names the input as the user would recognise it (a path, an address, ``-``,
    ``FILE:LINE``, ``ADDRESS#entry-3``). ``what`` and ``advice`` are plain English, each one sentence
    without a final full stop.
    """

    origin: str
    what: str
    advice: str

    def __str__(self) -> str:
        """Return the one line to show: ``ORIGIN: WHAT; ADVICE``."""
        return f"{self.origin}: {self.what}; {self.advice}"
