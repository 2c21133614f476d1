"""Whom mentions mean, in a small registry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import Registry, resolve
from dragoman.actors.senses import is_post

Ask = Callable[..., str | None]
DAY = date(2022, 1, 28)


@pytest.mark.parametrize(
    ("mention", "language", "who"),
    [
        ("Rudolf Rassendyll", "en", "rudolf-rassendyll"),
        ("rudolf  RASSENDYLL", None, "rudolf-rassendyll"),
        ("Rassendyll", "en", "rudolf-rassendyll"),
        ("Rassendyll", "fr", "rudolf-rassendyll"),
        ("R. Rassendyll", "en", "rudolf-rassendyll"),
        ("Рудольфом Рассендиллом", "ru", "rudolf-rassendyll"),
        ("Рудольф Карлович Рассендилл", "ru", "rudolf-rassendyll"),
        ("Рассендилла", "ru", "rudolf-rassendyll"),
        ("Руперта Хенцовского", "ru", "rupert-hentzau"),
        ("Флавии Хенцовской", "ru", "flavia-hentzau"),
    ],
)
def test_names(meant: Ask, mention: str, language: str | None, who: str) -> None:
    assert meant(mention, language=language) == who


@pytest.mark.parametrize(
    ("mention", "language"),
    [
        ("the Ruritanian president", "en"),
        ("Ruritania's president", "en"),
        ("the president of Ruritania", "en"),
        ("The Ruritanian head of state", "en"),
        ("le président ruritanien", "fr"),
        ("la présidente ruritanienne", "fr"),
        ("le chef de l’État ruritanien", "fr"),
        ("президент Руритании", "ru"),
        ("президентом Руритании", "ru"),
        ("руританского президента", "ru"),
        ("президент Руританії", "uk"),
        ("the Red House leader", "en"),
        ("the head of the Red House", "en"),
        ("le chef de la Maison Rouge", "fr"),
        ("le locataire de la Maison Rouge", "fr"),
        ("хозяин Красного дома", "ru"),
        ("главой Красного дома", "ru"),
    ],
)
@pytest.mark.parametrize(("on", "who"), [("2015-01-28", "rudolf-rassendyll"), ("2022-01-28", "rupert-hentzau")])
def test_an_office_stands_for_who_holds_it_that_day(meant: Ask, mention: str, language: str, on: str, who: str) -> None:
    assert meant(mention, on, language) == who
    assert meant(mention, on, None) == who


@pytest.mark.parametrize(
    ("mention", "language", "what"),
    [
        ("Strelsau", "en", "ruritania"),
        ("Стрельзау", "ru", "ruritania"),
        ("Руританией", "ru", "ruritania"),
        ("Руританією", "uk", "ruritania"),
        ("the Ruritanian side", "en", "ruritania"),
        ("руританская сторона", "ru", "ruritania"),
        ("la partie ruritanienne", "fr", "ruritania"),
        ("the Red House", "en", "red-house"),
        ("la Maison Rouge", "fr", "red-house"),
        ("Красном доме", "ru", "red-house"),
        ("the Ruritanian foreign ministry", "en", "foreign-ministry-of-ruritania"),
        ("le ministère ruritanien des Affaires étrangères", "fr", "foreign-ministry-of-ruritania"),
        ("МИД Руритании", "ru", "foreign-ministry-of-ruritania"),
    ],
)
def test_parties(meant: Ask, mention: str, language: str, what: str) -> None:
    assert meant(mention, language=language) == what


def test_a_spokesman_without_a_name_is_not_guessed(meant: Ask) -> None:
    assert meant("the Red House spokesman") == "red-house-spokesman"
    assert meant("a spokesman for the Red House") == "red-house-spokesman"
    assert meant("Red House spokesman Fritz Tarlenheim") == "fritz-tarlenheim"
    assert meant("a spokeswoman for the Ruritanian foreign ministry") == "foreign-ministry-of-ruritania"


@pytest.mark.parametrize(
    ("mention", "language", "who"),
    [
        ("President Rassendyll", "en", "rudolf-rassendyll"),
        ("Rassendyll spokesman Tarlenheim", "en", "fritz-tarlenheim"),
        ("former Ruritanian president Rudolf Rassendyll", "en", "rudolf-rassendyll"),
        ("Ruritania's Rassendyll", "en", "rudolf-rassendyll"),
        ("le président Rassendyll", "fr", "rudolf-rassendyll"),
        ("M. Rassendyll", "fr", "rudolf-rassendyll"),
        ("президент Рассендилл", "ru", "rudolf-rassendyll"),
        ("Президент Р.К.Рассендилл", "ru", "rudolf-rassendyll"),
        ("заместителя министра Рассендилла", "ru", "rudolf-rassendyll"),
        ("DEPUTY SECRETARY RASSENDYLL", "en", "rudolf-rassendyll"),
        ("президента Рассендилла", "ru", "rudolf-rassendyll"),
        ("economist Rudolf Rassendyll", "en", "rudolf-rassendyll"),
        ("Rudolf Rassendyll, the Ruritanian president", "en", "rudolf-rassendyll"),
        ("the president of Ruritania, Rudolf Rassendyll,", "en", "rudolf-rassendyll"),
    ],
)
def test_titles_with_names(meant: Ask, mention: str, language: str, who: str) -> None:
    assert meant(mention, "2015-01-28", language) == who


@pytest.mark.parametrize(
    "mention",
    [
        "", "...", "the", "he", "He", "I", "Я", "who", "Rudolf Rassendyll, Hentzau and Tarlenheim", "rassendyll",
        "the president", "the former Ruritanian president", "Ruritanian", "when",
        "le temps",
        "Brigitte Rassendyll", "Q. Rassendyll", "economist Rassendyll", "the wife of Rudolf Rassendyll",
        "Rassendyll's spokesman",
        "spokesman for Rudolf Rassendyll", "Rassendyll and Fritz Tarlenheim", "Rudolf Rassendyll, Fritz Tarlenheim",
        "a Ruritanian president", "the Ruritanian deputy foreign minister", "the Ruritanian and Red House leaders",
        "Ruritanian diplomats", "the Strelsau correspondent",
    ],
)  # fmt: skip
def test_what_is_not_known_stays_open(meant: Ask, mention: str) -> None:
    assert meant(mention, "2015-01-28") is None


@pytest.mark.parametrize(
    "mention",
    [
        "пресс-секретарь Рассендилла",
        "советник президента Рассендилла",
        "советник Рудольфа Рассендилла",
        "заместитель министра Рассендилла",
    ],
)
def test_the_man_of_a_man_is_not_the_man(meant: Ask, mention: str) -> None:
    assert meant(mention, "2015-01-28", "ru") is None


def test_words_of_an_unknown_language_before_a_name_keep_it_open(meant: Ask) -> None:
    assert meant("die Frau von Rudolf Rassendyll", language="de") is None
    assert meant("die Frau von Rudolf Rassendyll", language=None) is None


def test_a_surname_of_two_is_the_one_in_office(registry: Registry) -> None:
    found = resolve("Hentzau", DAY, "en", registry)
    assert found.actor
    assert found.actor.id == "rupert-hentzau"
    assert [own.id for own in found.candidates] == ["flavia-hentzau"]
    assert found.confidence < 0.9
    found = resolve("Hentzau", date(2009, 1, 1), "en", registry)
    assert found.actor is None
    assert {own.id for own in found.candidates} == {"rupert-hentzau", "flavia-hentzau"}
    assert resolve("Hentzau", None, "en", registry).actor is None


def test_a_title_tells_two_of_one_surname_apart(meant: Ask, registry: Registry) -> None:
    later = Registry.of(
        [*registry.records.values()]
        + [type(r)(r.id, r.kind, r.name, roles=(type(r.roles[0])("foreign-minister-of-ruritania", "2012"),))
           for r in [registry.records["flavia-hentzau"]]]
    )  # fmt: skip
    assert resolve("Hentzau", DAY, "en", later).actor is None
    found = resolve("Foreign Minister Hentzau", DAY, "en", later)
    assert found.actor
    assert found.actor.id == "flavia-hentzau"


def test_the_office_itself_stands_where_its_holder_is_open(registry: Registry) -> None:
    for day in (None, date(1999, 1, 1), date(2020, 5, 1)):
        found = resolve("the Ruritanian president", day, "en", registry)
        assert found.actor
        assert found.actor.id == "president-of-ruritania"
    assert [own.id for own in found.candidates] == ["rudolf-rassendyll", "rupert-hentzau"]


def test_dates_not_known_to_the_day_cost_confidence(registry: Registry) -> None:
    sure = resolve("the Ruritanian foreign minister", date(2013, 6, 1), "en", registry)
    unsure = resolve("the Ruritanian foreign minister", date(2012, 6, 1), "en", registry)
    assert sure.actor is unsure.actor is registry.records["flavia-hentzau"]
    assert unsure.confidence < sure.confidence
    assert "not known to the day" in unsure.reason


def test_the_reason_names_office_day_and_holder(registry: Registry) -> None:
    found = resolve("the Ruritanian president", DAY, "en", registry)
    assert found.office is registry.records["president-of-ruritania"]
    for part in (
        "'the Ruritanian president'",
        "President of Ruritania",
        "2022-01-28",
        "Rupert Hentzau",
        "since 2020-05-01",
    ):
        assert part in found.reason


def test_open_mentions_name_what_they_have_to_do_with(registry: Registry) -> None:
    found = resolve("Brigitte Rassendyll", DAY, "en", registry)
    assert [own.id for own in found.candidates] == ["rudolf-rassendyll"]
    assert found.confidence == 0
    assert "more before the name" in found.reason


def test_spokespeople_hold_posts_that_do_not_stand_for_them(registry: Registry) -> None:
    assert is_post(registry.records["president-of-ruritania"])
    assert not is_post(registry.records["red-house-spokesman"])


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ru", "uk", "zh", None]))
def test_any_text_is_answered(registry: Registry, mention: str, language: str | None) -> None:
    found = resolve(mention, DAY, language, registry)
    assert 0 <= found.confidence <= 1
    assert (found.actor is None) == (found.confidence == 0)
