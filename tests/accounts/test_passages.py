"""Passages: sentences and clauses, what is a point and what is not, whose word they are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from made import Read

from dragoman.accounts import passages
from dragoman.accounts.spots import numbers, values
from dragoman.nouns import Span

FIELDS = {"kind": "readout", "issuer": "Kremlin", "published": "2022-01-28"}

CLAUSES = [
    (
        "en",
        "<s1>The leaders</s1> <q1>welcomed</q1> <c1>the meeting held in Paris</c1> and <q2>agreed</q2> <c2>to go "
        "on with this work</c2>.",
        ["The leaders welcomed the meeting held in Paris", "and agreed to go on with this work."],
    ),
    (
        "en",
        "<s1>Macron</s1> <q1>said</q1> <c1>that troops must leave</c1>; the guns will have to go with them.",
        ["Macron said that troops must leave", "the guns will have to go with them."],
    ),
    (
        "fr",
        "<s1>Il</s1> <q1>a souligné</q1> <c1>que le dialogue devait reprendre</c1> et <s2>il</s2> <q2>a demandé</q2> "
        "<c2>des gestes de désescalade</c2>.",
        ["Il a souligné que le dialogue devait reprendre", "et il a demandé des gestes de désescalade."],
    ),
    (
        "ru",
        "<s1>Президенты</s1> <q1>приветствовали</q1> <c1>итоги встречи в Париже</c1> и <q2>договорились</q2> "
        "<c2>продолжить эту работу</c2>.",
        ["Президенты приветствовали итоги встречи в Париже", "и договорились продолжить эту работу."],
    ),
    (
        "uk",
        "<s1>Президент</s1> <q1>подякував за</q1> <c1>підтримку в обороні</c1> та <q2>закликав</q2> <c2>посилити "
        "тиск на Росію</c2>.",
        ["Президент подякував за підтримку в обороні", "та закликав посилити тиск на Росію."],
    ),
    (
        "en",
        "<c1>Our troops</c1>, <s1>Putin</s1> <q1>said</q1>, <c1>will go home when the exercises are over</c1>.",
        ["Our troops, Putin said, will go home when the exercises are over."],
    ),
    (
        "en",
        "<c1>“We are ready for talks. The rest depends on others,”</c1> <q1>said</q1> <s1>Putin</s1>.",
        ["“We are ready for talks.", "The rest depends on others,” said Putin."],
    ),
]


@pytest.mark.parametrize(("language", "marked", "texts"), CLAUSES)
def test_clauses(language: str, marked: str, texts: list[str], read: Read) -> None:
    found = passages(read("d", language, marked, **FIELDS))
    assert [unit.passage.text for unit in found] == texts


@pytest.mark.parametrize(("language", "marked", "texts"), CLAUSES)
def test_every_word_is_in_one(language: str, marked: str, texts: list[str], read: Read) -> None:
    reading = read("d", language, marked, **FIELDS)
    spans = [span for unit in passages(reading) for span in unit.passage.spans]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    words = [match.start() for match in re.finditer(r"\w+", reading.document.text)]
    assert all(any(start <= word < end for start, end in spans) for word in words)


ROLES = [
    ("en", "Vladimir Putin had a telephone conversation with President of France Emmanuel Macron.", "frame"),
    ("en", "On January 28, Putin and Macron spoke by telephone at the initiative of the French side.", "frame"),
    ("en", "Vladimir Putin and Emmanuel Macron spoke about the security of Ukraine.", "point"),
    ("fr", "Le Président de la République s'est entretenu vendredi avec M. Vladimir Poutine.", "frame"),
    ("fr", "Il a été question de l'Iran lors de l'entretien.", "point"),
    ("ru", "Состоялся телефонный разговор Владимира Путина с Президентом Франции Эммануэлем Макроном.", "frame"),
    ("ru", "Затронуты переговоры по иранской ядерной программе.", "point"),
    ("uk", "Відбулася телефонна розмова Володимира Зеленського з Емманюелем Макроном.", "frame"),
    ("uk", "Україна наполягає на виведенні військ.", "point"),
    ("en", "Press service of the Kremlin", "frame"),
    ("en", "January 28, 2022", "frame"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "role"), ROLES)
def test_role(language: str, text: str, role: str, read: Read) -> None:
    (unit,) = passages(read("d", language, text, **FIELDS))
    assert unit.role == role


REMARKS = [
    ("en", "The Kremlin's readout does not mention offensive intentions at all."),
    ("fr", "Le communiqué russe ne dit rien de la désescalade."),
    ("ru", "В сообщении Кремля об этом не говорится."),
    ("uk", "У повідомленні Кремля про це не йдеться."),
]


@pytest.mark.parametrize(("language", "text"), REMARKS)
def test_what_an_article_says_of_an_account_is_no_point_but_an_official_text_may_make_it_one(
    language: str, text: str, read: Read
) -> None:
    (unit,) = passages(read("d", language, text, kind="article", outlet="The Harbour Courier", published="2022-01-28"))
    assert unit.role == "frame"
    (official,) = passages(read("d", language, text, **FIELDS))
    assert official.role == "point"


def test_the_innermost_statement_tells_who_says_it(read: Read) -> None:
    marked = (
        "<s1>The Élysée</s1> <q1>said</q1> <c1>that <s2>Vladimir Putin</s2> <q2>denied</q2> "
        "<c2>having plans to attack</c2></c1>."
    )
    (unit,) = passages(read("d", "en", marked, kind="article", outlet="The Harbour Courier", published="2022-01-28"))
    assert unit.speaker is not None
    assert unit.speaker.id == "vladimir-putin"
    assert [actor.id for actor in unit.word_of] == ["local:the-harbour-courier", "elysee", "vladimir-putin"]
    assert unit.passage.statements == ("s1", "s2")


def test_questions_of_a_transcript_are_no_points(read: Read) -> None:
    text = (
        "<s1>QUESTION</s1><q1>:</q1> <c1>Did you offer anything?</c1>\n\n"
        "<s2>SECRETARY BLINKEN</s2><q2>:</q2> <c2>There is no change. The door is open.</c2>"
    )
    found = passages(read("d", "en", text, kind="transcript", issuer="State Department", published="2022-01-26"))
    assert [unit.role for unit in found] == ["frame", "point", "point"]
    assert {actor.id for unit in found[1:] for actor in unit.word_of} == {"state-department", "antony-blinken"}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("3,000 soldiers and 1.2 million tons", "en", ("3000", "1.2")),
        ("3 000 солдат и 86,6 тысячи", "ru", ("3000", "86.6")),
        ("100\u202f000 soldats", "fr", ("100000",)),
        ("no number", "en", ()),
    ],
)
def test_numbers(text: str, language: str, found: tuple[str, ...]) -> None:
    assert values(numbers(text, Span(0, len(text)), [], language), "number") == found


def test_dates_are_no_numbers(read: Read) -> None:
    (unit,) = passages(read("d", "en", "Putin spoke on January 26 of 30,000 soldiers.", **FIELDS))
    assert (unit.refers, unit.numbers) == (("2022-01-26",), ("30000",))


def test_spots_are_the_words_for_what_a_unit_says(read: Read) -> None:
    marked = (
        "<s1>Putin</s1> <q1>promised</q1> <c1>that if Kyiv agrees on January 26, 30,000 soldiers would leave "
        "Ukraine</c1>."
    )
    (own,) = passages(read("d", "en", marked, **FIELDS))
    told = {(spot.sort, own.passage.text[spot.span.start : spot.span.end], spot.value) for spot in own.spots}
    assert ("number", "30,000", "30000") in told
    assert ("date", "January 26", "2022-01-26") in told
    assert ("condition", "if", "") in told
    assert ("source", "Putin", "") in told
    assert ("act", "promised", own.act or "") in told
    assert ("actor", "Ukraine", "ukraine") in told
    assert [spot.span for spot in own.spots] == sorted(spot.span for spot in own.spots)


def test_who_met_whom_opens_an_official_text_and_makes_no_point(read: Read) -> None:
    text = (
        "The Minister received the Ambassador of Ghana, who brought him a letter from Accra about the fishing grounds. "
        "Their conversation, for which the Ambassador had asked, turned on the boats. "
        "Two boats were released in March. The boats will fish again. Both sides took note of it."
    )
    official = passages(read("d", "en", text, **FIELDS))
    assert [unit.role for unit in official] == ["frame", "frame", "point", "point", "point"]
    article = passages(read("d", "en", text, kind="article", outlet="The Accra Courier"))
    assert article[0].role == "point"
