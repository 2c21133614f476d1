"""Conditions: paywalls, translations, bylines and credits, in several languages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.condition import assess
from dragoman.nouns import Condition

BODY = "The two presidents spoke for an hour on Friday.\n\nThe Élysée gave its account in the evening."


def look(text: str, language: str | None = "en", byline: str | None = None, free: bool | None = None) -> Condition:
    return assess(text, language=language, byline=byline, title=None, cut=False, free=free)[1]


def cut(text: str, language: str = "en") -> str:
    return assess(text, language=language, byline=None, title=None, cut=True)[0]


def test_a_whole_text_is_whole() -> None:
    assert look(BODY) == Condition()


SHARES = [
    ("You have 63.84% of this article left to read.", 0.3616),
    ("You have 63.84 % of this article left to read", 0.3616),
    ("You still have 63,84 per cent of this story to read.", 0.3616),
    ("63.84% of this article remains to be read.", 0.3616),
    ("There is 63.84% of the text left for you to read.", 0.3616),
    ("You have read 36% of this article.", 0.36),
    ("You've read 36 % of this story.", 0.36),
    ("Il vous reste 63,84 % de cet article à lire.", 0.3616),
    ("Il vous reste 63.84% de cet article à lire.", 0.3616),
    ("Vous avez lu 36 % de cet article.", 0.36),
    ("Вам осталось прочитать 63,84% статьи.", 0.3616),
    ("У вас осталось 63.84 процента этой статьи для чтения.", 0.3616),
    ("Вы прочитали 36% статьи.", 0.36),
    ("Вам залишилося прочитати 63,84% статті.", 0.3616),
    ("Вам залишилось прочитати 63,84\u00a0% цієї статті", 0.3616),
    ("Ви прочитали 36% статті.", 0.36),
    ("Sie haben noch 63,84 % dieses Artikels zu lesen.", 0.3616),
    ("Le queda el 63,84% de este artículo por leer.", 0.3616),
    ("Ti resta da leggere il 63,84% di questo articolo.", 0.3616),
    ("Bu makalenin %63,84'ünü okumanız kaldı.", 0.3616),
    ("本文还剩63.84%未读。", 0.3616),
    ("تبقى لك 63.84% من هذا المقال لقراءته", 0.3616),
]


@pytest.mark.parametrize(("line", "share"), SHARES)
@pytest.mark.parametrize("place", ["{body}\n\n{line}", "{line}\n\n{body}", "{body} {line}", "{line}"])
def test_a_stated_share_is_read_wherever_it_stands(line: str, share: float, place: str) -> None:
    found = look(place.format(body=BODY, line=line))
    assert (found.share_read, found.truncated) == (share, True)
    assert any(line.rstrip(".。") in sign for sign in found.signs)


@pytest.mark.parametrize(
    "line",
    [
        "The rest is reserved for subscribers.",
        "The continuation of the article is available only to subscribers.",
        "Subscribers only",
        "La suite est réservée aux abonnés.",
        "Article réservé aux abonnés",
        "Продолжение доступно подписчикам",
        "Продолжение доступно только по подписке.",
        "Далі доступно лише передплатникам",
        "Dieser Artikel ist nur für Abonnenten verfügbar.",
        "Read more…",
        "Continue reading...",
        "Lire la suite",
        "Читать далее",
        "Читати далі…",
    ],
)
def test_a_closed_text_has_an_unknown_share(line: str) -> None:
    found = look(f"{BODY}\n\n{line}")
    assert (found.share_read, found.truncated) == (None, True)
    assert cut(f"{BODY}\n\n{line}") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Of those asked, 63.84% had read the story in a newspaper.",
        "Some 36% of the text of the treaty was new, diplomats said.",
        "He said 40% of the articles of the draft treaty remain open.",
        "The channel has three million subscribers, only a third of them in Russia.",
        "Subscribe to our newsletter",
        "Read more: Macron speaks to Zelensky",
        "« On verra », a-t-il dit.",
    ],
)
def test_other_uses_of_the_words_are_no_paywall(line: str) -> None:
    assert not look(f"{BODY}\n\n{line}").truncated


def test_the_cut_takes_the_paywall_and_what_belongs_to_it_and_nothing_else() -> None:
    wall = "You have 63.84% of this article left to read. The rest is reserved for subscribers."
    tail = f"{wall}\n\nAlready a subscriber? Sign in\n\n/Media reports."
    text, found = assess(f"{BODY}\n\n{tail}", language="en", byline="by and", title=None, cut=True)
    assert text == f"{BODY}\n\n/Media reports."
    assert found == Condition(
        share_read=0.3616,
        truncated=True,
        byline_missing=True,
        syndicated_from="Media reports",
        signs=(
            'paywall: "You have 63.84% of this article left to read."',
            'paywall: "The rest is reserved for subscribers."',
            'paywall: "Already a subscriber?"',
            'paywall: "Sign in"',
            'the byline names nobody: "by and"',
            'credited to Media reports: "/Media reports"',
        ),
    )


def test_the_cut_inside_a_text_leaves_both_sides_divided_as_they_were() -> None:
    line = "You have 10% of this article left to read."
    assert cut(f"One.\n\n{line}\n\nTwo.") == "One.\n\nTwo."
    assert cut(f"One. {line} Two.") == "One. Two."
    assert cut(line) == ""


def test_without_cut_the_text_comes_back_as_it_was() -> None:
    text = f" {BODY}\r\n\r\nYou have 63.84% of this article left to read.\n"
    assert assess(text, language="en", byline=None, title=None, cut=False)[0] == text


def test_unseen_characters_change_nothing() -> None:
    line = "You\u200b have \u206863.84\u2069\u202f% of this ar\u00adticle left\u200f to read."
    assert look(f"\ufeff{BODY}\n\n{line}").share_read == 0.3616
    assert cut(f"\ufeff{BODY}\n\n{line}") == f"\ufeff{BODY}"


def test_a_text_that_stops_in_the_middle_is_cut() -> None:
    long = "The minister told his colleagues on Friday, as they met, that " * 3
    assert look(f"{BODY}\n\n{long}the").share_read is None
    assert look(f"{BODY}\n\n{long}the answer would…").truncated
    assert look(f"{BODY}\n\nThe minister told his colleagues that the […]").truncated


@pytest.mark.parametrize("end", ["Paris, 28 January 2022", "Translated by Jane Doe", "#Ukraine", "Well…"])
def test_short_last_lines_need_no_full_stop(end: str) -> None:
    assert not look(f"{BODY}\n\n{end}").truncated


def test_what_the_page_says_of_itself_counts() -> None:
    assert look(BODY, free=False).share_read is None
    assert look(BODY, free=True) == Condition()


@pytest.mark.parametrize(
    "line",
    [
        "This article was automatically translated from French.",
        "Translated by Google",
        "Traduit automatiquement de l'anglais",
        "Traduction automatique",
        "Переведено автоматически",
        "Машинный перевод",
        "Перекладено автоматично",
        "Automatisch übersetzt",
        "机器翻译",
    ],
)
def test_a_notice_of_machine_translation_is_enough(line: str) -> None:
    assert look(f"{line}\n\n{BODY}").machine_translated
    assert look(f"{BODY}\n\n{line}", language=None).machine_translated
    assert not look(f"{BODY}\n\nTranslated by Jane Doe").machine_translated


def test_three_signs_of_form_make_a_translation_and_two_do_not() -> None:
    two = "By and\n\nThe two men spoke of « security », indicated the Élysée. He would go to to Moscow."
    found = look(two)
    assert found.machine_translated
    assert sum("reads like a machine's translation" in sign for sign in found.signs) == 4
    assert not look("The two men spoke of « security » for the the third time.").machine_translated


def test_original_words_in_brackets_are_no_sign() -> None:
    text = 'Putin spoke of "indivisible security" (неделимость безопасности) and of the "правда".'
    assert not any("untranslated" in sign for sign in look(f"By and\n\n{text} the the").signs)


@pytest.mark.parametrize("byline", ["", "  ", "by and", "By  and", "Par et", "Par et avec", "и", "Von und", "by , and"])
def test_a_byline_of_connectives_names_nobody(byline: str) -> None:
    assert look(BODY, byline=byline).byline_missing
    if byline.strip():
        assert look(f"{byline}\n\n{BODY}").byline_missing


@pytest.mark.parametrize("byline", ["Jane Doe", "By Jane Doe and John Roe", "Андрей Иванов", "AFP"])
def test_a_byline_with_a_name_is_there(byline: str) -> None:
    assert not look(BODY, byline=byline).byline_missing


CREDITS = [
    ("PARIS, Jan 28 (Reuters) - {}", "Reuters"),
    ("Paris (AFP) – {}", "AFP"),
    ("MOSCOW, January 28. /TASS/. {}", "TASS"),
    ("МОСКВА, 28 янв — РИА Новости. {}", "RIA Novosti"),
    ("Москва. 28 января. INTERFAX.RU - {}", "Interfax"),
    ("КИЇВ. 28 січня. УНН. {}\n\nДжерело: Укрінформ", "Ukrinform"),
    ("{} — Reuters", "Reuters"),
    ("{} (AFP)", "AFP"),
    ("{}\n\n(avec AFP)", "AFP"),
    ("{}\n\nLe Monde avec AFP", "AFP"),
    ("{}\n\nWith AP material", "AP"),
    ("{}\n\nAFP", "AFP"),
    ("{}\n\n/ТАСС/", "TASS"),
    ("{}\n\nИсточник: Интерфакс", "Interfax"),
    ("{}\n\n© 2022 AFP", "AFP"),
    ("{}\n\n/Media reports.", "Media reports"),
    ("{} /Agence Nova.", "Agence Nova"),
    ("PARIS, 28 January. /Agence Nova/. {}", "Agence Nova"),
    ("新华社巴黎1月28日电 {}", "Xinhua"),
]


@pytest.mark.parametrize(("form", "agency"), CREDITS)
def test_agencies_are_read_from_their_credits(form: str, agency: str) -> None:
    assert look(form.format(BODY)).syndicated_from == agency


def test_an_agency_in_the_byline_is_a_credit() -> None:
    assert look(BODY, byline="Le Monde avec AFP").syndicated_from == "AFP"


@pytest.mark.parametrize(
    "sentence",
    [
        "A diplomat told Reuters.",
        "He spoke with Reuters.",
        "The report was published by the Associated Press (AP).",
        "Reuters and AFP reported the call.",
        "The limit is 50 km/h.",
        "The route leads from Moscow /Russia/ to Paris.",
        "See https://example.org/News.",
    ],
)
def test_a_mention_is_no_credit(sentence: str) -> None:
    assert look(f"{BODY}\n\n{sentence}").syndicated_from is None


@given(st.text(), st.sampled_from(["en", "fr", "ru", "uk", "xx", None]), st.none() | st.text(), st.booleans())
def test_nothing_raises(text: str, language: str | None, byline: str | None, cutting: bool) -> None:
    kept, found = assess(text, language=language, byline=byline, title=byline, cut=cutting)
    assert len(kept) <= len(text)
    assert kept == text or cutting
    assert found.truncated == (found.share_read != 1.0) or found.share_read == 1.0


def test_it_costs_far_less_than_reading() -> None:
    text = "\n\n".join([BODY.replace("\n\n", " ")] * 60)
    look(text)
    start = time.perf_counter()
    for _ in range(20):
        look(text)
    # 1,000 words; the bound leaves room for a slow, busy machine.
    assert (time.perf_counter() - start) / 20 < 0.02
