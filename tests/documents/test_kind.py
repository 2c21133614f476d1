"""Kinds and issuers, by address, title and form, in several languages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.kind import Guess, guess

NEWS = "The French president called his Russian counterpart on Friday, the Élysée said.\n\nThey spoke for an hour."


def look(text: str = NEWS, *, url: str | None = None, title: str | None = None, outlet: str | None = None) -> Guess:
    return guess(url=url, title=title, text=text, outlet=outlet)


ADDRESSES = [
    ("http://en.kremlin.ru/events/president/news/67656", "statement", "Kremlin"),
    ("https://www.elysee.fr/emmanuel-macron/2022/01/28/x", "statement", "Élysée Palace"),
    ("https://www.whitehouse.gov/briefing-room/1", "statement", "White House"),
    ("https://www.state.gov/x", "statement", "Department of State of the United States"),
    ("https://www.gov.uk/government/news/x", "statement", "Government of the United Kingdom"),
    ("https://www.gov.uk/government/news/pm-call-x", "statement", "Prime Minister's Office of the United Kingdom"),
    ("https://www.president.gov.ua/news/1", "statement", "Office of the President of Ukraine"),
    ("https://mid.ru/ru/foreign_policy/1/", "statement", "Ministry of Foreign Affairs of Russia"),
    ("https://www.diplomatie.gouv.fr/fr/x", "statement", "Ministry for Europe and Foreign Affairs of France"),
    ("https://www.bundesregierung.de/x", "statement", "Federal Government of Germany"),
    ("https://www.nato.int/cps/en/natohq/x.htm", "statement", "NATO"),
    ("https://www.consilium.europa.eu/x", "statement", "Council of the European Union"),
    ("https://press.un.org/en/x", "statement", "United Nations"),
    ("https://www.mea.gov.in/x", "statement", "Ministry of External Affairs of India"),
    ("https://www.fmprc.gov.cn/x", "statement", "Ministry of Foreign Affairs of China"),
    ("https://mfa.gov.lv/x", "statement", None),
    ("https://t.me/s/mid_russia/123", "post", "Ministry of Foreign Affairs of Russia"),
    ("https://x.com/MFA_Ukraine/status/1", "post", "Ministry of Foreign Affairs of Ukraine"),
    ("https://twitter.com/nato_watcher/status/1", "post", None),
    ("https://m.facebook.com/someone/posts/1", "post", None),
    ("https://www.example.org/2022/01/28/kremlin.ru", "article", None),
    ("https://notkremlin.ru/x", "article", None),
    ("not an address", "article", None),
    ("http://[broken", "article", None),
]


@pytest.mark.parametrize(("url", "kind", "issuer"), ADDRESSES)
def test_addresses_tell(url: str, kind: str, issuer: str | None) -> None:
    found = look("They met.", url=url)
    assert (found.kind, found.issuer) == (kind, issuer)
    assert found.why.keys() == ({"kind", "issuer"} if issuer else {"kind"})


def test_the_reasons_are_plain() -> None:
    title = "Telephone conversation with President of France Emmanuel Macron"
    assert look(url="http://kremlin.ru/x", title=title) == Guess(
        "readout",
        "Kremlin",
        {"kind": "title begins 'telephone conversation with'", "issuer": "address under kremlin.ru"},
    )


TITLES = [
    ("Telephone conversation with President of Ukraine Volodymyr Zelensky", "readout"),
    ("Readout of President Biden's Video Call with President Putin", "readout"),
    ("Entretien téléphonique avec Vladimir Poutine", "readout"),
    ("Телефонный разговор с Президентом Франции Эммануэлем Макроном", "readout"),
    ("Телефонна розмова з Президентом Франції", "readout"),
    ("Joint statement on the Minsk agreements", "statement"),
    ("Déclaration à l'issue de la rencontre", "statement"),
    ("Совместное заявление", "statement"),
    ("Спільна заява трьох президентів", "statement"),
    ("Remarks by President Biden on Russia", "transcript"),
    ("Press briefing by the press secretary", "transcript"),
    ("Conférence de presse du président", "transcript"),
    ("Стенограмма пресс-конференции", "transcript"),
    ("Interview with a minister", "transcript"),
    ("Інтерв'ю міністра", "transcript"),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_titles_tell_where_no_outlet_is_known(title: str, kind: str) -> None:
    assert look("The text.", title=title).kind == kind
    assert look(f"{title}\n\nThe text.").kind == kind
    assert look("The text.", title=title).issuer is None


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_press_article_stays_one_whatever_its_title(title: str, kind: str) -> None:
    assert look(title=title, outlet="The Daily Courier") == Guess(
        "article", None, {"kind": "the address or the site is no known issuer's"}
    )
    assert look(title=title, url="https://courier.example/1").kind == "article"


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("Secretary Blinken's Call with Foreign Minister Lavrov", "https://state.gov/x", "readout"),
        ("PM call with President Putin: 2 February 2022", "https://www.gov.uk/government/news/pm-call", "readout"),
        ("Встреча с Президентом Франции", "http://kremlin.ru/x", "readout"),
        ("News conference following talks", "http://en.kremlin.ru/x", "transcript"),
        ("习近平同法国总统马克龙通电话", "https://www.fmprc.gov.cn/x", "readout"),
    ],
)
def test_more_words_tell_where_the_issuer_is_known(title: str, url: str, kind: str) -> None:
    assert look("Text.", title=title, url=url).kind == kind


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("Press service of the Kremlin", "Kremlin"),
        ("Пресс-служба Президента России", "Kremlin"),
        ("Service de presse de l’Élysée", "Élysée Palace"),
        ("Офіс Президента України", "Office of the President of Ukraine"),
        ("Source: Press service of the Kremlin, 28 January 2022", "Kremlin"),
        ("THE WHITE HOUSE", "White House"),
        ("Office of the Spokesperson", "Department of State of the United States"),
    ],
)
def test_a_head_or_foot_line_names_the_issuer(line: str, issuer: str) -> None:
    for text in (f"{line}\n\nThey met.\n\nThey parted.", f"They met.\n\nThey parted.\n\n{line}"):
        assert look(text).issuer == issuer
        assert look(text).kind == "statement"


@pytest.mark.parametrize(
    "line", ["The White House said on Friday that it would answer.", "NATO", "Photo: press service of the Kremlin"]
)
def test_other_lines_do_not(line: str) -> None:
    assert look(f"{NEWS}\n\n{line}").issuer is None


def test_the_site_name_and_the_title_can_name_the_issuer() -> None:
    assert look("Text.", outlet="President of Russia").issuer == "Kremlin"
    assert look("Text.", title="Statement by NATO on Ukraine").issuer == "NATO"
    assert look("Text.", title="Заявление МИД России о гарантиях").issuer == "Ministry of Foreign Affairs of Russia"


@pytest.mark.parametrize(
    "text",
    [
        "Q: Will you answer?\n\nTHE PRESIDENT: In time.",
        "Вопрос: Когда будет ответ?\n\nС.В.Лавров: Скоро.",
        "Question : Quand ?\n\nRéponse : Bientôt.",
        "E. Macron: We spoke.\n\nV. Putin: We did.\n\nE. Macron: Long.\n\nV. Putin: Very.",
        "问：何时？\n答：很快。",
    ],
)
def test_speakers_in_turn_make_a_transcript_even_in_the_press(text: str) -> None:
    found = look(text, outlet="The Daily Courier")
    assert (found.kind, found.issuer) == ("transcript", None)
    assert found.why["kind"].startswith("speakers in turn: ")


def test_lists_and_leads_are_no_turns() -> None:
    assert look("Date: 28 January\nPlace: Paris\nSubject: security").kind == "article"


@pytest.mark.parametrize(
    "opening",
    [
        "Vladimir Putin had a telephone conversation with President of France Emmanuel Macron.",
        "Состоялся телефонный разговор Владимира Путина с Эммануэлем Макроном.",
        "Відбулася телефонна розмова Президента України з Президентом Франції.",
        "Le président de la République s'est entretenu avec Vladimir Poutine.",
    ],
)
def test_a_text_that_opens_with_a_call_is_a_readout_unless_it_reports_on_one(opening: str) -> None:
    assert look(f"{opening}\n\nSecurity was discussed.").kind == "readout"
    assert look(f"{opening}\n\nSecurity was discussed.", url="http://kremlin.ru/1").kind == "readout"
    assert look(f"{opening[:-1]}, the Kremlin said.\n\nSecurity was discussed.").kind == "article"
    assert look(opening, outlet="The Daily Courier").kind == "article"


def test_a_plain_report_is_an_article() -> None:
    assert look() == Guess("article", None, {"kind": "nothing in title or form marks an official text"})


@given(st.text(), st.none() | st.text(), st.none() | st.text(), st.none() | st.text())
def test_nothing_raises(text: str, url: str | None, title: str | None, outlet: str | None) -> None:
    assert look(text, url=url, title=title, outlet=outlet).why["kind"]


def test_it_costs_far_less_than_reading() -> None:
    text = "\n\n".join([NEWS] * 60)
    look(text)
    start = time.perf_counter()
    for _ in range(20):
        look(text)
    assert (time.perf_counter() - start) / 20 < 0.02
