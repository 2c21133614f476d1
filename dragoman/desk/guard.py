"""What every request passes: whose it is, whether it may, and the headers that keep hostile text from running."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders

COOKIE = "dragoman_desk"
#: Nothing from elsewhere, no script or style within a page: what a document brings can only be text.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a name that judgements carry, what they may do, and the token that their forms must bring."""

    name: str
    role: str
    token: str
    signed_in: bool = False

    def may(self, role: str) -> bool:
        """Whether the visitor may do what needs ``role``: a reviewer what a reader may, an admin everything."""
        order = ("nobody", "reader", "reviewer", "admin")
        return order.index(self.role) >= order.index(role)


class Refused(Exception):  # noqa: N818 - an answer, not an error of the program
    """A request that may not be answered: ``status`` is that of HTTP, the text says why and what to do."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def new_cookie() -> str:
    """A secret that nobody can guess."""
    return secrets.token_urlsafe(32)


def token_of(secret: bytes, cookie: str) -> str:
    """The token that forms must bring from the holder of a cookie."""
    return hmac.new(secret, cookie.encode(), hashlib.sha256).hexdigest()


def check_form(request: Request, token: str) -> None:
    """See that a form comes from a page of ours, shown to the same visitor.

    Raises:
        Refused: it does not.
    """
    visitor: Visitor = request.state.visitor
    if not hmac.compare_digest(token.encode(), visitor.token.encode()):
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
