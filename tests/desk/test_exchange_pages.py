"""The exchanges: accounts side by side, what differs underlined, an address for each cell, notes to take along."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from strangers import CALL

from dragoman.desk import Desk
from dragoman.nouns import Comparison, Difference, Passage, Point, Span


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


def test_an_exchange_is_taken_along_as_a_note(client: TestClient) -> None:
    note = client.get(f"/exchanges/{CALL}.md")
    assert note.headers["content-type"].startswith("text/markdown")
    assert f"{CALL}.md" in note.headers["content-disposition"]
    assert "| Point |" in note.text
    assert client.get(f"/exchanges/{CALL}.docx").content.startswith(b"PK")
    assert client.get("/exchanges/none.md").status_code == 404


def test_the_statements_of_an_exchange_are_asked_for_from_its_page(client: TestClient) -> None:
    page = html.document_fromstring(client.get(f"/exchanges/{CALL}").text)
    (link,) = page.xpath("//a[text()='Its statements']/@href")
    path, _, asked = link.partition("?")
    own = client.get(f"{path}.json?{asked}").json()
    assert 0 < own["count"] < client.get("/statements.json").json()["count"]
