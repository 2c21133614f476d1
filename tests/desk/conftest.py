"""What the tests of the desk share: a ledger with a call told by two sides and a hostile text, and the desk on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from served import chromium, page
from strangers import Inline, Judge, article, hostile

from dragoman.actors import Registry
from dragoman.desk import Desk, create_app, workshop
from dragoman.documents import open_documents
from dragoman.ledger import Ledger
from dragoman.nouns import Document
from dragoman.reading.interpret import Interpreter
from dragoman.reading.reader import Reader

__all__ = ["chromium", "page"]
EXAMPLES = Path(__file__).parents[2] / "examples" / "january-2022"


@pytest.fixture(scope="session")
def filled(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger with the readouts of a call by both sides, a hostile document, and an article of two versions."""
    path = tmp_path_factory.mktemp("desk") / "ledger.db"
    interpreter = Interpreter(Registry.load())
    names = ("2022-01-28-call-elysee-fr.html", "2022-01-28-call-kremlin-en.html")
    with Ledger.open(str(path)) as ledger:
        for document in open_documents([str(EXAMPLES / name) for name in names]):
            assert isinstance(document, Document)
            ledger.add(interpreter.interpret(reader.read(document)))
        ledger.add(hostile())
        first = article()
        ledger.add(first)
        changed = first.document.text.replace("Monday", "Tuesday")
        ledger.add(replace(first, document=replace(first.document, text=changed)))
    return path


@pytest.fixture
def where(filled: Path, tmp_path: Path) -> str:
    """Return a copy of that ledger."""
    shutil.copy(filled, tmp_path / "ledger.db")
    return str(tmp_path / "ledger.db")


@pytest.fixture
def desk(where: str, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Return the desk on it, which does its heavy work on the spot."""
    monkeypatch.setattr(workshop, "_likeness", Judge)
    monkeypatch.setattr(workshop, "_reader", lambda: reader)
    own = Desk.open(where, workshop=Inline())
    yield own
    own.close()


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """Return a browser without scripts."""
    return TestClient(create_app(desk), follow_redirects=False)
