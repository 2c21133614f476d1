"""The people of a desk, for admins: accounts, roles, and the log of who did what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk.guard import Refused
from dragoman.desk.pages.common import Here, Text, in_person, needs
from dragoman.desk.people import EVENTS, ROLES, Doer, Entry, Gate, PasswordError, PeopleError, Person, Role
from dragoman.desk.people.sessions import Session
from dragoman.desk.render import page

router = APIRouter(tags=["people"])
#: Entries of the log on a page.
_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class PeopleView:
    """All people; ``alone`` where there are none, and nobody has to sign in."""

    people: tuple[Person, ...]
    roles: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person, where they are signed in, and what they did of late; ``own`` where it is the visitor."""

    person: Person
    roles: tuple[str, ...]
    sessions: tuple[Session, ...]
    entries: tuple[Entry, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class LogView:
    """The log, the latest first; ``older`` is the number before which the next page begins, None on the last."""

    entries: tuple[Entry, ...]
    events: tuple[str, ...]
    older: int | None


@page(router, "/people", "people.html")
def everybody(request: Request, desk: Here) -> PeopleView:
    """All people of this desk."""
    needs(request, "admin")
    gate: Gate = request.app.state.gate
    return PeopleView(desk.people.every(), ROLES, gate.alone())


@page(router, "/people/log", "log.html")
def log(
    request: Request,
    desk: Here,
    who: Text = "",
    event: Text = "",
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
) -> LogView:
    """Who did what, and when: of one name (``who``), of one ``event``, before an entry's number."""
    needs(request, "admin")
    found = desk.people.log.latest(_ENTRIES + 1, who.strip(), event, before)
    return LogView(found[:_ENTRIES], EVENTS, found[_ENTRIES - 1].id if len(found) > _ENTRIES else None)


@page(router, "/people/{id}", "person.html")
def somebody(request: Request, desk: Here, id: int) -> PersonView:
    """One person of this desk."""
    visitor = needs(request, "admin")
    person = _known(desk, id)
    own = desk.people.sessions.of(person.id)
    entries = desk.people.log.latest(20, person.name)
    return PersonView(person, ROLES, own, entries, person.name == visitor.name)


@router.post("/people", include_in_schema=False)
def add(
    request: Request,
    desk: Here,
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[Role, Form()] = "reader",
    password: Annotated[str, Form(max_length=5_000)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Make an account; without a password, only a proxy can sign the person in."""
    doer = _admin(request, token)
    gate: Gate = request.app.state.gate
    if not password and gate.door.header is None:
        raise Refused(400, "Give a password: nobody else says who people are. Go back and mend it.")
    _done(lambda: desk.people.add(doer, name, role, password or None))
    return RedirectResponse("/people", 303)


@router.post("/people/{id}/role", include_in_schema=False)
def change_role(
    request: Request,
    desk: Here,
    id: int,
    role: Annotated[Role, Form()],
    token: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Give somebody a role."""
    doer, person = _admin(request, token), _other(request, desk, id)
    _done(lambda: desk.people.set_role(doer, person.name, role))
    return RedirectResponse(f"/people/{id}", 303)


@router.post("/people/{id}/password", include_in_schema=False)
def change_password(
    request: Request,
    desk: Here,
    id: int,
    password: Annotated[str, Form(max_length=5_000)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Give somebody a password, and sign them out everywhere."""
    doer, person = _admin(request, token), _other(request, desk, id)
    _done(lambda: desk.people.set_password(doer, person.name, password))
    return RedirectResponse(f"/people/{id}", 303)


@router.post("/people/{id}/end", include_in_schema=False)
def end(request: Request, desk: Here, id: int, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Sign somebody out everywhere, their programs and feed readers too."""
    doer, person = _admin(request, token), _other(request, desk, id)
    desk.people.sessions.end_all(person, doer)
    if person.token:
        _done(lambda: desk.people.revoke_token(doer, person.name))
    if person.feed:
        _done(lambda: desk.people.revoke_feed(doer, person.name))
    return RedirectResponse(f"/people/{id}", 303)


@router.post("/people/{id}/remove", include_in_schema=False)
def remove(request: Request, desk: Here, id: int, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Delete an account; what the person did stays under their name."""
    doer, person = _admin(request, token), _other(request, desk, id)
    _done(lambda: desk.people.remove(doer, person.name))
    return RedirectResponse("/people", 303)


def _admin(request: Request, token: str) -> Doer:
    """The admin who sent a form."""
    in_person(request, token, "admin")
    gate: Gate = request.app.state.gate
    return gate.doer(request)


def _known(desk: Here, id: int) -> Person:
    person = desk.people.get(id) if 0 < id < 2**63 else None
    if person is None:
        raise Refused(404, "There is nobody of that number at this desk. They may have been removed.")
    return person


def _other(request: Request, desk: Here, id: int) -> Person:
    """Somebody else than who asks: one cannot lock oneself out by a slip."""
    person = _known(desk, id)
    if person.name == request.state.visitor.name:
        raise Refused(400, "This is your own account. Another admin can do this, or dragoman people can.")
    return person


def _done(change: Callable[[], object]) -> None:
    try:
        change()
    except (PeopleError, PasswordError) as error:
        words = str(error)
        raise Refused(400, f"{words[:1].upper()}{words[1:]}. Go back and mend it.") from error
