"""Who may do what: on pages, in JSON, by forms, with a program's token, behind a proxy; and what is noted of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from gatecrash import PASSWORD, Browser

from dragoman.desk import Desk, create_app
from dragoman.desk import app as pages
from dragoman.desk.people import Doer, Door
from dragoman.desk.people.door import networks

Browse = Callable[..., Browser]
DOER = Doer("test", "command line")


def first_key(own: Browser, **headers: str) -> str:
    return str(own.get("/review.json", **headers).json()["statement"]["key"])


def test_readers_look_and_change_nothing(browse: Browse, desk: Desk) -> None:
    own = browse("Rea")
    for path in ("/", "/documents", "/statements", "/exchanges", "/actors", "/threads", "/review", "/searches"):
        assert own.get(path).status_code == 200, path
        assert own.get("/index.json" if path == "/" else f"{path}.json").status_code == 200, path
    page = own.get("/review").text
    assert "/judgement" not in page
    assert 'href="/add"' not in page
    assert 'href="/people"' not in page
    for path in ("/add", "/people", "/people/1", "/people/log"):
        assert own.get(path).status_code == 403, path
        answer = own.get(f"{path}.json")
        assert answer.status_code == 403
        assert answer.json()["title"] == "Forbidden"
    key = first_key(own)
    assert own.post(f"/statements/{key}/judgement", verdict="accept").status_code == 403
    assert own.post("/add", text="He said no.").status_code == 403
    assert own.post("/people/1/role", role="admin").status_code == 403
    assert list(desk.ledger.judgements()) == []
    assert [e.target for e in desk.people.log.every("Rea", "refused")] == [
        f"/statements/{key}/judgement", "/add", "/people/1/role"
    ]  # fmt: skip


def test_every_form_of_the_desk_is_closed_to_readers(browse: Browse) -> None:
    own = browse("Rea")
    good = own.token()
    routes = [route for module in pages.__dict__["_PAGES"] for route in module.router.routes]
    forms = [route for route in routes if isinstance(route, APIRoute) and "POST" in route.methods]
    assert len(forms) > 10
    closed = 0
    for route in forms:
        if route.path.startswith(("/account", "/sign-")):
            continue
        path = route.path.replace("{id}", "1").replace("{key}", "a" * 16).replace("{number}", "1")
        assert own.client.post(path, data={"token": good}).status_code == 403, path
        closed += 1
    assert closed >= 8


def test_reviewers_judge_and_add_under_their_name_and_see_to_nobody(browse: Browse, desk: Desk) -> None:
    own = browse("Remi")
    key = first_key(own)
    assert own.post(f"/statements/{key}/judgement", verdict="accept", back="/review").status_code == 303
    (judged,) = desk.ledger.judgements()
    assert judged.by == "Remi"
    assert "by <bdi>Remi</bdi>" in own.get(f"/statements/{key}/history").text
    assert own.post(f"/judgements/{judged.id}/undo").status_code == 303
    answer = own.post("/add", text="Moscow said that it would wait.")
    assert answer.status_code == 303
    job = answer.headers["location"]
    assert own.get(f"{job}.json").json()["by"] == "Remi"
    for path in ("/people", "/people/1", "/people/log"):
        assert own.get(path).status_code == 403, path
    for path in ("/people", "/people/1/role", "/people/1/password", "/people/1/end", "/people/1/remove"):
        assert own.post(path, role="admin", name="Eve", password=PASSWORD).status_code == 403, path
    assert [p.name for p in desk.people.every()] == ["Anna", "Rea", "Remi"]
    anna = browse("Anna")
    assert f'href="/statements/{key}/history"' in anna.get("/people/log").text
    assert anna.get(f"/statements/{key}/history").status_code == 200
    done = [(e.event, e.target, e.detail) for e in desk.people.log.every("Remi") if e.event != "refused"]
    assert done == [
        ("sign-in", None, {}),
        ("judgement", key, {"verdict": "accept"}),
        ("undo", str(judged.id), {}),
        ("upload", job.rpartition("/")[2], {"inputs": "pasted text"}),
    ]


def test_what_was_not_done_is_not_noted_as_done(browse: Browse, desk: Desk) -> None:
    own = browse("Remi")
    assert own.post("/statements/none/judgement", verdict="accept").status_code == 404
    assert own.post("/add").status_code == 400
    assert own.post(f"/statements/{first_key(own)}/judgement", verdict="king").status_code == 422
    assert [e.event for e in desk.people.log.every("Remi")] == ["sign-in"]


def test_admins_see_to_people(browse: Browse, desk: Desk) -> None:
    own, rea = browse("Anna"), browse("Rea")
    assert own.post("/people", name="Olga O'Neil", role="reviewer", password=PASSWORD).status_code == 303
    listed = own.get("/people.json").json()["people"]
    assert [(p["name"], p["role"]) for p in listed] == [
        ("Anna", "admin"), ("Olga O'Neil", "reviewer"), ("Rea", "reader"), ("Remi", "reviewer")
    ]  # fmt: skip
    assert "argon2" not in own.get("/people.json").text
    ids = {p["name"]: p["id"] for p in listed}
    for path in ("/people", "/people/log", f"/people/{ids['Rea']}", f"/people/{ids['Anna']}"):
        assert own.get(path).status_code == 200, path
    # A role holds at once, in a session that is there already.
    assert own.post(f"/people/{ids['Rea']}/role", role="reviewer").status_code == 303
    assert rea.get("/add").status_code == 200
    assert own.post(f"/people/{ids['Rea']}/end").status_code == 303
    assert rea.get("/").status_code == 303
    rea = browse("Rea")
    assert own.post(f"/people/{ids['Rea']}/password", password="another good one 12").status_code == 303
    assert rea.get("/").status_code == 303
    assert rea.sign_in("Rea").status_code == 403
    assert rea.sign_in("Rea", "another good one 12").status_code == 303
    assert own.post(f"/people/{ids['Rea']}/remove").status_code == 303
    assert rea.get("/").status_code == 303
    assert rea.sign_in("Rea", "another good one 12").status_code == 403
    events = [(e["event"], e["target"]) for e in own.get("/people/log.json?who=Anna").json()["entries"]]
    assert events == [
        ("person-removed", "Rea"), ("password-changed", "Rea"), ("sessions-ended", "Rea"), ("role-changed", "Rea"),
        ("person-added", "Olga O'Neil"), ("sign-in", None),
    ]  # fmt: skip


def test_what_an_admin_may_not_do(browse: Browse, desk: Desk) -> None:
    own = browse("Anna")
    anna = desk.people.named("Anna")
    assert anna
    for path in ("role", "password", "end", "remove"):
        answer = own.post(f"/people/{anna.id}/{path}", role="reader", password=PASSWORD)
        assert answer.status_code == 400, path
        assert "your own account" in answer.text
    assert own.post("/people", name="rea", role="reader", password=PASSWORD).status_code == 400
    assert own.post("/people", name="<b>", role="reader", password=PASSWORD).status_code == 400
    assert own.post("/people", name="Eve", role="reader", password="short").status_code == 400
    assert own.post("/people", name="Eve", role="reader").status_code == 400
    assert own.post("/people", name="Eve", role="king", password=PASSWORD).status_code == 422
    for id in ("999", "0", "-1", "9" * 30):
        assert own.get(f"/people/{id}").status_code == 404, id
        assert own.post(f"/people/{id}/role", role="admin").status_code == 404, id
    assert own.post("/people/1/role", token="0" * 64, role="admin").status_code == 403
    assert [p.name for p in desk.people.every()] == ["Anna", "Rea", "Remi"]


def test_everybody_sees_to_their_own_account(browse: Browse, desk: Desk) -> None:
    own, elsewhere = browse("Rea"), browse("Rea")
    fields = {"present": PASSWORD, "password": "another good one 12", "again": "another good one 12"}
    assert own.post("/account/password", **{**fields, "present": "wrong wrong wrong"}).status_code == 403
    assert own.post("/account/password", **{**fields, "again": "another good one 13"}).status_code == 400
    assert own.post("/account/password", **{**fields, "password": "short", "again": "short"}).status_code == 400
    assert elsewhere.get("/").status_code == 200
    before = own.cookie
    assert own.post("/account/password", **fields).status_code == 303
    assert own.cookie != before
    assert own.get("/account?done=password").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert elsewhere.sign_in("Rea", "another good one 12").status_code == 303
    assert len(own.get("/account.json").json()["sessions"]) == 2
    assert own.post("/account/sessions").status_code == 303
    assert len(own.get("/account.json").json()["sessions"]) == 1
    assert elsewhere.get("/").status_code == 303
    for _ in range(6):
        last = own.post("/account/password", **{**fields, "present": "wrong wrong wrong"})
    assert last.status_code == 429


def test_a_program_does_what_its_person_may_but_see_to_people(browse: Browse, desk: Desk) -> None:
    page = browse("Remi").post("/account/token").text
    made = page.partition('class="given">')[2].partition("<")[0]
    assert desk.people.of_token(made) == desk.people.named("Remi")
    assert made not in browse("Remi").get("/account").text
    program = browse()
    bearer = {"authorization": f"Bearer {made}"}
    answer = program.get("/statements.json", **bearer)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert program.get("/account.json", **bearer).json()["how"] == "token"
    key = first_key(program, **bearer)
    judged = program.client.post(f"/statements/{key}/judgement", data={"verdict": "accept"}, headers=bearer)
    assert judged.status_code == 303
    assert next(iter(desk.ledger.judgements())).by == "Remi"
    boss = {"authorization": f"bearer {desk.people.new_token(DOER, 'Anna')}"}
    assert program.get("/people.json", **boss).status_code == 200
    remi = desk.people.named("Remi")
    assert remi
    for path in (f"/people/{remi.id}/role", "/people", "/account/token", "/account/password"):
        answer = program.client.post(path, data={"role": "admin", "name": "Eve", "password": PASSWORD}, headers=boss)
        assert answer.status_code == 403, path
        assert answer.headers["content-type"] == "application/problem+json"
    for wrong in ("Bearer x", "Bearer", f"Bearer {made}x", "Bearer ~"):
        answer = program.get("/statements.json", authorization=wrong)
        assert answer.status_code == 401, wrong
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert program.get("/", authorization=wrong).status_code == 401
    # A wrong token is not made good by a session beside it.
    assert browse("Anna").get("/", authorization="Bearer x").status_code == 401
    desk.people.revoke_token(DOER, "Remi")
    assert program.get("/statements.json", **bearer).status_code == 401


def test_writes_are_held_to_a_rate_by_person(browse: Browse, desk: Desk) -> None:
    own, other = browse("Remi"), browse("Anna")
    key, good = first_key(own), own.token()
    codes = []
    for _ in range(80):
        answer = own.client.post(f"/statements/{key}/judgement", data={"token": good, "verdict": "king"})
        codes.append(answer.status_code)
        if answer.status_code == 429:
            break
    assert codes[:60] == [422] * 60
    assert codes[-1] == 429
    assert answer.headers["retry-after"] == "1"
    assert other.post(f"/statements/{key}/judgement", verdict="accept").status_code == 303
    assert own.get("/").status_code == 200


PROXY = Door(False, "X-Forwarded-User", networks(("10.0.0.1",)))


@pytest.fixture
def behind(desk: Desk, app: FastAPI) -> Callable[[str], Browser]:
    """Return a function that gives a browser whose requests come from an address, to a desk behind a proxy."""
    proxied = create_app(desk, PROXY)

    def make(address: str) -> Browser:
        client = TestClient(proxied, base_url="http://desk.example", follow_redirects=False, client=(address, 50_000))
        return Browser(client)

    return make


def test_a_proxy_signs_people_in(behind: Callable[[str], Browser], desk: Desk) -> None:
    desk.people.add(DOER, "olga@example.org", "reviewer", None)
    own = behind("10.0.0.1")
    olga = {"x-forwarded-user": "olga@example.org", "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    page = own.get("/review", **olga)
    assert page.status_code == 200
    assert "olga@example.org" in page.text
    assert "/sign-out" not in page.text
    assert "Secure" in page.headers["set-cookie"]
    key = first_key(own, **olga)
    good = page.text.partition('name="token" value="')[2].partition('"')[0]
    own.client.cookies.set("dragoman_desk", page.cookies["dragoman_desk"], domain="desk.example")
    judge = f"/statements/{key}/judgement"
    assert own.client.post(judge, data={"verdict": "accept"}, headers=olga).status_code == 403
    # The token of a form holds for one person.
    anna = {**olga, "x-forwarded-user": "Anna"}
    assert own.client.post(judge, data={"verdict": "accept", "token": good}, headers=anna).status_code == 403
    assert own.client.post(judge, data={"verdict": "accept", "token": good}, headers=olga).status_code == 303
    assert next(iter(desk.ledger.judgements())).by == "olga@example.org"
    noted = [(e.event, e.detail, e.address) for e in desk.people.log.every("olga@example.org")]
    assert noted[0] == ("sign-in", {"by": "X-Forwarded-User"}, "203.0.113.9")
    assert [own[0] for own in noted].count("sign-in") == 1
    # Who has no account may look; and a name that is only like another's is not that one.
    for name in ("stranger", "ANNA", "olga example org"):
        assert own.get("/", **{"x-forwarded-user": name}).status_code == 200
        assert own.get("/people", **{"x-forwarded-user": name}).status_code == 403
        assert own.get("/account.json", **{"x-forwarded-user": name}).json()["role"] == "reader"
    assert own.get("/people", **{"x-forwarded-user": "Anna"}).status_code == 200
    # A token of the proxy's is none of ours; one of ours counts, there too.
    assert own.get("/people", **{"x-forwarded-user": "Anna", "authorization": "Bearer eyJ.x.y"}).status_code == 200
    rea = f"Bearer {desk.people.new_token(DOER, 'Rea')}"
    assert own.get("/account.json", **{"x-forwarded-user": "Anna", "authorization": rea}).json()["name"] == "Rea"
    assert own.get("/", **{"x-forwarded-user": "<b>"}).status_code == 403


def test_the_header_counts_from_nowhere_else(behind: Callable[[str], Browser]) -> None:
    header = {"x-forwarded-user": "Anna", "x-forwarded-for": "10.0.0.1"}
    for address in ("10.0.0.2", "127.0.0.1", "203.0.113.9"):
        own = behind(address)
        assert own.get("/", **header).status_code == 303
        assert own.get("/index.json", **header).status_code == 401
    # One may still sign in by a password, as oneself.
    assert own.sign_in("Rea").status_code == 303
    assert own.get("/account.json", **header).json()["name"] == "Rea"
    twice = behind("10.0.0.1").client.get("/", headers=[("x-forwarded-user", "Eve"), ("x-forwarded-user", "Anna")])
    assert twice.status_code == 403
    assert behind("10.0.0.1").get("/").status_code == 303


def test_one_person_on_one_machine_needs_no_account_until_there_is_one(desk: Desk) -> None:
    alone = Browser(TestClient(create_app(desk), follow_redirects=False))
    assert alone.get("/people").status_code == 200
    assert "nobody has to sign in" in alone.get("/people").text
    assert alone.get("/account.json").json()["how"] == "machine"
    for header in ("x-forwarded-for", "forwarded", "x-forwarded-host", "x-real-ip"):
        assert alone.get("/", **{header: "198.51.100.1"}).status_code == 400
    token = alone.token("/people")
    assert alone.get("/sign-in").headers["location"] == "/"
    answer = alone.client.post("/people", data={"name": "Rea", "role": "reader", "password": PASSWORD, "token": token})
    assert answer.status_code == 400
    assert alone.get("/").status_code == 200
    answer = alone.client.post("/people", data={"name": "Anna", "role": "admin", "password": PASSWORD, "token": token})
    assert answer.status_code == 303
    assert alone.get("/").headers["location"] == "/sign-in"
    assert alone.sign_in("Anna").status_code == 303
    assert alone.get("/").status_code == 200
    # The desk that others reach stays shut when the last account goes; that of this machine opens again.
    reached = Browser(TestClient(create_app(desk, Door(loopback=False)), follow_redirects=False))
    desk.people.remove(DOER, "Anna")
    assert reached.get("/").headers["location"] == "/sign-in"
    assert alone.get("/").status_code == 200
