"""What a request says of where it comes from counts only from a proxy of ours."""

from __future__ import annotations

import pytest
from fastapi import Request

from dragoman.desk.people.door import Caller, Door, caller_of, networks

DOOR = Door(False, "X-Forwarded-User", networks(("10.0.0.1", "10.1.0.0/16", "::1")))


def called(peer: str, *headers: tuple[str, str], door: Door = DOOR) -> Caller:
    raw = [(name.lower().encode(), value.encode("utf-8")) for name, value in headers]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http", "headers": raw,
             "server": ("desk", 80), "client": (peer, 1)}  # fmt: skip
    return caller_of(Request(scope), door)


def test_a_proxy_says_who_from_where_and_how() -> None:
    told = [("X-Forwarded-User", "anna"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")]
    for peer in ("10.0.0.1", "10.1.2.3", "::1", "::ffff:10.0.0.1"):
        assert called(peer, *told) == Caller("203.0.113.9", True, "anna")
    for peer in ("10.0.0.2", "203.0.113.1", "testclient", ""):
        own = called(peer, *told)
        assert (own.https, own.vouched) == (False, None)
        assert own.address != "203.0.113.9"


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        # What stands before the last that is none of ours, anybody may have written.
        ("127.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.1.0.7", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("10.1.0.7, 10.0.0.1", "10.0.0.1"),
        ("203.0.113.9, nonsense", "10.0.0.1"),
        ("", "10.0.0.1"),
    ],
)
def test_the_address_is_the_last_that_is_no_proxys(header: str, address: str) -> None:
    assert called("10.0.0.1", ("X-Forwarded-For", header)).address == address


def test_a_header_that_came_twice_names_nobody() -> None:
    assert called("10.0.0.1", ("X-Forwarded-User", "eve"), ("x-forwarded-user", "anna")).vouched == ""


def test_names_may_have_any_letters_and_be_missing() -> None:
    assert called("10.0.0.1", ("X-Forwarded-User", "Ольга")).vouched == "Ольга"
    assert called("10.0.0.1").vouched is None
    assert called("10.0.0.1", ("X-Forwarded-User", " ")).vouched is None
    assert called("10.0.0.1", ("X-Forwarded-User", "anna"), door=Door(False, None, DOOR.proxies)).vouched is None


def test_what_is_no_address_is_refused() -> None:
    for wrong in ("proxy.example", "10.0.0.1/8", "10.0.0.0/33"):
        with pytest.raises(ValueError, match=r"."):
            networks((wrong,))
