"""``dragoman compare``: what goes in, what comes out, how it ends; with a judge made for the tests."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import docx
import numpy as np
import pytest
from click.testing import Result

from dragoman.ledger import Ledger, statement_keys
from dragoman.reading.circumstances import Tag
from dragoman.reading.encoder import ModelError
from dragoman.reading.likeness import Likeness, Words

Call = Callable[..., Result]
KREMLIN = """Telephone conversation with President of France Emmanuel Macron

On January 28, 2022, Vladimir Putin had a telephone conversation with President of France Emmanuel Macron.

Vladimir Putin stressed that the Minsk agreements must be carried out.

Vladimir Putin said that the replies of NATO did not take account of Russia's concerns.
"""
ELYSEE = """Call between President Macron and President Putin

On January 28, 2022, President Emmanuel Macron spoke by telephone with President Vladimir Putin.

President Macron stressed that the Minsk agreements must be carried out.

President Macron said that the sovereignty of states could not be negotiated.
"""
ID = "call-2022-01-28-emmanuel-macron-vladimir-putin"


class Overlap:
    """Two passages are one point by the words that they share, and never contradict each other."""

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        out = np.zeros((len(texts), 512), np.float32)
        for row, text in zip(out, texts, strict=True):
            for word in _words(text):
                row[sum(map(ord, word)) % 512] += 1
            row /= max(1.0, float(np.linalg.norm(row)))
        return out

    def words(self, texts: Sequence[str]) -> list[Words]:
        return [Words(np.array([n]), row[None]) for n, row in enumerate(self.vectors(texts))]

    def circumstances(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        return [()] * len(texts)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        shares = [len(_words(a) & _words(b)) / len(_words(a) | _words(b)) for a, b in pairs]
        return np.array([(0.9999 if share > 0.6 else 0.0001, 0.01) for share in shares], np.float32).reshape(-1, 2)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.fixture
def judged(call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return ``call`` with that judge in place of the model."""
    monkeypatch.setattr(Likeness, "load", classmethod(lambda cls, *_, **__: Overlap()))
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    return call


