"""What a text says in its own words."""

from __future__ import annotations

import pytest
from marked import read

from dragoman.actors import Registry
from dragoman.reading.narrations import narrations


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


SAID = "<s1>Putin</s1> <q1>said</q1> <c1>that he would wait</c1>"
CASES = [
    ("en", f"The call lasted an hour. {SAID}.", ["The call lasted an hour."]),
    ("en", f"A call and two accounts\n\n{SAID}.", ["A call and two accounts"]),
    ("en", f"{SAID}.", []),
    ("en", f"And {SAID}, however.", []),
    ("en", f"At the same time, {SAID}.", []),
    ("en", f"{SAID} and the talks went on in Geneva.", ["the talks went on in Geneva"]),
    (
        "en",
        f"Macron travelled to Kyiv the next morning, while {SAID}.",
        ["Macron travelled to Kyiv the next morning"],
    ),
    ("en", "<s1>Putin</s1> <q1>told</q1> his French counterpart on Friday <c1>that he would wait</c1>.", []),
    ("en", '<c1>"We wait,"</c1> <s1>Peskov</s1> <q1>told</q1> reporters in Moscow on Friday.', []),
    ("en", f"In a phone call with Scholz, {SAID}.", []),
    (
        "en",
        '<c1>"We wait,"</c1> <q1>said</q1> <s1>Peskov</s1>. The market fell sharply. <c1>"We see."</c1>',
        ["The market fell sharply."],
    ),
    ("en", f"Paris, 26 January 2022\n\n{SAID}.", []),
    ("en", f"By Anna Weber\n\n{SAID}.", []),
    (
        "fr",
        "L'entretien a duré une heure. <s1>Poutine</s1> <q1>attend</q1> <c1>un geste</c1>.",
        ["L'entretien a duré une heure."],
    ),
    ("fr", "De son côté, <s1>Poutine</s1> <q1>attend</q1> <c1>un geste</c1>.", []),
    (
        "fr",
        "<q1>Selon</q1> <s1>Paris</s1>, <c1>rien n'est fait</c1> ; les conseillers doivent se revoir à Berlin.",
        ["les conseillers doivent se revoir à Berlin"],
    ),
    ("fr", "Publié le 28 janvier 2022 à 20h05\n\n<s1>Poutine</s1> <q1>attend</q1> <c1>un geste</c1>.", []),
    (
        "ru",
        "Состоялся телефонный разговор. <q1>Условлено</q1> <c1>о контактах</c1>.",
        ["Состоялся телефонный разговор."],
    ),
    ("ru", "Пресс-служба Президента России\n\n<q1>Условлено</q1> <c1>о контактах</c1>.", []),
    ("ru", "Кроме того, <s1>Путин</s1> <q1>указал</q1> <c1>на обстрелы</c1>.", []),
    ("uk", "Розмова тривала годину. <s1>Путін</s1> <q1>чекає</q1> <c1>відповіді</c1>.", ["Розмова тривала годину."]),
    ("uk", "Водночас <s1>Путін</s1> <q1>чекає</q1> <c1>відповіді</c1>.", []),
    ("zh", "会谈持续了一个小时。<s1>普京</s1><q1>说</q1><c1>他会等</c1>。", ["会谈持续了一个小时。"]),
]


@pytest.mark.parametrize(("language", "marked", "expected"), CASES)
def test_what_no_statement_covers_is_narration(
    language: str, marked: str, expected: list[str], registry: Registry
) -> None:
    document, statements, _ = read(marked, language, authors=("Anna Weber",))
    found = narrations(document, statements, registry)
    assert [document.text[own.span.start : own.span.end] for own in found] == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"kind": "readout", "issuer": "Kremlin"}, ["kremlin"]),
        ({"outlet": "The Harbour Courier"}, ["local:the-harbour-courier"]),
        ({}, []),
    ],
)
def test_the_issuer_or_the_outlet_vouches(facts: dict[str, str], expected: list[str], registry: Registry) -> None:
    document, statements, _ = read(f"The call lasted an hour. {SAID}.", **facts)
    (narration,) = narrations(document, statements, registry)
    assert [actor.id for actor in narration.word_of] == expected


def test_turns_of_a_transcript_are_nobodys_narration(registry: Registry) -> None:
    marked = (
        "A briefing in Moscow on Friday\n\nQUESTION: Will there be war?\n\nLAVROV: We do not want it. We never did."
    )
    document, statements, _ = read(marked, kind="transcript")
    (narration,) = narrations(document, statements, registry)
    assert narration.span == (0, 30)


def test_an_empty_text_has_none(registry: Registry) -> None:
    document, statements, _ = read("")
    assert narrations(document, statements, registry) == ()
