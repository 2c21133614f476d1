"""What people see to for themselves: password, token of programs, secret of feeds, where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk.guard import COOKIE, Refused, give_cookie
from dragoman.desk.pages.common import Here, in_person
from dragoman.desk.people import Gate, PasswordError, Person
from dragoman.desk.people.sessions import Session
from dragoman.desk.render import html, page, path

router = APIRouter(tags=["people"])


@dataclass(frozen=True, slots=True)
class AccountView:
    """Who one is at this desk; ``person`` is None where there is no account: of the one user of a machine, say."""

    name: str
    role: str
    how: str
    person: Person | None
    sessions: tuple[Session, ...]


@page(router, "/account", "account.html")
def account(request: Request, desk: Here) -> AccountView:
    """Who one is at this desk, and where one is signed in."""
    visitor = request.state.visitor
    person = desk.people.named(visitor.name)
    own = desk.people.sessions.of(person.id) if person else ()
    return AccountView(visitor.name, visitor.role, visitor.how, person, own)


def _own(request: Request, desk: Here, token: str) -> Person:
    """The account of the person who sent a form."""
    visitor = in_person(request, token, "reader")
    person = desk.people.named(visitor.name)
    if person is None:
        raise Refused(400, "You have no account at this desk: this machine, or a proxy, says who you are.")
    return person


@router.post("/account/password", include_in_schema=False)
def change_password(
    request: Request,
    desk: Here,
    present: Annotated[str, Form(max_length=5_000)] = "",
    password: Annotated[str, Form(max_length=5_000)] = "",
    again: Annotated[str, Form(max_length=5_000)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Change one's password; every other browser is signed out."""
    person, caller = _own(request, desk, token), request.state.caller
    gate: Gate = request.app.state.gate
    gate.confirm(person, present, caller)
    if password != again:
        raise Refused(400, "The new password was not given twice alike. Go back and mend it.")
    try:
        person = desk.people.set_password(gate.doer(request), person.name, password)
    except PasswordError as error:
        raise Refused(400, f"This cannot be the new one: {error}. Go back and mend it.") from error
    answer = RedirectResponse("/account?done=password", 303)
    give_cookie(answer, desk.people.sessions.begin(person, caller.address), caller.https)
    return answer


@router.post("/account/token", include_in_schema=False)
def make_token(request: Request, desk: Here, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Make a token for one's programs, and show it this once."""
    person = _own(request, desk, token)
    gate: Gate = request.app.state.gate
    made = desk.people.new_token(gate.doer(request), person.name)
    return html(request, "account.html", account(request, desk), made=made)


@router.post("/account/token/revoke", include_in_schema=False)
def revoke_token(request: Request, desk: Here, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Take the token of one's programs away."""
    person = _own(request, desk, token)
    gate: Gate = request.app.state.gate
    desk.people.revoke_token(gate.doer(request), person.name)
    return RedirectResponse("/account?done=token", 303)


@router.post("/account/feed", include_in_schema=False)
def make_feed(request: Request, desk: Here, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Make a secret for one's feeds, and show the addresses this once."""
    person = _own(request, desk, token)
    gate: Gate = request.app.state.gate
    secret = desk.people.new_feed(gate.doer(request), person.name)
    base = str(request.base_url).rstrip("/")
    feeds = [(own.name, f"{base}{path('feeds', secret, own.key)}.atom") for own in desk.ledger.searches()]
    pattern = f"{base}{path('feeds', secret)}/…"
    return html(request, "account.html", account(request, desk), feeds=feeds, pattern=pattern)


@router.post("/account/feed/revoke", include_in_schema=False)
def revoke_feed(request: Request, desk: Here, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Take the secret of one's feeds away."""
    person = _own(request, desk, token)
    gate: Gate = request.app.state.gate
    desk.people.revoke_feed(gate.doer(request), person.name)
    return RedirectResponse("/account?done=feed", 303)


@router.post("/account/sessions", include_in_schema=False)
def end_sessions(request: Request, desk: Here, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Sign out everywhere but here."""
    person, caller = _own(request, desk, token), request.state.caller
    gate: Gate = request.app.state.gate
    desk.people.sessions.end_all(person, gate.doer(request))
    answer = RedirectResponse("/account?done=sessions", 303)
    if request.state.visitor.how == "session":
        cookie = desk.people.sessions.begin(person, caller.address, request.cookies.get(COOKIE, ""))
        give_cookie(answer, cookie, caller.https)
    return answer
