"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk.guard import COOKIE, Refused, Visitor, check_form, check_origin, give_cookie, local
from dragoman.desk.people import Gate
from dragoman.desk.people.audit import Doer
from dragoman.desk.people.gate import SIGN_IN
from dragoman.desk.people.sessions import new_token
from dragoman.desk.render import html

router = APIRouter(tags=["people"], include_in_schema=False)


@dataclass(frozen=True, slots=True)
class SignInView:
    """The form: where it leads, the name that was given, and what was wrong with it."""

    next: str
    name: str = ""
    words: str = ""


@router.get(SIGN_IN)
def sign_in_page(request: Request, next: str = "/") -> Response:
    """The form to sign in by; who is known already goes on."""
    visitor: Visitor = request.state.visitor
    if visitor.may("reader"):
        return RedirectResponse(local(next, "/"), 303)
    return html(request, "sign_in.html", SignInView(local(next, "/")))


@router.post(SIGN_IN)
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=5_000)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Begin a session, under a cookie that is new whatever the browser brought, and go where one wanted to go."""
    check_origin(request)
    check_form(request, token)
    gate: Gate = request.app.state.gate
    caller = request.state.caller
    try:
        own = gate.sign_in(name, password, caller, request.cookies.get(COOKIE, ""))
    except Refused as error:
        answer: Response = html(
            request, "sign_in.html", SignInView(local(next, "/"), name[:200], str(error)), error.status
        )
        if error.wait is not None:
            answer.headers["Retry-After"] = str(error.wait)
        return answer
    answer = RedirectResponse(local(next, "/"), 303)
    give_cookie(answer, own, caller.https)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """End the session of this browser."""
    check_origin(request)
    check_form(request, token)
    visitor: Visitor = request.state.visitor
    caller = request.state.caller
    gate: Gate = request.app.state.gate
    gate.people.sessions.end(request.cookies.get(COOKIE, ""), Doer(visitor.name, caller.address))
    answer = RedirectResponse(SIGN_IN, 303)
    give_cookie(answer, new_token(), caller.https)
    return answer
