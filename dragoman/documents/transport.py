"""The connection to the web: only to addresses that were checked, and to those very ones.

Imports httpx, so it is itself imported only once an address is to be fetched.
"""

from __future__ import annotations

import ssl
from functools import cache

import httpx

from dragoman import __version__
from dragoman.documents.addresses import resolve

USER_AGENT = f"Dragoman/{__version__} (+offline news and readout reader)"
#: The most seconds to wait for a connection to one of the machines of a name.
_CONNECT_SECONDS = 10.0
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


def client(*, allow_private: bool, seconds: float) -> httpx.Client:
    """Return a client that follows no redirects, uses no proxy, and waits ``seconds`` at most for each answer."""
    return httpx.Client(
        transport=CheckedTransport(allow_private=allow_private),
        headers=_HEADERS,
        timeout=httpx.Timeout(seconds, connect=_CONNECT_SECONDS),
        trust_env=False,
    )


class CheckedTransport(httpx.BaseTransport):
    """Looks a name up once, checks the addresses it leads to, and connects to one of those.

    Looking it up again to connect would let the name lead elsewhere the second time.
    Raises Unreadable where an address is refused.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        # No connection is used twice: two names on one machine would share it, and with it
        # the certificate that was checked for the first name only.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = httpx.HTTPTransport(verify=_certificates(), trust_env=False, limits=limits)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first address of its host that can be connected to."""
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        *others, last = resolve(host, port, allow_private=self._allow_private)
        for address in others:
            try:
                return self._inner.handle_request(_addressed(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._inner.handle_request(_addressed(request, host, last))

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


def _addressed(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """Return the request to a numeric address, with its Host header and the name to check the certificate for."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
