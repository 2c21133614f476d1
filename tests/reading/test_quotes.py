"""Which letters are quoted, in every style, and the form of contents."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.nouns import Span
from dragoman.reading.quotes import Quotes, quoted


def form_of(text: str, content: tuple[Span, ...]) -> str:
    return Quotes(text).form_of(content)


STYLES = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "low-high": ("„", "“"),
    "low-high, right": ("„", "”"),
    "low, closed straight": ("„", '"'),
    "two apostrophes": ("''", "''"),
    "treebank": ("``", "''"),
    "two commas": (",,", "''"),
    "guillemets": ("«", "»"),
    "guillemets with spaces": ("«\u00a0", "\u00a0»"),
    "guillemets reversed": ("»", "«"),
    "single guillemets": ("‹", "›"),
    "single guillemets reversed": ("›", "‹"),
    "corners": ("「", "」"),
    "double corners": ("『", "』"),
    "Swedish": ("”", "”"),
}
styles = pytest.mark.parametrize(("opening", "closing"), STYLES.values(), ids=STYLES)


def held(text: str) -> str:
    """The quoted letters of a text, a space for each stretch that is not."""
    inside = quoted(text)
    return "".join(c if i else " " for c, i in zip(text, inside, strict=True)).strip()


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@styles
def test_holds_what_stands_between_the_marks_and_no_more(opening: str, closing: str) -> None:
    quotation = f"{opening}We are ready{closing}"
    assert held(f"Before, he said: {quotation}, and left.") == quotation


@styles
def test_a_quotation_at_the_very_beginning_and_end(opening: str, closing: str) -> None:
    quotation = f"{opening}Ready{closing}"
    assert held(quotation) == quotation


@styles
def test_two_quotations_leave_the_words_between_them_out(opening: str, closing: str) -> None:
    text = f"{opening}Yes{closing}, said the envoy, {opening}and no{closing}."
    inside = quoted(text)
    assert not any(inside[i] for i in range(*find(text, "said the envoy")))
    assert all(inside[i] for words in ("Yes", "and no") for i in range(*find(text, words)))


@styles
def test_a_mark_never_closed_holds_to_the_end(opening: str, closing: str) -> None:
    assert held(f"He said: {opening}We are ready. And so on.") == f"{opening}We are ready. And so on."


@pytest.mark.parametrize("closing", ["»", "”", "“", "«", '"', "''", "」", "›", "‹"])
def test_a_mark_never_opened_holds_from_the_beginning(closing: str) -> None:
    text = f"We are ready{closing}, he said."
    assert held(text) == f"We are ready{closing}"


def test_a_mark_never_opened_holds_from_the_last_quotation() -> None:
    assert held("«Yes», and we go», he said.") == "«Yes», and we go»"


@pytest.mark.parametrize(
    "text",
    [
        "«Il a dit “non” hier», selon lui.",
        "“He told me ‘no’ twice,” she said.",
        "„Er sagte ‚nein‘ dazu“, so sie.",
        "«Он назвал это „ошибкой“ вчера», по её словам.",
        "「他说『不』了」，她说。",
    ],
)
def test_marks_within_a_quotation_do_not_end_it(text: str) -> None:
    last = max(text.rfind(c) for c in "»”“」")
    inside = quoted(text)
    assert all(inside[: last + 1])
    assert not any(inside[last + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin's spokesman didn't answer the ministers' letters.",
        "L’Élysée n'a pas répondu à l'ambassadeur d’Ukraine.",
        "П'ять об'єктів, п’ять сіл; ім'я невідоме.",
        'Об"єкт і п"ять сіл.',
        "rock 'n' roll, the '90s",
        "A list,, with a slip of the pen",
        "l''ambassadeur, typed twice",
        "",
    ],
)
def test_apostrophes_and_slips_are_no_quotation_marks(text: str) -> None:
    assert not any(quoted(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('dell\'"operazione speciale" in corso', '"operazione speciale"'),
        ("il parle d’“agression” russe", "“agression”"),
        ('他说"我们准备好了"，然后离开', '"我们准备好了"'),
        ("他说“我们准备好了”，然后离开", "“我们准备好了”"),
        ('وقال:"نحن جاهزون" ثم غادر', '"نحن جاهزون"'),
        ('the minister said " we are ready " on Monday', '" we are ready "'),
        ("`` We are ready , '' he said", "`` We are ready , ''"),
        ("¿Por qué dijo «no»?", "«no»"),
        ('(the "special operation")', '"special operation"'),
    ],
)
def test_marks_among_letters_of_every_script(text: str, expected: str) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ('He said: "We are ready."', '"We are ready."', "direct"),
        ("Il a dit : « Nous sommes prêts. »", "« Nous sommes prêts. »", "direct"),
        ("Il a dit : « Nous sommes prêts. »", "Nous sommes prêts", "direct"),
        ("He said that they were ready.", "that they were ready", "indirect"),
        ("He said that they were “ready”.", "that they were “ready”", "mixed"),
        ("“We are ready,” he said. They left.", "They left", "indirect"),
        ("Он заявил, что это «ошибка».", "что это «ошибка»", "mixed"),
        ("他说：“我们准备好了。”", "“我们准备好了。”", "direct"),
    ],
)
def test_form(text: str, content: str, form: str) -> None:
    assert form_of(text, (find(text, content),)) == form


def test_form_of_a_content_in_two_pieces() -> None:
    text = "“We are ready,” he said. “We will wait.”"
    both = (find(text, "“We are ready,”"), find(text, "“We will wait.”"))
    assert form_of(text, both) == "direct"
    assert form_of(text, (both[0], find(text, "he said"))) == "mixed"


def test_form_of_nothing_and_of_what_has_no_letters_is_indirect() -> None:
    assert form_of("", ()) == "indirect"
    assert form_of("“…”", (Span(0, 3),)) == "indirect"


def test_a_quotation_does_not_reach_into_the_next_paragraph() -> None:
    text = "He said: “We are ready.\n\nThe talks were long."
    assert form_of(text, (find(text, "The talks were long"),)) == "indirect"


def test_a_quotation_goes_on_over_the_lines_of_a_hard_wrapped_paragraph() -> None:
    lines = [
        "The minister told reporters at the airport that day: “We are ready to come",
        "back to the table as soon as the other side is, and not a day before that,",
        "whatever the newspapers may write about it”, and then he left for the city",
        "by car.",
    ]
    text = "\n".join(lines)
    assert form_of(text, (find(text, "back to the table as soon as the other side is"),)) == "direct"
    assert form_of(text, (find(text, "by car"),)) == "indirect"


def test_many_contents_of_one_long_paragraph_take_no_more_than_their_share() -> None:
    text = "He said: “We are ready.” " * 20_000
    began = time.perf_counter()
    quotes = Quotes(text)
    for start in range(0, len(text), 25):
        assert quotes.form_of((Span(start + 10, start + 23),)) == "direct"
    assert time.perf_counter() - began < 5


@given(st.text(alphabet=st.sampled_from("ab1 \n\"'“”„«»‹›`,.「」『』")))
def test_any_text_gives_a_flag_for_each_code_point(text: str) -> None:
    inside = quoted(text)
    assert len(inside) == len(text)
    if not any(mark in text for mark in '"“”„«»‹›「」『』') and not any(m in text for m in ("''", "``", ",,")):
        assert not any(inside)


def test_marks_around_the_cue_are_anothers() -> None:
    text = '"He told me that we agree," she said. He answered: "no".'
    cue, content = text.index("told"), text.index("that we agree")
    quotes = Quotes(text)
    inner = (Span(content, content + len("that we agree")),)
    assert quotes.form_of(inner, (Span(cue, cue + 4),)) == "indirect"
    assert quotes.form_of(inner) == "direct"
    answer = text.index('"no"')
    assert quotes.form_of((Span(answer, answer + 4),), (Span(text.index("answered"), answer - 2),)) == "direct"
