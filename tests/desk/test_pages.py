"""Every page, in HTML and in JSON; what is refused; what is escaped."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from strangers import BREAK_OUT, CALL, SCRIPT, Inline, article, token

from dragoman.desk import Desk, create_app
from dragoman.desk.pages import adding
from dragoman.ledger import Ledger
from dragoman.nouns import Comparison, Difference, Passage, Point, Span

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


def test_accounts_stand_side_by_side_with_silence_and_conflict(client: TestClient) -> None:
    view = client.get(f"/exchanges/{CALL}.json").json()
    assert {own["id"] for own in view["accounts"]} == {"france", "russia"}
    labels = {point["label"] for point in view["points"]}
    assert "one-sided" in labels
    page = html.document_fromstring(client.get(f"/exchanges/{CALL}").text)
    rows = page.xpath("(//table[contains(@class, 'accounts')])[1]/tbody/tr")
    assert len(rows) == len(view["points"])
    for row, point in zip(rows, view["points"], strict=True):
        cells = row.xpath("td")
        assert [cell.get("id") for cell in cells] == [f"{point['id']}-{own['account']}" for own in point["cells"]]
        for cell, own in zip(cells, point["cells"], strict=True):
            silent = own["status"] == "silent"
            assert ("silent" in cell.text_content()) == silent
            assert bool(own["quotes"]) != silent
    for point in view["points"]:
        for cell in point["cells"]:
            for quote in cell["quotes"]:
                text = client.get(f"/documents/{quote['version']}.json").json()
                whole = "\n".join("".join(p["text"] for p in own) for own in text["paragraphs"])
                assert quote["words"][0]["text"].split("\n")[0] in whole


def differing(desk: Desk) -> Comparison:
    """The comparison of the call with one point that both tell, the first words of each passage another date."""
    own = desk.exchanges.get(CALL)
    assert own
    accounts = {id: next(p.accounts[id] for p in own.points if p.accounts[id].passages) for id in ("france", "russia")}
    words = {id: tuple(map(beginning, told.passages)) for id, told in accounts.items()}
    return replace(own, points=(Point("p1", "shared", accounts, (Difference("date", words),)),))


def beginning(own: Passage) -> Passage:
    """The first word of a passage."""
    first = own.text.split()[0]
    return replace(own, spans=(Span(own.spans[0].start, own.spans[0].start + len(first)),), text=first)


def test_the_words_that_differ_are_underlined_told_and_in_the_legend(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/exchanges")
    own = differing(desk)
    monkeypatch.setattr(desk.exchanges, "get", lambda id: own)
    view = client.get(f"/exchanges/{CALL}.json").json()
    page = html.document_fromstring(client.get(f"/exchanges/{CALL}").text)
    (told,) = own.points
    for account, words in told.differences[0].words.items():
        (cell,) = page.xpath("//td[@id=$id]", id=f"{told.id}-{account}")
        assert [u.text_content() for u in cell.xpath(".//u")] == [passage.text for passage in words]
        # Whoever listens hears what the line under the words says.
        assert [u.getnext().text_content().strip() for u in cell.xpath(".//u")] == ["(another date)"] * len(words)
    legend = page.xpath("//*[@id='legend']//u/@class")
    assert [own.split()[1] for own in legend] == view["kinds"]
    assert "date" in view["kinds"]
    assert view["points"][0]["differ"] == ["date"]


def test_every_cell_has_an_address(client: TestClient) -> None:
    page = html.document_fromstring(client.get(f"/exchanges/{CALL}").text)
    cells = page.xpath("(//table[contains(@class, 'accounts')])[1]/tbody/tr/td")
    assert cells
    for cell in cells:
        assert [unquote(own) for own in cell.xpath(".//a[@class='permalink']/@href")] == [f"#{cell.get('id')}"]


def test_a_review_goes_on_can_be_undone_and_says_who(client: TestClient, desk: Desk) -> None:
    page = client.get("/review")
    first = client.get("/review.json").json()
    key, left = first["statement"]["key"], first["left"]
    data = {"token": token(page.text), "verdict": "accept", "why": "clear", "back": "/review"}
    answer = client.post(f"/statements/{key}/judgement", data=data)
    assert answer.status_code == 303
    second = client.get(answer.headers["location"].replace("/review", "/review.json")).json()
    assert second["left"] == left - 1
    assert second["statement"]["key"] != key
    assert second["done"]["verdict"] == "accept"
    (said,) = desk.ledger.judgements("statement", key)
    assert (said.verdict, said.why) == ("accept", "clear")
    client.post(f"/judgements/{second['done']['id']}/undo", data={"token": data["token"], "back": "/review"})
    assert client.get("/review.json").json()["left"] == left
    assert client.get("/review.json").json()["statement"]["key"] == key
    history = client.get(f"/statements/{key}/history.json").json()["history"]
    assert [(own["verdict"], own["undone"]) for own in history] == [("accept", True), (None, False)]
    skipped = client.get(f"/review.json?after={key}").json()
    assert skipped["statement"]["key"] != key


def test_a_correction_changes_only_what_was_changed(client: TestClient, desk: Desk) -> None:
    (own,) = client.get("/statements.json?words=dupont").json()["statements"]
    shown = client.get(f"/statements/{own['key']}/history.json").json()["editable"]
    form = {**shown, "token": token(client.get("/review").text), "verdict": "edit", "back": "/statements"}
    form |= {"act": "DENY", "speaker": "Emmanuel Macron", "content": "talks would resume"}
    assert client.post(f"/statements/{own['key']}/judgement", data=form).status_code == 303
    hit = desk.ledger.statement(own["key"])
    assert hit
    assert hit.judgement
    assert set(hit.judgement.value) == {"act", "speaker", "content"}
    assert hit.statement.speaker
    assert hit.statement.speaker.id == "emmanuel-macron"
    (again,) = client.get("/statements.json?words=dupont").json()["statements"]
    assert (again["act"], again["words"], again["verdict"]) == ("DENY", "talks would resume", "edit")
    said = client.get("/actors/emmanuel-macron.json").json()["statements"]
    assert own["key"] in {statement["key"] for statement in said}
    for wrong in ({"act": "NOTHING"}, {"said": "soon"}, {"content": "words that are not there"}, {"source": "5-99999"}):
        answer = client.post(f"/statements/{own['key']}/judgement", data={**form, **shown, **wrong})
        assert answer.status_code == 400, wrong


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_what_does_not_come_from_a_form_of_ours_is_not_done(
    client: TestClient, desk: Desk, headers: dict[str, str]
) -> None:
    page = client.get("/review")
    good = token(page.text)
    key = client.get("/review.json").json()["statement"]["key"]
    bad = {"token": good if headers else "0" * 64, "verdict": "accept"}
    assert client.post(f"/statements/{key}/judgement", data=bad, headers=headers).status_code == 403
    assert client.post("/judgements/1/undo", data=bad, headers=headers).status_code == 403
    assert client.post("/add", data={**bad, "text": "He said no."}, headers=headers).status_code == 403
    assert list(desk.ledger.judgements()) == []


def test_a_form_leads_back_only_to_the_desk(client: TestClient) -> None:
    good = token(client.get("/review").text)
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\r\nSet-Cookie: x"):
        key = client.get("/review.json").json()["statement"]["key"]
        answer = client.post(f"/statements/{key}/judgement", data={"token": good, "verdict": "unsure", "back": back})
        assert answer.headers["location"].startswith("/review?done="), back
        assert "set-cookie" not in answer.headers


def test_files_and_texts_are_added_and_what_fails_is_named(client: TestClient, desk: Desk) -> None:
    good = token(client.get("/add").text)
    files = [
        (
            "files",
            ("../../etc/minister.txt", io.BytesIO(b"The minister said that the talks would fail."), "text/plain"),
        ),
        ("files", ("broken.pdf", io.BytesIO(b"%PDF-1.4 nothing"), "application/pdf")),
    ]
    data = {"token": good, "text": "Moscow said that it would wait.", "url": "https://example.org/w",
            "issuer": "Kremlin", "kind": "readout", "published": "2022-03-01"}  # fmt: skip
    answer = client.post("/add", data=data, files=files)
    assert answer.status_code == 303
    view = client.get(f"{answer.headers['location']}.json").json()
    assert (view["inputs"], view["done"], view["finished"], view["failed"]) == (3, 3, True, 1)
    problems = {own["name"]: own["problem"] for own in view["outcomes"]}
    assert problems["minister.txt"] is None
    assert problems["broken.pdf"]
    own = [d for d in client.get("/documents.json").json()["documents"] if d["published"] == "2022-03-01"]
    assert {d["url"] for d in own} == {None, "https://example.org/w"}
    assert all(d["issuer"] == "Kremlin" for d in own)
    assert not Path("/etc/minister.txt").exists()
    job = desk.adding.get(view["id"])
    assert job
    assert job.folder
    assert not job.folder.exists()


def test_what_may_not_be_added_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    good = {"token": token(client.get("/add").text)}

    def status(data: dict[str, str], *files: tuple[str, bytes]) -> int:
        sent = [("files", (name, io.BytesIO(body))) for name, body in files]
        return client.post("/add", data={**good, **data}, files=sent or None).status_code

    assert status({}) == 400
    assert status({}, ("run.exe", b"MZ")) == 400
    for address in ("/etc/passwd", "file:///etc/passwd", "-", "ftp://example.org/a", "http://"):
        assert status({"address": address}) == 400, address
    assert status({"text": "x", "url": "javascript:x"}) == 400
    assert status({"text": "x", "published": "soon"}) == 400
    assert status({"text": "x", "language": "klingon"}) == 400
    assert status({"text": "x", "kind": "rumour"}) == 422
    monkeypatch.setattr(adding, "FILE_BYTES", 10)
    monkeypatch.setattr(adding, "TEXT_BYTES", 10)
    assert status({}, ("a.txt", b"x" * 11)) == 413
    assert status({"text": "x" * 11}) == 413
    assert client.get("/", headers={"content-length": "999999999"}).status_code == 413


def test_fetching_keeps_to_the_public_internet(client: TestClient) -> None:
    data = {"token": token(client.get("/add").text), "address": "http://127.0.0.1:9/"}
    where = client.post("/add", data=data).headers["location"]
    (own,) = client.get(f"{where}.json").json()["outcomes"]
    assert "not a public address" in own["problem"]


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


def test_an_exchange_is_taken_along_as_a_note(client: TestClient) -> None:
    note = client.get(f"/exchanges/{CALL}.md")
    assert note.headers["content-type"].startswith("text/markdown")
    assert f"{CALL}.md" in note.headers["content-disposition"]
    assert "| Point |" in note.text
    assert client.get(f"/exchanges/{CALL}.docx").content.startswith(b"PK")
    assert client.get("/exchanges/none.md").status_code == 404


def test_threads_are_those_up_to_the_day(client: TestClient) -> None:
    everything = client.get("/threads.json").json()
    assert everything["count"] > 0
    days = [thread["opening"]["day"] for thread in everything["threads"]]
    assert days == sorted(days, reverse=True)
    assert client.get("/threads.json?on=2022-01-28").json()["count"] == everything["count"]
    assert client.get("/threads.json?on=2022-01-27").json()["count"] == 0
    kinds = {thread["kind"] for thread in everything["threads"]}
    for kind in kinds:
        found = client.get(f"/threads.json?kind={kind}").json()["threads"]
        assert {thread["kind"] for thread in found} == {kind}


def test_the_temperature_is_drawn_told_in_a_table_and_led_back_to_its_statements(client: TestClient) -> None:
    view = client.get("/temperature.json?one=france&other=russia").json()
    own = view["temperature"]
    assert own["out_count"] + own["back_count"] > 0
    assert {said["way"] for said in view["said"]} <= {"out", "back", "both"}
    ways = [said["way"] for said in view["said"]]
    assert own["out_count"] == sum(way in ("out", "both") for way in ways)
    for said in view["said"]:
        (speaker, addressees) = (said["statement"]["speaker"], said["statement"]["addressees"])
        assert speaker
        assert addressees or said["way"] == "both"
    page = html.document_fromstring(client.get("/temperature?one=france&other=russia").text)
    drawing = page.xpath("//figure/*[local-name()='svg']")[0]
    assert "Temperature between France and Russia" in drawing.get("aria-label")
    assert len(drawing.xpath(".//*[local-name()='polyline']")) == 3
    rows = [[cell.text_content() for cell in row.xpath("th|td")] for row in page.xpath("//table/tbody/tr")]
    assert sum(int(row[1]) for row in rows) == own["out_count"]
    assert float(rows[-1][-1].replace("\u2212", "-")) == own["both"]
    turned = client.get("/temperature.json?one=russia&other=france").json()["temperature"]
    assert (turned["out"], turned["back"], turned["both"]) == (own["back"], own["out"], own["both"])


def test_the_temperature_ends_on_the_day_asked_and_leaves_out_what_was_rejected(client: TestClient) -> None:
    assert client.get("/temperature.json?one=france&other=russia&on=2022-01-01").json()["temperature"] is None
    assert client.get("/temperature.json?one=france&other=mars").json()["temperature"] is None
    before = client.get("/temperature.json?one=france&other=russia&on=2022-03-01").json()
    assert before["temperature"]["last"] == "2022-03-01"
    key = before["said"][0]["statement"]["key"]
    good = token(client.get("/review").text)
    client.post(f"/statements/{key}/judgement", data={"token": good, "verdict": "reject"})
    after = client.get("/temperature.json?one=france&other=russia&on=2022-03-01").json()
    assert key not in [said["statement"]["key"] for said in after["said"]]
    assert after["count"] == before["count"] - 1


def test_threads_between_two_parties_are_theirs(client: TestClient) -> None:
    view = client.get("/threads.json?one=france&other=russia&on=2022-02").json()
    assert view["day"] == "2022-02-28"
    assert 0 < view["count"] < client.get("/threads.json").json()["count"] + 1
    assert client.get("/threads.json?one=france&other=germany").json()["count"] <= view["count"]
    assert view["temperature"]["one"] == {"id": "france", "name": "France"}
    page = html.document_fromstring(client.get("/threads?on=2022-02").text)
    (field,) = page.xpath("//input[@name='on']")
    assert (field.get("type"), field.get("value")) == ("date", "2022-02-28")


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    desk = Desk.open(str(tmp_path / "empty.db"), workshop=Inline())
    client = TestClient(create_app(desk), follow_redirects=False)
    for address in ("/", "/exchanges", "/documents", "/statements", "/threads", "/temperature", "/actors", "/review"):
        page = html.document_fromstring(client.get(address).text)
        (said,) = page.xpath("//*[@class='empty']")
        assert said.text_content().startswith("This ledger is empty."), address
        assert said.xpath(".//a/@href") == ["/add"], address
    desk.close()


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


def test_the_statements_of_an_exchange_are_asked_for_from_its_page(client: TestClient) -> None:
    page = html.document_fromstring(client.get(f"/exchanges/{CALL}").text)
    (link,) = page.xpath("//a[text()='Its statements']/@href")
    path, _, asked = link.partition("?")
    own = client.get(f"{path}.json?{asked}").json()
    assert 0 < own["count"] < client.get("/statements.json").json()["count"]
