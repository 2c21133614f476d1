"""The temperature between two parties over time, and the statements that it is worked out from."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request

from dragoman.desk.catalogue import Catalogue
from dragoman.desk.pages.common import Here, PageNumber, Text, cut
from dragoman.desk.render import page
from dragoman.desk.summary import Party
from dragoman.desk.views import StatementView, statement_view
from dragoman.desk.warmth import TemperatureView, party, temperature_view
from dragoman.following.temperature import CALM, HALF_LIFE, OPEN, WARMTH, Gesture
from dragoman.ledger.days import days

router = APIRouter(tags=["threads"])
_SIZE = 25


@dataclass(frozen=True, slots=True)
class SaidView:
    """A statement between the two: ``way`` is ``out`` from the first to the second or ``back``; how warm it is."""

    statement: StatementView
    way: str
    warmth: float


@dataclass(frozen=True, slots=True)
class BetweenView:
    """The temperature between two parties up to a day, the statements behind it, and how acts are weighed."""

    temperature: TemperatureView | None
    one: Party | None
    other: Party | None
    said: tuple[SaidView, ...]
    count: int
    page: int
    pages: int
    on: str | None
    parties: tuple[Party, ...]
    scale: dict[str, float]
    half_life: int
    calm: float
    open: float


@page(router, "/temperature", "temperature.html")
def between(
    request: Request, desk: Here, one: Text = "", other: Text = "", on: Text = "", page: PageNumber = 1
) -> BetweenView:
    """How warm two parties are to each other up to the day ``on``, by id; without them, those who said most."""
    own = desk.whole()
    first, second = pair(desk, own, one, other)
    span = days(on)
    last = span[1] if span else None
    said = desk.pairs.between(desk, own, first.id, second.id, last) if first and second else []
    together = list(_joined(said).values())[::-1]
    shown, pages = cut(together, page, _SIZE)
    hits = desk.ledger.statements([gesture.key for gesture, _ in shown])
    return BetweenView(
        temperature=temperature_view(first, second, said, last) if first and second else None,
        one=first,
        other=second,
        said=tuple(SaidView(statement_view(hits[own.key]), way, own.warmth) for own, way in shown if own.key in hits),
        count=len(together),
        page=page,
        pages=pages,
        on=on if span else None,
        parties=desk.pairs.parties(desk, own),
        scale=WARMTH,
        half_life=HALF_LIFE,
        calm=CALM,
        open=OPEN,
    )


def pair(desk: Here, own: Catalogue, one: str, other: str) -> tuple[Party | None, Party | None]:
    """The parties of these ids; where one is missing, the pair between which most was said, if any."""
    ids = (one, other) if one and other else desk.pairs.most(desk, own)
    return (party(desk, own, ids[0]), party(desk, own, ids[1])) if ids else (None, None)


def _joined(said: list[Gesture]) -> dict[str, tuple[Gesture, str]]:
    """What was said, once a statement, with its way: what two say together goes both ways."""
    found: dict[str, tuple[Gesture, str]] = {}
    for own in said:
        found[own.key] = (own, "both" if own.key in found else own.way)
    return found
