"""Which machines may be asked."""

from __future__ import annotations

import socket

import pytest

from dragoman.documents.addresses import is_public, resolve
from dragoman.documents.failure import Unreadable


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:100.64.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:db8::1",
    ],
)
def test_not_public(address):
    assert not is_public(address)


def found(*addresses):
    """Return a stand-in for the resolver that finds these addresses."""
    return lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8", "10.0.0.1"))
    with pytest.raises(Unreadable, match=r"leads to 10\.0\.0\.1, which is not a public address"):
        resolve("inside.example", 80, allow_private=False)


def test_private_addresses_can_be_allowed(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", found("10.0.0.1", "10.0.0.2", "10.0.0.1"))
    assert resolve("inside.example", 80, allow_private=True) == ["10.0.0.1", "10.0.0.2"]


def test_public_addresses_come_back(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8", "9.9.9.9"))
    assert resolve("dns.example", 443, allow_private=False) == ["8.8.8.8", "9.9.9.9"]


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "017700000001", "127.1"])
def test_odd_ways_to_write_loopback_are_refused(host):
    with pytest.raises(Unreadable):
        resolve(host, 80, allow_private=False)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
def test_an_unknown_name_is_said(monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreadable, match=r"nowhere\.example, a name that could not be found"):
        resolve("nowhere.example", 80, allow_private=True)
