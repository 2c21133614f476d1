"""Judgements: every one kept, the last in force, none lost when a model reads again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.ledger import Ledger, LedgerError, Query, UnknownTargetError, judged, statement_keys
from dragoman.nouns import Actor, Reading, Span

Make = Callable[..., Reading]
MACRON = {"id": "emmanuel-macron", "name": "Emmanuel Macron", "kind": "person"}


@pytest.fixture
def key(ledger: Ledger, reading: Make) -> str:
    """Return the key of the one statement of a ledger."""
    ledger.add(reading())
    return ledger.search(Query()).hits[0].key


def verdict(ledger: Ledger, key: str) -> str | None:
    found = ledger.standing("statement", [key]).get(key)
    return found.verdict if found else None


def test_a_later_judgement_stands_and_every_one_is_kept(ledger: Ledger, key: str) -> None:
    first = ledger.judge("statement", key, "accept", "anna", "as it says")
    second = ledger.judge("statement", key, "reject", "boris")
    assert verdict(ledger, key) == "reject"
    assert list(ledger.judgements("statement", key)) == [first, second]
    assert (first.by, first.why, first.at[:2], first.at[-1]) == ("anna", "as it says", "20", "Z")
    assert first.at <= second.at


def test_what_is_taken_back_can_be_taken_back(ledger: Ledger, key: str) -> None:
    first = ledger.judge("statement", key, "accept", "anna")
    second = ledger.judge("statement", key, "unsure", "boris")
    back = ledger.undo(second.id, "anna", "a slip")
    assert verdict(ledger, key) == "accept"
    assert (back.verdict, back.undoes, back.why) == (None, second.id, "a slip")
    again = ledger.undo(back.id, "anna")
    assert verdict(ledger, key) == "unsure"
    ledger.undo(second.id, "anna")
    ledger.undo(first.id, "anna")
    assert verdict(ledger, key) is None
    assert len(list(ledger.judgements())) == 6
    assert again.id in {own.id for own in ledger.judgements()}
    assert list(ledger.check()) == []


def test_an_edit_is_found_as_edited_and_the_reading_stays(ledger: Ledger, key: str, reading: Make) -> None:
    value = {"act": "PROMISE", "speaker": MACRON, "said": "2022-02-12", "content": [[29, 40]], "refers": []}
    edit = ledger.judge("statement", key, "edit", "anna", value=value)
    assert ledger.count(Query(act=("DENY",))) == ledger.count(Query(words="intention")) == 0
    assert ledger.count(Query(refers="2022-01")) == ledger.count(Query(said="2022-01-28")) == 0
    query = Query(act=("PROMISE",), speaker=("emmanuel-macron",), said="2022-02-12", judgement=("edit",))
    (hit,) = ledger.search(query).hits
    assert (hit.key, hit.statement.content, hit.judgement) == (key, (Span(29, 40),), edit)
    assert hit.statement.speaker == Actor("emmanuel-macron", "Emmanuel Macron", "person")
    (stored,) = ledger.readings()
    assert stored.reading == reading()
    assert judged(stored.reading.statements[0], edit, len(stored.reading.document.text)) == hit.statement
    assert list(ledger.check()) == []
    ledger.undo(edit.id, "anna")
    assert ledger.search(Query(act=("DENY",), words="intention")).hits[0].statement == reading().statements[0]
    assert list(ledger.check()) == []


@pytest.mark.parametrize(
    "value",
    [None, {}, [], {"id": "s2"}, {"act": 7}, {"content": [[0, 10_000]]}, {"content": [[5, 5]]}, {"content": [[-1, 5]]},
     {"content": "words"}, {"speaker": {"id": "x"}}, {"form": "shouted"}, {"nonsense": 1}],
)  # fmt: skip
def test_an_edit_that_does_not_fit_is_refused(value: object, ledger: Ledger, key: str) -> None:
    with pytest.raises(LedgerError):
        ledger.judge("statement", key, "edit", "anna", value=value)
    assert list(ledger.judgements()) == []
    assert list(ledger.check()) == []


def test_a_newer_model_keeps_every_judgement(ledger: Ledger, key: str, reading: Make) -> None:
    ledger.judge("statement", key, "edit", "anna", value={"act": "PROMISE"})
    newer = reading(read_by="model-2", act="SAY", confidence=0.5)
    ledger.add(newer)
    (hit,) = ledger.search(Query(act=("PROMISE",), judgement=("edit",))).hits
    assert (hit.key, hit.read_by) == (key, "model-2")
    assert ledger.status().unread == 0
    moved = replace(newer.statements[0], content=(Span(23, 50),))
    ledger.add(replace(newer, read_by="model-3", statements=(moved,)))
    assert ledger.count(Query(judgement=("none",))) == 1
    assert [own.target for own in ledger.judgements()] == [key]
    assert verdict(ledger, key) == "edit"
    assert ledger.status().unread == 1
    assert list(ledger.check()) == []


def test_what_is_not_there_cannot_be_judged(ledger: Ledger, key: str) -> None:
    for wrong in ("0" * 16, "no key", ""):
        with pytest.raises(UnknownTargetError):
            ledger.judge("statement", wrong, "accept", "anna")
    with pytest.raises(UnknownTargetError):
        ledger.undo(17, "anna")
    assert list(ledger.judgements()) == []


def test_other_things_can_be_judged(ledger: Ledger) -> None:
    value = {"same_as": "exchange-2", "why": ["a", {"b": None}]}
    ledger.judge("exchange", "exchange-1", "edit", "anna", value=value)
    ledger.judge("point", "p1", "accept", "anna")
    assert ledger.standing("exchange", ["exchange-1"])["exchange-1"].value == value
    assert ledger.same("exchange") == {"exchange-1": "exchange-2"}
    assert ledger.same("point") == {}
    assert list(ledger.check()) == []


def test_two_statements_on_the_same_spans_have_names_of_their_own(ledger: Ledger, reading: Make) -> None:
    one = reading().statements[0]
    ledger.add(replace(reading(), statements=(one, replace(one, id="s2", act="SAY"))))
    keys = [hit.key for hit in ledger.search(Query()).hits]
    assert len(set(keys)) == 2
    (stored,) = ledger.readings()
    assert set(statement_keys(stored.version.key, stored.reading.statements)) == set(keys)
    assert all(ledger.statement(key) for key in keys)
