"""When statements were made, and of which days they speak."""

from __future__ import annotations

import pytest
import said_cases

from dragoman.nouns import Document, Span, Statement
from dragoman.reading.dates import find_dates, with_dates
from dragoman.reading.markup import parse

Dated = list[tuple[str | None, list[str]]]
FRIDAY = "2022-01-28"


def dated(marked: str, published: str | None, language: str, kind: str) -> Dated:
    text = parse(f"language: {language}\nkind: {kind}\n\n{marked}")
    document = Document("x", text.text, "-", language=language, published=published, kind=kind)  # type: ignore[arg-type]
    statements = [
        Statement(f"s{m.number}", m.source, m.cue, m.content, "indirect", within=f"s{m.within}" if m.within else None)
        for m in text.marks
    ]
    return [(one.said, list(one.refers)) for one in with_dates(document, statements, find_dates(document))]


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        (
            "<s1>Peskov</s1> <q1>said</q1> on Wednesday that <c1>talks would resume on Monday</c1>.",
            "en",
            [("2022-01-26", ["2022-01-31"])],
        ),
        (
            "On Thursday, <s1>Peskov</s1> <q1>said</q1> <c1>there was no reason for haste</c1>.",
            "en",
            [("2022-01-27", [])],
        ),
        (
            "<s1>A statement issued on Tuesday</s1> <q1>said</q1> <c1>nothing had changed since 2014 or since "
            "2014</c1>.",
            "en",
            [("2022-01-25", ["2014"])],
        ),
        (
            "<c1>It is too early, and on Monday it will be late</c1>, <s1>he</s1> <q1>told</q1> reporters on "
            "Wednesday.",
            "en",
            [("2022-01-26", ["2022-01-31"])],
        ),
        ("<s1>The minister</s1>, who met him on Monday, <q1>said</q1> <c1>all was well</c1>.", "en", [(FRIDAY, [])]),
        (
            "<s1>The minister</s1> <q1>said</q1>, commenting on the papers of January 20, that <c1>all was well</c1>.",
            "en",
            [(FRIDAY, [])],
        ),
        (
            "<s1>Blinken</s1> <q1>said</q1> on Wednesday that <c1><s2>Lavrov</s2> had <q2>told</q2> him on "
            "Friday that <c2>it was over</c2></c1>.",
            "en",
            [("2022-01-26", ["2022-01-28"]), ("2022-01-28", [])],
        ),
        (
            "<s1>Blinken</s1> <q1>said</q1> on Wednesday that <c1><s2>Lavrov</s2> <q2>denied</q2> <c2>it</c2></c1>.",
            "en",
            [("2022-01-26", []), ("2022-01-26", [])],
        ),
        (
            "<s1>Peskov</s1> <q1>said</q1> on Wednesday <c1>it was early</c1>. <s2>He</s2> <q2>added</q2> that "
            "<c2>nobody hurried</c2>.",
            "en",
            [("2022-01-26", []), ("2022-01-26", [])],
        ),
        (
            "<s1>Peskov</s1> <q1>said</q1> on Wednesday <c1>it was early</c1>.\n\n<s2>Kuleba</s2> <q2>said</q2> "
            "<c2>nobody hurried</c2>.",
            "en",
            [("2022-01-26", []), (FRIDAY, [])],
        ),
        (
            "<s1>Peskov</s1> <q1>said</q1> on Wednesday <c1>it was early</c1>. On Thursday the talks began; "
            "<s2>Kuleba</s2> <q2>said</q2> <c2>nobody hurried</c2>.",
            "en",
            [("2022-01-26", []), ("2022-01-27", [])],
        ),
        (
            "<s1>Peskov</s1>, speaking on Thursday in the Duma, <q1>said</q1> <c1>it was early</c1>.",
            "en",
            [("2022-01-27", [])],
        ),
        (
            "Le Drian arrived late on Wednesday. <c1>The talks went well</c1>, <s1>he</s1> <q1>said</q1>. "
            "<s2>Lavrov</s2> <q2>agreed</q2>.",
            "en",
            [("2022-01-26", []), ("2022-01-26", [])],
        ),
        (
            "The plane, which left on Wednesday, never landed. <s1>The airline</s1> <q1>said</q1> <c1>so</c1>.",
            "en",
            [(FRIDAY, [])],
        ),
        (
            "<s1>Peskov</s1> <q1>said</q1> on Wednesday <c1>yes</c1>, and <s2>Kuleba</s2> <q2>said</q2> on "
            "Thursday <c2>no</c2>.",
            "en",
            [("2022-01-26", []), ("2022-01-27", [])],
        ),
        (
            "<s1>Moscow</s1> has <q1>complained</q1> since Monday that <c1>nobody listens</c1>.",
            "en",
            [(FRIDAY, [])],
        ),
        (
            "<s1>Paris</s1> <q1>said</q1> on Monday <c1>yes</c1>. <s2>Moscow</s2> <q2>wants</q2> <c2>more</c2>.",
            "en",
            [("2022-01-24", []), ("2022-01-24", [])],
        ),
        (
            "<s1>Le ministre</s1> a <q1>déclaré</q1> mercredi que <c1>le sommet aura lieu le 9 mars</c1>.",
            "fr",
            [("2022-01-26", ["2022-03-09"])],
        ),
        ("<s1>Песков</s1> <q1>заявил</q1> накануне, что <c1>спешить не надо</c1>.", "ru", [("2022-01-27", [])]),
        (
            "Об этом в среду <q1>сообщила</q1> <s1>пресс-служба</s1>: <c1>встреча пройдет 9 марта</c1>.",
            "ru",
            [("2022-01-26", ["2022-03-09"])],
        ),
        ("<s1>Кулеба</s1> <q1>заявив</q1> у четвер, що <c1>паніки немає</c1>.", "uk", [("2022-01-27", [])]),
    ],
)
def test_statements_are_dated(marked: str, language: str, expected: Dated) -> None:
    assert dated(marked, FRIDAY, language, "article") == expected


