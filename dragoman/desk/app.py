"""The desk as a web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from dragoman import __version__
from dragoman.desk.desk import Desk
from dragoman.desk.guard import COOKIE, NOBODY, Refused, give_cookie, harden
from dragoman.desk.pages import (
    account,
    actors,
    adding,
    documents,
    dossier,
    exchanges,
    people,
    review,
    searches,
    signing,
    statements,
    temperature,
    threads,
)
from dragoman.desk.people import Door, Gate
from dragoman.desk.people.door import caller_of
from dragoman.desk.people.gate import SIGN_IN
from dragoman.desk.people.sessions import new_token
from dragoman.desk.refusals import misasked, refused
from dragoman.desk.render import STATIC
from dragoman.ledger import LedgerError

Next = Callable[[Request], Awaitable[Response]]
_PAGES = (
    dossier, documents, statements, searches, exchanges, actors, threads, temperature, review, adding, signing,
    account, people,
)  # fmt: skip
#: The most bytes of one request: a form full of files.
LARGEST = 64_000_000
LARGEST_SIGN_IN = 20_000
TOO_LARGE = Refused(413, f"One form may bring {LARGEST // 1_000_000} MB. Send less at once.")
#: Hosts by which a desk that asks nobody to sign in may be called: a name that somebody else's page could lead to
#: this machine by is none of them.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
#: Headers by which a request says that it comes from elsewhere, through a proxy.
FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_ADVICE = "For others, make an account with dragoman people add."
#: Reached from this machine alone.
_LOOPBACK = Door()
_PROBLEM = {"application/problem+json": {"schema": {"type": "object", "properties": {
    "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
    "detail": {"type": "string"}}}}}  # fmt: skip
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"description": "Nobody is signed in, or the token is nobody's", "content": _PROBLEM},
    403: {"description": "The role does not allow it", "content": _PROBLEM},
}


def create_app(desk: Desk, door: Door = _LOOPBACK) -> FastAPI:
    """The application over a desk, which is closed when it ends; ``door`` is how people reach it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="Dragoman", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
                  description="The JSON beside every page of the desk: the same address, with .json.",
                  # It only tells of the token in the OpenAPI: who may what is seen to before.
                  dependencies=[Depends(HTTPBearer(auto_error=False))], responses=_PROBLEMS)  # fmt: skip
    app.state.desk = desk
    app.state.gate = Gate(desk.people, door)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for module in _PAGES:
        app.include_router(module.router)
    app.middleware("http")(_admit)
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(LedgerError, refused)
    app.add_exception_handler(RequestValidationError, misasked)
    return app


async def _admit(request: Request, call_next: Next) -> Response:
    """Know who asks, answer, note what was done, and harden the answer."""
    gate: Gate = request.app.state.gate
    static = request.url.path.startswith("/static/")
    caller = request.state.caller = caller_of(request, gate.door)
    # Addresses that pages give of themselves, as feeds do.
    request.scope["scheme"] = "https" if caller.https else "http"
    cookie = request.cookies.get(COOKIE, "")
    fresh = "" if len(cookie) == len(new_token()) else new_token()
    visitor = request.state.visitor = NOBODY
    try:
        _see_to_size(request)
        if not static:
            authorization = request.headers.get("authorization", "")
            visitor = await run_in_threadpool(gate.visitor, caller, fresh or cookie, authorization)
            request.state.visitor = visitor
            if visitor.how == "machine" and (_host(request) not in LOOPBACK or FORWARDED & set(request.headers)):
                raise Refused(400, f"While nobody has to sign in, this desk answers this machine alone. {_ADVICE}")
            await run_in_threadpool(gate.admit, request, visitor)
        response = await call_next(request)
    except (Refused, LedgerError) as error:
        response = await refused(request, error)
    await run_in_threadpool(gate.note, request, visitor, caller, response.status_code)
    harden(response.headers, static and response.status_code == 200)
    if fresh and not static and visitor.how != "token":
        give_cookie(response, fresh, caller.https)
    return response


def _see_to_size(request: Request) -> None:
    """See that a request brings no more than may be; whom nobody knows yet may bring a name and a password."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST:
        raise TOO_LARGE
    chunked = "transfer-encoding" in request.headers
    if request.url.path == SIGN_IN and (chunked or int(length) > LARGEST_SIGN_IN):
        raise Refused(413, "That is too much for a name and a password.")


def _host(request: Request) -> str:
    host = request.headers.get("host", "")
    return host if host.endswith("]") else host.rpartition(":")[0] or host
