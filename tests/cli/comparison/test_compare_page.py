"""The report as a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dragoman.accounts.sheet import Report
from dragoman.cli.comparison.marks import Mark, marked
from dragoman.cli.comparison.page import page
from dragoman.nouns import Comparison, Span

Make = Callable[..., Report]


def test_the_finding_is_the_heading(made: Make) -> None:
    tree = html.document_fromstring(page(made()))
    assert tree.xpath("string(//main//h1)").startswith("1 point shared, 1 in conflict")


def test_every_cell_has_an_id_and_every_link_leads_somewhere(made: Make, compared: Comparison) -> None:
    tree = html.document_fromstring(page(made(compared, compared)))
    ids = tree.xpath("//article//@id | //section//@id")
    assert "call-2022-01-28-macron-putin-p3-france" in ids
    links = tree.xpath("//a/@href")
    assert links
    assert {unquote(link).removeprefix("#") for link in links} <= set(tree.xpath("//@id"))


def test_ids_are_there_once(made: Make) -> None:
    ids = html.document_fromstring(page(made())).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_cell_leads_to_its_very_words(made: Make) -> None:
    tree = html.document_fromstring(page(made()))
    for quote in tree.xpath("//td//a[@class='quote'][ancestor::table[@class='points']]"):
        (place,) = tree.xpath("//*[@id=$id]", id=quote.get("href")[1:])
        assert " ".join(place.text_content().split()).startswith(quote.text_content()[:20])
        assert unquote(place.get("href")).removeprefix("#") in tree.xpath("//td/@id")


def test_silence_and_conflict_are_said_in_words(made: Make) -> None:
    tree = html.document_fromstring(page(made()))
    silent = tree.xpath("//table[@class='points']//td[@class='silent']")
    assert len(silent) == 6
    assert {cell.xpath("string(p)") for cell in silent} == {"silent"}
    (row,) = tree.xpath("//tr[@class='conflict']")
    assert "CONFLICT" in row.xpath("string(th)")
    assert row.xpath("string(td[1]/p[@class='status'])") == "denied"


def test_it_asks_for_nothing_and_runs_nothing(made: Make) -> None:
    text = page(made())
    tree = html.document_fromstring(text)
    assert not tree.xpath("//script | //link | //img | //@src | //@onclick | //iframe")
    assert "url(" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)")


def test_words_from_right_to_left_are_set_so(made: Make) -> None:
    tree = html.document_fromstring(page(made()))
    assert tree.xpath("//div[@lang='ar']/@dir") == ["rtl"]
    assert tree.xpath("//td//p[@lang='ar']/@dir") == ["auto"]


def test_dark_phone_and_print_have_their_styles(made: Make) -> None:
    text = page(made())
    for rule in ("prefers-color-scheme: dark", "max-width: 48rem", "@media print"):
        assert rule in text


marks = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(
        lambda pair: Mark(pair[0], pair[0] + pair[1], f"m{pair[0]}-{pair[1]}", "point", "cell", "p1")
    ),
    max_size=6,
    unique=True,
)


@given(st.text(alphabet="ab<&>\"' é你\u202e", min_size=42, max_size=42), marks)
def test_every_letter_survives_and_marks_nest(text: str, own: list[Mark]) -> None:
    found = marked(text, [Span(0, 20), Span(22, 42)], own)
    assert [unescape(re.sub(r"<[^>]*>", "", paragraph)) for paragraph in found] == [text[:20], text[22:]]
    for paragraph in found:
        open_: list[str] = []
        for closing, tag in re.findall(r"<(/?)(a|span)\b", paragraph):
            assert not closing or open_.pop() == tag
            assert closing or tag == "span" or "a" not in open_
            if not closing:
                open_.append(tag)
        assert not open_


def test_a_mark_over_two_paragraphs_has_its_id_once() -> None:
    found = marked("one\n\ntwo", [Span(0, 3), Span(5, 8)], [Mark(0, 8, "m", "point", "cell", "p1")])
    assert [re.findall(r'id="(\w+)"', paragraph) for paragraph in found] == [["m"], []]
    assert [re.sub(r"<[^>]*>", "", paragraph) for paragraph in found] == ["one", "two"]
