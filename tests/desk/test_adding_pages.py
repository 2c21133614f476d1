"""Adding documents at the desk: files, texts, addresses; what fails is named, what may not be is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from strangers import token

from dragoman.desk import Desk
from dragoman.desk.pages import adding


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
