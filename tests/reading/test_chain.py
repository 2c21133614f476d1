"""On whose word: chains from the outermost voucher to the speaker."""

from __future__ import annotations

import pytest
from marked import read

from dragoman.actors import Registry
from dragoman.nouns import Document
from dragoman.reading.chain import vouchers, with_chain


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


PAPER = {"outlet": "The Harbour Courier"}
COURIER = "local:the-harbour-courier"
ARTICLES = [
    ("en", "<s1>Putin</s1> <q1>said</q1> <c1>so</c1>.", [["putin"]]),
    (
        "en",
        "<q1>According to</q1> <s1>the Élysée</s1>, <c1><s2>Putin</s2> <q2>denied</q2> <c2>any plan</c2></c1>.",
        [["elysee"], ["elysee", "putin"]],
    ),
    ("en", "<s1>An official</s1> <q1>said</q1> <c1>so</c1>.", [[]]),
    ("en", "<s1>The Kremlin</s1>, as quoted by TASS, <q1>said</q1> <c1>so</c1>.", [["tass", "kremlin"]]),
    ("en", "<s1>The Kremlin, as quoted by TASS,</s1> <q1>said</q1> <c1>so</c1>.", [["tass", "kremlin"]]),
    ("en", '<c1>"Yes,"</c1> <s1>Peskov</s1> <q1>said</q1> in an interview with Reuters.', [["reuters", "peskov"]]),
    ("en", "<s1>Macron</s1> <q1>said</q1> <c1>so</c1>, Reuters reported.", [["reuters", "macron"]]),
    ("en", "Peskov quoted <s1>Putin</s1> <q1>as saying</q1> <c1>so</c1>.", [["peskov", "putin"]]),
    ("en", "<s1>Peskov</s1> <q1>said</q1> <c1>Reuters had reported it first</c1>.", [["peskov"]]),
    ("en", "Reuters waited outside. <s1>Peskov</s1> <q1>said</q1> <c1>so</c1>.", [["peskov"]]),
    ("fr", "<s1>Moscou</s1> <q1>a refusé</q1> <c1>l'offre</c1>, a rapporté l'AFP.", [["afp", "russia"]]),
    ("fr", "<q1>Selon</q1> <s1>Peskov</s1>, cité par Interfax, <c1>rien n'est fait</c1>.", [["interfax", "peskov"]]),
    ("ru", "<c1>Войска уйдут</c1>, <q1>сообщил</q1> <s1>Песков</s1>, передает ТАСС.", [["tass", "peskov"]]),
    ("ru", "<c1>«Ждем»</c1>, — <q1>сказал</q1> <s1>Песков</s1> в интервью Reuters.", [["reuters", "peskov"]]),
    (
        "ru",
        "<c1><s2>Путин</s2> <q2>обещал</q2> <c2>ответ</c2></c1>, "
        "<q1>сообщает</q1> <s1>Reuters</s1> со ссылкой на Кремль.",
        [["reuters"], ["reuters", "kremlin", "putin"]],
    ),
    (
        "ru",
        "<s1>Путин</s1> <q1>заявил</q1> <c1>о готовности</c1>. <c2>Об этом</c2> <q2>сообщил</q2> <s2>Кремль</s2>.",
        [["kremlin", "putin"], ["kremlin"]],
    ),
    (
        "uk",
        "<s1>Путін</s1> <q1>заявив</q1> <c1>про готовність</c1>. <c2>Про це</c2> <q2>повідомив</q2> <s2>Пєсков</s2>.",
        [["peskov", "putin"], ["peskov"]],
    ),
    ("uk", "<c1>Війська підуть</c1>, <q1>сказав</q1> <s1>Пєсков</s1>, повідомляє Reuters.", [["reuters", "peskov"]]),
]


@pytest.mark.parametrize(("language", "marked", "expected"), ARTICLES)
def test_the_chain_of_an_article_begins_with_the_outlet(
    language: str, marked: str, expected: list[list[str]], registry: Registry
) -> None:
    document, statements, mentions = read(marked, language, **PAPER)
    found = with_chain(document, statements, mentions, registry)
    assert [[actor.id for actor in own.word_of] for own in found] == [[COURIER, *own] for own in expected]


