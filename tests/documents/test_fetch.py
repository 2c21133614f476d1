"""Fetching, on a site on this machine."""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from conftest import Answer

from dragoman import __version__
from dragoman.documents.failure import Unreadable
from dragoman.documents.fetch import REDIRECTS, SECONDS, Fetcher
from dragoman.documents.robots import rules

PAGE = b"<html><body><p>He said yes.</p></body></html>"


@pytest.fixture
def fetcher():
    return Fetcher(allow_private=True, seconds=5)


def moved(to, status=302):
    return Answer(status=status, headers={"Location": to})


def robots(text, status=200):
    return Answer(text.encode(), status, {"Content-Type": "text/plain"})


def named(site, host):
    return site.address.replace("127.0.0.1", host)


def test_a_page(site, fetcher):
    site.pages["/a"] = Answer(PAGE)
    page = fetcher.fetch(f"{site.address}/a#part")
    assert (page.url, page.data, page.content_type, page.charset) == (f"{site.address}/a", PAGE, "text/html", "utf-8")
    fetched = datetime.fromisoformat(page.fetched)
    assert fetched.tzinfo == UTC
    assert datetime.now(UTC) - fetched < timedelta(seconds=10)


def test_we_say_who_we_are(site, fetcher):
    site.pages["/a"] = Answer(PAGE)
    fetcher.fetch(f"{site.address}/a")
    assert site.paths() == ["/robots.txt", "/a"]
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert agents == {f"Dragoman/{__version__} (+offline news and readout reader)"}


def test_the_environment_names_no_proxy(site, fetcher, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/a"] = Answer(PAGE)
    assert fetcher.fetch(f"{site.address}/a").data == PAGE


def test_a_password_in_the_address_is_not_sent(site, fetcher):
    site.pages["/a"] = Answer(PAGE)
    page = fetcher.fetch(f"{site.address}/a".replace("//", "//user:secret@"))
    assert "secret" not in page.url
    assert all("Authorization" not in headers for _, headers in site.asked)


def test_redirects_are_followed_to_the_final_address(site, fetcher):
    site.pages |= {"/a": moved("/b?x=1"), "/b?x=1": moved(f"{site.address}/c", 308), "/c": Answer(PAGE)}
    page = fetcher.fetch(f"{site.address}/a")
    assert (page.url, page.data) == (f"{site.address}/c", PAGE)


def test_no_more_than_five_redirects(site, fetcher):
    site.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(9)} | {"/9": Answer(PAGE)}
    assert REDIRECTS == 5
    assert fetcher.fetch(f"{site.address}/4").url.endswith("/9")
    with pytest.raises(Unreadable, match="redirected more than 5 times"):
        fetcher.fetch(f"{site.address}/3")


