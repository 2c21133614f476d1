"""Exchanges in single documents, and merged over documents: texts made up on no event in particular."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from made import Read

from dragoman.accounts import find_exchanges
from dragoman.actors import Registry


class Text(NamedTuple):
    """A document: its language, what it is, who publishes it, when, its title, its text."""

    language: str
    kind: str
    by: str
    published: str
    title: str
    text: str


def ids(texts: list[Text], read: Read, registry: Registry) -> list[str]:
    readings = [
        read(
            f"d{number}",
            own.language,
            own.text,
            kind=own.kind,
            published=own.published,
            title=own.title,
            **{"outlet" if own.kind == "article" else "issuer": own.by},
        )
        for number, own in enumerate(texts)
    ]
    return [exchange.id for exchange in find_exchanges(readings, registry)]


ONE = [
    (
        Text("en", "readout", "Downing Street", "2023-02-08", "PM call with President Zelenskyy: 8 February 2023",
             "The Prime Minister spoke to President Volodymyr Zelenskyy of Ukraine this morning."),
        "call-2023-02-08-rishi-sunak-volodymyr-zelensky",
    ),
    (
        Text("en", "readout", "White House", "2021-06-16", "Statement on the meeting in Geneva",
             "President Biden met today in Geneva with President Vladimir Putin of Russia."),
        "meeting-2021-06-16-joe-biden-vladimir-putin",
    ),
    (
        Text("fr", "readout", "Élysée Palace", "2022-03-06", "Entretien avec M. Vladimir Poutine",
             "Le Président de la République s'est entretenu par téléphone dimanche 6 mars avec M. Vladimir Poutine."),
        "call-2022-03-06-emmanuel-macron-vladimir-putin",
    ),
    (
        Text("fr", "article", "Le Courrier du Ponant", "2022-06-17", "Visite à Kiev",
             "Emmanuel Macron, Olaf Scholz et Mario Draghi ont rencontré Volodymyr Zelensky à Kiev jeudi 16 juin."),
        "visit-2022-06-16-emmanuel-macron-mario-draghi-olaf-scholz-volodymyr-zelensky",
    ),
    (
        Text("ru", "readout", "Kremlin", "2021-12-10", "Телефонный разговор с Президентом Франции",
             "Состоялся телефонный разговор Владимира Путина с Президентом Франции Эммануэлем Макроном."),
        "call-2021-12-10-emmanuel-macron-vladimir-putin",
    ),
    (
        Text("ru", "article", "Невская лента", "2021-06-16", "Переговоры в Женеве завершены",
             "ЖЕНЕВА, 16 июня. Владимир Путин и Джо Байден провели в среду переговоры в Женеве. Встреча была долгой."),
        "meeting-2021-06-16-joe-biden-vladimir-putin",
    ),
    (
        Text("uk", "readout", "Office of the President of Ukraine", "2022-04-09", "Зустріч із Борисом Джонсоном",
             "Президент України Володимир Зеленський зустрівся у Києві з Прем'єр-міністром Великої Британії Борисом "
             "Джонсоном. Вони говорили про озброєння."),
        "meeting-2022-04-09-boris-johnson-volodymyr-zelensky",
    ),
    (
        Text("uk", "article", "Дніпровський вісник", "2022-01-03", "Розмова про безпеку",
             "Володимир Зеленський у неділю, 2 січня, поговорив телефоном із Джо Байденом."),
        "call-2022-01-02-joe-biden-volodymyr-zelensky",
    ),
    (
        Text("en", "readout", "White House", "2021-11-15", "Virtual meeting with President Xi Jinping",
             "President Joe Biden held a video call today with President Xi Jinping of China."),
        "call-2021-11-15-joe-biden-xi-jinping",
    ),
    (
        Text("en", "statement", "Kremlin", "2022-02-01", "Message to the President of France",
             "Vladimir Putin sent a letter to President of France Emmanuel Macron on February 1."),
        "letter-2022-02-01-emmanuel-macron-vladimir-putin",
    ),
    (
        Text("en", "readout", "Government of Germany", "2023-05-02", "Chancellor Scholz welcomes a guest",
             "Federal Chancellor Olaf Scholz received the President of Uzbekistan, Shavkat Mirziyoyev, on 2 May."),
        "meeting-2023-05-02-olaf-scholz-shavkat-mirziyoyev",
    ),
    (
        Text("fr", "readout", "Présidence de la République algérienne", "2022-08-05", "Un appel de Tunis",
             "Le président de la République, M. Abdelmadjid Tebboune, a reçu vendredi un appel téléphonique de son "
             "homologue tunisien, M. Kaïs Saïed."),
        "call-2022-08-05-abdelmadjid-tebboune-kais-saied",
    ),
    (
        Text("en", "readout", "Prime Minister's Office of Japan", "2022-06-02", "Summit Telephone Talk",
             "On June 2, Prime Minister Kishida held a summit telephone talk with Prime Minister Shri Narendra Modi."),
        "call-2022-06-02-fumio-kishida-narendra-modi",
    ),
    (
        Text("en", "readout", "Foreign Ministry of China", "2022-12-30", "Meeting via Video Link",
             "President Xi Jinping held a virtual meeting with Russian President Vladimir Putin on December 30."),
        "call-2022-12-30-vladimir-putin-xi-jinping",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "id"), ONE, ids=[f"{text.language}-{id}" for text, id in ONE])
def test_one(text: Text, id: str, read: Read, registry: Registry) -> None:
    assert ids([text], read, registry) == [id]


NONE = [
    Text("en", "article", "The Harbour Courier", "2022-01-29", "Troops on the move",
         "Russia moved troops on Friday. Emmanuel Macron will meet Vladimir Putin in Moscow on Monday, an aide said."),
    Text("en", "article", "The Harbour Courier", "2022-01-29", "Prices", "Prices rose in Germany. No talks were held."),
    Text("fr", "article", "Le Courrier du Ponant", "2022-01-29", "Les prix",
         "Les prix montent. Emmanuel Macron doit rencontrer Olaf Scholz la semaine prochaine."),
    Text("ru", "article", "Невская лента", "2022-01-29", "Цены", "Цены выросли. Путин намерен встретиться с Байденом."),
    Text("uk", "article", "Дніпровський вісник", "2022-01-29", "Ціни", "Зеленський планує зустріч з Шольцом."),
]  # fmt: skip


@pytest.mark.parametrize("text", NONE, ids=lambda text: f"{text.language}-{text.title}")
def test_what_is_only_planned_is_none(text: Text, read: Read, registry: Registry) -> None:
    assert ids([text], read, registry) == []


KREMLIN = ONE[4][0]
ELYSEE = Text("fr", "readout", "Élysée Palace", "2021-12-10", "Entretien téléphonique avec M. Vladimir Poutine",
              "Le Président de la République s'est entretenu ce jour avec le Président de la Fédération de Russie, "
              "M. Vladimir Poutine.")  # fmt: skip


def test_one_call_in_two_languages_is_one(read: Read, registry: Registry) -> None:
    press = Text("en", "article", "The Harbour Courier", "2021-12-11", "One call, two accounts",
                 "Vladimir Putin and Emmanuel Macron spoke by telephone on Friday.")  # fmt: skip
    found = ids([KREMLIN, ELYSEE, press], read, registry)
    assert found == ["call-2021-12-10-emmanuel-macron-vladimir-putin"]


def test_calls_a_week_apart_are_two(read: Read, registry: Registry) -> None:
    found = ids([KREMLIN, ELYSEE._replace(published="2021-12-17")], read, registry)
    assert found == [
        "call-2021-12-10-emmanuel-macron-vladimir-putin",
        "call-2021-12-17-emmanuel-macron-vladimir-putin",
    ]


def test_clocks_differ(read: Read, registry: Registry) -> None:
    """A call late at night is on the next day where the other side is; the same side's next day is another call."""
    assert len(ids([KREMLIN, ELYSEE._replace(published="2021-12-11")], read, registry)) == 1
    assert len(ids([KREMLIN, KREMLIN._replace(published="2021-12-11")], read, registry)) == 2


