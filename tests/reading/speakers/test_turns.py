"""Whose turn it is in an interview, and who "we" are in a joint text."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from dragoman.actors import Registry
from dragoman.nouns import Document, Kind, Span, Statement
from dragoman.reading.chain import with_chain
from dragoman.reading.speakers import find_mentions, resolved


@lru_cache
def registry() -> Registry:
    return Registry.shipped()


def told(text: str, *sources: str, kind: Kind = "transcript", **facts: str) -> list[str | None]:
    """Return the ids of the speakers of sources, found one behind the other, with no statement within another."""
    document = Document("d", text, "d", kind=kind, published="2022-06-20", **{"language": "en", **facts})  # type: ignore[arg-type]
    statements, at = [], 0
    for number, source in enumerate(sources):
        at = next(re.compile(rf"\b{source}\b").finditer(text, at)).start()
        statements.append(Statement(f"s{number}", (Span(at, at + len(source)),), (), (), "indirect", mention=source))
        at += len(source)
    read, scene = resolved(document, statements, find_mentions(document, registry()), registry())
    chained = with_chain(document, read, (), registry(), scene.turns)
    assert [own.id for own in read] == [own.id for own in chained]
    return [own.speaker.id if own.speaker else None for own in read]


LABELS = "Question: Is it over?\n\nAnswer: I think so. We hope it is.\n\nQuestion: Who says I fear it?"
DASHES = "Міністр повернувся.\n\n— Чи почули вас?\n\n— Почули. Я сказав прямо."
QUESTIONS = "Maia Sandu nous reçoit.\n\nQue craignez-vous ?\n\nJe ne crains rien."


def test_the_guest_whom_a_title_names_answers_by_a_label() -> None:
    title = "Josep Borrell: “We are not at war”"
    assert told(LABELS, "I", "We", "I", title=title) == ["josep-borrell", "european-union", None]


def test_the_guest_answers_behind_a_dash() -> None:
    found = told(DASHES, "Я", language="uk", title="Дмитро Кулеба: «Нам потрібна зброя»")
    assert found == ["dmytro-kuleba"]


def test_the_guest_named_before_the_first_question_answers_it() -> None:
    assert told(QUESTIONS, "Je", language="fr", title="Entretien") == ["maia-sandu"]


def test_nobody_has_the_word_in_an_article() -> None:
    assert told(QUESTIONS, "Je", kind="article", language="fr", title="Entretien") == [None]


def test_who_has_the_word_by_a_label_is_a_link_of_the_chain() -> None:
    text = "Dmitry Peskov: Good day. Kyiv refuses.\n\nQuestion: Does Paris agree?"
    document = Document("d", text, "d", kind="transcript", language="en", published="2022-06-20")
    places = (text.index("Kyiv"), text.index("Paris"))
    statements = [
        Statement(f"s{at}", (Span(at, at + 4),), (Span(at + 5, at + 7),), (), "indirect", mention=text[at : at + 4])
        for at in places
    ]
    read, scene = resolved(document, statements, find_mentions(document, registry()), registry())
    chained = with_chain(document, read, (), registry(), scene.turns)
    assert [actor.id for actor in chained[0].word_of] == ["dmitry-peskov", "ukraine"]
    assert "dmitry-peskov" not in [actor.id for actor in chained[1].word_of]


@pytest.mark.parametrize(
    ("text", "title", "who"),
    [
        ("As leaders of Japan, the United Kingdom and France, we promise.", "A statement",
         "boris-johnson+emmanuel-macron+fumio-kishida"),
        ("We, the leaders of Japan and France, promise.", "A statement", "emmanuel-macron+fumio-kishida"),
        ("It is late. We promise.", "Joint statement by Japan and France", "france+japan"),
        ("It is late. We promise.", "Statement by Japan and France", "white-house"),
    ],
)  # fmt: skip
def test_we_are_those_who_sign(text: str, title: str, who: str) -> None:
    source = "we" if "we " in text else "We"
    assert told(text, source, kind="statement", title=title, issuer="White House") == [who]


def test_who_says_i_in_a_post_is_not_he() -> None:
    text = "In The Hague I met Prime Minister Mark Rutte. I asked for jets, and he promised."
    found = told(text, "I", "I", "he", kind="post", issuer="President of Ukraine")
    assert found == ["volodymyr-zelensky", "volodymyr-zelensky", "mark-rutte"]
