"""The words of a text that mean an actor."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dragoman.actors import Registry
from dragoman.nouns import Document, Mention, Span, Statement
from dragoman.reading.speakers import find_mentions, with_speakers


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


def found(text: str, language: str, registry: Registry, published: str | None = "2022-01-28") -> list[str]:
    document = Document("d", text, "d", language=language, published=published)
    return [f"{text[m.span.start : m.span.end]}={m.actor.id}" for m in find_mentions(document, registry)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Talks in Moscow ended.", []),
        ("en", "Moscow rejected it.", ["Moscow=russia"]),
        ("en", "Moscow, January 28. It rained.", []),
        ("en", "They keep to the Minsk agreements.", []),
        ("en", "Talks in Paris and Berlin ended.", []),
        ("en", "President of France Emmanuel Macron spoke.", ["President of France Emmanuel Macron=emmanuel-macron"]),
        ("en", "The Russian president left.", ["Russian president=vladimir-putin"]),
        ("en", "A Russian shop closed.", []),
        ("en", "Jean Dupont, a deputy of the left, spoke.", ["Jean Dupont=local:jean-dupont"]),
        ("en", "Antony J. Blinken spoke.", ["Antony J. Blinken=antony-blinken"]),
        ("en", "NATO’s door is open to Ukraine.", ["NATO=nato", "Ukraine=ukraine"]),
        ("fr", "À Moscou, le ton monte.", []),
        ("fr", "Les accords de Minsk sont morts.", []),
        ("fr", "Paris a refusé.", ["Paris=france"]),
        (
            "fr",
            "Emmanuel Macron est parti. M. Macron reviendra.",
            ["Emmanuel Macron=emmanuel-macron", "M. Macron=emmanuel-macron"],
        ),
        ("fr", "Le ministre russe de la Défense part.", ["ministre russe de la Défense=sergei-shoigu"]),
        ("ru", "В Москве прошла встреча.", []),
        ("ru", "Москва отказалась.", ["Москва=russia"]),
        ("ru", "Он встретился с Макроном.", ["Макроном=emmanuel-macron"]),
        ("ru", "МИД России против.", ["МИД России=foreign-ministry-of-russia"]),
        ("ru", "Заместитель министра С.А.Рябков уехал.", ["Заместитель министра С.А.Рябков=sergei-ryabkov"]),
        ("uk", "У Києві тихо.", []),
        ("uk", "Зеленського чекали.", ["Зеленського=volodymyr-zelensky"]),
        ("uk", "Речник Дмитро Пєсков заперечив.", ["Речник Дмитро Пєсков=dmitry-peskov"]),
        ("de", "Olaf Scholz sprach mit Macron.", ["Olaf Scholz=olaf-scholz", "Macron=emmanuel-macron"]),
    ],
)  # fmt: skip
def test_mentions(registry: Registry, language: str, text: str, wanted: list[str]) -> None:
    assert found(text, language, registry) == wanted


@pytest.mark.parametrize(
    ("published", "who"),
    [("2016-01-28", "francois-hollande"), ("2022-01-28", "emmanuel-macron"), ("2022-01", "emmanuel-macron")],
)
def test_office_by_the_day(registry: Registry, published: str, who: str) -> None:
    assert found("The French president spoke.", "en", registry, published) == [f"French president={who}"]


def test_year_of_two_holders_is_open(registry: Registry) -> None:
    assert found("The French president spoke.", "en", registry, "2017") == []


def test_year_in_the_text(registry: Registry) -> None:
    assert found("28 January 2022. The French president spoke.", "en", registry, None) == [
        "French president=emmanuel-macron"
    ]


def test_mentions_in_order_without_overlap(registry: Registry) -> None:
    text = "Emmanuel Macron told Vladimir Putin that NATO would help Ukraine; the Kremlin spokesman said no. " * 3
    spans = [m.span for m in find_mentions(Document("d", text, "d", language="en", published="2022-01-28"), registry)]
    assert len(spans) >= 15
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_direct_speech_is_not_of_its_speaker(registry: Registry) -> None:
    text = 'Vladimir Putin met Joe Biden. "He told me that he had proposed it," Putin said.'
    outer = Statement("s1", (Span(73, 78),), (), (Span(31, 71),), "direct", mention="Putin")
    inner = Statement("s2", (Span(31, 33),), (), (Span(42, 70),), "indirect", mention="He", within="s1")
    document = Document("d", text, "d", language="en", published="2021-06-16")
    read = with_speakers(document, (outer, inner), find_mentions(document, registry), registry)
    assert [s.speaker.id if s.speaker else None for s in read] == ["vladimir-putin", "joe-biden"]


def test_no_words_no_mentions(registry: Registry) -> None:
    empty = Document("d", "", "d")
    nothing: tuple[Mention, ...] = find_mentions(empty, registry)
    assert nothing == ()
    assert with_speakers(empty, (), nothing, registry) == ()


@pytest.mark.parametrize("language", ["en", "fr", "ru", "uk", "zh", None])
@pytest.mark.parametrize(
    "text", ["习近平同拜登通话。", "قال بوتين", ":", "A.", "«»", "U.S. U.S.", "the the two", "«Он»: «Я»", "\n\n"]
)
def test_any_span_of_any_text_is_read(registry: Registry, text: str, language: str | None) -> None:
    document = Document("d", text, "d", language=language)
    spans = [Span(start, end) for start in range(len(text)) for end in range(start, len(text) + 1)]
    statements = [Statement(str(span), (span,), (), (), "direct", mention=text[slice(*span)]) for span in spans]
    read = with_speakers(document, statements, find_mentions(document, registry), registry)
    assert len(read) == len(spans)
    assert all(statement.resolution for statement in read)
