"""Searches under a name: kept with the ledger, and what they find, the last read first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, LedgerError, Query, UnknownTargetError
from dragoman.nouns import Reading

Make = Callable[..., Reading]


def test_a_search_is_saved_listed_and_deleted(ledger: Ledger) -> None:
    later = ledger.save_search("  Талки\n\u202eand  talks ", {"words": "talks", "act": "DENY"}, "anna")
    first = ledger.save_search("Élysée", {}, "ben")
    assert (later.name, later.asked, later.by) == ("Талки \u202eand talks", {"words": "talks", "act": "DENY"}, "anna")
    assert [own.key for own in ledger.searches()] == [own.key for own in sorted((later, first), key=lambda s: s.name)]
    assert ledger.saved_search(later.key) == later
    ledger.remove_search(later.key)
    assert ledger.saved_search(later.key) is None
    assert ledger.searches() == (first,)
    with pytest.raises(UnknownTargetError):
        ledger.remove_search(later.key)


@pytest.mark.parametrize("name", ["", " \n", "x" * 201, "Talks"])
def test_a_name_is_needed_and_used_once(ledger: Ledger, name: str) -> None:
    ledger.save_search("Talks", {}, "anna")
    with pytest.raises(LedgerError, match="search"):
        ledger.save_search(name, {}, "anna")


def test_what_was_read_last_comes_first_whatever_its_day(ledger: Ledger, reading: Make) -> None:
    for number, day in enumerate(("2022-03-01", "2020-01-01", "2021-01-01")):
        text = f"{number} L'Élysée a déclaré que Poutine a nié toute intention offensive. Kyiv attend."
        ledger.add(reading(text, id=f"d{number}", url=f"https://example.org/{number}", said=day))
    found = ledger.latest(Query(act=("DENY",), everything=True))
    assert [hit.statement.said for own in found if (hit := ledger.statement(own.key))] == [
        "2021-01-01", "2020-01-01", "2022-03-01"
    ]  # fmt: skip
    assert [own.added for own in found] == sorted((own.added for own in found), reverse=True)
    assert ledger.latest(Query(act=("DENY",), everything=True, limit=2)) == found[:2]
    assert ledger.latest(Query(act=("AGREE",))) == ()


def test_a_copy_of_the_ledger_has_its_searches(ledger: Ledger, tmp_path: Path) -> None:
    own = ledger.save_search("Talks", {"words": "talks"}, "anna")
    ledger.backup(tmp_path / "copy.db")
    with Ledger.open(str(tmp_path / "copy.db")) as copy:
        assert copy.searches() == (own,)
