"""How two accounts differ inside a point that both tell."""

from __future__ import annotations

import pytest
from units import MACRON, PESKOV, PUTIN, UKRAINE, unit

from dragoman.accounts.differences import BINDING, OF_SOMEONE, differences
from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.reading.codes import ACTS


@pytest.fixture(scope="module")
def parties(registry: Registry) -> Parties:
    return Parties(registry)


SAME = "they agreed to go on"
LONG = "they agreed to go on with the work that the advisers of the four had begun in Paris"


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ({}, {}, []),
        ({"numbers": ("3000",)}, {"numbers": ("5000",)}, ["number"]),
        ({"numbers": ("3000", "10")}, {"numbers": ("3000",)}, []),
        ({"numbers": ("3000",)}, {}, []),
        ({"refers": ("2022-02-10",)}, {"refers": ("2022-02-09",)}, ["date"]),
        ({"refers": ("2022-02-10",)}, {}, []),
        ({"act": "PROMISE"}, {"act": "HOPE"}, ["strength"]),
        ({"act": "REQUEST"}, {"act": "PROPOSE"}, []),
        ({"act": "PROMISE"}, {}, []),
        ({"act": "PROPOSE", "speaker": PUTIN}, {"act": "PROPOSE", "speaker": MACRON}, ["proposer"]),
        ({"act": "PROPOSE", "speaker": PUTIN}, {"act": "PROPOSE", "speaker": PESKOV}, []),
        ({"act": "SAY", "speaker": PUTIN}, {"act": "SAY", "speaker": MACRON}, []),
        ({"modality": "conditional"}, {}, ["condition"]),
        ({"modality": "conditional"}, {"modality": "conditional"}, []),
        ({"modality": "required"}, {"modality": "intended"}, []),
        ({"actors": (PUTIN, UKRAINE)}, {"actors": (PUTIN,)}, ["scope"]),
        ({"actors": (PUTIN,)}, {"actors": (UKRAINE,)}, []),
        (
            {"act": "PROMISE", "speaker": PUTIN, "numbers": ("1",), "modality": "conditional"},
            {"act": "REQUEST", "speaker": MACRON, "numbers": ("2",)},
            ["number", "strength", "proposer", "condition"],
        ),
    ],
)
def test_kinds(one: dict, other: dict, kinds: list[str], parties: Parties) -> None:
    sides = {"a": [unit(SAME, **one)], "b": [unit(SAME, **other)]}
    assert [own.kind for own in differences(sides, parties)] == kinds
    turned = {"b": sides["b"], "a": sides["a"]}
    assert [own.kind for own in differences(turned, parties)] == kinds, "the order of the accounts is nothing"


def test_twice_as_many_words_cover_more(parties: Parties) -> None:
    (found,) = differences({"a": [unit(SAME)], "b": [unit(LONG)]}, parties)
    assert found.kind == "scope"
    assert {id: [own.text for own in words] for id, words in found.words.items()} == {"a": [SAME], "b": [LONG]}


def test_all_sentences_of_a_side_count(parties: Parties) -> None:
    sides = {"a": [unit(SAME, numbers=("3",)), unit(SAME, numbers=("4",))], "b": [unit(SAME * 2, numbers=("4",))]}
    assert differences(sides, parties) == ()


def test_the_strongest_act_of_a_side_counts(parties: Parties) -> None:
    sides = {"a": [unit(SAME, act="HOPE"), unit(SAME, act="AGREE")], "b": [unit(SAME, act="PROMISE"), unit(SAME)]}
    assert differences(sides, parties) == ()


def test_each_kind_is_named_once_and_whoever_tells_alone_differs_from_nobody(parties: Parties) -> None:
    sides = {id: [unit(SAME, numbers=(number,))] for id, number in (("a", "1"), ("b", "2"), ("c", "3"))}
    (found,) = differences(sides, parties)
    assert list(found.words) == ["a", "b"]
    assert differences({"a": sides["a"]}, parties) == ()
    assert differences({}, parties) == ()


def test_acts_are_those_of_the_code_book() -> None:
    assert set(BINDING) <= set(ACTS)
    assert set(BINDING) >= OF_SOMEONE
