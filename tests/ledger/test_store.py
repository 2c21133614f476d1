"""Readings in and out: nothing lost, nothing doubled, nothing overwritten."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.synthetic import Maker
from dragoman.ledger import Ledger, Query, UnknownTargetError
from dragoman.nouns import (
    Actor,
    Condition,
    DateMention,
    Document,
    Mention,
    Narration,
    Reading,
    Resolution,
    Span,
    Statement,
)

Make = Callable[..., Reading]


def full() -> Reading:
    """A reading with something in every place."""
    member = Actor("c", "C", "person", "d", False)
    actor = Actor("a+c", "A", "group", "b", True, (member, Actor("d", "Д\0", "state", members=(member,))))
    statement = Statement(
        "s1", (Span(0, 1),), (Span(2, 3), Span(4, 5)), (Span(6, 9),), "mixed", "x", actor, (actor, member), (member,),
        "DENY", True, "possible", "reportedly", "2022-01-28", ("2022", "2022-04-30/2022-05-01"), "nato", None, 0.123,
        Resolution("why", 0.5, (actor, member)),
    )  # fmt: skip
    document = Document(
        "given", "😀 b c d e f\u2028\0", "o", "https://e.org/a#b", "T", "O", ("A", "B"), "readout", "I", "fr", "ru",
        "2022-01-28T10:00:00+03:00", "2026-01-01T00:00:00Z",
        Condition(None, True, True, True, "Reuters", "other", ("seen",)), {"kind": "given by the user"},
    )  # fmt: skip
    inner = replace(statement, id="s2", within="s1", speaker=None, resolution=None)
    found = (DateMention(Span(0, 1), "2022"),), (Mention(Span(0, 1), actor, "why", 1.0),)
    return Reading(document, (statement, inner), "m", *found, (Narration(Span(0, 1), (actor,)),))


def test_what_comes_out_equals_what_went_in(ledger: Ledger) -> None:
    ledger.add(full())
    (stored,) = ledger.readings()
    assert stored.reading == full()
    assert ledger.text(stored.version.key) == full().document.text
    assert list(ledger.check()) == []


def test_adding_twice_changes_nothing(ledger: Ledger, reading: Make) -> None:
    first, second = ledger.add(reading()), ledger.add(reading())
    assert (first.news, second.news) == ("document", "nothing")
    assert first.version == second.version
    found = ledger.status()
    assert (found.documents, found.versions, found.readings, found.statements) == (1, 1, 1, 1)


def test_what_is_known_is_known_before_it_is_read(ledger: Ledger, reading: Make) -> None:
    own = reading()
    assert not ledger.has(own.document, "model-1")
    ledger.add(own)
    assert ledger.has(own.document, "model-1")
    assert not ledger.has(own.document, "model-2")
    assert not ledger.has(replace(own.document, text="other"), "model-1")
    assert not ledger.has(replace(own.document, url="https://example.org/b"), "model-1")


def test_a_changed_text_is_a_new_version(ledger: Ledger, reading: Make) -> None:
    old, new = reading(), reading(text="L'Élysée a déclaré que Poutine a nié une intention offensive. Kyiv attend.")
    assert [ledger.add(old).news, ledger.add(new).news, ledger.add(old).news] == ["document", "version", "nothing"]
    first, second = ledger.versions("d1")
    assert [first.number, first.latest, second.number, second.latest] == [1, False, 2, True]
    assert [ledger.text(first.key), ledger.text(second.key)] == [old.document.text, new.document.text]
    assert ledger.count(Query()) == 1
    assert ledger.search(Query(words="nie")).hits[0].document.text == new.document.text
    assert ledger.count(Query(everything=True)) == 2
    assert list(ledger.check()) == []


def test_a_newer_model_keeps_the_old_reading(ledger: Ledger, reading: Make) -> None:
    old, new = reading(), reading(read_by="model-2", act="SAY")
    ledger.add(old)
    assert ledger.add(new).news == "reading"
    assert [own.reading for own in ledger.readings(current=False)] == [old, new]
    assert [own.current for own in ledger.readings(current=False)] == [False, True]
    assert [own.reading for own in ledger.readings()] == [new]
    assert (ledger.count(Query(act=("SAY",))), ledger.count(Query(act=("DENY",)))) == (1, 0)
    assert ledger.status().models == {"model-1": 1, "model-2": 1}
    assert list(ledger.check()) == []


def test_the_same_model_is_kept_again_only_where_asked_and_where_it_differs(ledger: Ledger, reading: Make) -> None:
    old, new = reading(), reading(act="SAY")
    ledger.add(old)
    assert ledger.add(new).news == "nothing"
    assert ledger.add(old, again=True).news == "nothing"
    assert ledger.add(new, again=True).news == "reading"
    assert [own.reading for own in ledger.readings(current=False)] == [old, new]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"url": "https://e.org/a#x"}, {"url": "https://e.org/a#y"}, True),
        ({"url": "https://e.org/a"}, {"url": "https://e.org/b"}, False),
        ({"url": None, "id": "call-7"}, {"url": None, "id": "call-7"}, True),
        ({"url": None, "id": "call-7"}, {"url": None, "id": "call-8"}, False),
        ({"url": f"https://e.org/{'a' * 5000}"}, {"url": f"https://e.org/{'a' * 5000}"}, True),
        ({"url": f"https://e.org/{'a' * 5000}"}, {"url": f"https://e.org/{'a' * 4999}"}, False),
    ],
)
def test_a_document_is_its_address(
    one: dict[str, str], other: dict[str, str], same: bool, ledger: Ledger, reading: Make
) -> None:
    ledger.add(reading(**one))
    news = ledger.add(reading(text="Ein ganz anderer Text, mit Wörtern, die sonst nirgends stehen.", **other)).news
    assert news == ("version" if same else "document")


def test_a_file_is_an_address_of_its_own(ledger: Ledger, reading: Make, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for number, text in enumerate(("He said that it rains.", "He said that it snows.")):
        file.write_text(text)
        import hashlib

        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        added = ledger.add(reading(text=text, url=None, id=f"sha256:{digest}", origin=str(file)))
        assert added.news == ("version" if number else "document")


def prose(seed: int, words: int = 120) -> str:
    return " ".join(Maker(seed).words("latin", words)) + "."


def test_copies_are_linked_and_not_counted_twice(ledger: Ledger, reading: Make) -> None:
    text = prose(1)
    first = ledger.add(reading(text=text))
    copy = ledger.add(reading(text=text, url="https://other.org/a", outlet="Copyist"))
    near = ledger.add(reading(text=text + " Read on.", url="https://third.org/a"))
    other = ledger.add(reading(text=prose(2), url="https://fourth.org/a"))
    assert (copy.copy_of, near.copy_of, other.copy_of) == (first.version, first.version, None)
    assert ledger.status().copies == 2
    assert ledger.count(Query()) == 2
    assert ledger.count(Query(everything=True)) == 4
    assert ledger.count(Query(outlet=("Copyist",))) == 0
    assert {hit.version: hit.copies for hit in ledger.search(Query()).hits} == {first.version: 2, other.version: 0}
    assert [own.version.key for own in ledger.readings(counted=True)] == [first.version, other.version]
    assert list(ledger.check()) == []


def test_an_official_text_is_no_copy_of_a_press_text_that_holds_it(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(text=prose(1) + " " + prose(2)))
    assert ledger.add(reading(text=prose(1), url="https://gov.org", kind="readout")).copy_of is None
    assert ledger.add(reading(text=prose(2), url="https://paper.org")).copy_of is not None


def test_what_is_not_there(ledger: Ledger) -> None:
    assert list(ledger.versions("nothing")) == []
    assert list(ledger.readings("nothing")) == []
    with pytest.raises(UnknownTargetError, match="holds no version nothing"):
        ledger.text("nothing")


def _add_many(where: str, seed: int) -> None:
    with Ledger.open(where) as own:
        for reading in Maker(seed).readings(120):
            own.add(reading)


def test_two_writers_at_once_on_a_new_ledger(where: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_many, args=(where, seed)) for seed in (5, 5, 6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    wanted = {r.document.text: r for seed in (5, 6) for r in Maker(seed).readings(120)}
    with Ledger.open(where) as own:
        found = [stored.reading for stored in own.readings()]
        assert {r.document.text for r in found} == set(wanted)
        assert list(own.check()) == []
        assert len(found) == len({(r.document.url, r.document.text) for r in found})
