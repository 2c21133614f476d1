"""What is wrong in files of records: every fault is told, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors.blocks import is_date
from dragoman.actors.check import cross_problems, read_files

OFFICE = '[[actor]]\nid = "o"\nkind = "office"\nname = "Office"\n'


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "own.toml"
    path.write_text(OFFICE + text, encoding="utf-8")
    placed, problems = read_files([path])
    return [str(problem) for problem in (*problems, *cross_problems(placed))]


def person(id: str, extra: str) -> str:
    return f'[[actor]]\nid = "{id}"\nkind = "person"\nname = "A Person"\n{extra}\n'


@pytest.mark.parametrize(
    ("extra", "what"),
    [
        ('colour = "red"', "unknown key 'colour'"),
        ('qid = "142"', "qid '142'"),
        ('code = "FR"', "code is for states only"),
        ('names = ["A"]', "names needs a language"),
        ('names.english = ["A"]', "'english' is no language code"),
        ('names.en = "A"', "names.en must be a list"),
        ('roles = ["o"]', "roles must be a list of"),
        ('roles = [{ office = "o", since = "2014" }]', "unknown key 'since'"),
        ('roles = [{ office = "O" }]', "office 'O' is no slug"),
        ('roles = [{ office = "o", acting = "yes" }]', "acting must be true or false"),
        ('roles = [{ office = "o", from = "2014-02-30" }]', "from '2014-02-30' is no date"),
        ('roles = [{ office = "o", from = 2014-02-03 }]', "is no date"),
        ('roles = [{ office = "o", from = "2015", to = "2014-12" }]', "from 2015 is later than to 2014-12"),
        ('roles = [{ office = "x" }]', "there is no office 'x'"),
        ('roles = [{ office = "p" }]', "there is no office 'p'"),
        ('speaks_for = "x"', "speaks_for: there is no actor 'x'"),
        ('speaks_for = "p"', "speaks_for goes in a circle"),
        ('head = "p"', "head: there is no office 'p'"),
        ("shared = true", "shared is for offices only"),
        ('ended = "1991"', "ended is for offices and institutions only"),
    ],
)
def test_each_fault_is_told_with_file_and_id(tmp_path: Path, extra: str, what: str) -> None:
    (only,) = told(tmp_path, person("p", extra))
    assert only.startswith("own.toml: p: ")
    assert what in only


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = '[[actor]]\nid = "Bad Id"\nkind = "ghost"\n' + person("p", 'speaks_for = "x"') + person("p", 'head = "y"')
    text += "[actors]\n"
    found = "\n".join(told(tmp_path, text))
    for what in (
        "'Bad Id' is no slug",
        "unknown kind 'ghost'",
        "name is missing",
        "id p is taken",
        "'x'",
        "'y'",
        "'actors'",
    ):
        assert what in found


def test_two_records_of_one_wikidata_item(tmp_path: Path) -> None:
    (only,) = told(tmp_path, person("p", 'qid = "Q1"') + person("q", 'qid = "Q1"'))
    assert only == "own.toml: q: qid Q1 is taken by p in own.toml"


@pytest.mark.parametrize(
    ("first", "second", "warned"),
    [
        ('from = "2014", to = "2016-05-14"', 'from = "2016-05-14"', False),
        ('from = "2014", to = "2016-05-14"', 'from = "2016-05-13"', True),
        ('from = "2014"', 'from = "2016"', True),
        ('from = "2014", to = "2016"', 'from = "2016"', False),
        ('from = "2014"', 'from = "2016", acting = true', False),
    ],
)
def test_two_holders_at_once_are_a_warning(tmp_path: Path, first: str, second: str, warned: bool) -> None:
    roles = 'roles = [{{ office = "o", {} }}]'
    text = person("p", roles.format(first)) + person("q", roles.format(second))
    found = told(tmp_path, text)
    assert [": warning: held o from" in own for own in found] == [True] * warned
    assert told(tmp_path, "shared = true\n" + text) == []


def test_files_that_are_no_toml_are_named(tmp_path: Path) -> None:
    assert "cannot be read" in told(tmp_path, "[[actor]")[0]


@pytest.mark.parametrize(
    ("value", "good"), [("2022", True), ("2022-02", True), ("2022-13", False), ("22", False), (2022, False)]
)
def test_dates(value: object, good: bool) -> None:
    assert is_date(value) is good
