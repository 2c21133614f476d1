"""How two accounts differ inside a point that both tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from units import MACRON, PESKOV, PUTIN, UKRAINE, unit

from dragoman.accounts.differences import BINDING, OF_SOMEONE, differences
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit
from dragoman.accounts.spots import Spot
from dragoman.actors import Registry
from dragoman.nouns import Span
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


def spotted(text: str, *spots: tuple[str, str, str], **facts: object) -> Unit:
    """A unit with the spots (sort, words, value) of its text, which stands at 100 of its document."""
    found = tuple(
        Spot(sort, Span(100 + text.index(words), 100 + text.index(words) + len(words)), value)  # type: ignore[arg-type]
        for sort, words, value in spots
    )
    own = unit(text, spots=found, **facts)
    return replace(own, passage=replace(own.passage, spans=(Span(100, 100 + len(text)),)))


@pytest.mark.parametrize(
    ("kind", "one", "other", "words"),
    [
        (
            "number",
            spotted("about 3,000 men", ("number", "3,000", "3000"), numbers=("3000",)),
            spotted("some 5,000 men", ("number", "5,000", "5000"), numbers=("5000",)),
            (["3,000"], ["5,000"]),
        ),
        (
            "date",
            spotted("on 9 May they meet", ("date", "9 May", "05-09"), refers=("05-09",)),
            spotted("on 10 May they meet", ("date", "10 May", "05-10"), refers=("05-10",)),
            (["9 May"], ["10 May"]),
        ),
        (
            "strength",
            spotted("he did promise to come", ("act", "promise", "PROMISE"), act="PROMISE"),
            spotted("he did hope to come", ("act", "hope", "HOPE"), act="HOPE"),
            (["promise"], ["hope"]),
        ),
        (
            "proposer",
            spotted("Putin offered a truce", ("source", "Putin", ""), act="PROPOSE", speaker=PUTIN),
            spotted("Macron offered a truce", ("source", "Macron", ""), act="PROPOSE", speaker=MACRON),
            (["Putin"], ["Macron"]),
        ),
        (
            "condition",
            spotted("grain goes if ports open", ("condition", "if", ""), modality="conditional"),
            spotted("the grain goes from ports"),
            (["if"], ["the grain goes from ports"]),
        ),
        (
            "scope",
            spotted(
                "with Putin on Ukraine",
                ("actor", "Putin", "vladimir-putin"),
                ("actor", "Ukraine", "ukraine"),
                actors=(PUTIN, UKRAINE),
            ),
            spotted("with Putin on this", ("actor", "Putin", "vladimir-putin"), actors=(PUTIN,)),
            (["Ukraine"], ["with Putin on this"]),
        ),
    ],
)
def test_the_words_of_a_difference_are_those_that_differ(
    kind: str, one: Unit, other: Unit, words: tuple[list[str], list[str]], parties: Parties
) -> None:
    (found,) = differences({"a": [one], "b": [other]}, parties)
    assert found.kind == kind
    assert tuple([own.text for own in found.words[id]] for id in "ab") == words
    for id, side in (("a", one), ("b", other)):
        for own in found.words[id]:
            cut = [side.passage.text[start - 100 : end - 100] for start, end in own.spans]
            assert " … ".join(cut) == own.text


def test_only_the_passages_with_words_that_differ_are_told(parties: Parties) -> None:
    first = [unit(SAME), spotted("about 3,000 men", ("number", "3,000", "3000"), numbers=("3000",))]
    (found,) = differences({"a": first, "b": [unit(SAME * 2, numbers=("5000",))]}, parties)
    assert [own.text for own in found.words["a"]] == ["3,000"]
    assert [own.text for own in found.words["b"]] == [SAME * 2]


def test_names_tell_the_scope_where_one_side_names_all_that_the_other_does(parties: Parties) -> None:
    names = ("actor", "Putin", "vladimir-putin"), ("actor", "Ukraine", "ukraine")
    told = spotted("Putin on Ukraine", *names, actors=(PUTIN, UKRAINE), word_of=(PUTIN,))
    (found,) = differences({"a": [told], "b": [unit("on this")]}, parties)
    assert [own.text for own in found.words["a"]] == ["Ukraine"]
    (found,) = differences({"a": [told], "b": [unit("on this", actors=(MACRON,))]}, parties) or (None,)
    assert found is None
    (found,) = differences({"a": [told], "b": [unit(LONG, actors=(MACRON,))]}, parties)
    assert [own.text for own in found.words["a"]] == [told.passage.text]
