"""What is answered where a request cannot be: as a page, as problem details beside a page, or the way to sign in."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response

from dragoman.desk.guard import Refused
from dragoman.desk.render import html, problem


async def refused(request: Request, error: Exception) -> Response:
    """Say what is wrong; a person whom the desk does not know is led to where one signs in."""
    status = getattr(error, "status", None) or getattr(error, "status_code", None) or 400
    words = str(getattr(error, "detail", None) or error)
    response = _answer(request, status, words)
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Dragoman"'
    wait = getattr(error, "wait", None)
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def _answer(request: Request, status: int, words: str) -> Response:
    if request.url.path.endswith(".json") or "authorization" in request.headers:
        return problem(status, words)
    if status == 401 and request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='/')}" if asked != "/" else "/sign-in", 303)
    return html(request, "error.html", {"status": status, "words": words}, status)


async def misasked(request: Request, error: Exception) -> Response:
    """Say which part of the question does not fit."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it handles no other
    parts = [f"{own['loc'][-1]}: {own['msg']}" for own in error.errors()]
    return await refused(request, Refused(422, f"This was asked in a way that does not fit ({'; '.join(parts)})."))
