"""Issuers and outlets become actors."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.actors import Registry
from dragoman.reading.speakers import party

DAY = date(2022, 1, 28)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


@pytest.mark.parametrize(
    ("name", "language", "who"),
    [
        ("Kremlin", "ru", "kremlin"),
        ("Élysée Palace", "fr", "elysee"),
        ("Présidence de la République", "fr", "elysee"),
        ("Le Monde", "fr", "le-monde"),
        ("МИД России", "ru", "foreign-ministry-of-russia"),
        ("Ministry of Foreign Affairs of Russia", "ru", "foreign-ministry-of-russia"),
        ("President of Russia", "en", "vladimir-putin"),
        ("NATO", None, "nato"),
    ],
)
def test_known(registry: Registry, name: str, language: str | None, who: str) -> None:
    found = party(name, DAY, language, registry)
    assert found is not None
    assert found.id == who


def test_unknown_is_local(registry: Registry) -> None:
    found = party("The Harbour Courier", DAY, "en", registry, kind="outlet")
    assert found is not None
    assert (found.id, found.name, found.kind) == ("local:the-harbour-courier", "The Harbour Courier", "outlet")


@pytest.mark.parametrize("name", [None, "", "  "])
def test_no_name(registry: Registry, name: str | None) -> None:
    assert party(name, DAY, "en", registry) is None
