"""Texts with their statements marked inline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.nouns import Span
from dragoman.reading.markup import TAG, Mark, MarkedText, MarkupError, parse, problems, render

HEAD = "language: en\nkind: article\n\n"


def words(text: MarkedText, part: tuple[Span, ...]) -> list[str]:
    return [text.text[start:end] for start, end in part]


@st.composite
def marked_bodies(draw: st.DrawFn) -> str:
    """A body with nested, shared and discontinuous marks, numbered in order of first appearance."""
    counter = iter(range(1, 100))
    plain = st.text(alphabet="aб你 .,’\n", max_size=6)
    solid = st.text(alphabet="aбв你 ", min_size=1, max_size=6)

    def content(depth: int) -> str:
        before = draw(solid)
        return before + (statement(depth - 1) + draw(solid) if depth and draw(st.booleans()) else "")

    def statement(depth: int) -> str:
        number = next(counter)
        source = ""
        second = ""
        if draw(st.booleans()):
            shared = draw(st.booleans())
            name = f"{number},{(other := next(counter))}" if shared else f"{number}"
            source = f"<s{name}>{draw(solid)}</s{name}>{draw(plain)}"
            if shared:
                second = (
                    f"{draw(plain)}<q{other}>{draw(solid)}</q{other}>{draw(plain)}<c{other}>{content(depth)}</c{other}>"
                )
        cue = f"<q{number}>{draw(solid)}</q{number}>{draw(plain)}"
        if draw(st.booleans()):
            cue += f"<q{number}>{draw(solid)}</q{number}>{draw(plain)}"
        said = f"<c{number}>{content(depth)}</c{number}>"
        first = draw(st.booleans())
        return (said + draw(plain) + source + cue if first else source + cue + said) + second

    body = "".join(draw(plain) + statement(2) for _ in range(draw(st.integers(0, 3)))) + draw(plain)
    return "x" + body + "x"


@given(marked_bodies())
def test_rendering_gives_back_what_was_parsed(body: str) -> None:
    marked = HEAD + body + "\n"
    text = parse(marked)
    assert render(text) == marked
    assert parse(render(text)) == text


@given(marked_bodies())
def test_the_text_is_the_body_without_its_marks(body: str) -> None:
    text = parse(HEAD + body)
    assert text.text == TAG.sub("", body)
    opened = {int(n) for closing, _, numbers in TAG.findall(body) if not closing for n in numbers.split(",")}
    assert [mark.number for mark in text.marks] == sorted(opened)


@given(marked_bodies())
def test_within_is_the_innermost_content_around_the_cue(body: str) -> None:
    text = parse(HEAD + body)
    for mark in text.marks:
        around = [
            (end - start, other.number)
            for other in text.marks
            if other.number != mark.number
            for start, end in other.content
            if start <= mark.cue[0].start and mark.cue[0].end <= end
        ]
        assert mark.within == (min(around)[1] if around else None)


def test_a_statement_with_its_parts() -> None:
    text = parse(HEAD + "<s1>The Élysée</s1> <q1>said</q1> on Friday <c1>that talks go on</c1>.\n")
    (mark,) = text.marks
    assert text.text == "The Élysée said on Friday that talks go on."
    assert (mark.number, mark.within) == (1, None)
    assert words(text, mark.source) == ["The Élysée"]
    assert words(text, mark.cue) == ["said"]
    assert words(text, mark.content) == ["that talks go on"]


def test_a_shared_source_belongs_to_each_of_its_statements() -> None:
    text = parse(HEAD + "<s1,2>He</s1,2> <q1>said</q1> <c1>yes</c1> and <q2>added</q2> <c2>no</c2>.")
    assert [words(text, mark.source) for mark in text.marks] == [["He"], ["He"]]
    assert [words(text, mark.content) for mark in text.marks] == [["yes"], ["no"]]


def test_pieces_with_one_number_are_one_statement_in_text_order() -> None:
    text = parse(HEAD + "<c1>The talks</c1>, <s1>he</s1> <q1>said</q1>, <c1>will go on</c1>.")
    (mark,) = text.marks
    assert words(text, mark.content) == ["The talks", "will go on"]


def test_within_over_three_levels() -> None:
    text = parse(HEAD + "<q1>said</q1> <c1>a <q2>b</q2> <c2>c <q3>d</q3> <c3>e</c3></c2></c1> <q4>f</q4> <c4>g</c4>")
    assert [mark.within for mark in text.marks] == [None, 1, 2, None]


def test_a_source_outside_does_not_lift_the_statement_out_of_its_content() -> None:
    text = parse(HEAD + "<s1,2>He</s1,2> <q1>said</q1> <c1>that by <q2>denying</q2> <c2>it</c2> he won</c1>")
    assert [mark.within for mark in text.marks] == [None, 1]


def test_the_header() -> None:
    text = parse("language: fr\nkind: readout\ntitle: Entretien : bilan\n\nTexte.")
    assert text.language == "fr"
    assert text.header == {"language": "fr", "kind": "readout", "title": "Entretien : bilan"}


def test_windows_newlines() -> None:
    text = parse("language: en\r\nkind: post\r\n\r\nOne.\r\n\r\n<q1>said</q1> <c1>x</c1>\r\n")
    assert text.text == "One.\n\nsaid x"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<s1>a <q1>b</s1> c</q1>", "closes nothing"),
        ("<c1>a <c2>b</c1> c</c2>", "closes nothing"),
        ("<s1,2>a</s2,1>", "closes nothing"),
        ("a</q1> b", "closes nothing"),
        ("<q1>a", "<q1> is never closed"),
        ("<c1>a <q2>b</q2>", "<c1> is never closed"),
        ("<q1></q1> a", "empty mark"),
    ],
)
def test_wrong_marks(body: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse(HEAD + body)


def test_a_wrong_mark_is_shown_with_its_surroundings() -> None:
    with pytest.raises(MarkupError, match="the quick brown fox"):
        parse(HEAD + "the quick brown fox</q1>")


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("", "kind, language"),
        ("No header here.", "without a colon"),
        ("language: en\n\nText.", "lacks kind"),
        ("kind: article\n\nText.", "lacks language"),
        ("language: en\nkind: article\nText", "without a colon"),
        ("language: en\nkind: article", "empty line"),
    ],
)
def test_wrong_headers(marked: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse(marked)


def test_no_problems_in_a_clean_text() -> None:
    assert problems(parse(HEAD + "<s1>He</s1> <q1>said</q1> <c1>“we go.”</c1> <q2>Denied</q2> <c2>it</c2>.")) == []


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("<s1>He</s1> <c1>went</c1>", "statement 1 has no cue"),
        ("<s1>He</s1> <q1>said</q1>", "statement 1 has no content"),
        ("<s1>He </s1><q1>said</q1> <c1>x</c1>", "source 1 has blank edges"),
        ("<q1>said</q1><c1> x</c1>", "content 1 has blank edges"),
        ("<q1>said</q1> <c1>one\n\ntwo</c1>", "content 1 runs over a paragraph break"),
        ("<c1>we go,</c1> <q1>said</q1> he", "content 1 ends in a comma"),
        ("<q1>said</q1> <c1>x</c1> <x1>he</x1>", "something like a mark is left"),
        ("<q1>said</q1> <c1>x</c1> <q>", "something like a mark is left"),
    ],
)
def test_problems(body: str, finding: str) -> None:
    assert [found for found in problems(parse(HEAD + body)) if finding in found]


def test_rendering_marks_over_the_same_words_puts_the_content_outside() -> None:
    same = Span(0, 3)
    text = MarkedText(
        "yes said",
        {"language": "en", "kind": "post"},
        (Mark(1, cue=(Span(4, 8),), content=(same,)), Mark(2, source=(same,))),
    )
    assert render(text) == "language: en\nkind: post\n\n<c1><s2>yes</s2></c1> <q1>said</q1>\n"
