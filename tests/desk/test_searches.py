"""Saved searches: as a page, as JSON and as an Atom feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html
from strangers import SCRIPT, article, token

from dragoman.desk import Desk
from dragoman.ledger import Ledger
from dragoman.nouns import Span

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def save(client: TestClient, name: str, **asked: str) -> str:
    """Save a search as a browser does; return its address."""
    page = html.document_fromstring(client.get("/statements", params=asked).text)
    (form,) = page.xpath("//form[@action='/searches']")
    data = {own.get("name"): own.get("value") for own in form.xpath(".//input[@name]")} | {"name": name}
    answer = client.post("/searches", data=data)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def parsed(client: TestClient, where: str) -> etree._Element:
    answer = client.get(f"{where}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def test_a_search_becomes_a_page_json_and_a_feed_of_the_same(client: TestClient) -> None:
    where = save(client, "Dupont", words="dupont", act="PROMISE")
    view = client.get(f"{where}.json").json()
    assert view["search"]["asked"] == {"words": "dupont", "act": "PROMISE"}
    assert view["search"]["told"] == "words dupont, act promise"
    (found,) = view["found"]
    feed = parsed(client, where)
    assert feed.xpath("string(a:title)", namespaces=ATOM) == "Dupont"
    (entry,) = feed.xpath("a:entry", namespaces=ATOM)
    assert entry.xpath("string(a:title)", namespaces=ATOM) == "Minister Dupont: promise"
    assert "talks would resume" in entry.xpath("string(a:summary)", namespaces=ATOM)
    (link,) = entry.xpath("a:link/@href", namespaces=ATOM)
    assert link == f"http://testserver/statements/{found['statement']['key']}/history"
    assert client.get(link).status_code == 200
    assert "talks would resume" in client.get(where).text
    listed = client.get("/searches").text
    assert f'href="{where}.atom"' in listed
    assert [own["name"] for own in client.get("/searches.json").json()["searches"]] == ["Dupont"]
    assert where in client.get("/statements").text
    assert client.get(view["search"]["address"]).status_code == 200


def test_ids_of_a_feed_stay_and_what_is_new_comes_first(client: TestClient, desk: Desk) -> None:
    where = save(client, "Talks", words="talks")
    before = parsed(client, where)
    ids = before.xpath("a:entry/a:id/text()", namespaces=ATOM)
    own = article()
    text = "In an interview given long ago, Ms Rossi announced new talks on trade between the two ports."
    (said,) = own.statements
    said = replace(said, source=(Span(32, 40),), cue=(Span(41, 50),), content=(Span(51, 91),), said="1999-01-01")
    with Ledger.open(desk.ledger.name) as other:
        document = replace(own.document, id="old", url="https://example.org/old", text=text, published="1999-01-01")
        other.add(replace(own, document=document, statements=(said,)))
    after = parsed(client, where)
    assert after.xpath("a:entry/a:id/text()", namespaces=ATOM)[1:] == ids
    assert after.xpath("string(a:id)", namespaces=ATOM) == before.xpath("string(a:id)", namespaces=ATOM)
    assert "1999-01-01" in after.xpath("string(a:entry/a:summary)", namespaces=ATOM)
    moments = [datetime.fromisoformat(own) for own in after.xpath("//a:updated/text()", namespaces=ATOM)]
    assert moments[0] == max(moments)


def test_a_judgement_makes_an_entry_newer_under_the_same_id(client: TestClient) -> None:
    where = save(client, "Dupont", words="dupont")
    key = client.get(f"{where}.json").json()["found"][0]["statement"]["key"]
    before = parsed(client, where)
    good = token(client.get("/review").text)
    client.post(f"/statements/{key}/judgement", data={"token": good, "verdict": "accept"})
    after = parsed(client, where)
    (first,), (second,) = (own.xpath("a:entry", namespaces=ATOM) for own in (before, after))
    for name, same in (("id", True), ("published", True), ("updated", False)):
        old, new = (own.xpath(f"string(a:{name})", namespaces=ATOM) for own in (first, second))
        assert (old == new) == same, name


def test_a_hostile_name_and_text_stay_text_in_the_feed(client: TestClient) -> None:
    where = save(client, f"{SCRIPT}\x07&", words="script")
    feed = parsed(client, where)
    assert feed.xpath("string(a:title)", namespaces=ATOM) == f"{SCRIPT}\ufffd&"
    assert feed.xpath("a:entry", namespaces=ATOM)
    assert feed.xpath("//*[local-name()='script']") == []
    assert SCRIPT not in client.get(where).text
    assert SCRIPT not in client.get("/searches").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Taken"},
        {"name": "New", "said": "soon"},
        {"name": "New", "speaker": "Nobody Known"},
        {"name": "New", "words": "x" * 501},
    ],
)
def test_what_cannot_be_saved_is_refused_with_a_reason(client: TestClient, wrong: dict[str, str]) -> None:
    save(client, "Taken", words="talks")
    good = token(client.get("/review").text)
    answer = client.post("/searches", data={"token": good, **wrong})
    assert answer.status_code == 400
    assert len(client.get("/searches.json").json()["searches"]) == 1


def test_a_search_is_deleted_by_a_form_of_ours_alone(client: TestClient) -> None:
    where = save(client, "Talks", words="talks")
    assert client.post(f"{where}/delete", data={"token": "0"}).status_code == 403
    assert client.post("/searches", data={"token": "0", "name": "x"}).status_code == 403
    assert client.get(where).status_code == 200
    good = token(client.get(where).text)
    assert client.post(f"{where}/delete", data={"token": good}).headers["location"] == "/searches"
    for address in (where, f"{where}.json", f"{where}.atom"):
        assert client.get(address).status_code == 404, address
    assert client.post(f"{where}/delete", data={"token": good}).status_code == 404
    assert "No search is saved" in client.get("/searches").text


def test_a_search_is_narrowed_by_what_it_found(client: TestClient) -> None:
    view = client.get("/statements.json?topic=peace-talks").json()
    fields = [facet["field"] for facet in view["facets"]]
    assert "act" in fields
    assert "topic" not in fields
    for facet in view["facets"]:
        for value in facet["values"]:
            asked = {"topic": "peace-talks", facet["field"]: value["value"]}
            assert client.get("/statements.json", params=asked).json()["count"] == value["count"], asked
    page = html.document_fromstring(client.get("/statements?topic=peace-talks").text)
    links = page.xpath("//aside//a/@href")
    assert len(links) == sum(len(facet["values"]) for facet in view["facets"])
    assert all("topic=peace-talks" in link for link in links)
    assert client.get("/statements.json?words=nowhere+at+all").json()["facets"] == []
