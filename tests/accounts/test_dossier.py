"""The example dossier, through the whole pipeline: every exchange found, none split, none merged, none made up."""

from __future__ import annotations

import pytest

from dragoman.accounts import Telling, tellings
from dragoman.actors import Registry
from dragoman.reading.interpret import Interpreter
from dragoman.reading.reader import Reader
from evaluation.exchange_scores import dossier, score

MACRON_PUTIN = "call-2022-01-28-emmanuel-macron-vladimir-putin"


@pytest.fixture(scope="module")
def found(reader: Reader, registry: Registry) -> tuple[Telling, ...]:
    interpreter = Interpreter(registry)
    documents, _ = dossier()
    return tellings([interpreter.interpret(reader.read(document)) for document in documents], registry)


def test_every_exchange_is_found_once(found: tuple[Telling, ...], registry: Registry) -> None:
    tally = score(dossier()[1], found, registry)
    assert (tally.found, tally.split, tally.merged, tally.extra) == (tally.expected, 0, 0, 0)
    assert tally.told == tally.documents


def test_the_call_of_28_january_has_both_accounts_and_the_press(found: tuple[Telling, ...]) -> None:
    (call,) = [own for own in found if own.exchange.id == MACRON_PUTIN]
    accounts = {told.account.id: told.account for told in call.accounts}
    assert [id for id, own in accounts.items() if own.voucher.kind != "outlet"] == ["france", "russia"]
    assert accounts["france"].voucher.id == "elysee"
    assert accounts["russia"].voucher.id == "kremlin"
    assert {"2022-01-28-call-kremlin-ru.txt", "2022-01-28-call-kremlin-en.html"} <= {*accounts["russia"].documents}
    assert "2022-01-28-two-accounts-press-en.html" in accounts["france"].documents
    assert call.exchange.medium == "telephone"


def test_a_passage_is_in_one_account_at_most(found: tuple[Telling, ...]) -> None:
    units = [u.passage for telling in found for told in telling.accounts for u in told.units]
    assert len(units) == len(set(units))
