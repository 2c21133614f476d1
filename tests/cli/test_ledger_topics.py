"""``dragoman ledger topics`` with the model as shipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Call = Callable[..., Result]

GRAIN = "grain {} from Ukraine would be stopped at the border of Poland until {}"
GAS = "the transit of gas {} through the pipeline would cost {} more"
SAID = "{} said that {}.\n\n"


@pytest.fixture
def own(call: Call, tmp_path: Path) -> Call:
    """Return a function that runs ``dragoman ledger`` on a ledger of statements on two things."""
    grains = [GRAIN.format(*own) for own in (("lorries", "May"), ("trains", "June"), ("sold cheaply", "July"))]
    gases = [
        GAS.format(*own) for own in (("from Siberia", "a tenth"), ("in winter", "a third"), ("to Europe", "twice"))
    ]
    people = ("Emmanuel Macron", "Donald Tusk", "Volodymyr Zelensky")
    for name, told in (("grain", grains), ("gas", gases)):
        text = "".join(SAID.format(*own) for own in zip(people, told, strict=True))
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    where = tmp_path / "own.db"
    files = sorted(tmp_path.glob("*.txt"))
    assert call("ledger", "add", "--published", "2024-05-06", *files, "--ledger", where).exit_code == 0

    def run(*arguments: object) -> Result:
        return call("ledger", "topics", *arguments, "--ledger", where)

    return run


def test_topics_as_json(own: Call) -> None:
    result = own("--number", "2", "--format", "jsonl")
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["grain" in own["name"] for own in found].count(True) == 1
    assert ["gas" in own["name"] for own in found].count(True) == 1
    for topic in found:
        assert list(topic)[:6] == ["name", "label", "names", "actors", "statements", "documents"]
        assert list(topic)[6:] == ["languages", "first", "last", "speakers", "examples", "keys"]
        assert topic["statements"] == len(topic["keys"]) == 3
        assert topic["languages"] == {"en": 3}
        assert topic["first"] == topic["last"] == "2024-05-06"
        assert {"id": "emmanuel-macron", "name": "Emmanuel Macron", "statements": 1} in topic["speakers"]
        assert [own["key"] for own in topic["examples"]] == topic["keys"][:3]
        assert all(topic["name"].split(",")[0].split()[0] in own["words"].lower() for own in topic["examples"])
    assert result.stderr == "0 statements belong to no topic\n"


def test_topics_for_a_person(own: Call) -> None:
    result = own("--number", "2")
    assert "3 statements in 1 documents · 2024-05-06 · en 3" in result.stdout
    assert result.stdout.count("Emmanuel Macron 1") == 2
    first = own("--number", "2", "--limit", "1")
    assert first.stdout.count("statements in") == 1
    assert "1 more topics: --limit 2" in first.stderr


def test_what_was_not_asked_for_is_not_there(own: Call) -> None:
    assert "grain" not in own("pipeline", "--number", "2").stdout
    nothing = own("--speaker", "Nobody At All")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert own("--said", "soon").exit_code == 1