@pytest.mark.parametrize(
    ("marked", "published", "expected"),
    [
        (
            "On January 28, Putin had a telephone conversation with Macron.\n\n<s1>Putin</s1> <q1>noted</q1> "
            "<c1>the replies</c1>.",
            "2022-01-29",
            FRIDAY,
        ),
        ("January 28, 2022\n\n<s1>Putin</s1> <q1>noted</q1> <c1>the replies</c1>.", None, FRIDAY),
        (
            "January 29, 2022\n\nThe President spoke on Friday by telephone with the President of "
            "Russia.\n\n<s1>He</s1> <q1>noted</q1> <c1>this</c1>.",
            "2022-01-29",
            FRIDAY,
        ),
        (
            "In 2014 there was an agreement in Minsk that all sides signed.\n\n<s1>He</s1> <q1>noted</q1> "
            "<c1>this</c1>.",
            FRIDAY,
            FRIDAY,
        ),
        ("<s1>He</s1> <q1>noted</q1> <c1>this</c1>.", "2022-01-28T16:45:00Z", FRIDAY),
        ("<s1>He</s1> <q1>noted</q1> <c1>this</c1>.", None, None),
    ],
)
def test_a_readout_is_of_its_event(marked: str, published: str | None, expected: str | None) -> None:
    assert [said for said, _ in dated(marked, published, "en", "readout")] == [expected]


@pytest.mark.parametrize(("language", "right"), [("en", 28), ("fr", 22), ("ru", 24), ("uk", 22)])
def test_the_development_set(language: str, right: int) -> None:
    told = [(case, [said for said, _ in dated(case.marked, case.published, language, case.kind)]) for case in
            said_cases.cases(language)]  # fmt: skip
    assert all(len(read) == len(case.said) for case, read in told)
    wrong = [(case.marked, read, case.said) for case, read in told if tuple(read) != case.said]
    assert sum(own == day for case, read in told for own, day in zip(read, case.said, strict=True)) >= right, wrong


def test_a_statement_without_cue_is_of_the_day_of_the_text() -> None:
    document = Document("x", "On Monday we met.", "-", language="en", published=FRIDAY, kind="statement")
    (one,) = with_dates(document, [Statement("s1", (), (), (Span(0, 17),), "indirect")], find_dates(document))
    assert (one.said, one.refers) == (FRIDAY, ("2022-01-24",))


def test_a_dateline_tells_when_it_was_said() -> None:
    marked = "MOSCOW, 28 January 2022 - <s1>Putin</s1> <q1>told</q1> Macron so: <c1>no</c1>."
    assert dated(marked, None, "en", "article") == [(FRIDAY, [])]
