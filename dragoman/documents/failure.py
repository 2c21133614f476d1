"""What is handed back in place of a document that could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document: which one, what went wrong, what to do about it.

    ``origin`` names the input as the user would recognise it (a path, an address, ``-``,
    ``FILE:LINE``, ``FEED, entry 3``). ``what`` and ``advice`` are plain English without a
    final full stop; ``what`` goes on from the name of the input ("is encrypted").
    """

    origin: str
    what: str
    advice: str

    def __str__(self) -> str:
        """Return the one line to show: ``ORIGIN: WHAT; ADVICE``."""
        return f"{self.origin}: {self.what}; {self.advice}"


class Unreadable(Exception):  # noqa: N818 - a finding about an input, not an error of the program
    """Raised inside this package where an input cannot be read; becomes a Failure at the edge."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def at(self, origin: str) -> Failure:
        """Return the Failure for the input called ``origin``."""
        return Failure(origin, self.what, self.advice)
