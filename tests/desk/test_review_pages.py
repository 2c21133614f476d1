"""Judging at the desk without scripts: the queue, undo, corrections, and what is no form of ours."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from strangers import token

from dragoman.desk import Desk


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


def test_the_statement_in_question_is_marked_in_its_context(client: TestClient) -> None:
    view = client.get("/review.json").json()
    parts = {part for piece in view["context"] for part in piece["parts"]}
    assert "other" not in parts
    assert parts & {"content", "inner", "cue"}
    assert not [number for piece in view["context"] for number in piece["opens"]]
    page = client.get("/statements?words=dupont").text
    key = page.partition("/statements/")[2].partition("/history")[0]
    own = client.get(f"/statements/{key}/history.json").json()
    assert [(p["text"], p["parts"]) for p in own["context"] if p["parts"]] == [
        ("Minister Dupont", ["source"]), ("said", ["cue"]), ("that talks would resume on Tuesda", ["content"]),
    ]  # fmt: skip