def test_ministers_are_not_presidents(read: Read, registry: Registry) -> None:
    ministers = KREMLIN._replace(
        by="Ministry of Foreign Affairs of Russia",
        title="О телефонном разговоре министров",
        text="Состоялся телефонный разговор Сергея Лаврова с Жан-Ивом Ле Дрианом.",
    )
    assert len(ids([KREMLIN, ministers], read, registry)) == 2


def test_a_meeting_of_two_beside_that_of_three(read: Read, registry: Registry) -> None:
    three = Text("ru", "readout", "Kremlin", "2023-05-25", "Трехсторонняя встреча",
                 "В Кремле состоялась встреча Владимира Путина с Ильхамом Алиевым и Николом Пашиняном.")  # fmt: skip
    two = three._replace(title="Встреча с Ильхамом Алиевым", text="Владимир Путин встретился с Ильхамом Алиевым.")
    assert ids([three, two], read, registry) == [
        "meeting-2023-05-25-ilham-aliyev-nikol-pashinyan-vladimir-putin",
        "meeting-2023-05-25-ilham-aliyev-vladimir-putin",
    ]


def test_one_after_the_other(read: Read, registry: Registry) -> None:
    text = Text("fr", "article", "Le Courrier du Ponant", "2022-02-12", "Deux appels",
                "Emmanuel Macron puis Joe Biden ont appelé Vladimir Poutine, samedi.")  # fmt: skip
    assert ids([text], read, registry) == [
        "call-2022-02-12-emmanuel-macron-vladimir-putin",
        "call-2022-02-12-joe-biden-vladimir-putin",
    ]


