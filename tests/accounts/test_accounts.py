"""Accounts: what is told in whose word, over documents, and what belongs to no exchange."""

from __future__ import annotations

import pytest
from made import Read

from dragoman.accounts import Told, tellings
from dragoman.actors import Registry
from dragoman.nouns import Reading

KREMLIN = {"kind": "readout", "issuer": "Kremlin", "published": "2022-01-28", "title": "Telephone conversation"}
PRESS = {"kind": "article", "outlet": "The Harbour Courier", "published": "2022-01-28", "title": "One call"}

READOUT = (
    "Vladimir Putin had a telephone conversation with Emmanuel Macron.\n\n"
    "<s1>Vladimir Putin</s1> <q1>noted</q1> <c1>that the replies left out the main concerns</c1>."
)
STORY = (
    "Vladimir Putin spoke by telephone with Emmanuel Macron on Friday. By night there were two stories of the call.\n\n"
    "<s1>The Élysée</s1> <q1>said</q1> <c1><s2>Putin</s2> <q2>denied</q2> <c2>having offensive intentions</c2></c1>. "
    "<q3>According to</q3> <s3>the Kremlin</s3>, <c3>the replies left out the main concerns</c3>.\n\n"
    "On January 26, <s4>Dmitry Peskov</s4> <q4>said</q4> <c4>there was little ground for optimism</c4>.\n\n"
    "Oil prices rose in Asia. <s5>Olaf Scholz</s5> <q5>said</q5> <c5>that the winter would be long</c5>."
)


def accounts(readings: list[Reading], registry: Registry) -> dict[str, Told]:
    (telling,) = tellings(readings, registry)
    return {told.account.id: told for told in telling.accounts}


def texts(told: Told) -> list[str]:
    return [unit.passage.text for unit in told.units if unit.role == "point"]


@pytest.fixture(scope="module")
def found(read: Read, registry: Registry) -> dict[str, Told]:
    return accounts([read("story", "en", STORY, **PRESS), read("readout", "en", READOUT, **KREMLIN)], registry)


def test_parties_come_before_the_press(found: dict[str, Told]) -> None:
    assert list(found) == ["france", "russia", "the-harbour-courier"]


def test_official_documents_come_first(found: dict[str, Told]) -> None:
    assert found["russia"].account.documents == ("readout", "story")
    assert found["russia"].account.voucher.id == "kremlin"


def test_the_press_carries_several_accounts(found: dict[str, Told]) -> None:
    assert texts(found["france"]) == ["The Élysée said Putin denied having offensive intentions."]
    assert texts(found["russia"])[-1] == "According to the Kremlin, the replies left out the main concerns."
    assert texts(found["the-harbour-courier"]) == ["By night there were two stories of the call."]


def test_earlier_days_and_other_matters_are_background(found: dict[str, Told]) -> None:
    told = " ".join(text for own in found.values() for text in texts(own))
    assert not any(word in told for word in ("optimism", "Oil", "winter"))


def test_a_later_version_replaces_the_earlier(read: Read, registry: Registry) -> None:
    fields = {**KREMLIN, "url": "https://kremlin.example/1"}
    first = read("first", "en", READOUT, fetched="2022-01-28T18:00:00+03:00", **fields)
    changed = READOUT.replace("the main concerns", "the three main concerns")
    second = read("second", "en", changed, fetched="2022-01-29T09:00:00+03:00", **fields)
    told = accounts([second, first], registry)["russia"]
    assert set(told.account.documents) == {"first", "second"}
    assert texts(told) == ["Vladimir Putin noted that the replies left out the three main concerns."]


def test_a_text_without_an_issuer_is_nobodys_account(read: Read, registry: Registry) -> None:
    fields = {"kind": "statement", "published": "2022-01-26", "title": "Joint statement"}
    text = "Advisers of France, Germany, Russia and Ukraine met today in Paris. They support the ceasefire in full."
    assert list(accounts([read("joint", "en", text, **fields)], registry)) == ["unsigned-text"]


def test_two_exchanges_in_one_report_keep_apart(read: Read, registry: Registry) -> None:
    text = (
        "Emmanuel Macron then Joe Biden telephoned Vladimir Putin on Friday.\n\n"
        "<s1>The Élysée</s1> <q1>said</q1> <c1>that Macron had asked for the troops to leave</c1>.\n\n"
        "<s2>The White House</s2> <q2>said</q2> <c2>that Biden had threatened sanctions</c2>."
    )
    told = tellings([read("both", "en", text, **PRESS)], registry)
    found = {own.exchange.id: {one.account.id for one in own.accounts} for own in told}
    assert "france" in found["call-2022-01-28-emmanuel-macron-vladimir-putin"]
    assert "united-states" in found["call-2022-01-28-joe-biden-vladimir-putin"]
    assert "united-states" not in found["call-2022-01-28-emmanuel-macron-vladimir-putin"]
