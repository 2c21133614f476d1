"""The page of a document: its statements narrowed by who, what, judgement and level, with the text whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from lxml import html
from strangers import article

from dragoman.desk import Desk
from dragoman.desk.sieve import sift
from dragoman.ledger import Hit, Judgement
from dragoman.nouns import Actor, Reading, Span, Statement

ANNA, BORIS = Actor("anna", "Anna", "person"), Actor("boris", "Boris", "person")
BOTH = Actor("anna+boris", "Anna and Boris", "group", members=(ANNA, BORIS))
TEXT = "Anna said that Boris denied that Carla had asked. Both agreed. Someone hoped so."


def reading() -> Reading:
    """A text of five statements, three of them one within the other."""
    said = [
        Statement("s1", (Span(0, 4),), (Span(5, 9),), (Span(10, 48),), "indirect", speaker=ANNA, act="SAY"),
        Statement("s2", (Span(15, 20),), (Span(21, 27),), (Span(28, 48),), "indirect", within="s1", speaker=BORIS,
                  act="DENY"),
        Statement("s3", (Span(33, 38),), (Span(43, 48),), (Span(39, 48),), "indirect", "Carla", within="s2"),
        Statement("s4", (Span(50, 54),), (Span(55, 61),), (Span(55, 61),), "indirect", speaker=BOTH, act="AGREE"),
        Statement("s5", (Span(63, 70),), (Span(71, 76),), (Span(71, 79),), "indirect", "Someone", act="SAY"),
    ]  # fmt: skip
    document = replace(article().document, id="nested", text=TEXT, url="https://example.org/nested", title="Nested")
    return Reading(document, tuple(said), "model-1")


@pytest.fixture
def version(desk: Desk) -> str:
    """Return the key of that text in the ledger."""
    return desk.ledger.add(reading()).version


def numbers(client: TestClient, address: str) -> list[int]:
    found: list[int] = client.get(address).json()["numbers"]
    return found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("?speaker=anna", [1, 4]),
        ("?speaker=boris", [2, 4]),
        ("?speaker=open", [3, 5]),
        ("?act=SAY", [1, 5]),
        ("?act=none", [3]),
        ("?level=1", [1, 4, 5]),
        ("?level=2", [2]),
        ("?level=3", [3]),
        ("?level=1&act=SAY&speaker=anna", [1]),
        ("?act=SAY&speaker=boris", []),
        ("?level=deep", []),
        ("?speaker=&act=&judgement=&level=", [1, 2, 3, 4, 5]),
    ],
)
def test_statements_are_narrowed(client: TestClient, version: str, asked: str, found: list[int]) -> None:
    assert numbers(client, f"/documents/{version}.json{asked}") == found


def test_judgements_narrow_as_they_stand(client: TestClient, desk: Desk, version: str) -> None:
    keys = [own["key"] for own in client.get(f"/documents/{version}.json").json()["statements"]]
    desk.ledger.judge("statement", keys[0], "accept", by="anna")
    undone = desk.ledger.judge("statement", keys[1], "reject", by="anna")
    desk.ledger.undo(undone.id, by="anna")
    assert numbers(client, f"/documents/{version}.json?judgement=accept") == [1]
    assert numbers(client, f"/documents/{version}.json?judgement=reject") == []
    assert numbers(client, f"/documents/{version}.json?judgement=none") == [2, 3, 4, 5]


def test_the_text_stays_whole_and_others_are_faint(client: TestClient, version: str) -> None:
    page = html.document_fromstring(client.get(f"/documents/{version}?speaker=anna").text)
    (text,) = page.xpath("//div[@class='text']")
    marks = text.xpath(".//a[@class='mark']")
    assert [own.text_content() for own in marks] == ["1", "4"]
    for own in marks:
        own.drop_tree()
    assert text.text_content().strip() == TEXT
    others = text.xpath(".//span[@class='content other' or @class='other']")
    assert "|".join(own.text_content() for own in others) == "that Carla |had asked|hoped so"
    assert page.xpath("//aside//div[@class='anchor']/@id") == ["s1", "s4"]
    assert page.xpath("//p[@role='status']")[0].text_content().startswith("2 of 5 statements · show all")
    for link in page.xpath("//a[@class='mark']/@href | //a[@class='number']/@href"):
        assert page.xpath(f"//*[@id='{link[1:]}']"), link


def test_each_choice_tells_how_many_it_would_leave_and_works_as_a_form(client: TestClient, version: str) -> None:
    page = html.document_fromstring(client.get(f"/documents/{version}?act=SAY").text)
    form = page.forms[1]
    told = {
        own.get("name"): [option.text_content() for option in own.xpath("option")]
        for own in form.xpath(".//select")
    }  # fmt: skip
    assert told["speaker"] == ["any", "Anna (1)", "open (1)", "Boris (0)"]
    assert sorted(told["act"]) == ["agree (1)", "any", "deny (1)", "none (1)", "say (2)"]
    assert told["judgement"] == ["any", "not judged (2)"]
    assert told["level"] == ["any", "not within another (2)", "within another (0)", "3 deep (0)"]
    assert form.xpath(".//select[@name='act']/option[@selected]/@value") == ["SAY"]
    form.fields["speaker"] = "anna"
    asked = "&".join(f"{name}={value}" for name, value in form.form_values())
    assert numbers(client, f"{form.get('action')}.json?{asked}") == [1]
    empty = client.get(f"/documents/{version}?speaker=nobody").text
    assert "No statement here is like that" in empty
    assert "nobody (0)" in empty


def test_statements_that_lie_in_each_other_in_a_circle_have_a_level() -> None:
    one, other = reading().statements[:2]
    hits = [
        Hit("k", own, reading().document, "v", "m", None)
        for own in (replace(one, within="s2"), replace(other, within="s1"))
    ]
    assert sift(hits, {"level": "2"}).shown == (0, 1)


def test_an_edit_is_narrowed_by_as_it_reads_now() -> None:
    judgement = Judgement(1, "statement", "k", "edit", "anna", "")
    own = Hit("k", reading().statements[0], reading().document, "v", "m", judgement)
    assert sift([own], {"judgement": "edit"}).shown == (0,)
