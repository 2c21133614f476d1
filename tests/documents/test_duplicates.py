"""Duplicates: the same text, nearly the same, a part of another; in a stream, in any script."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.duplicates import mark_duplicates
from dragoman.documents.failure import Failure
from dragoman.nouns import Condition, Document, Kind

WORDS = ("president", "call", "answer", "treaty", "talks", "border", "troops", "letter", "week", "summit", "draft")


def prose(seed: int, count: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(WORDS)}{rng.randrange(40)}" for _ in range(count))


def doc(name: str, text: str, kind: Kind = "article") -> Document:
    return Document(id=name, text=text, origin=name, kind=kind, condition=Condition(signs=("seen before",)))


def marks(documents: Iterable[Document]) -> dict[str, str | None]:
    return {
        found.id: found.condition.duplicate_of for found in mark_duplicates(documents) if isinstance(found, Document)
    }


def test_the_same_words_are_a_duplicate_of_the_earliest() -> None:
    text = prose(1)
    again = doc("c", text.upper().replace(" ", "\n"))
    assert marks([doc("a", text), doc("b", text), again, doc("d", prose(2))]) == {
        "a": None,
        "b": "a",
        "c": "a",
        "d": None,
    }


def test_the_same_id_twice_is_a_duplicate_of_itself_and_says_so() -> None:
    first, second = mark_duplicates([doc("a", prose(1)), doc("a", prose(1))])
    assert first == doc("a", prose(1))
    assert isinstance(second, Document)
    assert second.condition == Condition(
        duplicate_of="a", signs=("seen before", "has the same words as an earlier document: a")
    )


def test_the_same_id_with_other_words_is_no_duplicate() -> None:
    assert [found.condition.duplicate_of for found in mark_duplicates([doc("a", prose(1)), doc("a", prose(2))])] == [
        None,
        None,
    ]


def test_nearly_the_same_text_is_a_duplicate_and_half_of_it_is_not() -> None:
    words = prose(1, 400).split()
    near = " ".join("changed" if at in (50, 180, 300) else word for at, word in enumerate(words))
    half = " ".join(words[:200]) + " " + prose(3, 200)
    assert marks([doc("a", " ".join(words)), doc("near", near), doc("half", half)]) == {
        "a": None,
        "near": "a",
        "half": None,
    }


@pytest.mark.parametrize("count", [60, 120, 200])
def test_a_shorter_text_inside_a_longer_one_is_a_duplicate(count: int) -> None:
    words = prose(1, 800).split()
    part = " ".join(words[300 : 300 + count])
    found = list(mark_duplicates([doc("long", " ".join(words)), doc("part", part)]))[1]
    assert isinstance(found, Document)
    assert found.condition.duplicate_of == "long"
    assert "inside" in found.condition.signs[-1]


def test_a_longer_text_that_holds_an_earlier_one_only_says_so() -> None:
    words = prose(1, 400).split()
    found = list(mark_duplicates([doc("part", " ".join(words[:150])), doc("long", " ".join(words))]))[1]
    assert isinstance(found, Document)
    assert found.condition.duplicate_of is None
    assert found.condition.signs == ("seen before", "holds the whole of an earlier document, and more: part")


def test_a_readout_is_not_the_copy_of_an_article_that_prints_it() -> None:
    words = prose(1, 400).split()
    article, readout = doc("article", " ".join(words)), doc("readout", " ".join(words[20:200]), "readout")
    assert marks([article, readout])["readout"] is None
    assert marks([readout, doc("reprint", " ".join(words[20:180]))])["reprint"] == "readout"


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    rng = random.Random(5)
    text = "".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(400))
    near = text[:100] + "了" + text[101:]
    other = "".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(400))
    assert marks([doc("a", text), doc("b", near), doc("c", other), doc("d", text[50:200])]) == {
        "a": None,
        "b": "a",
        "c": None,
        "d": "a",
    }


@pytest.mark.parametrize(
    "text", ["Телефонный разговор президентов состоялся сегодня", "مكالمة هاتفية بين الرئيسين", "ok"]
)
def test_short_texts_are_duplicates_only_when_the_same(text: str) -> None:
    assert marks([doc("a", text), doc("b", text + "!"), doc("c", text + " more")]) == {"a": None, "b": "a", "c": None}


def test_unseen_characters_do_not_hide_a_copy() -> None:
    text = prose(1)
    assert marks([doc("a", text), doc("b", text.replace("president", "presi\u00addent\u200b"))])["b"] == "a"


def test_texts_without_words_and_failures_pass_through() -> None:
    failure = Failure("x.html", "is empty", "leave it out")
    stream = [doc("a", ""), failure, doc("b", ""), doc("c", "...")]
    assert list(mark_duplicates(stream)) == stream


def test_documents_go_through_one_at_a_time() -> None:
    taken: list[str] = []

    def source() -> Iterable[Document]:
        for name in "abc":
            taken.append(name)
            yield doc(name, prose(ord(name)))

    stream = mark_duplicates(source())
    next(stream)
    assert taken == ["a"]


def test_one_document_loads_no_heavy_library() -> None:
    code = (
        "import sys; from dragoman.documents.duplicates import mark_duplicates; from dragoman.nouns import Document;"
        "list(mark_duplicates([Document(id='a', text='one two', origin='-')])); sys.exit('rensa' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.lists(st.text()))
def test_nothing_raises_and_nothing_is_lost(texts: list[str]) -> None:
    documents = [doc(str(at), text) for at, text in enumerate(texts)]
    assert [found.text for found in mark_duplicates(documents) if isinstance(found, Document)] == texts


def test_it_costs_less_than_three_milliseconds_a_document() -> None:
    documents = [doc(str(seed), prose(seed, 500)) for seed in range(60)]
    list(mark_duplicates(documents[:2]))
    start = time.perf_counter()
    list(mark_duplicates(documents))
    # The bound leaves room for a slow, busy machine.
    assert (time.perf_counter() - start) / len(documents) < 0.02
