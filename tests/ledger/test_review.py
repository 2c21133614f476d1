"""The order in which statements are reviewed, and what a typed correction becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.actors import Registry
from dragoman.ledger import Ledger, LedgerError, Query
from dragoman.ledger.changes import change
from dragoman.ledger.naming import Namer
from dragoman.ledger.quoting import find, spans
from dragoman.ledger.review import queue
from dragoman.nouns import Actor, Reading, Resolution, Span

Make = Callable[..., Reading]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


@pytest.fixture
def namer(ledger: Ledger, registry: Registry) -> Namer:
    return Namer(ledger, registry)


def at(reading: Make, name: str, **facts: object) -> Reading:
    """A reading of a text of its own: texts nearly the same would be copies."""
    own = " ".join(name[::-1] + str(number) for number in range(40))
    return reading(text=f"{name * 40}, dit-il {own}. Voilà tout.", url=f"https://e.org/{name}", title=name, **facts)


def order(ledger: Ledger, **asked: object) -> list[str | None]:
    found = (ledger.statement(doubt.key) for doubt in queue(ledger, Query(**asked)))  # type: ignore[arg-type]
    return [hit.document.title for hit in found if hit]


def test_conflicts_come_first_then_open_speakers_then_what_is_not_sure(ledger: Ledger, reading: Make) -> None:
    ledger.add(at(reading, "sure"))
    ledger.add(at(reading, "low", confidence=0.6))
    ledger.add(at(reading, "open", speaker=None))
    ledger.add(at(reading, "guess", resolution=Resolution("maybe", 0.5)))
    ledger.add(at(reading, "conflict", act="DENY"))
    ledger.add(at(reading, "conflict", act="SAY", read_by="model-2"))
    assert order(ledger) == ["conflict", "open", "low", "guess", "sure"]
    (first, *_) = queue(ledger, Query())
    assert first.reasons == ("models differ on the act",)


def test_what_was_judged_is_left_out_as_asked(ledger: Ledger, reading: Make) -> None:
    ledger.add(at(reading, "a"))
    ledger.add(at(reading, "b"))
    ledger.judge("statement", queue(ledger, Query())[0].key, "accept", "Ada")
    assert len(order(ledger, judgement=("none", "unsure"))) == 1


def test_the_queue_takes_no_more_than_it_is_told(ledger: Ledger, reading: Make) -> None:
    for name in "abc":
        ledger.add(at(reading, name))
    assert len(queue(ledger, Query(), most=2)) == 2


def hit_of(ledger: Ledger, reading: Make):
    ledger.add(reading())
    return ledger.search(Query()).hits[0]


def test_a_typed_correction_becomes_an_edit(ledger: Ledger, reading: Make, namer: Namer) -> None:
    hit = hit_of(ledger, reading)
    given = {
        "speaker": "Sergey Lavrov", "act": "say", "said": "2022-01-27", "content": ["nié toute"], "cue": ["9-10"],
        "word_of": ["Élysée", "sergey-lavrov"],
    }  # fmt: skip
    ledger.judge("statement", hit.key, "edit", "Ada", value=change(hit, given, namer))
    found = ledger.statement(hit.key)
    assert found is not None
    own = found.statement
    assert own.speaker is not None
    assert (own.speaker.id, own.act, own.said) == ("sergey-lavrov", "SAY", "2022-01-27")
    assert hit.document.text[own.content[0].start : own.content[0].end] == "nié toute"
    assert own.cue == (Span(9, 10),)
    assert [actor.id for actor in own.word_of] == ["elysee", "sergey-lavrov"]


def test_an_edit_goes_on_top_of_the_one_that_stands(ledger: Ledger, reading: Make, namer: Namer) -> None:
    hit = hit_of(ledger, reading)
    ledger.judge("statement", hit.key, "edit", "Ada", value=change(hit, {"act": "SAY"}, namer))
    again = ledger.statement(hit.key)
    assert again is not None
    value = change(again, {"speaker": ""}, namer, ["negated=true", "topic=nato"])
    assert value == {"act": "SAY", "speaker": None, "negated": True, "topic": "nato"}


@pytest.mark.parametrize(
    ("given", "words"),
    [({"act": "SHOUT"}, "no act"), ({"said": "yesterday"}, "no date"), ({"content": ["not there"]}, "not in the text"),
     ({"content": ["900-901"]}, "not within"), ({"content": ["é"]}, "times"), ({}, "something to change"),
     ({"word_of": [" "]}, "no name")],
)  # fmt: skip
def test_what_does_not_fit_is_told(ledger: Ledger, reading: Make, namer: Namer, given, words) -> None:
    with pytest.raises(LedgerError, match=words):
        change(hit_of(ledger, reading), given, namer)


def test_a_setting_needs_an_equals_sign(ledger: Ledger, reading: Make, namer: Namer) -> None:
    with pytest.raises(LedgerError, match="FIELD=VALUE"):
        change(hit_of(ledger, reading), {}, namer, ["negated"])


def test_names_are_looked_up_in_the_registry_then_in_the_ledger(ledger: Ledger, reading: Make, namer: Namer) -> None:
    own = Actor("local:jean-valjean", "Jean Valjean", "person")
    ledger.add(reading(speaker=own))
    assert namer.actor("jean valjean") == own
    assert namer.actor("local:jean-valjean") == own
    assert namer.actor("the French president", "2022-01-28").id == "emmanuel-macron"
    assert namer.actor("Cosette Fauchelevent").id == "local:cosette-fauchelevent"
    assert namer.kind_of("france") == "state"
    assert namer.kind_of("local:jean-valjean") == "person"
    ledger.add(reading(text="x" * 70, url="https://e.org/2", speaker=replace(own, id="local:jean-2")))
    with pytest.raises(ValueError, match="could be"):
        namer.actor("Jean Valjean")


def test_quoted_words_are_found_whatever_blanks_stand_between() -> None:
    text = "He said\n no. She said no. They said no."
    assert find(text, "He said no") == (0, 11)
    assert find(text, "said no", prefix="She ") == (17, 24)
    assert find(text, "said no", suffix=". They") == (17, 24)
    with pytest.raises(ValueError, match="3 times"):
        find(text, "said no")
    with pytest.raises(ValueError, match="not in the text"):
        find(text, " ")
    assert spans("5-7; 0-2", 10) == ((0, 2), (5, 7))
    for wrong in ("", "2-2", "0-11", "a-b"):
        with pytest.raises(ValueError, match=r"span|write"):
            spans(wrong, 10)
