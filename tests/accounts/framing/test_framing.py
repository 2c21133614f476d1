"""Framing, category by category, in four languages: a table a language, each case an exchange told by some accounts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from made import Read

from dragoman.accounts import accounts_of, passages
from dragoman.accounts.framing import framing
from dragoman.actors import Registry
from dragoman.nouns import Exchange, Framing, Reading

HERE = Path(__file__).parent
ISSUERS = {
    "france": "Élysée Palace",
    "russia": "Kremlin",
    "united-states": "White House",
    "ukraine": "Office of the President of Ukraine",
    "germany": "German Federal Government",
}
LEADERS = {
    "france": "emmanuel-macron",
    "russia": "vladimir-putin",
    "united-states": "joe-biden",
    "ukraine": "volodymyr-zelensky",
    "germany": "olaf-scholz",
}
#: A further sentence: what tells only that an exchange was had is no account.
FURTHER = {
    "en": "Fishing in the northern lakes was touched upon as well.",
    "fr": "La pêche dans les lacs du nord a également été traitée.",
    "ru": "Речь шла также о рыболовстве в северных озерах.",
    "uk": "Мова була також про рибальство в північних озерах.",
}
CASES = [
    pytest.param(language, case, id=f"{language}-{case['category']}-{number}")
    for language in ("en", "fr", "ru", "uk")
    for number, case in enumerate(tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))["case"])
]


def tell(read: Read, registry: Registry, readings: list[Reading], kind: str, parties: list[str]) -> tuple[Framing, ...]:
    """Return the framing of an exchange of the leaders of some parties on 28 January 2022."""
    cast = tuple(registry.actor(registry.records[LEADERS[party]]) for party in parties)
    exchange = Exchange("x", kind, "2022-01-28", cast)  # type: ignore[arg-type]
    units = [unit for reading in readings for unit in passages(reading)]
    documents = {reading.document.id: reading.document for reading in readings}
    return framing(exchange, accounts_of(exchange, units, documents, registry), (), readings, registry)


def readings_of(read: Read, language: str, case: dict[str, Any]) -> list[Reading]:
    """Return a readout of each party of a case, and the report of its press."""
    published = case.get("published", {})
    found = []
    for party, text in case["accounts"].items():
        day = published.get(party, "2022-01-28")
        if party in ISSUERS:
            facts = {"kind": "readout", "issuer": ISSUERS[party], "published": day}
        else:
            facts = {"kind": "article", "outlet": "The Harbour Courier", "published": day}
        own = case.get("languages", {}).get(party, language)
        found.append(read(party, own, f"{text}\n\n{FURTHER[own]}", **facts))
    return found


@pytest.mark.parametrize(("language", "case"), CASES)
def test_case(language: str, case: dict[str, Any], read: Read, registry: Registry) -> None:
    readings = readings_of(read, language, case)
    parties = case.get("parties", ["france", "russia"])
    found = tell(read, registry, readings, case.get("kind", "call"), parties)
    values: dict[str, list[str]] = {}
    for fact in found:
        if fact.category == case["category"]:
            values.setdefault(fact.account, []).append(fact.value)
    assert values == case["found"]
    texts = {reading.document.id: reading.document.text for reading in readings}
    for fact in found:
        for passage in fact.evidence:
            (start, end) = passage.spans[0]
            assert texts[passage.document][start:end] == passage.text, "evidence is exact words"