@pytest.mark.parametrize("to", ["ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_redirect_to_no_web_address_is_refused(site, fetcher, to):
    site.pages["/a"] = moved(to)
    with pytest.raises(Unreadable):
        fetcher.fetch(f"{site.address}/a")
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/passwd"])
def test_only_http_and_https(fetcher, address):
    with pytest.raises(Unreadable, match="only http and https"):
        fetcher.fetch(address)


def test_private_addresses_are_refused_unless_allowed(site):
    site.pages["/a"] = Answer(PAGE)
    with pytest.raises(Unreadable, match=r"127\.0\.0\.1, which is not a public address"):
        Fetcher(seconds=5).fetch(f"{site.address}/a")
    assert site.asked == []


@pytest.fixture
def resolver(site, monkeypatch):
    """Let names lead where a test says: a list of answers for each, the last one for good."""
    names: dict[str, list[str]] = {}
    asked: list[str] = []

    def getaddrinfo(host, port, *_, **__):
        host = host.decode() if isinstance(host, bytes) else host
        asked.append(host)
        answers = names.get(host, [host])
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    # The site stands for a public machine.
    monkeypatch.setattr("dragoman.documents.addresses.is_public", lambda address: address == "127.0.0.1")
    return names, asked


def test_every_hop_is_checked(site, resolver):
    names, _ = resolver
    names |= {"public.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    site.pages["/a"] = moved(f"{named(site, 'inside.example')}/secret")
    with pytest.raises(Unreadable, match=r"10\.0\.0\.1, which is not a public address"):
        Fetcher(seconds=5).fetch(f"{named(site, 'public.example')}/a")


def test_the_address_that_was_checked_is_the_one_connected_to(site, resolver):
    names, asked = resolver
    # Had the name to be looked up again to connect, it would lead elsewhere.
    names["rebinding.example"] = ["127.0.0.1", "127.0.0.1", "10.0.0.1"]
    site.pages["/a"] = Answer(PAGE)
    page = Fetcher(seconds=5).fetch(f"{named(site, 'rebinding.example')}/a")
    assert page.data == PAGE
    assert page.url == f"{named(site, 'rebinding.example')}/a"
    assert asked.count("rebinding.example") == 2  # once for robots.txt, once for the page
    assert {headers["Host"] for _, headers in site.asked} == {named(site, "rebinding.example").removeprefix("http://")}


def test_the_next_address_of_a_name_is_tried(site, monkeypatch):
    # On this machine, but nobody listens there.
    monkeypatch.setattr("dragoman.documents.transport.resolve", lambda *_, **__: ["127.0.0.2", "127.0.0.1"])
    site.pages["/a"] = Answer(PAGE)
    assert Fetcher(seconds=5).fetch(f"{named(site, 'two.example')}/a").data == PAGE


def test_https_checks_the_name_and_not_the_number(monkeypatch):
    import httpx

    from dragoman.documents.transport import CheckedTransport

    monkeypatch.setattr("dragoman.documents.transport.resolve", lambda *_, **__: ["93.184.216.34"])
    sent = []
    monkeypatch.setattr(
        httpx.HTTPTransport, "handle_request", lambda _, request: sent.append(request) or httpx.Response(200)
    )
    CheckedTransport(allow_private=False).handle_request(httpx.Request("GET", "https://bücher.example:444/a"))
    (request,) = sent
    assert str(request.url) == "https://93.184.216.34:444/a"
    assert request.headers["Host"] == "xn--bcher-kva.example:444"
    assert request.extensions["sni_hostname"] == "xn--bcher-kva.example"


def test_no_connection_is_used_twice(site, fetcher):
    # Two names on one machine would share it, and with it the certificate checked for one of them.
    site.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /x\n"), "/a": Answer(PAGE)}
    fetcher.fetch(f"{site.address}/a")
    assert len(set(site.ports)) == len(site.asked) == 2


@pytest.mark.parametrize("answer", [Answer(b"x" * 20_000_001), Answer(gzip.compress(bytes(30_000_000)))])
def test_over_twenty_megabytes_is_refused(site, fetcher, answer):
    if answer.body.startswith(b"\x1f\x8b"):
        answer.headers["Content-Encoding"] = "gzip"
    site.pages["/a"] = answer
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        fetcher.fetch(f"{site.address}/a")


@pytest.mark.parametrize(
    "answer", [Answer(PAGE, drip=0.1), Answer(drip_headers=True, drip=0.1)], ids=["body", "headers"]
)
def test_a_slow_drip_ends_at_the_deadline(site, answer):
    assert SECONDS == 30
    site.pages["/a"] = answer
    before = threading.active_count()
    started = time.monotonic()
    with pytest.raises(Unreadable, match=r"did not come within 0\.5 seconds"):
        Fetcher(allow_private=True, seconds=0.5).fetch(f"{site.address}/a")
    assert time.monotonic() - started < 1.5
    # Neither our thread nor that of the site goes on.
    while threading.active_count() > before and time.monotonic() - started < 4:
        time.sleep(0.05)
    assert threading.active_count() <= before


def test_a_name_look_up_that_hangs_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr("dragoman.documents.transport.resolve", lambda *_, **__: time.sleep(2))
    started = time.monotonic()
    with pytest.raises(Unreadable, match="did not come within"):
        Fetcher(seconds=0.2).fetch("http://slow.example/")
    assert time.monotonic() - started < 1


def test_nobody_listening_is_said(fetcher):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreadable, match="could not be fetched"):
        fetcher.fetch(f"http://127.0.0.1:{port}/")


def test_an_unknown_name_is_said(fetcher, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unreadable, match="a name that could not be found"):
        fetcher.fetch("http://nowhere.example/")


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a b/", "https://\x00/"])
def test_what_is_no_address_is_said(fetcher, address):
    with pytest.raises(Unreadable):
        fetcher.fetch(address)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(404, "check the address"), (410, "check"), (403, "browser"), (429, "later"), (503, "later"), (304, "browser")],
)
def test_a_status_is_said(site, fetcher, status, advice):
    site.pages["/a"] = Answer(PAGE, status)
    with pytest.raises(Unreadable, match=f"is answered with {status}") as caught:
        fetcher.fetch(f"{site.address}/a")
    assert re.search(advice, caught.value.advice)


