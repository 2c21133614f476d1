"""Where a request comes from: its address, whether it was encrypted on the way, and whom a proxy vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from fastapi import Request

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Door:
    """How people reach the desk.

    ``loopback``: only from this machine, and through no proxy; then nobody has to sign in while there are no accounts.
    ``proxies`` are the addresses whose word is taken for where a request came from; ``header`` is the one in which
    they name who asks.
    """

    loopback: bool = True
    header: str | None = None
    proxies: tuple[Network, ...] = ()

    def trusts(self, address: Address | None) -> bool:
        """Whether an address is that of a proxy of ours."""
        return address is not None and any(address in own for own in self.proxies)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: from which address, whether encrypted, and by which name a proxy of ours vouches for them.

    ``vouched`` is None where none does, and empty where the proxy says so in a way that cannot be told.
    """

    address: str
    https: bool
    vouched: str | None


def networks(given: tuple[str, ...]) -> tuple[Network, ...]:
    """Addresses (``10.0.0.1``) or blocks of them (``10.0.0.0/24``).

    Raises:
        ValueError: one of them is none.
    """
    return tuple(ip_network(own) for own in given)


def caller_of(request: Request, door: Door) -> Caller:
    """Who calls. What a request says of itself counts only where it comes from a proxy of ours."""
    peer = _address(request.client.host if request.client else "")
    address = str(peer) if peer else "unknown"
    if not door.trusts(peer):
        return Caller(address, request.url.scheme == "https", None)
    forwarded = _forwarded(request.headers.getlist("x-forwarded-for"), door) or address
    https = request.headers.get("x-forwarded-proto", request.url.scheme).strip().lower() == "https"
    return Caller(forwarded, https, _vouched(request.headers.getlist(door.header)) if door.header else None)


def _forwarded(headers: list[str], door: Door) -> str | None:
    """The last address on the way that is none of our proxies': what is before it, anybody may have written."""
    for own in reversed([part.strip() for header in headers for part in header.split(",")]):
        address = _address(own)
        if address is None:
            return None
        if not door.trusts(address):
            return str(address)
    return None


def _vouched(headers: list[str]) -> str | None:
    """The name, which headers carry as Latin-1; twice the header means that a stranger sent one along."""
    if len(headers) > 1:
        return ""
    name = headers[0].strip() if headers else ""
    try:
        return name.encode("latin-1").decode("utf-8") or None
    except UnicodeError:
        return ""


def _address(text: str) -> Address | None:
    try:
        own = ip_address(text)
    except ValueError:
        return None
    return (own.ipv4_mapped or own) if isinstance(own, IPv6Address) else own
