"""The desk as a web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from dragoman import __version__
from dragoman.desk.desk import Desk, user_name
from dragoman.desk.guard import COOKIE, Refused, Visitor, harden, new_cookie, token_of
from dragoman.desk.pages import actors, adding, documents, dossier, exchanges, review, searches, statements, threads
from dragoman.desk.render import STATIC, as_json, html
from dragoman.ledger import LedgerError

Next = Callable[[Request], Awaitable[Response]]
_PAGES = (dossier, documents, statements, searches, exchanges, actors, threads, review, adding)
#: The most bytes of one request: a form full of files.
LARGEST = 64_000_000
#: Hosts by which a desk that asks nobody to sign in may be called: a name that somebody else's page could lead to
#: this machine by is none of them.
TOO_LARGE = Refused(413, f"One form may bring {LARGEST // 1_000_000} MB. Send less at once.")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


def create_app(desk: Desk) -> FastAPI:
    """The application over a desk, which is closed when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="Dragoman", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
                  description="The JSON beside every page of the desk: the same address, with .json.")  # fmt: skip
    app.state.desk = desk
    app.state.secret = new_cookie().encode()
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for module in _PAGES:
        app.include_router(module.router)
    app.middleware("http")(_admit)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(LedgerError, _refused)
    app.add_exception_handler(RequestValidationError, _misasked)
    return app


async def _admit(request: Request, call_next: Next) -> Response:
    """Know who asks, answer, and harden the answer."""
    cookie = request.cookies.get(COOKIE, "")
    fresh = "" if len(cookie) == 43 else new_cookie()
    request.state.visitor = Visitor(user_name(), "admin", token_of(request.app.state.secret, fresh or cookie))
    static = request.url.path.startswith("/static/")
    length = request.headers.get("content-length", "0")
    if _host(request) not in LOOPBACK:
        response = await _refused(request, Refused(400, "This desk answers only to the name of this machine."))
    elif not length.isdigit() or int(length) > LARGEST:
        response = await _refused(request, TOO_LARGE)
    else:
        response = await call_next(request)
    harden(response.headers, static and response.status_code == 200)
    if fresh and not static:
        response.set_cookie(COOKIE, fresh, httponly=True, samesite="strict")
    return response


def _host(request: Request) -> str:
    host = request.headers.get("host", "")
    return host if host.endswith("]") else host.rpartition(":")[0] or host


async def _refused(request: Request, error: Exception) -> Response:
    """Say what is wrong, as a page or as JSON."""
    status = getattr(error, "status", None) or getattr(error, "status_code", None) or 400
    words = str(getattr(error, "detail", None) or error)
    if request.url.path.endswith(".json"):
        return as_json({"error": words}, status)
    return html(request, "error.html", {"status": status, "words": words}, status)


async def _misasked(request: Request, error: Exception) -> Response:
    """Say which part of the question does not fit."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it handles no other
    parts = [f"{own['loc'][-1]}: {own['msg']}" for own in error.errors()]
    return await _refused(request, Refused(422, f"This was asked in a way that does not fit ({'; '.join(parts)})."))
