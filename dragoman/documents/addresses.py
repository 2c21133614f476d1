"""Which machines an address leads to, and whether those may be asked."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from dragoman.documents.failure import Unreadable

#: IPv6 networks whose last four bytes are an IPv4 address: NAT64, and the old "compatible" form.
_CARRYING = (ip_network("64:ff9b::/96"), ip_network("::/96"))
_SITE_LOCAL = ip_network("fec0::/10")


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the numeric addresses of ``host``, in the order to try them.

    Raises Unreadable where the name is unknown, or where any of its addresses is not
    public and ``allow_private`` is False.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(
            f"leads to {host}, a name that could not be found", "check the address and the connection"
        ) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    refused = next((address for address in addresses if not allow_private and not is_public(address)), None)
    if refused is not None:
        raise Unreadable(
            f"leads to {refused}, which is not a public address, and is refused",
            "give --allow-private if you trust it",
        )
    return addresses


def is_public(address: str) -> bool:
    """Return whether a numeric address is on the public internet.

    Private, loopback, link-local, shared (carrier NAT), multicast and reserved addresses
    are not, nor are IPv6 forms that carry such an IPv4 address.
    """
    ip = ip_address(address.partition("%")[0])
    carried = _carried(ip)
    if carried is not None:
        return is_public(str(carried))
    unusual = ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_private or ip.is_unspecified
    return ip.is_global and not unusual and ip not in _SITE_LOCAL


def _carried(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, IPv4Address):
        return None
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if any(ip in network for network in _CARRYING):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour
