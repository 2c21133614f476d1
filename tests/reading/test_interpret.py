"""A reading made diplomacy: what is added, and what is left as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from marked import read

from dragoman.actors import Registry
from dragoman.nouns import Document, Reading
from dragoman.reading.interpret import Interpreter

STORY = (
    "<q1>According to</q1> <s1>the Élysée</s1>, <c1><s2>Putin</s2> <q2>reportedly told</q2> Macron on Friday "
    "<c2>that the drills would end on February 20</c2></c1>.\n\nOil prices rose in Asia."
)


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return Interpreter(Registry.shipped())


def reading(marked: str = STORY, language: str | None = "en", **facts: object) -> Reading:
    """A reading of marked words in which nothing but spans is known."""
    document, statements, _ = read(marked, **facts)  # type: ignore[arg-type]
    bare = tuple(replace(own, speaker=None) for own in statements)
    return Reading(replace(document, language=language), bare, "marked")


def test_who_to_whom_when_and_on_whose_word(interpreter: Interpreter) -> None:
    found = interpreter.interpret(reading(published="2022-01-29", outlet="The Harbour Courier"))
    outer, inner = found.statements
    assert outer.speaker
    assert outer.speaker.id == "elysee"
    assert inner.speaker
    assert inner.speaker.id == "vladimir-putin"
    assert [actor.id for actor in inner.word_of] == ["local:the-harbour-courier", "elysee", "vladimir-putin"]
    assert [actor.id for actor in inner.addressee] == ["emmanuel-macron"]
    assert inner.hedge == "reportedly"
    assert (inner.said, inner.refers) == ("2022-01-28", ("2022-02-20",))


def test_dates_mentions_and_narrations_are_kept_too(interpreter: Interpreter) -> None:
    given = reading(published="2022-01-29")
    found = interpreter.interpret(given)
    text = given.document.text
    assert [(text[d.span.start : d.span.end], d.value) for d in found.dates] == [
        ("Friday", "2022-01-28"), ("February 20", "2022-02-20"),
    ]  # fmt: skip
    assert {mention.actor.id for mention in found.mentions} >= {"elysee", "vladimir-putin", "emmanuel-macron"}
    assert [text[n.span.start : n.span.end] for n in found.narrations] == ["Oil prices rose in Asia."]


def test_what_was_read_is_left_as_it_was(interpreter: Interpreter) -> None:
    given = reading(published="2022-01-29")
    before = replace(given)
    found = interpreter.interpret(given)
    assert given == before
    assert found.document is given.document
    for old, new in zip(given.statements, found.statements, strict=True):
        assert (new.id, new.source, new.cue, new.content, new.form, new.within, new.confidence) == (
            old.id, old.source, old.cue, old.content, old.form, old.within, old.confidence,
        )  # fmt: skip


def test_what_is_interpreted_again_is_the_same(interpreter: Interpreter) -> None:
    found = interpreter.interpret(reading(published="2022-01-29"))
    assert interpreter.interpret(found) == found


def test_a_document_without_statements(interpreter: Interpreter) -> None:
    found = interpreter.interpret(Reading(Document("d", "", "test"), (), "marked"))
    assert (found.statements, found.dates, found.mentions, found.narrations) == ((), (), (), ())


@pytest.mark.parametrize("language", [None, "sw", "tr"])
def test_other_languages_lose_what_needs_words_and_keep_names(interpreter: Interpreter, language: str | None) -> None:
    marked = "<s1>Emmanuel Macron</s1> <q1>alisema</q1> <c1>mazungumzo yataendelea</c1>."
    (own,) = interpreter.interpret(reading(marked, language)).statements
    assert own.speaker
    assert own.speaker.id == "emmanuel-macron"


def test_threads_do_not_disturb_each_other(interpreter: Interpreter) -> None:
    given = [reading(published=f"2022-01-{day}") for day in range(10, 30)]
    alone = [interpreter.interpret(own) for own in given]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(Interpreter(Registry.shipped()).interpret, given)) == alone
