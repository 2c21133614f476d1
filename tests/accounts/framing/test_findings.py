"""What framing finds over points and versions, and what it does where little is known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from made import Read

from dragoman.accounts import Told as Units
from dragoman.accounts import accounts_of, passages
from dragoman.accounts.framing import framing
from dragoman.accounts.framing.timing import between
from dragoman.accounts.framing.versions import changes
from dragoman.accounts.framing.words import FOLDER, lexicon
from dragoman.actors import Registry
from dragoman.nouns import Document, Exchange, Framing, Point, Reading, Told

RUSSIA = (
    "Vladimir Putin had a telephone conversation with Emmanuel Macron.\n\n"
    "<s1>Vladimir Putin</s1> <q1>said</q1> <c1>that grain would go on leaving the ports</c1>. "
    "<s2>Emmanuel Macron</s2> <q2>promised</q2> <c2>that the sanctions would be lifted</c2>."
)
FRANCE = (
    "Emmanuel Macron had a telephone conversation with Vladimir Putin.\n\n"
    "<s1>Emmanuel Macron</s1> <q1>raised</q1> <c1>the fate of the prisoners</c1>."
)


@pytest.fixture(scope="module")
def readings(read: Read) -> list[Reading]:
    facts = {"kind": "readout", "published": "2022-01-28"}
    return [
        read("russia", "en", RUSSIA, issuer="Kremlin", **facts),
        read("france", "en", FRANCE, issuer="Élysée Palace", **facts),
    ]


def exchange(registry: Registry) -> Exchange:
    cast = tuple(registry.actor(registry.records[id]) for id in ("emmanuel-macron", "vladimir-putin"))
    return Exchange("x", "call", "2022-01-28", cast)


def accounts(readings: list[Reading], registry: Registry) -> tuple[Units, ...]:
    units = [unit for reading in readings for unit in passages(reading)]
    return accounts_of(exchange(registry), units, {own.document.id: own.document for own in readings}, registry)


def point(id: str, told: dict[str, Units], words: str, by: str, other: str) -> Point:
    """A point of the account ``by`` on which the ``other`` says nothing, or the same ("reported")."""
    passage = next(unit.passage for unit in told[by].units if words in unit.passage.text)
    silent = next(account for account in told if account != by)
    return Point(id, "shared", {by: Told("reported", (passage,)), silent: Told(other)})  # type: ignore[arg-type]


def values(found: tuple[Framing, ...], category: str) -> dict[str, list[str]]:
    own: dict[str, list[str]] = {}
    for fact in found:
        if fact.category == category:
            own.setdefault(fact.account, []).append(fact.value)
    return own


def test_order_and_share_follow_the_text(readings: list[Reading], registry: Registry) -> None:
    own = accounts(readings, registry)
    told = {account.account.id: account for account in own}
    points = [
        point("p1", told, "sanctions", "russia", "not mentioned"),
        point("p2", told, "grain", "russia", "not mentioned"),
    ]
    found = framing(exchange(registry), own, points, readings, registry)
    # 11 words of 20 are on grain, 9 on sanctions.
    assert values(found, "order and share") == {"russia": ["p2: 1 of 2, 55 %", "p1: 2 of 2, 45 %"]}


@pytest.mark.parametrize(("other", "expected"), [("not mentioned", {"russia": ["france"]}), ("reported", {})])
def test_an_assurance_that_its_giver_reports_is_none(
    other: str, expected: dict[str, list[str]], readings: list[Reading], registry: Registry
) -> None:
    own = accounts(readings, registry)
    told = {account.account.id: account for account in own}
    found = framing(exchange(registry), own, [point("p1", told, "sanctions", "russia", other)], readings, registry)
    assert values(found, "assurances") == expected


def test_a_later_version_shows_what_changed(read: Read, registry: Registry) -> None:
    facts = {"kind": "readout", "issuer": "Kremlin", "url": "https://example.org/1"}
    text = "Vladimir Putin spoke with Emmanuel Macron. The two leaders {} to open the ports{}."
    early = read("v1", "en", text.format("agreed", " soon"), published="2022-01-28", **facts)
    late = read("v2", "en", text.format("discussed whether", ""), published="2022-01-29", **facts)
    both = [early, late]
    found = framing(exchange(registry), accounts(both, registry), (), both, registry)
    assert values(found, "altered text") == {"russia": ["'agreed' became 'discussed whether'", "'soon' was taken out"]}


def test_two_texts_at_one_address_are_no_versions() -> None:
    texts = ("Vladimir Putin spoke with Emmanuel Macron.", "The weather will be fine in all regions tomorrow.")
    early, late = (Document(text, text, "x") for text in texts)
    assert list(changes(early, late)) == []


@pytest.mark.parametrize(
    ("early", "late", "lag"),
    [
        ("2022-01-28", "2022-01-28", None),
        ("2022-01-28", "2022-01-29", "1 day"),
        ("2022-01-28T23:30:00+00:00", "2022-01-29T00:10:00+00:00", "40 min"),
        ("2022-01-28T10:00:00+00:00", "2022-01-30T12:00:00+00:00", "2 days"),
        ("2022-01-28T10:00:00+00:00", "2022-01-28", None),
        ("2022-01", "2022-01-30", None),
        ("", "2022-01-30", None),
    ],
)
def test_between(early: str, late: str, lag: str | None) -> None:
    assert between(early, late) == lag


def test_a_language_without_lists_has_what_needs_none(read: Read, registry: Registry) -> None:
    german = read(
        "g", "de", "Emmanuel Macron sprach am Telefon mit Wladimir Putin. Man blieb in der Sache uneins.",
        kind="readout", issuer="Élysée Palace", published="2022-01-28",
    )  # fmt: skip
    found = framing(exchange(registry), accounts([german], registry), (), [german], registry)
    assert {fact.category for fact in found} == {"published", "authority"}


def test_an_account_without_its_reading_is_named(readings: list[Reading], registry: Registry) -> None:
    own = accounts(readings, registry)
    with pytest.raises(KeyError, match="france"):
        framing(exchange(registry), own, (), readings[:1], registry)


def test_no_accounts_no_findings(registry: Registry) -> None:
    assert framing(exchange(registry), (), (), (), registry) == ()


def test_languages_have_the_same_lists() -> None:
    """A list that one language lacks is a category that it silently does without; names are its own."""
    lists = {
        file.stem: {name for name in lexicon(file.stem).wording.patterns if not name.startswith("names.")}
        for file in FOLDER.glob("*.toml")
    }
    assert sorted(lists) == ["en", "fr", "ru", "uk"]
    assert all(own == lists["en"] for own in lists.values())


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_no_name_is_of_two_sorts(file: Path) -> None:
    concepts = tomllib.loads(file.read_text(encoding="utf-8"))["names"]
    for concept, sorts in concepts.items():
        phrases = [phrase for own in sorts.values() for phrase in own]
        assert len(phrases) == len(set(phrases)), concept
