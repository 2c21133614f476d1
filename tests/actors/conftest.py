"""A small registry written by hand, for what the shipped data must not decide."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date

import pytest

from dragoman.actors import Registry, Resolution, resolve
from dragoman.actors.records import Record

RECORDS = """
[[actor]]
id = "ruritania"
kind = "state"
name = "Ruritania"
names.fr = ["Ruritanie"]
names.ru = ["Руритания"]
names.uk = ["Руританія"]
demonyms.en = ["Ruritanian"]
demonyms.fr = ["ruritanien"]
demonyms.ru = ["руританский"]
demonyms.uk = ["руританський"]
metonyms.en = ["Strelsau"]
metonyms.ru = ["Стрельзау"]

[[actor]]
id = "red-house"
kind = "institution"
name = "Red House"
speaks_for = "ruritania"
head = "president-of-ruritania"
names.fr = ["Maison Rouge"]
names.ru = ["Красный дом"]

[[actor]]
id = "foreign-ministry-of-ruritania"
kind = "institution"
name = "Foreign Ministry of Ruritania"
speaks_for = "ruritania"

[[actor]]
id = "league"
kind = "alliance"
name = "WHEN"

[[actor]]
id = "le-temps"
kind = "outlet"
name = "Le Temps"

[[actor]]
id = "president-of-ruritania"
kind = "office"
name = "President of Ruritania"
speaks_for = "ruritania"

[[actor]]
id = "foreign-minister-of-ruritania"
kind = "office"
name = "Foreign Minister of Ruritania"
speaks_for = "ruritania"

[[actor]]
id = "red-house-spokesman"
kind = "office"
name = "Red House Spokesman"
speaks_for = "ruritania"

[[actor]]
id = "rudolf-rassendyll"
kind = "person"
name = "Rudolf Rassendyll"
names.ru = ["Рудольф Рассендилл", "Рассендилл"]
roles = [{ office = "president-of-ruritania", from = "2010-05-01", to = "2020-05-01" }]

[[actor]]
id = "rupert-hentzau"
kind = "person"
name = "Rupert Hentzau"
names.ru = ["Руперт Хенцовский"]
roles = [{ office = "president-of-ruritania", from = "2020-05-01" }]

[[actor]]
id = "flavia-hentzau"
kind = "person"
name = "Flavia Hentzau"
names.ru = ["Флавия Хенцовская"]
roles = [{ office = "foreign-minister-of-ruritania", from = "2012", to = "2015" }]

[[actor]]
id = "fritz-tarlenheim"
kind = "person"
name = "Fritz Tarlenheim"
roles = [{ office = "red-house-spokesman", from = "2010" }]
"""


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return the registry of ``RECORDS``."""
    return Registry.of(map(Record.of, tomllib.loads(RECORDS)["actor"]))


@pytest.fixture(scope="session")
def shipped() -> Registry:
    """Return the registry as shipped."""
    return Registry.shipped()


@pytest.fixture
def meant(registry: Registry) -> Callable[..., str | None]:
    """Return a function that tells the id of whom a mention means in the small registry."""

    def ask(mention: str, on: str | None = "2022-01-28", language: str | None = "en") -> str | None:
        found: Resolution = resolve(mention, date.fromisoformat(on) if on else None, language, registry)
        return found.actor.id if found.actor else None

    return ask
