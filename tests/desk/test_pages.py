"""Every page, in HTML and in JSON; what is refused; what is escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient
from lxml import html
from strangers import BREAK_OUT, SCRIPT, Inline, article

from dragoman.desk import Desk, create_app
from dragoman.ledger import Ledger

LISTS = [
    "/",
    "/exchanges",
    "/exchanges?every=1",
    "/documents",
    "/documents?everything=1",
    "/statements",
    "/actors",
    "/threads",
]
LISTS += ["/threads?on=2022-02", "/threads?one=france&other=russia", "/review", "/add", "/searches"]
LISTS += ["/temperature", "/temperature?one=france&other=russia&on=2022-01-28", "/temperature?one=france&other=france"]


def addresses(client: TestClient) -> list[str]:
    """The address of every page of this ledger: lists, each document, actor, statement, exchange."""
    documents = client.get("/documents.json?everything=1").json()["documents"]
    statements = client.get("/statements.json").json()["statements"]
    found = [f"/documents/{own['version']}" for own in documents]
    found += [f"/documents/{own['version']}?part=3" for own in documents]
    found += [f"/changes/{own['version']}" for own in documents if own["title"] == "Talks" and own["latest"]]
    found += [f"/statements/{own['key']}/history" for own in statements]
    found += [f"/exchanges/{own['id']}" for own in client.get("/exchanges.json?every=1").json()["exchanges"]]
    page = html.document_fromstring(client.get("/actors").text)
    found += [str(own) for own in page.xpath("//table//a/@href")]
    return [*LISTS, *found]


def test_every_page_is_whole_and_every_link_on_it_leads_somewhere(client: TestClient) -> None:
    own = addresses(client)
    assert len(own) > 40
    seen: set[str] = set()
    for address in own:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(answer.content) < 300_000, address
        page = html.document_fromstring(answer.text)
        (heading,) = page.xpath("//h1")
        assert heading.text_content().strip(), address
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        assert not page.xpath("//script[not(@src)] | //style | //@style | //@onclick | //@onerror"), address
        for link in page.xpath("//main//a/@href"):
            assert link.startswith(("/", "#", "https://", "http://")), (address, link)
            if link.startswith("#"):
                assert unescape(link[1:]) in ids or link[1:].startswith("p"), (address, link)
            elif link.startswith("/"):
                seen.add(link.partition("#")[0])
    for link in sorted(seen):
        assert client.get(link).status_code == 200, link


def test_the_json_is_at_the_same_address_and_in_the_openapi(client: TestClient) -> None:
    for address in addresses(client):
        path, _, asked = address.partition("?")
        beside = "/index.json" if path == "/" else f"{path}.json"
        answer = client.get(f"{beside}?{asked}" if asked else beside)
        assert answer.status_code == 200, beside
        assert answer.headers["content-type"] == "application/json"
        assert isinstance(answer.json(), dict)
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/index.json", "/documents/{version}.json", "/exchanges/{id}.json", "/statements.json"} <= set(paths)


def test_what_is_not_there_is_said_so_in_html_and_in_json(client: TestClient) -> None:
    for address in ("/documents/x", "/exchanges/x", "/actors/x", "/statements/x/history", "/add/x", "/changes/x", "/x"):
        assert client.get(address).status_code == 404, address
        assert "Not found" in client.get(address).text
        own = client.get(f"{address}.json")
        assert own.headers["content-type"] == "application/problem+json"
        assert (own.json()["status"], own.json()["title"]) == (404, "Not Found")
        assert own.json()["detail"]
    assert client.get("/documents?page=0").status_code == 422
    assert "fit" in client.get("/documents?page=x").text
    assert "is no date" in client.get("/statements?said=soon").text
    assert "No statement names" in client.get("/statements?speaker=Nobody+Known").text
    assert client.get("/statements?after=x").status_code == 200


def test_nothing_that_a_stranger_wrote_is_markup(client: TestClient) -> None:
    for address in addresses(client):
        page = client.get(address).text
        assert SCRIPT not in page, address
        assert BREAK_OUT not in page, address
        assert not re.search(r"<img|onerror=\"|javascript:window[^<]*\">", page), address
        assert "49" not in re.findall(r"\{\{ 7\*7 \}\}", page)
    shown = unescape(client.get("/documents").text)
    assert SCRIPT in shown


def test_the_megabyte_line_comes_in_parts_with_nothing_lost(client: TestClient) -> None:
    (own,) = [d for d in client.get("/documents.json").json()["documents"] if "script" in d["title"]]
    address = f"/documents/{own['version']}.json"
    first = client.get(address).json()
    assert first["parts"] > 20
    text = ""
    for part in range(1, first["parts"] + 1):
        shown = client.get(f"{address}?part={part}").json()
        text += "".join(piece["text"] for paragraph in shown["paragraphs"] for piece in paragraph)
    assert len(text) > 1_000_000
    assert text.startswith(SCRIPT)
    assert client.get(f"{address}?at=900000").json()["part"] > 20


def test_headers_let_nothing_run_and_nothing_be_framed(client: TestClient) -> None:
    for address in ("/", "/x", "/documents.json"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
    sheet = re.search(r'href="(/static/desk\.css\?\w+)"', client.get("/").text)
    assert sheet
    assert "immutable" in client.get(sheet[1]).headers["cache-control"]


def test_other_names_of_this_machine_are_not_answered(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"host": "127.0.0.1:8321"}).status_code == 200
    assert client.get("/", headers={"host": "[::1]:8321"}).status_code == 200


def test_changes_between_versions_are_shown(client: TestClient) -> None:
    (own,) = [d for d in client.get("/documents.json").json()["documents"] if d["title"] == "Talks"]
    view = client.get(f"/changes/{own['version']}.json").json()
    assert [(c["out"], c["put_in"]) for c in view["changes"] if c["out"]] == [("Monday", "Tuesday")]
    page = client.get(f"/changes/{own['version']}").text
    assert "<del>Monday</del><ins>Tuesday</ins>" in page
    both = client.get("/documents.json?everything=1").json()["documents"]
    assert [d["latest"] for d in both if d["title"] == "Talks"] in ([True, False], [False, True])


def test_what_another_program_adds_is_there_at_once(client: TestClient, desk: Desk) -> None:
    before = client.get("/index.json").json()["documents"]
    with Ledger.open(desk.ledger.name) as other:
        own = article()
        other.add(
            replace(
                own, document=replace(own.document, id="b", url="https://example.org/b", text="x" + own.document.text)
            )
        )
    assert client.get("/index.json").json()["documents"] == before + 1


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    desk = Desk.open(str(tmp_path / "empty.db"), workshop=Inline())
    client = TestClient(create_app(desk), follow_redirects=False)
    for address in ("/", "/exchanges", "/documents", "/statements", "/threads", "/temperature", "/actors", "/review"):
        page = html.document_fromstring(client.get(address).text)
        (said,) = page.xpath("//*[@class='empty']")
        assert said.text_content().startswith("This ledger is empty."), address
        assert said.xpath(".//a/@href") == ["/add"], address
    desk.close()


def test_the_dossier_says_what_is_new_in_conflict_and_in_a_poor_state(client: TestClient, desk: Desk) -> None:
    view = client.get("/index.json").json()
    assert view["added_that_day"] == view["documents"] == len(view["new"])
    page = client.get("/").text
    assert f"{view['documents']} documents came in on" in page
    assert view["last_added"][11:16] in page
    assert view["poor_count"] == 1
    (poor,) = view["poor"]
    assert poor["warnings"]
    text = "Rain fell on Geneva all day, and nobody who had come to talk went out for a walk by the lake."
    document = replace(article().document, id="b", url="https://example.org/b", text=text)
    desk.ledger.add(replace(article(), document=document, statements=()))
    assert client.get("/index.json").json()["added_that_day"] == view["documents"] + 1
