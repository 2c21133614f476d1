"""Exchanges as people put them right: merged, and taken apart by document."""

from __future__ import annotations

import pytest
from made import Read

from dragoman.accounts import trace
from dragoman.accounts.exchanges import Corrections, Found
from dragoman.actors import Registry
from dragoman.nouns import Reading

FIRST = "call-2022-01-28-emmanuel-macron-vladimir-putin"
LATER = "call-2022-02-12-emmanuel-macron-vladimir-putin"
OTHER = "call-2022-02-12-joe-biden-vladimir-putin"


@pytest.fixture(scope="module")
def readings(read: Read) -> list[Reading]:
    """Return four readouts of three calls; two documents tell of the first."""
    texts = (
        (
            "a",
            "Kremlin",
            "2022-01-28",
            "Vladimir Putin had a telephone conversation with Emmanuel Macron on January 28.",
        ),
        ("b", "Élysée Palace", "2022-01-28", "On January 28 Emmanuel Macron spoke by telephone with Vladimir Putin."),
        (
            "c",
            "Kremlin",
            "2022-02-12",
            "Vladimir Putin had a telephone conversation with Emmanuel Macron on February 12.",
        ),
        ("d", "White House", "2022-02-12", "On February 12 Joe Biden spoke by telephone with Vladimir Putin."),
    )
    return [
        read(id, "en", text, kind="readout", issuer=issuer, published=on, title="Call")
        for id, issuer, on, text in texts
    ]


def found(readings: list[Reading], registry: Registry, **corrections: object) -> dict[str, Found]:
    own = trace(readings, registry, Corrections(**corrections))  # type: ignore[arg-type]
    return {one.exchange.id: one for one in own}


def documents(own: Found) -> set[str]:
    return {sighting.passage.document for sighting in own.sightings}


def test_what_nobody_corrects_is_as_it_was(readings: list[Reading], registry: Registry) -> None:
    plain = found(readings, registry)
    assert {id: documents(own) for id, own in plain.items()} == {FIRST: {"a", "b"}, LATER: {"c"}, OTHER: {"d"}}
    assert found(readings, registry, merged=(("nothing", "neither"),), apart={"none": (frozenset("a"),)}) == plain
    assert found(readings, registry, merged=((FIRST, "neither"),), apart={FIRST: (frozenset("ab"),)}) == plain


def test_merged_exchanges_are_one_under_the_first_id(readings: list[Reading], registry: Registry) -> None:
    own = found(readings, registry, merged=((LATER, FIRST),))
    assert {id: documents(one) for id, one in own.items()} == {LATER: {"a", "b", "c"}, OTHER: {"d"}}
    assert own[LATER].exchange.date == "2022-02-12"


def test_all_who_took_part_in_one_of_them_took_part(readings: list[Reading], registry: Registry) -> None:
    own = found(readings, registry, merged=((LATER, OTHER),))[LATER].exchange
    assert [actor.id for actor in own.participants] == ["emmanuel-macron", "joe-biden", "vladimir-putin"]
    assert {passage.document for passage in own.evidence} == {"c", "d"}


def test_a_document_taken_apart_tells_of_an_exchange_of_its_own(readings: list[Reading], registry: Registry) -> None:
    own = found(readings, registry, apart={FIRST: (frozenset("b"),)})
    assert documents(own[FIRST]) == {"a"}
    assert documents(own[f"{FIRST}-2"]) == {"b"}
    assert len(own) == 4


def test_what_was_taken_apart_can_be_merged_again(readings: list[Reading], registry: Registry) -> None:
    own = found(readings, registry, apart={FIRST: (frozenset("b"),)}, merged=((FIRST, f"{FIRST}-2"),))
    assert documents(own[FIRST]) == {"a", "b"}
    assert len(own) == 3
