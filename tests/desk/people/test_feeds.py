"""Feeds of saved searches for readers that can neither sign in nor send a header: by a secret in the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from fastapi.testclient import TestClient
from gatecrash import Browser
from lxml import etree
from sqlalchemy import select

from dragoman.desk import Desk
from dragoman.desk.people import Doer
from dragoman.ledger.engine import reading
from dragoman.ledger.tables import people

Browse: TypeAlias = Callable[..., Browser]
BOSS = Doer("test", "command line")
ATOM = "{http://www.w3.org/2005/Atom}"


def secret_address(own: Browser) -> str:
    """The path of the first secret feed that the page names after a new secret was made."""
    told = own.post("/account/feed").text
    found = re.search(r"https://desk\.example(/feeds/[\w-]{40,}/\w+\.atom)", told)
    assert found
    return found[1]


def test_a_secret_address_is_enough_for_the_feeds_and_for_nothing_else(browse: Browse, desk: Desk) -> None:
    key = desk.ledger.save_search("Dupont", {"words": "dupont"}, "Remi").key
    stranger, rea = browse(), browse("Rea")
    assert stranger.get(f"/searches/{key}.atom").status_code == 303
    address = secret_address(rea)
    answer = stranger.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    assert len(feed.findall(f"{ATOM}entry")) == 1
    links = [own.get("href") for own in feed.iter(f"{ATOM}link")]
    assert links[0] == f"https://desk.example{address}"
    # What it leads to is for those who sign in.
    assert not any("/feeds/" in link for link in links[1:])
    assert stranger.client.get(links[1]).status_code == 303
    secret = address.split("/")[2]
    assert stranger.get(f"/feeds/{secret}/nothing.atom").status_code == 404
    assert stranger.client.post(address).status_code in (401, 405)
    for wrong in (
        f"/feeds/{secret[:-1]}x/{key}.atom",
        f"/feeds/x/{key}.atom",
        f"/feeds/%20/{key}.atom",
        "/feeds/",
        f"/feeds/{secret}",
    ):
        assert stranger.get(wrong).status_code == 404, wrong
    for closed in ("/", "/statements.json", "/account"):
        assert stranger.get(closed, authorization=f"Bearer {secret}").status_code == 401
        assert stranger.get(closed, cookie=f"dragoman_desk={secret}").status_code in (303, 401)


def test_only_the_hash_is_kept_and_the_log_does_not_tell_the_secret(browse: Browse, desk: Desk) -> None:
    desk.ledger.save_search("Dupont", {"words": "dupont"}, "Remi")
    secret = secret_address(browse("Rea")).split("/")[2]
    with reading(desk.people._engine) as connection:
        kept = [row.feed for row in connection.execute(select(people))]
    assert [len(own) for own in kept if own] == [64]
    assert secret not in kept
    noted = [(own.event, own.target) for own in desk.people.log.every("Rea", "feed-made", "")]
    assert noted == [("feed-made", "Rea")]
    assert secret not in str(list(desk.people.log.every("", "", "")))


def test_a_secret_ends_with_another_with_its_person_and_where_it_is_taken_away(browse: Browse, desk: Desk) -> None:
    desk.ledger.save_search("Dupont", {"words": "dupont"}, "Remi")
    rea, anna, stranger = browse("Rea"), browse("Anna"), browse()
    first = secret_address(rea)
    second = secret_address(rea)
    assert (stranger.get(first).status_code, stranger.get(second).status_code) == (404, 200)
    assert "Make other addresses" in rea.get("/account").text
    assert rea.post("/account/feed/revoke").headers["location"] == "/account?done=feed"
    assert stranger.get(second).status_code == 404
    assert "Take them away" not in rea.get("/account").text
    person = desk.people.named("Rea")
    assert person
    third = secret_address(rea)
    assert "secret addresses for feeds" in anna.get(f"/people/{person.id}").text
    anna.post(f"/people/{person.id}/end")
    assert stranger.get(third).status_code == 404
    fourth = desk.people.new_feed(BOSS, "Remi")
    key = desk.ledger.searches()[0].key
    assert stranger.get(f"/feeds/{fourth}/{key}.atom").status_code == 200
    desk.people.remove(BOSS, "Remi")
    assert stranger.get(f"/feeds/{fourth}/{key}.atom").status_code == 404


def test_where_nobody_signs_in_there_is_no_secret(client: TestClient) -> None:
    page = client.get("/account").text
    assert "/account/feed" not in page
    assert client.get("/feeds/x/y.atom").status_code == 404
