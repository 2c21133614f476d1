"""Exchanges of a ledger: kept, searched by, merged and parted by judgements, on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made import Read

from dragoman.accounts import dossier
from dragoman.actors import Registry
from dragoman.ledger import Ledger, Query

FIRST = "call-2022-01-28-emmanuel-macron-vladimir-putin"
LATER = "call-2022-02-12-emmanuel-macron-vladimir-putin"
KREMLIN = """Vladimir Putin had a telephone conversation with Emmanuel Macron on {}.

<s1>Vladimir Putin</s1> <q1>said</q1> that <c1>{}</c1>."""
TEXTS = (
    ("a", "Kremlin", "2022-01-28", KREMLIN.format("January 28", "the replies fell short of what was asked")),
    ("b", "Élysée Palace", "2022-01-28", "On January 28 Emmanuel Macron spoke by telephone with Vladimir Putin.\n\n"
     "<s1>Emmanuel Macron</s1> <q1>said</q1> that <c1>borders are not for sale</c1>."),
    ("c", "Kremlin", "2022-02-12", KREMLIN.format("February 12", "speculation had reached the point of absurdity")),
)  # fmt: skip


@pytest.fixture
def ledger(where: str, read: Read) -> Iterator[Ledger]:
    """Return a ledger with two accounts of a call and one of a later call."""
    with Ledger.open(where) as own:
        for id, issuer, on, text in TEXTS:
            own.add(
                read(
                    id, "en", text, kind="readout", issuer=issuer, published=on, title="Call", url=f"https://x.org/{id}"
                )
            )
        yield own


def shown(ledger: Ledger, registry: Registry) -> dict[str, set[str]]:
    """The documents of each exchange, as they are listed."""
    dossier.refresh(ledger, registry)
    return {kept.exchange.id: set(kept.documents) for kept in ledger.exchanges()}


def documents(ledger: Ledger, *ids: str, **more: object) -> set[str]:
    query = Query(exchange=ids, **more)  # type: ignore[arg-type]
    hits = ledger.search(query).hits
    assert ledger.count(query) == len(hits)
    return {hit.document.id for hit in hits}


def test_statements_are_found_by_the_exchange_that_they_tell_of(ledger: Ledger, registry: Registry) -> None:
    assert documents(ledger, FIRST) == set()
    assert not ledger.exchanges_are_current()
    assert shown(ledger, registry) == {FIRST: {"a", "b"}, LATER: {"c"}}
    assert ledger.exchanges_are_current()
    assert documents(ledger, FIRST) == {"a", "b"}
    assert documents(ledger, FIRST, LATER) == {"a", "b", "c"}
    assert documents(ledger, FIRST, words="borders") == {"b"}
    assert documents(ledger, LATER, speaker=("emmanuel-macron",)) == set()
    assert documents(ledger, FIRST, said="2022-02") == set()
    assert documents(ledger, "nothing") == set()
    assert list(ledger.check()) == []


def test_merged_exchanges_are_one_until_it_is_taken_back(ledger: Ledger, registry: Registry) -> None:
    shown(ledger, registry)
    merge = ledger.judge("exchange", LATER, "edit", "Ada", "one call", {"same_as": FIRST})
    assert not ledger.exchanges_are_current()
    # Before they are found anew, both are searched; then there is one.
    assert documents(ledger, LATER) == {"a", "b", "c"}
    assert shown(ledger, registry) == {FIRST: {"a", "b", "c"}}
    assert documents(ledger, FIRST) == documents(ledger, LATER) == {"a", "b", "c"}
    assert [own.why for own in ledger.judgements("exchange")] == ["one call"]
    ledger.undo(merge.id, "Bob")
    assert shown(ledger, registry) == {FIRST: {"a", "b"}, LATER: {"c"}}
    assert documents(ledger, LATER) == {"c"}


def test_an_exchange_is_parted_by_document(ledger: Ledger, registry: Registry) -> None:
    ledger.judge("exchange", FIRST, "edit", "Ada", value={"apart": [["https://x.org/b"], ["https://x.org/none"]]})
    assert shown(ledger, registry) == {FIRST: {"a"}, f"{FIRST}-2": {"b"}, LATER: {"c"}}
    assert documents(ledger, f"{FIRST}-2") == {"b"}


def test_what_is_read_or_put_right_is_taken_up(ledger: Ledger, registry: Registry) -> None:
    shown(ledger, registry)
    (hit,) = ledger.search(Query(document="b")).hits
    ledger.judge("statement", hit.key, "accept", "Ada")
    assert ledger.exchanges_are_current()
    ledger.judge("statement", hit.key, "reject", "Ada")
    assert not ledger.exchanges_are_current()
    shown(ledger, registry)
    assert documents(ledger, FIRST) == {"a"}


def test_merged_actors_took_part_as_one(ledger: Ledger, registry: Registry) -> None:
    ledger.judge("actor", "emmanuel-macron", "edit", "Ada", value={"same_as": "vladimir-putin"})
    held = dossier.dossier(ledger)
    named = {actor.id for own in held.readings for s in own.statements for actor in (s.speaker, *s.word_of) if actor}
    named |= {mention.actor.id for own in held.readings for mention in own.mentions}
    assert "vladimir-putin" in named
    assert "emmanuel-macron" not in named
