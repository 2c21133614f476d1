"""Signing in and out: what a stranger can do, what a session is, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from gatecrash import PASSWORD, Browser

from dragoman.desk import Desk
from dragoman.desk.people import sessions

Browse = Callable[..., Browser]
PAGES = ("/", "/documents", "/statements", "/exchanges", "/actors", "/threads", "/review", "/add", "/searches",
         "/account", "/people", "/people/log", "/nothing")  # fmt: skip


def test_a_stranger_sees_the_page_to_sign_in_on_and_nothing_else(browse: Browse) -> None:
    stranger = browse()
    for path in PAGES:
        answer = stranger.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/sign-in"), path
        beside = stranger.get("/index.json" if path == "/" else f"{path}.json")
        assert beside.status_code == 401, path
        assert beside.headers["content-type"] == "application/problem+json"
        assert beside.headers["www-authenticate"].startswith("Bearer")
        assert beside.json()["status"] == 401
        assert "sign in" in beside.json()["detail"]
    assert stranger.get("/openapi.json").status_code == 401
    for path in ("/searches/x.atom", "/exchanges/x.md", "/exchanges/x.docx"):
        assert stranger.get(path).status_code == 303, path
    for path in ("/statements/x/judgement", "/judgements/1/undo", "/add", "/people", "/account/token", "/sign-out"):
        assert stranger.client.post(path, data={"token": stranger.token("/sign-in")}).status_code == 401, path
    page = stranger.get("/sign-in")
    assert page.status_code == 200
    for word in ("Talks", "/documents", "Rea", "/people", "openapi"):
        assert word not in page.text
    sheet = re.search(r'href="(/static/desk\.css\?\w+)"', page.text)
    assert sheet
    assert stranger.get(sheet[1]).status_code == 200


def test_signing_in_leads_to_where_one_wanted_to_go_and_signing_out_ends_it(browse: Browse, desk: Desk) -> None:
    own = browse()
    to = own.get("/statements?act=DENY&words=a b").headers["location"]
    assert to == "/sign-in?next=/statements%3Fact%3DDENY%26words%3Da%2520b"
    assert 'name="next" value="/statements?act=DENY&amp;words=a%20b"' in own.get(to).text
    answer = own.sign_in("rea", next="/statements?act=DENY")
    assert (answer.status_code, answer.headers["location"]) == (303, "/statements?act=DENY")
    page = own.get("/")
    assert page.status_code == 200
    assert ">Rea<" in page.text
    assert own.get("/sign-in").headers["location"] == "/"
    held = own.cookie
    answer = own.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert own.get("/").status_code == 303
    # Not just in the browser: who kept the cookie has nothing.
    assert desk.people.sessions.holder(held) is None
    own.client.cookies.set("dragoman_desk", held)
    assert own.get("/").status_code == 303
    assert [e.event for e in desk.people.log.every("Rea")] == ["sign-in", "sign-out"]


@pytest.mark.parametrize(
    ("next", "to"),
    [
        ("/review?act=DENY", "/review?act=DENY"), ("https://evil.example/", "/"), ("//evil.example/", "/"),
        ("/\\evil.example", "/"), ("\\\\evil.example", "/"), ("/a\\..\\b", "/"), ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"), ("/a\r\nSet-Cookie: x=1", "/"), ("evil.example", "/"), ("", "/"), ("//[", "/"),
    ],
)  # fmt: skip
def test_signing_in_leads_only_to_this_desk(browse: Browse, next: str, to: str) -> None:
    own = browse()
    assert "evil" not in own.client.get("/sign-in", params={"next": next}).text
    answer = own.sign_in("Rea", next=next)
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert own.client.get("/sign-in", params={"next": next}).headers["location"] == to


def test_the_cookie_is_new_and_out_of_reach(browse: Browse, desk: Desk) -> None:
    own = browse()
    # A cookie that somebody else has put there, and knows.
    planted = "A" * 43
    own.client.cookies.set("dragoman_desk", planted, domain="desk.example")
    answer = own.sign_in("Rea")
    assert answer.status_code == 303
    (set_,) = answer.headers.get_list("set-cookie")
    given = set_.partition("=")[2].partition(";")[0]
    assert given != planted
    assert len(given) == 43
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} == set(set_.split("; ")[1:])
    assert desk.people.sessions.holder(planted) is None
    assert desk.people.sessions.holder(given)
    plain = browse(base="http://desk.example").sign_in("Rea").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "Secure" not in plain


def test_signing_in_again_ends_the_session_before(browse: Browse, desk: Desk) -> None:
    own = browse("Rea")
    first = own.cookie
    token = own.token()
    assert own.client.post("/sign-in", data={"name": "Remi", "password": PASSWORD, "token": token}).status_code == 303
    assert own.cookie != first
    assert desk.people.sessions.holder(first) is None
    assert ">Remi<" in own.get("/").text


def test_a_form_without_its_token_signs_nobody_in_or_out(browse: Browse, desk: Desk) -> None:
    given = {"name": "Rea", "password": PASSWORD}
    own, other = browse(), browse()
    for token in ("", "0" * 64, other.token("/sign-in")):
        assert own.client.post("/sign-in", data={**given, "token": token}).status_code == 403
    assert own.get("/").status_code == 303
    good = own.token("/sign-in")
    for origin in ("https://evil.example", "null"):
        answer = own.client.post("/sign-in", data={**given, "token": good}, headers={"origin": origin})
        assert answer.status_code == 403
    own.sign_in("Rea")
    # The token from before signing in holds no longer, nor does that of another's session.
    remi = browse("Remi")
    for token in ("", good, remi.token()):
        assert own.post("/sign-out", token=token).status_code == 403
    assert own.get("/").status_code == 200
    assert own.post("/sign-out", {"origin": "https://evil.example"}).status_code == 403
    assert own.post("/sign-out", {"origin": "https://desk.example"}).status_code == 303
    refused = [(e.who, e.target) for e in desk.people.log.every("", "refused")]
    assert refused == [("Rea", "/sign-out")] * 4


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(browse: Browse, desk: Desk) -> None:
    answers = []
    for name, password in (("Rea", "wrong wrong wrong"), ("Nobody", PASSWORD), ("", ""), ("Rea2", PASSWORD)):
        answer = browse().sign_in(name, password)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        answers.append(re.sub(r'name="(token|name)" value="[^"]*"|autofocus', "", answer.text))
        assert "The name or the password is wrong." in answer.text
        assert password == "" or password not in answer.text
    assert answers[0] == answers[1]
    failed = [(e.who, e.target) for e in desk.people.log.every("", "sign-in-failed")]
    # What nobody is called may be a password in the wrong field.
    assert failed == [("", "Rea"), ("", None), ("", None), ("", None)]


def test_too_many_tries_for_one_name_have_to_wait_wherever_they_come_from(browse: Browse, desk: Desk) -> None:
    for number in range(5):
        assert browse(address=f"198.51.100.{number}").sign_in("Rea", "wrong wrong wrong").status_code == 403
    answer = browse(address="198.51.100.9").sign_in("réa")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert "too many tries" in answer.text
    # Others are not held up.
    assert browse(address="198.51.100.9").sign_in("Remi").status_code == 303
    last = list(desk.people.log.every("", "sign-in-failed"))[-1]
    assert last.detail == {"wait": "1 s"}
    assert last.address == "198.51.100.4"


def test_too_many_tries_from_one_address_have_to_wait_whatever_the_name(browse: Browse) -> None:
    own = browse(address="2001:db8:1:2::7")
    for number in range(20):
        assert own.sign_in(f"name{number}", "wrong wrong wrong").status_code == 403
    near = browse(address="2001:db8:1:2:ffff::1")
    assert near.sign_in("Rea").status_code == 429
    assert browse(address="2001:db8:1:3::7").sign_in("Rea").status_code == 303


def test_signing_in_well_does_not_wipe_out_the_failures_of_an_address(browse: Browse) -> None:
    own = browse()
    for number in range(19):
        own.sign_in(f"name{number}", "wrong wrong wrong")
        if number % 5 == 0:
            assert browse().sign_in("Rea").status_code == 303
    assert own.sign_in("another", "wrong wrong wrong").status_code == 403
    assert browse().sign_in("Rea").status_code == 429


def test_a_session_ends_after_a_days_work(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "HOURS", 0)
    own = browse("Rea")
    assert own.get("/").status_code == 303


def test_who_is_unknown_may_not_send_much(browse: Browse) -> None:
    own = browse()
    data: dict[str, Any] = {"name": "Rea", "password": "x" * 30_000, "token": own.token("/sign-in")}
    assert own.client.post("/sign-in", data=data).status_code == 413
    chunks = iter([b"name=", b"x" * 100])
    assert own.client.post("/sign-in", content=chunks).status_code == 413


def test_a_hostile_name_is_shown_as_text(browse: Browse) -> None:
    page = browse().sign_in('"><script>x</script>', "wrong wrong wrong").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
