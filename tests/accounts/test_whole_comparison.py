"""The whole comparison, with a judge that counts words."""

from __future__ import annotations

import pytest
from made import Read
from units import Words

from dragoman.accounts import tellings
from dragoman.accounts.compare import compare, compared
from dragoman.actors import Registry
from dragoman.nouns import Comparison, Reading

KREMLIN = (
    "Vladimir Putin had a telephone conversation with Emmanuel Macron.\n\n"
    "<s1>Vladimir Putin</s1> <q1>noted</q1> <c1>that the replies left out the main concerns</c1>. "
    "<s2>The presidents</s2> <q2>agreed</q2> <c2>to remain in contact</c2>."
)
PRESS = (
    "Vladimir Putin spoke by telephone with Emmanuel Macron on Friday.\n\n"
    "<q1>According to</q1> <s1>the Élysée</s1>, <c1><s2>the presidents</s2> <q2>agreed</q2> "
    "<c2>to remain in contact</c2></c1>. <s3>The Élysée</s3> <q3>said</q3> <c3><s4>Putin</s4> <q4>denied</q4> "
    "<c4>having offensive intentions</c4></c3>.\n\n"
    "Oil prices rose in Asia."
)


@pytest.fixture(scope="module")
def readings(read: Read) -> list[Reading]:
    issued = {"kind": "readout", "issuer": "Kremlin", "published": "2022-01-28", "title": "Telephone conversation"}
    press = {"kind": "article", "outlet": "The Harbour Courier", "published": "2022-01-28", "title": "One call"}
    return [read("press", "en", PRESS, **press), read("readout", "en", KREMLIN, **issued)]


@pytest.fixture(scope="module")
def found(readings: list[Reading], registry: Registry) -> Comparison:
    (comparison,) = compare(readings, Words(), registry)
    return comparison


def test_the_exchange_and_its_accounts(found: Comparison) -> None:
    assert found.exchange.id == "call-2022-01-28-emmanuel-macron-vladimir-putin"
    assert [own.id for own in found.accounts] == ["france", "russia"]
    assert [own.documents for own in found.accounts] == [("press",), ("readout",)]


def test_what_both_tell_is_one_point_and_the_rest_is_one_sided(found: Comparison) -> None:
    cells = [
        (own.label, {id: [p.text for p in told.passages] for id, told in own.accounts.items()}) for own in found.points
    ]
    assert cells == [
        (
            "shared",
            {
                "france": ["According to the Élysée, the presidents agreed to remain in contact."],
                "russia": ["The presidents agreed to remain in contact."],
            },
        ),
        ("one-sided", {"france": ["The Élysée said Putin denied having offensive intentions."], "russia": []}),
        (
            "one-sided",
            {"france": [], "russia": ["Vladimir Putin noted that the replies left out the main concerns."]},
        ),
    ]


def test_what_only_says_that_there_was_a_call_is_no_point(found: Comparison) -> None:
    told = [p.text for point in found.points for own in point.accounts.values() for p in own.passages]
    assert not any("telephone" in text or "Oil" in text for text in told)


def test_every_passage_stands_where_it_says(found: Comparison, readings: list[Reading]) -> None:
    texts = {own.document.id: own.document.text for own in readings}
    passages = [p for point in found.points for own in point.accounts.values() for p in own.passages]
    assert len(set(passages)) == len(passages)
    for passage in passages:
        assert " ".join(texts[passage.document][start:end] for start, end in passage.spans) == passage.text


def test_framing_is_of_these_accounts(found: Comparison) -> None:
    assert found.framing
    assert {own.account for own in found.framing} <= {own.id for own in found.accounts}


def test_one_telling_compared_is_the_same(found: Comparison, readings: list[Reading], registry: Registry) -> None:
    (telling,) = tellings(readings, registry)
    assert compared(telling, readings, Words(), registry) == found


def test_no_documents_and_documents_without_an_exchange(read: Read, registry: Registry) -> None:
    assert compare([], Words(), registry) == ()
    assert compare([read("oil", "en", "Oil prices rose in Asia.")], Words(), registry) == ()
