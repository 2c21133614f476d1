"""The sheet: order of rows, quotes, names, sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.accounts.sheet import Report
from dragoman.nouns import Comparison

Make = Callable[..., Report]


def test_conflicts_come_first_then_what_is_shared_then_account_by_account(made: Make) -> None:
    (sheet,) = made().sheets
    assert [row.point.id for row in sheet.rows] == ["p3", "p2", "p1", "p4"]
    assert [row.only.id if row.only else None for row in sheet.rows] == [None, None, "russia", "daily"]


def test_cells_hold_the_very_words_of_the_source(made: Make) -> None:
    report = made()
    for row in report.sheets[0].rows:
        for cell in row.cells:
            assert cell.silent == (not cell.quotes)
            for quote in cell.quotes:
                assert quote.source.document.text[quote.span.start : quote.span.end] == quote.text


def test_sources_are_numbered_in_the_order_of_the_accounts(made: Make) -> None:
    report = made()
    assert [(source.number, source.document.id) for source in report.sources] == [(1, "ru"), (2, "fr"), (3, "ar")]
    assert report.sheets[0].sources == report.sources


def test_only_an_account_read_in_part_is_partial(made: Make) -> None:
    assert [column.partial for column in made().sheets[0].columns] == [False, False, True]


def test_ids_of_actors_become_names(made: Make) -> None:
    framing = made().sheets[0].framing
    assert [fact.value for fact in framing["initiator"]] == ["France"]
    assert [fact.value for fact in framing["praise"]] == ["for Russia, not returned"]
    assert [fact.value for fact in framing["tone"]] == ["صريحة"]


def test_kinds_of_difference_are_told_without_the_conflict_itself(made: Make) -> None:
    assert {row.point.id: row.differ for row in made().sheets[0].rows if row.differ} == {"p2": ("scope",)}


def test_exchanges_of_one_account_are_left_out_unless_there_is_no_other(made: Make, compared: Comparison) -> None:
    lone = replace(compared, accounts=compared.accounts[:1], points=(), framing=())
    both = made(compared, lone)
    assert len(both.sheets) == 1
    assert both.alone == (lone,)
    assert len(made(compared, lone, every=True).sheets) == 2
    assert len(made(lone).sheets) == 1


def test_a_document_that_is_missing_is_named(made: Make, compared: Comparison) -> None:
    account = replace(compared.accounts[0], documents=("lost",))
    with pytest.raises(KeyError, match="lost"):
        made(replace(compared, accounts=(account, *compared.accounts[1:])))
