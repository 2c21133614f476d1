"""What a site's robots.txt lets us read."""

from __future__ import annotations

from typing import Any

#: The name that rules in robots.txt go by.
NAME = "Dragoman"


def rules(status: int, body: bytes) -> Any:
    """Return the rules (a Protego) from the answer to a request for robots.txt.

    No such file (4xx) allows everything; a server error (5xx) forbids everything, as in
    RFC 9309: the site may have rules that it cannot tell just now.
    """
    from protego import Protego

    if status >= 500:
        return Protego.parse("User-agent: *\nDisallow: /")
    return Protego.parse(body.decode("utf-8", "replace") if status < 300 else "")
