"""``dragoman actors``: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from dragoman.actors import Registry

Call = Callable[..., Result]
OWN = """
[[actor]]
id = "ruritania"
kind = "state"
name = "Ruritania"
demonyms.en = ["Ruritanian"]

[[actor]]
id = "president-of-ruritania"
kind = "office"
name = "President of Ruritania"
speaks_for = "ruritania"

[[actor]]
id = "rudolf-rassendyll"
kind = "person"
name = "Rudolf Rassendyll"
roles = [{ office = "president-of-ruritania", from = "2010-05-01", to = "2020-05-01" }]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dragoman.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_show_explains_who_why_in_which_role_and_for_whom(call: Call) -> None:
    result = call("actors", "show", "--on", "2015-01-28", "the Ruritanian president")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "the Ruritanian president",
        "  Rudolf Rassendyll (person, rudolf-rassendyll), confidence 0.941",
        "  why: 'the Ruritanian president' names President of Ruritania, an office held on 2015-01-28 by "
        "Rudolf Rassendyll (2010-05-01 to 2020-05-01)",
        "  on 2015-01-28: President of Ruritania (2010-05-01 to 2020-05-01)",
        "  speaks for: Ruritania",
    ]  # fmt: skip


def test_show_as_json(call: Call) -> None:
    result = call(
        "actors", "show", "--format", "json", "--on", "2015-01-28", "--language", "en-GB", "Rassendyll", "Zzz"
    )
    assert result.exit_code == 1
    one, two = json.loads(result.output)
    assert one["actor"] == {
        "id": "rudolf-rassendyll", "name": "Rudolf Rassendyll", "kind": "person", "speaks_for": "ruritania",
        "named": True, "members": [],
    }  # fmt: skip
    assert one["language"] == "en"
    assert one["roles"] == [
        {"office": "president-of-ruritania", "from": "2010-05-01", "to": "2020-05-01", "acting": False}
    ]
    assert two["actor"] is None
    assert list(one) == list(two)


def test_show_ends_with_1_where_a_mention_stays_open(call: Call) -> None:
    result = call("actors", "show", "Brigitte Rassendyll", "Ruritania")
    assert result.exit_code == 1
    assert "  open\n" in result.output
    assert "  candidate: Rudolf Rassendyll (person, rudolf-rassendyll)" in result.output


@pytest.mark.parametrize(
    "words",
    [["show"], ["show", "--on", "2022", "x"], ["show", "--language", "1", "x"], ["list", "--kind", "x"], ["add", "x"]],
)
def test_wrong_use_ends_with_2(call: Call, words: list[str]) -> None:
    assert call("actors", *words).exit_code == 2


def test_list_holds_to_kind_and_day(call: Call) -> None:
    lines = call("actors", "list", "--kind", "person").output.splitlines()
    assert "rudolf-rassendyll\tperson\tRudolf Rassendyll\tPresident of Ruritania (2010-05-01 to 2020-05-01)" in lines
    assert all("\tperson\t" in line for line in lines)
    assert "rudolf-rassendyll" not in call("actors", "list", "--kind", "person", "--on", "2022-01-28").output
    assert "ruritania\tstate\tRuritania\n" in call("actors", "list").output


def test_add_writes_a_record_that_is_found(call: Call, folder: Path) -> None:
    result = call("actors", "add", "--kind", "person", "--alias", "ru=Руперт «Граф»", "--alias", "ru=Граф", "--role",
                  "president-of-ruritania=2021-01/", 'Rupert "Count" Hentzau')  # fmt: skip
    assert (result.exit_code, result.output) == (0, "rupert-count-hentzau added to dragoman.toml\n")
    text = (folder / "dragoman.toml").read_text(encoding="utf-8")
    assert text.startswith(OWN.strip())
    assert tomllib.loads(text)["actor"][-1] == {
        "id": "rupert-count-hentzau", "name": 'Rupert "Count" Hentzau', "kind": "person",
        "names": {"ru": ["Руперт «Граф»", "Граф"]}, "roles": [{"office": "president-of-ruritania", "from": "2021-01"}],
    }  # fmt: skip
    assert "rupert-count-hentzau" in call("actors", "show", "--on", "2022-01-28", "the Ruritanian president").output
    assert list(folder.iterdir()) == [folder / "dragoman.toml"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["Rudolf Rassendyll"], "the id 'rudolf-rassendyll' is taken"),
        (["--id", "rr", "RUDOLF RASSENDYLL"], "is a name of 'rudolf-rassendyll' already"),
        (["--role", "king-of-ruritania", "Rupert"], "there is no office 'king-of-ruritania'"),
        (["--role", "president-of-ruritania=2021-13/", "Rupert"], "is no date"),
        (["--id", "R R", "Rupert"], "is no slug"),
        (["--alias", "Граф", "Rupert"], "is no language code"),
    ],
)
def test_add_refuses_what_is_there_or_wrong(call: Call, folder: Path, words: list[str], what: str) -> None:
    result = call("actors", "add", "--kind", "person", *words)
    assert result.exit_code == 1
    assert what in result.output
    assert "nothing was written" in result.output
    assert (folder / "dragoman.toml").read_text(encoding="utf-8") == OWN
    assert list(folder.iterdir()) == [folder / "dragoman.toml"]


def test_add_needs_an_id_where_the_name_gives_none(call: Call) -> None:
    assert call("actors", "add", "--kind", "group", "Группа").exit_code == 2
    assert call("actors", "add", "--kind", "group", "--id", "gruppa", "Группа").exit_code == 0


def test_add_begins_the_file_where_there_is_none(call: Call, folder: Path) -> None:
    result = call("actors", "add", "--kind", "group", "--config", folder / "new.toml", "The Gang of None")
    assert result.exit_code == 0
    assert (folder / "new.toml").read_text().startswith("[[actor]]\n")


def test_check_tells_every_fault_and_ends_with_1(call: Call, folder: Path) -> None:
    assert call("actors", "check", "dragoman.toml").output == "0 errors, 0 warnings\n"
    (folder / "dragoman.toml").write_text(OWN + 'from = "2020"\nhead = "x"\n', encoding="utf-8")
    result = call("actors", "check", "dragoman.toml")
    assert result.exit_code == 1
    assert "dragoman.toml: rudolf-rassendyll: unknown key 'from'" in result.output
    assert call("actors", "show", "Ruritania").exit_code == 1


def test_check_reads_the_shipped_files_without_arguments(
    call: Call, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "a.toml").write_text('[[actor]]\nid = "A"\n')
    monkeypatch.setattr("dragoman.actors.compile.DATA", folder / "data")
    result = call("actors", "check")
    assert "a.toml: A: kind is missing" in result.output
    assert result.exit_code == 1


def test_the_registry_is_not_changed_by_what_the_user_adds(call: Call) -> None:
    call("actors", "show", "Ruritania")
    assert "ruritania" not in Registry.shipped().records
