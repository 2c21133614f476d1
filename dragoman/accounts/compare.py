"""The whole comparison: documents in, each exchange as each side tells it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dragoman.accounts.align import Column, align
from dragoman.accounts.align import Judge as Aligns
from dragoman.accounts.build import Telling, tellings
from dragoman.accounts.framing import framing
from dragoman.accounts.framing.scene import Tells
from dragoman.accounts.parties import Parties
from dragoman.accounts.points import points
from dragoman.actors import Registry
from dragoman.nouns import Comparison, Reading


class Judge(Aligns, Tells, Protocol):
    """What judges passages and sentences: :class:`dragoman.reading.likeness.Likeness`."""


def compare(readings: Sequence[Reading], judge: Judge, registry: Registry) -> tuple[Comparison, ...]:
    """The exchanges that the documents tell of, in order of date, each with its accounts, points and framing.

    ``readings`` are interpreted (:class:`dragoman.reading.interpret.Interpreter`).
    """
    return tuple(compared(telling, readings, judge, registry) for telling in tellings(readings, registry))


def compared(telling: Telling, readings: Sequence[Reading], judge: Judge, registry: Registry) -> Comparison:
    """One exchange with its accounts, points and framing."""
    parties = Parties(registry)
    columns = _columns(telling)
    accounts = tuple(told.account for told in telling.accounts)
    found = points(accounts, columns, align(columns, judge, parties), parties)
    shown = framing(telling.exchange, telling.accounts, found, readings, registry, judge)
    return Comparison(telling.exchange, accounts, found, shown)


def _columns(telling: Telling) -> list[Column]:
    """The passages that make a point, by account and document, official documents first."""
    out = []
    for account, units in telling.accounts:
        for document in account.documents:
            own = tuple(u for u in units if u.passage.document == document and u.role == "point")
            if own:
                out.append(Column(account.id, document, own))
    return out
