"""The keys of what a search finds."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.ledger import Ledger, Query
from dragoman.nouns import Reading

Make = Callable[..., Reading]


def test_keys_are_those_of_the_hits_the_latest_first(ledger: Ledger, reading: Make) -> None:
    for number, day in enumerate(("2021-01-01", "2023-01-01", "2022-01-01")):
        text = f"{number} L'Élysée a déclaré que Poutine a nié toute intention offensive. Kyiv attend."
        ledger.add(reading(text, id=f"d{number}", url=f"https://example.org/{number}", said=day))
    asked = Query(words="poutine", everything=True)
    found = tuple(hit.key for hit in ledger.search(asked).hits)
    assert len(found) == 3
    assert ledger.keys(asked) == found
    assert ledger.keys(Query(words="poutine", everything=True, order="oldest")) == found
    assert ledger.keys(Query(words="poutine", everything=True, limit=2)) == found[:2]
    assert ledger.keys(Query(words="nobody")) == ()
    hits = ledger.statements([*found, "0" * 16, "no key"])
    assert set(hits) == set(found)
    assert all(ledger.statement(key) == hit for key, hit in hits.items())
    assert ledger.statements(()) == {}
