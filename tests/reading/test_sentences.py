"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.sentences import sentences

CASES = [
    ("en", ["Mr. Putin met Gen. Milley at 5 p.m. on Monday.", "They talked."]),
    ("en", ["Talks began on Jan. 10 in Geneva.", "J. D. Vance was there."]),
    ("en", ['He said: "No. We wait."', "Then he left."]),
    ("en", ["Why?", "Nobody knows!"]),
    ("en", ["It cost $3.5 billion… and more.", "So it went."]),
    ("fr", ["M. Macron a parlé à Mme. Merkel.", "L'entretien a duré une heure."]),
    ("fr", ["Le 28 janv. 2022, tout a changé.", "« Oui. Non. », a-t-il dit."]),
    ("fr", ["Fin de l'appel 🙂.", "Suite demain."]),
    ("ru", ["В. В. Путин принял г-на Пескова в 2022 г. в Москве.", "Встреча закончилась."]),
    ("ru", ["Дж. Байден и Э. Макрон, т. е. двое из пяти, согласились.", "Остальные ждут."]),
    ("ru", ["США и др. не ответили.", "Ответа нет."]),
    ("uk", ["В. Зеленський прибув 5 січ. 2022 р. до Києва.", "Розмова тривала годину."]),
    ("uk", ["Дж. Байден, О. Шольц та ін. погодилися.", "Інші чекають."]),
    ("de", ["Der Kanzler sprach am 3. Februar mit Putin.", "Danach flog er ab."]),
    ("zh", ["他说不同意。", "会谈结束了。"]),
    (None, ["One.", "Two."]),
]


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_sentences_end_at_their_ends_only(language: str | None, expected: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(expected)
    assert [text[start:end] for start, end in sentences(text, language)] == expected


def test_a_sentence_never_runs_over_a_paragraph() -> None:
    text = "A headline without a stop\n\nand a small letter. Next.\nA line"
    found = [text[start:end] for start, end in sentences(text, "en")]
    assert found == ["A headline without a stop", "and a small letter.", "Next.", "A line"]


def test_nothing_has_no_sentences() -> None:
    assert sentences(" \n\n ", "en") == []


@given(st.text(), st.sampled_from(["en", "fr", "ru", "uk", "ar", "zh", None]))
def test_sentences_are_in_order_and_leave_out_blanks_alone(text: str, language: str | None) -> None:
    at = 0
    for start, end in sentences(text, language):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
