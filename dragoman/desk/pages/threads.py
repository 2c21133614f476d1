"""Threads: demands, proposals, promises and threats, each with its answers, as of a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile
from operator import attrgetter
from typing import Literal

from fastapi import APIRouter, Request

from dragoman.desk.catalogue import Catalogue, Line, days_between
from dragoman.desk.pages.common import Here, PageNumber, Text, cut
from dragoman.desk.pages.temperature import pair
from dragoman.desk.render import page
from dragoman.desk.summary import Party
from dragoman.desk.views import StatementView, statement_view
from dragoman.desk.warmth import TemperatureView, temperature_view
from dragoman.following import Answer, Move, Thread, follow, opens
from dragoman.following.threads import WITHIN, answers
from dragoman.ledger import Hit
from dragoman.ledger.days import days
from dragoman.reading.codes import TOPICS

router = APIRouter(tags=["threads"])
_SIZE = 20
#: Statements that are looked through for answers to one, the nearest in time.
_LOOKED = 100
#: Answers that are shown of a thread, the last.
_ANSWERS = 5
KINDS = ("demand", "proposal", "promise", "threat")
Kind = Literal["", "demand", "proposal", "promise", "threat"]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer, what it makes of what was asked, and the share of words in common."""

    statement: StatementView
    standing: str
    likeness: float


@dataclass(frozen=True, slots=True)
class ThreadView:
    """What was asked or offered, what became of it as of the day, and the answers found."""

    kind: str
    standing: str
    opening: StatementView
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class ThreadsView:
    """A page of threads, the latest first; ``first`` and ``last`` are the days between which there are any.

    ``day`` is the last day of ``on``, ``temperature`` that between the parties asked for, or those who said most.
    """

    threads: tuple[ThreadView, ...]
    count: int
    page: int
    pages: int
    on: str | None
    day: str | None
    first: str | None
    last: str | None
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    parties: tuple[Party, ...]
    temperature: TemperatureView | None


@page(router, "/threads", "threads.html")
def threads(
    request: Request,
    desk: Here,
    kind: Kind = "",
    topic: Text = "",
    who: Text = "",
    one: Text = "",
    other: Text = "",
    on: Text = "",
    page: PageNumber = 1,
) -> ThreadsView:
    """Demands, proposals, promises and threats up to the day ``on``, the latest first, and what became of them.

    ``who`` is the id or the name of an actor who made them; ``one`` and ``other`` are the ids of two parties, to keep
    to what either put to the other, and to see the temperature between them.
    """
    own = desk.whole()
    span = days(on)
    last = span[1] if span else None
    makers = {actor.id for actor in desk.ledger.actors(who)} if who else None
    openings = [
        line
        for line in own.openings
        if (not kind or opens(line.act, line.negated) == kind)
        and (not topic or line.topic == topic)
        and (makers is None or not makers.isdisjoint(line.speakers))
        and (last is None or line.day <= last)
        and (not (one and other) or _is_between(desk, line, one, other))
    ]
    shown, pages = cut(openings, page, _SIZE)
    first, latest = days_between(own.openings)
    return ThreadsView(
        threads=_views(desk, _followed(desk, own, shown, last)),
        count=len(openings),
        page=page,
        pages=pages,
        on=on if span else None,
        day=date.fromordinal(last).isoformat() if last else None,
        first=first,
        last=latest,
        kinds=KINDS,
        topics=tuple(own for own in TOPICS if own),
        parties=desk.pairs.parties(desk, own),
        temperature=_temperature(desk, own, one, other, last),
    )


def _is_between(desk: Here, line: Line, one: str, other: str) -> bool:
    """Whether one of two parties put something to the other; where it is open to whom, it may be."""
    side = desk.parties(line.speakers)
    if one not in side and other not in side:
        return False
    to = desk.parties(line.addressees)
    return (one in side and (not to or other in to)) or (other in side and (not to or one in to))


def _temperature(desk: Here, own: Catalogue, one: str, other: str, last: int | None) -> TemperatureView | None:
    first, second = pair(desk, own, one, other)
    if first is None or second is None:
        return None
    return temperature_view(first, second, desk.pairs.between(desk, own, first.id, second.id, last), last)


def _followed(desk: Here, own: Catalogue, openings: Iterable[Line], last: int | None) -> list[Thread]:
    """The threads of some openings, with the answers up to a day."""
    opened = list(openings)
    wanted = {line.key: line for opening in opened for line in _answering(own, opening, last)}
    lines = list(wanted.values())
    words = desk.keeper.words([*(line.key for line in opened), *(line.key for line in lines)])
    moves = [_move(desk, line, words) for line in lines]
    return [follow(_move(desk, line, words), moves) for line in opened]


def _answering(own: Catalogue, opening: Line, last: int | None) -> Iterator[Line]:
    """What may answer an opening: on its topic, from its day on, the earliest first."""
    lines = own.by_topic.get(opening.topic or "", ())
    until = min(opening.day + WITHIN, last or opening.day + WITHIN)
    begun = bisect_left(lines, opening.day, key=attrgetter("day"))
    near = takewhile(lambda line: line.day <= until, lines[begun:])
    return islice((line for line in near if answers(line.act) and line.key not in own.rejected), _LOOKED)


def _move(desk: Here, line: Line, words: dict[str, frozenset[str]]) -> Move:
    return Move(
        key=line.key,
        day=line.day,
        side=desk.parties(line.speakers),
        to=desk.parties(line.addressees),
        act=line.act or "",
        negated=line.negated,
        topic=line.topic,
        words=words.get(line.key, frozenset()),
    )


def _views(desk: Here, found: list[Thread]) -> tuple[ThreadView, ...]:
    """The views of threads, with the last of their answers; those of statements that are gone are left out."""
    shown = [(thread, thread.answers[-_ANSWERS:]) for thread in found]
    hits = desk.ledger.statements([m.key for t, own in shown for m in (t.opening, *(answer.move for answer in own))])
    return tuple(
        ThreadView(
            thread.kind,
            thread.standing(),
            statement_view(hits[thread.opening.key]),
            tuple(_answer(hits[answer.move.key], answer) for answer in own if answer.move.key in hits),
        )
        for thread, own in shown
        if thread.opening.key in hits
    )


def _answer(hit: Hit, answer: Answer) -> AnswerView:
    return AnswerView(statement_view(hit), answer.standing, round(answer.likeness, 2))
