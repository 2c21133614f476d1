"""The registry: names folded, offices by day, the user's records laid over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.actors import Registry, resolve
from dragoman.actors.check import RegistryError
from dragoman.actors.compile import compiled
from dragoman.actors.fold import fold
from dragoman.actors.index import index, reindexed, unpack
from dragoman.actors.records import Record, Role
from dragoman.actors.user import laid_over, merged

DAY = date(2022, 1, 28)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée", "ELYSEE"), ("Jean-Yves Le Drian", "jean yves le drian"), ("l’Élysée", "l'elysee"),
        ("Пётр Алексеев", "Петр Алексеев"),
        ("Ю. В. Андропов", "Ю.В. Андропов"), ("U.S.", "US"),
        ("В.В.Путин", "В. В. Путин"), ("France's president", "France president"),
        ("Зв’язок", "Зв'язок"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"), ("Wałęsa", "Walesa"), ("«Le Monde»", "le monde"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_unlike_names_do_not_fold_alike() -> None:
    assert len({fold(name) for name in ("Macron", "Marcon", "Le Drian", "Макрон", "Зеленский", "Зеленська")}) == 6


@pytest.mark.parametrize(
    ("day", "sure", "possible"),
    [
        ("2013-12-31", False, False), ("2014-01-01", False, True), ("2014-12-31", True, True),
        ("2016-02-01", True, True),
        ("2016-02-29", False, True), ("2016-03-01", False, False),
    ],
)  # fmt: skip
def test_roles_with_dates_known_in_part(day: str, sure: bool, possible: bool) -> None:
    role = Role("o", "2014", "2016-02")
    assert role.surely(date.fromisoformat(day)) is sure
    assert role.possibly(date.fromisoformat(day)) is possible


def test_a_name_in_the_language_of_the_text_goes_before_others() -> None:
    one = Record("one", "group", "One", names={"fr": ("Même",)})
    two = Record("two", "group", "Two", names={"en": ("Meme",)})
    own = Registry.of([one, two])
    for language, who in (("fr", one), ("en", two), ("de", None), (None, None)):
        assert resolve("Même", DAY, language, own).actor is who


def test_for_whom_a_person_speaks_depends_on_the_day(registry: Registry) -> None:
    person = registry.records["rudolf-rassendyll"]
    assert registry.actor(person, date(2015, 1, 1)).speaks_for == "ruritania"
    assert registry.actor(person, DAY).speaks_for is None
    assert registry.actor(registry.records["red-house"]).speaks_for == "ruritania"


def test_a_record_comes_back_from_its_block(registry: Registry) -> None:
    for record in registry.records.values():
        assert Record.of(record.block()) == record


def test_the_compiled_text_depends_on_nothing_but_the_records(registry: Registry) -> None:
    assert compiled(registry.records.values()) == compiled(reversed(registry.records.values()))


def own_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "dragoman.toml"
    path.write_text(text, encoding="utf-8")
    return path


ADDED = """
[[actor]]
id = "black-michael"
kind = "person"
name = "Black Michael"
roles = [{ office = "president-of-ruritania", from = "1990", to = "1991" }]

[[actor]]
id = "rudolf-rassendyll"
names.de = ["Der Gefangene"]
roles = [{ office = "foreign-minister-of-ruritania", from = "2021" }]
"""


def test_records_of_the_user_add_to_the_shipped_ones(registry: Registry, tmp_path: Path) -> None:
    before = dict(registry.records)
    records = merged(registry.records, own_file(tmp_path, ADDED))
    own = Registry(records, reindexed(registry.names, registry.records, records))
    assert registry.records == before
    assert resolve("Black Michael", DAY, "en", own).actor is records["black-michael"]
    assert resolve("Der Gefangene", DAY, "de", own).actor is records["rudolf-rassendyll"]
    assert [role.office for role in records["rudolf-rassendyll"].roles][-1] == "foreign-minister-of-ruritania"
    assert {key: set(unpack(own)) for key, own in own.names.items() if unpack(own)} == {
        key: set(unpack(own)) for key, own in index(records.values()).items()
    }


def test_merge_gives_names_roles_and_references_to_one(registry: Registry, tmp_path: Path) -> None:
    orders = '[[merge]]\nfrom = "rupert-hentzau"\ninto = "rudolf-rassendyll"\n'
    orders += '[[merge]]\nfrom = "ruritania"\ninto = "league"\n'
    records = merged(registry.records, own_file(tmp_path, orders))
    assert "rupert-hentzau" not in records
    assert {"Rupert Hentzau", "Руперт Хенцовский"} <= set(records["rudolf-rassendyll"].all_names())
    assert len(records["rudolf-rassendyll"].roles) == 2
    assert records["red-house"].speaks_for == "league"


def test_split_moves_names_to_another(registry: Registry, tmp_path: Path) -> None:
    text = '[[actor]]\nid = "other"\nkind = "person"\nname = "Other"\n'
    text += '[[split]]\nfrom = "rudolf-rassendyll"\ninto = "other"\nnames = ["Рассендилл"]\n'
    records = merged(registry.records, own_file(tmp_path, text))
    assert records["other"].names == {"ru": ("Рассендилл",)}
    assert records["rudolf-rassendyll"].names == {"ru": ("Рудольф Рассендилл",)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[actors]]\n", "unknown section 'actors'"),
        ("[actor]\n", "write [[actor]]"),
        ('[[merge]]\nfrom = "a"\n', "[[merge]] needs from, into"),
        ('[[merge]]\nfrom = "a"\ninto = "league"\n', "there is no actor 'a'"),
        ('[[merge]]\nfrom = "league"\ninto = "league"\n', "from and into are the same"),
        ('[[split]]\nfrom = "rudolf-rassendyll"\ninto = "league"\nnames = ["X"]\n', "has no name 'X'"),
        (
            '[[split]]\nfrom = "rudolf-rassendyll"\ninto = "league"\nnames = ["Rudolf Rassendyll"]\n',
            "name of the record",
        ),
        ('[[actor]]\nid = "new"\n', "kind is missing"),
        ('[[actor]]\nid = "league"\n[[actor]]\nid = "league"\n', "is there twice"),
        ('[[actor]]\nid = "league"\nspeaks_for = "nobody"\n', "there is no actor 'nobody'"),
        ("x = [", "cannot be read"),
    ],
)
def test_faults_of_the_users_file_are_told(registry: Registry, tmp_path: Path, text: str, what: str) -> None:
    path = own_file(tmp_path, text)
    with pytest.raises(RegistryError, match=r"dragoman\.toml: ") as caught:
        merged(registry.records, path)
    assert what in str(caught.value)
    assert laid_over(registry.records, path)[1] == list(caught.value.problems)
