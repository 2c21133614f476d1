"""The catalogue: taken in lot by lot from the last reading to the first, and then kept up to date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.synthetic import Maker
from dragoman.desk import keeper
from dragoman.desk.catalogue import Catalogue
from dragoman.desk.keeper import Keeper
from dragoman.ledger import Ledger, Query
from dragoman.ledger.engine import open_engine, url_of

NUMBER = 30


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """Return a ledger of thirty documents; the first has a later version, the second a later reading."""
    maker = Maker(4, statements=3)
    made = [maker.reading(at) for at in range(NUMBER)]
    with Ledger.open(place) as own:
        for reading in made:
            own.add(reading)
        first, second = made[:2]
        own.add(replace(first, document=replace(first.document, text=f"{first.document.text} And more.")))
        own.add(replace(second, statements=second.statements[:1], read_by="model-2"))
        yield own


@pytest.fixture
def keep(place: str, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    """Return the keeper of its catalogue, which has the last five readings."""
    monkeypatch.setattr(keeper, "_FIRST", 5)
    engine = open_engine(url_of(place), create=False)
    yield Keeper(engine, ledger)
    engine.dispose()


def whole(place: str, ledger: Ledger) -> Catalogue:
    """The catalogue taken in at once."""
    engine = open_engine(url_of(place), create=False)
    try:
        return Keeper(engine, ledger).catalogue
    finally:
        engine.dispose()


def told(own: Catalogue) -> tuple[object, ...]:
    return {entry.key: entry for entry in own.counted}, set(own.lines), set(own.actors), dict(own.verdicts), own.missing


def test_the_last_readings_are_there_at_once_and_the_others_follow(
    place: str, ledger: Ledger, keep: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keep.catalogue.missing == NUMBER + 2 - 5
    assert len(keep.catalogue.entries) == 5
    keep.fill()
    keep.wait()
    monkeypatch.setattr(keeper, "_FIRST", 1000)
    assert keep.catalogue.missing == 0
    assert told(keep.catalogue) == told(whole(place, ledger))
    # What has a later version is not counted, and of two readings the later one counts, whichever came in first.
    assert sum(not entry.version.latest for entry in keep.catalogue.entries.values()) == 1
    assert len({entry.version.address for entry in keep.catalogue.entries.values()}) == NUMBER


def test_what_comes_in_meanwhile_is_taken_up(
    place: str, ledger: Ledger, keep: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = ledger.search(Query(order="oldest", limit=200)).hits
    missing = next(hit for hit in early if hit.version not in keep.catalogue.entries)
    present = next(hit for hit in early if hit.version in keep.catalogue.entries)
    for hit in (missing, present):
        ledger.judge("statement", hit.key, "edit", "Ada", value={"topic": "corrected"})
    ledger.judge("statement", early[-1].key, "reject", "Ada")
    ledger.add(Maker(9, statements=2).reading(99))
    own = keep.refresh()
    assert [line.topic for line in own.lines if line.key == present.key] == ["corrected"]
    assert missing.key not in {line.key for line in own.lines}
    assert own.missing == NUMBER + 2 - 5
    keep.fill()
    keep.wait()
    monkeypatch.setattr(keeper, "_FIRST", 1000)
    assert [line.topic for line in keep.catalogue.lines if line.key == missing.key] == ["corrected"]
    assert told(keep.refresh()) == told(whole(place, ledger))


def test_an_edit_that_is_passed_while_its_lot_is_read_counts(
    ledger: Ledger, keep: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits = ledger.search(Query(order="oldest", limit=200)).hits
    missing = next(hit for hit in hits if hit.version not in keep.catalogue.entries)
    read = keeper.lot_of

    def judged_meanwhile(*given: object) -> object:
        lot = read(*given)  # type: ignore[arg-type]
        if missing.version in lot.entries:
            ledger.judge("statement", missing.key, "edit", "Ada", value={"topic": "corrected"})
            keep.refresh()
        return lot

    monkeypatch.setattr(keeper, "lot_of", judged_meanwhile)
    keep.fill()
    keep.wait()
    assert [line.topic for line in keep.catalogue.lines if line.key == missing.key] == ["corrected"]


def test_an_empty_ledger_is_whole_and_grows(place: str) -> None:
    with Ledger.open(place) as own:
        keep = Keeper(own._engine, own)
        keep.wait()
        assert keep.catalogue == Catalogue()
        own.add(Maker(1).reading(0))
        assert len(keep.refresh().entries) == 1


def test_what_is_lost_while_it_is_taken_in_leaves_nobody_waiting(keep: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.ledger import LedgerError

    def lost(*_: object) -> None:
        raise LedgerError("the server cannot be reached")

    monkeypatch.setattr(keeper, "rows", lost)
    keep.fill()
    keep.wait()
    assert keep.catalogue.missing
    assert keep.problem == "the server cannot be reached"