FRAMES = [
    # A fronted voucher holds for those of whom it has told ...
    (
        "fr",
        "<q1>D'après</q1> <s1>le Kremlin</s1>, <c1><s2>Poutine</s2> <q2>a reproché</q2> <c2>un oubli</c2></c1>. "
        "<s3>Poutine</s3> <q3>aurait prévenu</q3> <c3>qu'il attendrait</c3>.",
        ["kremlin", "putin"],
    ),
    # ... and not for others, nor in the next paragraph.
    (
        "fr",
        "<q1>D'après</q1> <s1>le Kremlin</s1>, <c1><s2>Poutine</s2> <q2>a reproché</q2> <c2>un oubli</c2></c1>. "
        "<s3>Scholz</s3> <q3>a prévenu</q3> <c3>qu'il attendrait</c3>.",
        ["scholz"],
    ),
    (
        "fr",
        "<q1>D'après</q1> <s1>le Kremlin</s1>, <c1><s2>Poutine</s2> <q2>a reproché</q2> <c2>un oubli</c2></c1>.\n\n"
        "<s3>Poutine</s3> <q3>a prévenu</q3> <c3>qu'il attendrait</c3>.",
        ["putin"],
    ),
    # A sentence between, or a voucher, ends it.
    (
        "fr",
        "<q1>D'après</q1> <s1>le Kremlin</s1>, <c1><s2>Poutine</s2> <q2>a reproché</q2> <c2>un oubli</c2></c1>. "
        "Paris se tait. <s3>Poutine</s3> <q3>a prévenu</q3> <c3>qu'il attendrait</c3>.",
        ["putin"],
    ),
    (
        "en",
        "<q1>According to</q1> <s1>the Kremlin</s1>, <c1><s2>Putin</s2> <q2>asked</q2> <c2>for time</c2></c1>. "
        "<s4>The Élysée</s4> <q4>denied</q4> <c4>it</c4>. <s3>Putin</s3> <q3>warned</q3> <c3>the West</c3>.",
        ["putin"],
    ),
    ("en", "In the Kremlin's account, <s3>Putin</s3> <q3>complained of</q3> <c3>delays</c3>.", ["kremlin", "putin"]),
    (
        "en",
        "In the Kremlin's account, Putin waited. On television <s3>Putin</s3> <q3>warned</q3> <c3>the West</c3>.",
        ["putin"],
    ),
    ("en", "In the Kremlin, <s3>Putin</s3> <q3>complained of</q3> <c3>delays</c3>.", ["putin"]),
    ("en", "In the Kremlin's account, Putin waited. <s3>The Élysée</s3> <q3>said</q3> <c3>no</c3>.", ["elysee"]),
    ("en", "According to the Élysée: <s3>Putin</s3> <q3>denied</q3> <c3>any plan</c3>.", ["elysee", "putin"]),
    ("en", "According to the Élysée: <q3>it was agreed</q3> <c3>to talk</c3>.", ["elysee"]),
    ("en", "The Kremlin reports:\n- <s3>Putin</s3> <q3>asked for</q3> <c3>time</c3>.", ["kremlin", "putin"]),
    ("en", "The Kremlin reports:\n\n<s3>Putin</s3> <q3>asked for</q3> <c3>time</c3>.", ["putin"]),
    (
        "en",
        "<s1>The Kremlin's account</s1> <q1>omits</q1> <c1>it</c1>. In it <s3>Putin</s3> <q3>asks</q3> <c3>why</c3>.",
        ["kremlin", "putin"],
    ),
    ("fr", "Dans la version du Kremlin, <s3>Poutine</s3> <q3>a dénoncé</q3> <c3>Kiev</c3>.", ["kremlin", "putin"]),
    ("ru", "В изложении Кремля, <s3>Путин</s3> <q3>указал</q3> <c3>на обстрелы</c3>.", ["kremlin", "putin"]),
]


@pytest.mark.parametrize(("language", "marked", "expected"), FRAMES)
def test_a_paragraph_may_stand_in_the_word_of_one(
    language: str, marked: str, expected: list[str], registry: Registry
) -> None:
    document, statements, mentions = read(marked, language, **PAPER)
    found = {own.id: own.word_of for own in with_chain(document, statements, mentions, registry)}
    assert [actor.id for actor in found["s3"]] == [COURIER, *expected]


OFFICIAL = [
    ("readout", "Kremlin", "<s1>Macron</s1> <q1>stressed</q1> <c1>that it was late</c1>.", [["kremlin", "macron"]]),
    ("readout", "Kremlin", "<q1>It was agreed</q1> <c1>to talk</c1>.", [["kremlin"]]),
    ("readout", "Kremlin", "<s1>The Kremlin</s1> <q1>regrets</q1> <c1>it</c1>.", [["kremlin"]]),
    ("readout", "Kremlin", "<s1>The statement</s1> <q1>says</q1> <c1>so</c1>.", [["kremlin"]]),
    ("transcript", "White House", "<s1>Blinken</s1><q1>:</q1> <c1>Yes</c1>.", [["white-house", "blinken"]]),
    ("readout", None, "<s1>Macron</s1> <q1>stressed</q1> <c1>that it was late</c1>.", [["macron"]]),
    (
        "statement",
        "Kremlin",
        "According to the Élysée: <s1>Macron</s1> <q1>stressed</q1> <c1>it</c1>.",
        [["kremlin", "macron"]],
    ),
]


@pytest.mark.parametrize(("kind", "issuer", "marked", "expected"), OFFICIAL)
def test_the_chain_of_an_official_text_begins_with_its_issuer(
    kind: str, issuer: str | None, marked: str, expected: list[list[str]], registry: Registry
) -> None:
    document, statements, mentions = read(marked, kind=kind, issuer=issuer, outlet=None)
    found = with_chain(document, statements, mentions, registry)
    assert [[actor.id for actor in own.word_of] for own in found] == expected


def test_an_article_taken_over_has_two_vouchers(registry: Registry) -> None:
    document, *_ = read("Text.", syndicated_from="Reuters", **PAPER)
    assert [actor.id for actor in vouchers(document, registry)] == [COURIER, "reuters"]


def test_an_agency_does_not_vouch_for_itself_twice(registry: Registry) -> None:
    document, *_ = read("Text.", syndicated_from="Reuters", outlet="Reuters")
    assert [actor.id for actor in vouchers(document, registry)] == ["reuters"]


def test_nobody_vouches_for_an_unknown_text(registry: Registry) -> None:
    assert vouchers(Document("d", "Text.", "test", published="last week"), registry) == ()
