"""The dossier: what is new, the exchanges by date, open conflicts, and documents that reached us in a poor state."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from fastapi import APIRouter, Request

from dragoman.desk.pages.common import Here
from dragoman.desk.render import page
from dragoman.desk.summary import Summary
from dragoman.desk.views import DocumentView, entry_view

router = APIRouter(tags=["dossier"])
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class DossierView:
    """The first page. ``poor`` are documents that could not be read in full, or reached us altered.

    ``last_added`` is when the last document came in, ``added_that_day`` how many did on that day (in UTC).
    """

    documents: int
    statements: int
    judged: int
    last_added: str | None
    added_that_day: int
    new: tuple[DocumentView, ...]
    exchanges: tuple[Summary, ...]
    conflicts: tuple[Summary, ...]
    poor: tuple[DocumentView, ...]
    poor_count: int
    problem: str | None


@page(router, "/", "dossier.html")
def dossier(request: Request, desk: Here) -> DossierView:
    """What is new, the exchanges by date, open conflicts, documents in a poor state."""
    own = desk.refresh()
    told = [summary for summary in desk.exchanges.all if len(summary.accounts) > 1]
    last = own.newest[0].version.added if own.newest else None
    that_day = list(takewhile(lambda entry: entry.version.added[:10] == (last or "")[:10], own.newest))
    return DossierView(
        documents=len(own.counted),
        statements=len(own.lines),
        judged=len(own.verdicts),
        last_added=last,
        added_that_day=len(that_day),
        new=tuple(map(entry_view, own.newest[:_SHOWN])),
        exchanges=tuple(reversed(told[-_SHOWN:])),
        conflicts=tuple(summary for summary in reversed(told) if summary.conflicts)[:_SHOWN],
        poor=tuple(map(entry_view, own.poor[:_SHOWN])),
        poor_count=len(own.poor),
        problem=desk.exchanges.problem,
    )
