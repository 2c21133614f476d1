"""The actors: who they are, what they said, to whom, and with whom they are tied."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fastapi import APIRouter, Request

from dragoman.actors.records import Record
from dragoman.desk.catalogue import Catalogue, Line, days_between
from dragoman.desk.pages.common import Here, PageNumber, Text, cut, missing
from dragoman.desk.render import page
from dragoman.desk.summary import Party, Summary
from dragoman.desk.views import StatementView, statement_view
from dragoman.ledger.days import days
from dragoman.ledger.folding import folded
from dragoman.nouns import Actor

router = APIRouter(tags=["actors"])
_SIZE = 50
_SHOWN = 15
_TIES = 10
Kind = Literal["", "person", "office", "institution", "state", "alliance", "group", "outlet"]
KINDS = ("person", "office", "institution", "state", "alliance", "group", "outlet")


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, how many statements there are by it, and the first and last day of them."""

    id: str
    name: str
    kind: str
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ActorsView:
    """A page of actors, those who said most first."""

    actors: tuple[ActorRow, ...]
    count: int
    page: int
    pages: int
    kinds: tuple[str, ...]


@page(router, "/actors", "actors.html")
def actors(request: Request, desk: Here, words: Text = "", kind: Kind = "", page: PageNumber = 1) -> ActorsView:
    """Whom the statements name, those who said most first."""
    own = desk.refresh()
    sought = folded(words).split()
    found = [
        id
        for id in own.most_heard
        if (not kind or own.actors[id].kind == kind)
        and (not sought or all(word in folded(own.name(id)) for word in sought))
    ]
    shown, pages = cut(found, page, _SIZE)
    return ActorsView(tuple(_row(own, own.actors[id]) for id in shown), len(found), page, pages, KINDS)


def _row(own: Catalogue, actor: Actor | Record) -> ActorRow:
    lines = own.by_speaker.get(actor.id, ())
    return ActorRow(actor.id, actor.name, actor.kind, len(lines), *days_between(lines))


@dataclass(frozen=True, slots=True)
class RoleView:
    """An office held: its name, and from when to when."""

    office: str
    years: str
    held: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Statements ``out`` to another actor and ``back`` from it; ``x`` and ``y`` are its place in a picture."""

    id: str
    name: str
    out: int
    back: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor on a day: offices, statements by it, acts and topics by number, ties to others, exchanges."""

    actor: ActorRow
    on: str | None
    known: bool
    names: tuple[str, ...]
    speaks_for: Party | None
    roles: tuple[RoleView, ...]
    statements: tuple[StatementView, ...]
    acts: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    ties: tuple[Tie, ...]
    exchanges: tuple[Summary, ...]


@page(router, "/actors/{id:path}", "actor.html")
def actor(request: Request, desk: Here, id: str, on: Text = "") -> ActorView:
    """An actor ``on`` a day: the offices of the day, the statements up to then, and whom they were said to."""
    own = desk.whole()
    record = desk.registry.records.get(id)
    if id not in own.actors and record is None:
        raise missing("actor")
    span = days(on)
    lines = [line for line in own.by_speaker.get(id, ()) if not span or line.day <= span[1]]
    hits = desk.ledger.statements([line.key for line in lines[:_SHOWN]])
    day = date.fromordinal(span[1]) if span else None
    above = desk.registry.speaks_for(record, day) if record else own.actors[id].speaks_for
    return ActorView(
        actor=_row(own, record or own.actors[id]),
        on=on if span else None,
        known=record is not None,
        names=record.all_names()[:12] if record else (),
        speaks_for=Party(above, desk.registry_name(above) or own.name(above)) if above else None,
        roles=_roles(desk, id, day),
        statements=tuple(statement_view(hits[line.key]) for line in lines[:_SHOWN] if line.key in hits),
        acts=tuple(Counter(line.act for line in lines if line.act).most_common(8)),
        topics=tuple(Counter(line.topic for line in lines if line.topic).most_common(8)),
        ties=_ties(own, id, lines),
        exchanges=tuple(s for s in reversed(desk.exchanges.all) if any(p.id == id for p in s.participants))[:10],
    )


def _roles(desk: Here, id: str, day: date | None) -> tuple[RoleView, ...]:
    record = desk.registry.records.get(id)
    if record is None:
        return ()
    found = []
    for role in sorted(record.roles, key=lambda role: role.start or "", reverse=True):
        office = desk.registry.records.get(role.office)
        held = day is not None and role.possibly(day)
        found.append(RoleView(office.name if office else role.office, role.years(), held))
    return tuple(found)


def _ties(own: Catalogue, id: str, lines: list[Line]) -> tuple[Tie, ...]:
    """Those with whom most was exchanged, on a circle, the first at the top."""
    out = Counter(other for line in lines for other in line.addressees if other != id)
    back = Counter(other for line in own.to.get(id, ()) for other in line.speakers if other != id)
    most = [other for other, _ in (out + back).most_common(_TIES)]
    turn = 2 * math.pi / max(1, len(most))
    return tuple(
        Tie(
            other, own.name(other), out[other], back[other],
            round(math.sin(turn * n), 3), round(-math.cos(turn * n), 3),
        )
        for n, other in enumerate(most)
    )  # fmt: skip