def test_a_later_mention_joins(read: Read, registry: Registry) -> None:
    later = Text("en", "article", "The Harbour Courier", "2021-12-14", "Prices rise",
                 "Prices rose in Germany. Fuel was dear. Few were glad of it. Since the telephone conversation "
                 "of Vladimir Putin and Emmanuel Macron nothing has moved.")  # fmt: skip
    readings = [
        read("k", "ru", KREMLIN.text, kind="readout", issuer="Kremlin", published="2021-12-10", title=KREMLIN.title),
        read("p", "en", later.text, kind="article", outlet=later.by, published=later.published, title=later.title),
    ]
    (found,) = find_exchanges(readings, registry)
    assert {passage.document for passage in found.evidence} == {"k", "p"}


def test_without_words_of_the_language_nothing_is_found(read: Read, registry: Registry) -> None:
    text = Text(
        "de", "readout", "German Federal Government", "2022-01-28", "Telefonat", "Olaf Scholz sprach mit Joe Biden."
    )
    assert ids([text], read, registry) == []


def test_medium_and_place(read: Read, registry: Registry) -> None:
    video, geneva = (
        find_exchanges(
            [read("d", "en", own.text, kind=own.kind, issuer=own.by, published=own.published, title=own.title)],
            registry,
        )[0]
        for own in (ONE[8][0], ONE[1][0])
    )
    assert (video.medium, video.place) == ("video", None)
    assert (geneva.medium, geneva.place) == ("in person", "Geneva")


def test_a_language_without_words_joins_by_names_and_day(read: Read, registry: Registry) -> None:
    german = Text("de", "readout", "German Federal Government", "2022-09-13", "Telefonat mit Wladimir Putin",
                  "Bundeskanzler Olaf Scholz hat heute mit Wladimir Putin telefoniert.")  # fmt: skip
    russian = KREMLIN._replace(
        published="2022-09-13",
        title="Телефонный разговор с Олафом Шольцем",
        text="Состоялся телефонный разговор Владимира Путина с Федеральным канцлером Германии Олафом Шольцем.",
    )

    def told_by(*texts: Text) -> set[str]:
        fields = [{"kind": own.kind, "issuer": own.by, "published": own.published, "title": own.title} for own in texts]
        readings = [read(own.language, own.language, own.text, **of) for own, of in zip(texts, fields, strict=True)]
        (found,) = find_exchanges(readings, registry)
        return {passage.document for passage in found.evidence}

    assert told_by(german, russian) == {"de", "ru"}
    assert told_by(german._replace(published="2022-09-20"), russian) == {"ru"}
