"""Draft -> Document."""

from __future__ import annotations

import hashlib

import pytest

from dragoman.documents.draft import Draft
from dragoman.documents.failure import Unreadable
from dragoman.documents.finish import finish
from dragoman.documents.language import identify
from dragoman.documents.options import Options
from dragoman.documents.source import TEXT_LIMIT

TEXT = "Le président de la République s'est entretenu avec le président russe à sa demande.\n"
FREE = Options()


def test_the_id_is_the_hash_of_the_text():
    assert finish(Draft(TEXT, "f"), FREE).id == "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()[:16]


def test_a_given_id_stays():
    assert finish(Draft(TEXT, "f", id="case 1"), FREE).id == "case 1"


def test_what_the_source_says_comes_through():
    facts = {
        "origin": "f:3",
        "url": "https://example.org/a",
        "title": "T",
        "outlet": "O",
        "authors": ("A", "B"),
        "published": "2022-01",
        "fetched": "2022-02-01T00:00:00+00:00",
        "language": "ru",
        "kind": "transcript",
        "issuer": "Kremlin",
    }
    document = finish(Draft(TEXT, **facts), FREE)
    assert {name: getattr(document, name) for name in facts} == facts
    assert not {"language", "kind", "issuer", "published"} & document.why.keys()


def test_what_the_user_gives_wins_and_is_said():
    options = Options(kind="readout", issuer="Élysée", published="2022-01-28", language="en")
    draft = Draft(TEXT, "f", kind="article", issuer="X", published="2021", language="ru", why={"published": "the file"})
    document = finish(draft, options)
    assert (document.kind, document.issuer, document.published, document.language) == (
        "readout",
        "Élysée",
        "2022-01-28",
        "en",
    )
    assert {document.why[name] for name in ("kind", "issuer", "published", "language")} == {"given by the user"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "fr"),
        ("Президент России провёл телефонный разговор с президентом Франции.", "ru"),
        ("Президент України провів телефонну розмову з президентом Франції.", "uk"),
        ("The president said that the talks would go on next week.", "en"),
        ("中国外交部发言人表示,双方同意继续对话,会议将于下周在北京举行。", "zh"),
        ("佢哋話唔會再傾落去,因為冇結果嘅會議,大家都唔想再傾,聽日再講啦。", "zh"),  # Cantonese has no two-letter code
        ("قال الرئيس إن المحادثات ستستمر الأسبوع المقبل في القاهرة.", "ar"),
    ],
)
def test_the_language_is_recognised(text, code):
    assert identify(text).code == code
    assert finish(Draft(text, "f"), FREE).why["language"] == "recognised by its words"


@pytest.mark.parametrize("text", ["Oui.", "1234567890 " * 9, "a" * 19])
def test_too_short_to_tell_the_language(text):
    document = finish(Draft(text, "f"), FREE)
    assert document.language is None
    assert "too short" in document.why["language"]


def test_only_the_beginning_is_looked_at_for_the_language():
    assert identify("The president said that the talks would go on. " * 110 + "Он сказал да. " * 5000).code == "en"


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\u2028"])
def test_empty_is_said(text):
    with pytest.raises(Unreadable, match="is empty"):
        finish(Draft(text, "f"), FREE)


@pytest.mark.parametrize("text", ["x" * (TEXT_LIMIT + 1), "я" * (TEXT_LIMIT // 2 + 1)], ids=["ascii", "cyrillic"])
def test_too_long_is_said_with_the_limit(text):
    with pytest.raises(Unreadable, match="more than 20 MB of text"):
        finish(Draft(text, "f"), FREE)


PAYWALLED = TEXT * 3 + "\nIl vous reste 63.84% de cet article à lire. La suite est réservée aux abonnés."


def test_a_notice_for_subscribers_is_cut_only_where_it_may_be():
    whole = finish(Draft(PAYWALLED, "f"), FREE)
    cut = finish(Draft(PAYWALLED, "f", cut=True), FREE)
    assert whole.text == PAYWALLED
    assert "abonnés" not in cut.text
    assert cut.text.startswith(TEXT.strip())
    assert whole.condition.share_read == cut.condition.share_read == pytest.approx(0.3616)
    assert cut.id == "sha256:" + hashlib.sha256(cut.text.encode()).hexdigest()[:16]


def test_the_signs_of_the_source_come_first():
    signs = finish(Draft(PAYWALLED, "f", signs=("decoded as windows-1251",)), FREE).condition.signs
    assert signs[0] == "decoded as windows-1251"
    assert len(signs) > 1


def test_an_empty_byline_is_a_missing_one():
    assert finish(Draft(TEXT, "f", byline=""), FREE).condition.byline_missing
    assert not finish(Draft(TEXT, "f", byline=None), FREE).condition.byline_missing


def test_an_article_has_no_guessed_issuer():
    url = "http://en.kremlin.ru/events/president/news/67660"
    title = "Telephone conversation with President of France Emmanuel Macron"
    assert finish(Draft(TEXT, "f", url=url, title=title), FREE).issuer is not None
    assert finish(Draft(TEXT, "f", url=url, title=title), Options(kind="article")).issuer is None


def test_the_reason_for_a_guess_is_given():
    document = finish(Draft(TEXT, "f"), FREE)
    assert document.why["kind"]
    assert "issuer" not in document.why or document.issuer is not None


def test_halves_of_characters_are_made_whole():
    document = finish(Draft(TEXT + "\ud83c\uddeb \ud800", "f\udcff", title="\udc00"), FREE)
    assert document.text == TEXT + "\U0001f1eb \ufffd"
    assert (document.origin, document.title) == ("f\ufffd", "\ufffd")


def test_a_byline_that_names_nobody_gives_no_author():
    assert finish(Draft(TEXT, "f", authors=("By", "Ada Renshaw", "by and")), FREE).authors == ("Ada Renshaw",)