def test_robots_txt_is_heeded_and_asked_for_once(site, fetcher):
    site.pages |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /inside\n"),
        "/a": Answer(PAGE),
        "/inside/b": Answer(PAGE),
    }
    fetcher.fetch(f"{site.address}/a")
    with pytest.raises(Unreadable, match=r"says the site's robots\.txt"):
        fetcher.fetch(f"{site.address}/inside/b")
    assert site.paths() == ["/robots.txt", "/a"]


def test_robots_txt_is_heeded_on_every_hop(site, fetcher):
    site.pages |= {
        "/robots.txt": robots("User-agent: Dragoman\nDisallow: /b\n"),
        "/a": moved("/b"),
        "/b": Answer(PAGE),
    }
    with pytest.raises(Unreadable, match=r"robots\.txt"):
        fetcher.fetch(f"{site.address}/a")
    assert "/b" not in site.paths()


def test_rules_for_others_do_not_bind_us(site, fetcher):
    site.pages |= {"/robots.txt": robots("User-agent: Other\nDisallow: /\n"), "/a": Answer(PAGE)}
    assert fetcher.fetch(f"{site.address}/a").data == PAGE


def test_robots_txt_may_be_elsewhere(site, fetcher):
    site.pages |= {
        "/robots.txt": moved("/r"),
        "/r": robots("User-agent: *\nDisallow: /\n"),
        "/a": Answer(PAGE),
    }
    with pytest.raises(Unreadable, match=r"robots\.txt"):
        fetcher.fetch(f"{site.address}/a")


@pytest.mark.parametrize(("status", "allowed"), [(401, True), (403, True), (404, True), (500, False), (503, False)])
def test_a_missing_robots_txt_allows_and_a_failing_one_forbids(site, fetcher, status, allowed):
    site.pages |= {"/robots.txt": robots("", status), "/a": Answer(PAGE)}
    if allowed:
        assert fetcher.fetch(f"{site.address}/a").data == PAGE
    else:
        with pytest.raises(Unreadable, match=f"its server answers {status}"):
            fetcher.fetch(f"{site.address}/a")


def test_an_endless_robots_txt_is_read_in_part(site, fetcher):
    text = "User-agent: *\nDisallow: /inside\n" + "# filler\n" * 100_000
    site.pages |= {"/robots.txt": robots(text), "/a": Answer(PAGE), "/inside": Answer(PAGE)}
    assert fetcher.fetch(f"{site.address}/a").data == PAGE
    with pytest.raises(Unreadable, match=r"robots\.txt"):
        fetcher.fetch(f"{site.address}/inside")


def test_rules_are_a_pure_matter_of_status_and_body():
    assert rules(200, b"User-agent: *\nDisallow: /x").can_fetch("http://a/y", "Dragoman")
    assert not rules(200, b"User-agent: *\nDisallow: /x").can_fetch("http://a/x", "Dragoman")
    assert rules(200, b"\xff\xfe<html>no rules at all").can_fetch("http://a/x", "Dragoman")
