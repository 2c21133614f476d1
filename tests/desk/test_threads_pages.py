"""Threads up to a day and between two parties, and the temperature between these."""

from __future__ import annotations

from fastapi.testclient import TestClient
from lxml import html
from strangers import token


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