def lines(*facts: tuple[str, str, str]) -> str:
    return "".join(
        json.dumps({"id": id, "text": text, "kind": "readout", "issuer": issuer, "published": "2022-01-28"}) + "\n"
        for id, issuer, text in facts
    )


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a file with the readouts of both sides."""
    path = tmp_path / "call.jsonl"
    path.write_text(lines(("k", "Kremlin", KREMLIN), ("e", "Élysée Palace", ELYSEE)), encoding="utf-8")
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """Return a file with the readout of one side."""
    path = tmp_path / "one.jsonl"
    path.write_text(lines(("k", "Kremlin", KREMLIN)), encoding="utf-8")
    return path


def finding(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.partition("\nCall, ")[0].split())


def test_the_finding_comes_first(judged: Call, two: Path) -> None:
    assert finding(judged("compare", two)) == (
        "1 point shared, none in conflict, 1 only in the Élysée Palace's account, 1 only in the Kremlin's"
    )


def test_json_has_the_words_and_their_places(judged: Call, two: Path) -> None:
    result = judged("compare", two, "--format", "json")
    assert result.exit_code == 0, result.output
    (exchange,) = json.loads(result.stdout)["exchanges"]
    assert exchange["id"] == ID
    assert [account["documents"] for account in exchange["accounts"]] == [["e"], ["k"]]
    assert sorted(point["label"] for point in exchange["points"]) == ["one-sided", "one-sided", "shared"]
    texts = {"k": KREMLIN, "e": ELYSEE}
    told = [own for point in exchange["points"] for cell in point["accounts"].values() for own in cell["statements"]]
    assert told
    assert all(texts[own["document"]][s:e] == own["text"] for own in told for s, e in own["spans"])


@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", "<!doctype html>"), ("markdown", "# 1 point shared"), ("text", "1 point shared"), ("json", "{")],
)
def test_formats_go_to_a_file_as_to_the_standard_output(
    judged: Call, two: Path, tmp_path: Path, form: str, begins: str
) -> None:
    shown = judged("compare", two, "--format", form)
    assert judged("compare", two, "--format", form, "-o", tmp_path / "out").stdout == ""
    written = (tmp_path / "out").read_text(encoding="utf-8")
    assert written.startswith(begins)
    assert shown.stdout.replace("\r\n", "\n") == written


def test_a_word_file(judged: Call, two: Path, tmp_path: Path) -> None:
    assert judged("compare", two, "--format", "docx", "-o", tmp_path / "a.docx").exit_code == 0
    piped = judged("compare", two, "--format", "docx").stdout_bytes
    for file in (str(tmp_path / "a.docx"), io.BytesIO(piped)):
        assert docx.Document(file).paragraphs[0].text.startswith("1 point shared")


def test_a_file_that_cannot_be_written_is_named(judged: Call, two: Path, tmp_path: Path) -> None:
    for form in ("text", "html"):
        result = judged("compare", two, "--format", form, "-o", tmp_path / "no" / "out")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr


def test_one_side_alone_is_said_and_what_to_do(judged: Call, one: Path) -> None:
    result = judged("compare", one)
    assert result.exit_code == 0
    assert result.stdout.startswith("One account only: the Kremlin's, with 2 points")
    assert "Give the other side's text" in " ".join(result.stdout.split())


def test_no_exchange_is_said_and_what_to_do(judged: Call, texts: Path) -> None:
    result = judged("compare", texts)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "no exchange was found: give the texts" in result.stderr
    as_json = judged("compare", texts, "--format", "json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout) == {"exchanges": []}


@pytest.mark.parametrize(
    "asked",
    [
        ("--exchange", ID),
        ("--exchange", "call-2022"),
        ("--between", "France", "Russia"),
        ("--between", "Kremlin", "Emmanuel Macron", "--on", "2022-01"),
        ("--between", "the French president", "Putin", "--on", "2022-01-28"),
    ],
)
def test_the_exchange_asked_for_is_found(judged: Call, two: Path, asked: tuple[str, ...]) -> None:
    result = judged("compare", two, *asked, "--format", "json")
    assert [own["id"] for own in json.loads(result.stdout)["exchanges"]] == [ID]
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--exchange", "letter"), ID),
        (("--between", "France", "China"), ID),
        (("--between", "France", "Zorgonia"), "Zorgonia: no actor of that name is known"),
        (("--on", "2022-02-12"), ID),
    ],
)
def test_what_there_is_is_told_where_it_is_not_there(
    judged: Call, two: Path, asked: tuple[str, ...], told: str
) -> None:
    result = judged("compare", two, *asked)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert told in result.stderr


def test_a_point_is_explained(judged: Call, two: Path) -> None:
    result = judged("compare", two, "--format", "json")
    (shared,) = (p["id"] for p in json.loads(result.stdout)["exchanges"][0]["points"] if p["label"] == "shared")
    explained = judged("compare", two, "--explain", shared)
    assert explained.exit_code == 0
    assert explained.stdout.startswith(f"{shared} shared, of: Call, 2022-01-28")
    assert "one point 100%" in explained.stdout.partition("why:")[2]
    missing = judged("compare", two, "--explain", "p99")
    assert missing.exit_code == 1
    assert "has points p1 to p3, not p99" in missing.stderr


def test_documents_that_cannot_be_read_are_named_and_the_others_compared(
    judged: Call, two: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    result = judged("compare", two, tmp_path / "broken.pdf")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 point shared")
    assert "broken.pdf" in result.stderr


def test_a_missing_model_is_told_before_anything_is_read(
    call: Call, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModelError("the model cannot be loaded; install Dragoman again")

    monkeypatch.setattr(Likeness, "load", missing)
    monkeypatch.setattr(import_module("dragoman.cli.compare"), "read_all", lambda *_, **__: pytest.fail("read in vain"))
    result = call("compare", two)
    assert result.exit_code == 1
    assert "install Dragoman again" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "a ledger with --ledger"),
        (("x.txt", "--ledger", "y.db"), "not both"),
        (("x.txt", "--on", "soon"), "ISO 8601"),
    ],
)
def test_wrong_use(judged: Call, arguments: tuple[str, ...], told: str) -> None:
    result = judged("compare", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


# --- from a ledger -----------------------------------------------------------------------------------------------


@pytest.fixture
def ledger(judged: Call, two: Path, tmp_path: Path) -> Path:
    """Return a ledger with both readouts."""
    path = tmp_path / "dossier.db"
    assert judged("ledger", "add", "--ledger", path, two).exit_code == 0
    return path


def test_a_ledger_gives_what_the_texts_give(judged: Call, two: Path, ledger: Path) -> None:
    from_texts = json.loads(judged("compare", two, "--format", "json").stdout)
    result = judged("compare", "--ledger", ledger, "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == from_texts


def test_nothing_is_read_again(judged: Call, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("dragoman.cli.compare"), "read_all", lambda *_, **__: pytest.fail("read again"))
    assert judged("compare", "--ledger", ledger, "--on", "2022-01-28").exit_code == 0


def test_texts_far_from_the_day_are_left_out(judged: Call, ledger: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.jsonl"
    told = KREMLIN.replace("January 28", "June 28")
    later.write_text(lines(("late", "Kremlin", told)).replace("2022-01-28", "2022-06-28"), encoding="utf-8")
    assert judged("ledger", "add", "--ledger", ledger, later).exit_code == 0
    near = judged("compare", "--ledger", ledger, "--on", "2022-01-28", "--exchange", "letter")
    everything = judged("compare", "--ledger", ledger, "--exchange", "letter")
    assert "call-2022-06-28" not in near.stderr
    assert "call-2022-06-28" in everything.stderr


def test_what_a_person_rejected_is_no_statement(judged: Call, ledger: Path) -> None:
    def ids() -> set[str]:
        (exchange,) = json.loads(judged("compare", "--ledger", ledger, "--format", "json").stdout)["exchanges"]
        cells = [point["accounts"]["russia"] for point in exchange["points"]]
        return {id for cell in cells for own in cell["statements"] for id in own["ids"]}

    before = ids()
    with Ledger.open(str(ledger)) as own:
        (stored,) = (s for s in own.readings() if s.reading.document.id == "k")
        keys = statement_keys(stored.version.key, stored.reading.statements)
        last = stored.reading.statements[-1].id
        own.judge("statement", keys[-1], "reject", "me")
    assert last in before
    assert last not in ids()


def test_a_ledger_that_is_not_there_is_named(judged: Call, tmp_path: Path) -> None:
    result = judged("compare", "--ledger", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "none.db" in result.stderr


def test_the_environment_names_the_ledger(judged: Call, two: Path, ledger: Path) -> None:
    assert judged("compare", env={"DRAGOMAN_LEDGER": str(ledger)}).exit_code == 0
    # Texts that are given go before it.
    assert judged("compare", two, env={"DRAGOMAN_LEDGER": "none.db"}).exit_code == 0
