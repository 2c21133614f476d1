"""What every request passes: whose it is, whether it may, and the headers that keep hostile text from running."""

from __future__ import annotations

import getpass
import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response

COOKIE = "dragoman_desk"
#: Nothing from elsewhere, no script or style within a page: what a document brings can only be text.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a name that judgements carry, what they may do, and the token that their forms must bring.

    ``how`` is how they are known: by a session, by the header of a proxy, by the token of a program, as the one user of
    this machine, or not at all.
    """

    name: str
    role: str
    token: str
    how: Literal["nobody", "machine", "session", "header", "token"] = "nobody"

    def may(self, role: str) -> bool:
        """Whether the visitor may do what needs ``role``: a reviewer what a reader may, an admin everything."""
        order = ("nobody", "reader", "reviewer", "admin")
        return order.index(self.role) >= order.index(role)


class Refused(Exception):  # noqa: N818 - an answer, not an error of the program
    """A request that may not be answered: ``status`` is that of HTTP, the text says why and what to do.

    ``wait`` is after how many seconds it may be, where time is all that it needs.
    """

    def __init__(self, status: int, words: str, wait: int | None = None) -> None:
        super().__init__(words)
        self.status, self.wait = status, wait


NOBODY = Visitor("", "nobody", "")


def user_name() -> str:
    """Who sits at this machine: the name that judgements carry where nobody has to sign in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "desk"


def give_cookie(response: Response, cookie: str, https: bool) -> None:
    """Have the browser keep a cookie until it is closed: out of reach of scripts, and of forms of other sites."""
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="lax", secure=https)


def local(back: str, otherwise: str) -> str:
    """A path of ours to lead back to; what leads elsewhere is replaced by another."""
    # Browsers take a backslash for a slash, and pass over tabs and line ends.
    inside = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if inside else otherwise


def noting(request: Request, event: str, target: str, **detail: str) -> None:
    """Say what a request does, for the log: it is noted when it was done."""
    request.state.noted = (event, target, detail)


def token_of(secret: bytes, cookie: str) -> str:
    """The token that forms must bring from the holder of a cookie."""
    return hmac.new(secret, cookie.encode(), hashlib.sha256).hexdigest()


def check_form(request: Request, token: str) -> None:
    """See that a form comes from a page of ours, shown to the same visitor.

    Raises:
        Refused: it does not.
    """
    visitor: Visitor = request.state.visitor
    # A browser sends no token of a program by itself, so that no other site can have it sent.
    if visitor.how != "token" and not hmac.compare_digest(token.encode(), visitor.token.encode()):
        raise Refused(
            403, "The form is too old, or not from this desk. Go back, load the page again and send it again."
        )


def check_origin(request: Request) -> None:
    """See that what changes something was sent by a page of ours.

    Raises:
        Refused: another site sent it.
    """
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(403, "This was sent from another site, and was not done.")


def harden(headers: MutableHeaders, static: bool) -> None:
    """Give an answer the headers that keep it safe."""
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Cache-Control"] = "public, max-age=31536000, immutable" if static else "no-store"
