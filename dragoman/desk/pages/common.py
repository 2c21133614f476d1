"""What the pages share: the desk, who asks, and how lists are cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request

from dragoman.desk.desk import Desk
from dragoman.desk.guard import Refused, Visitor, check_form, check_origin

_Item = TypeVar("_Item")


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def needs(request: Request, role: str) -> Visitor:
    """The visitor, who may do what needs ``role``.

    Raises:
        Refused: they may not.
    """
    visitor: Visitor = request.state.visitor
    if not visitor.may(role):
        raise Refused(403, f"This needs the role of {role}. Ask who runs this desk.")
    return visitor


def sent(request: Request, token: str, role: str = "reviewer") -> Visitor:
    """The visitor who sent a form, which was checked.

    Raises:
        Refused: it is from elsewhere, or the visitor may not do that.
    """
    check_origin(request)
    check_form(request, token)
    return needs(request, role)


def in_person(request: Request, token: str, role: str) -> Visitor:
    """The visitor who sent a form that is about people, which was checked: a program's token is not enough for that.

    Raises:
        Refused: as ``sent``, or a program asked.
    """
    visitor = sent(request, token, role)
    if visitor.how == "token":
        raise Refused(403, "A program cannot see to people and passwords. Sign in, or use dragoman people.")
    return visitor


def cut(items: Sequence[_Item], page: int, size: int) -> tuple[tuple[_Item, ...], int]:
    """The items of a page, counted from 1, and how many pages there are."""
    return tuple(items[(page - 1) * size : page * size]), max(1, -(-len(items) // size))


def missing(what: str) -> Refused:
    """What is raised where there is nothing of the name in the address."""
    return Refused(404, f"There is no such {what} in this ledger. It may have another name there; try the search.")


Here = Annotated[Desk, Depends(_desk)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
Text = Annotated[str, Query(max_length=500)]
