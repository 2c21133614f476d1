"""The page: marks that nest, and every letter of the text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dragoman.cli.page import foot, head, marked, section
from dragoman.nouns import Document, Reading, Span, Statement

Make = Callable[..., Reading]
TEXT = "The Élysée said that Putin denied it."


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def shape(markup: str) -> str:
    """The markup with only the class of each mark."""
    return re.sub(r'<span class="([^"]*)"[^>]*>', r"<\1>", str(markup)).replace("</span>", "</>")


def test_marks_stand_around_their_words(reading: Make) -> None:
    own = reading(TEXT, {"source": "The Élysée", "cue": "said", "content": "that Putin denied it"})
    assert shape(marked(own, 0, len(TEXT), 1)) == (
        "<source>The Élysée</> <cue>said</> <content>that Putin denied it</>."
    )


def test_inner_statements_nest(reading: Make) -> None:
    own = reading(
        TEXT,
        {"source": "The Élysée", "cue": "said", "content": "that Putin denied it"},
        {"source": "Putin", "cue": "denied", "content": "it", "within": "s1"},
    )
    assert shape(marked(own, 0, len(TEXT), 1)) == (
        "<source>The Élysée</> <cue>said</> "
        "<content>that <source inner>Putin</> <cue inner>denied</> <content inner>it</></>."
    )


def test_of_two_marks_over_the_same_words_the_content_is_outside(reading: Make) -> None:
    own = reading("he said yes", {"source": "yes", "cue": "said", "content": "yes"})
    assert shape(marked(own, 0, 11, 1)) == "he <cue>said</> <content><source>yes</></>"


def test_a_mark_that_crosses_another_is_cut_at_its_edge(reading: Make) -> None:
    own = reading("abcdef", {"cue": "bcd", "content": "def"})
    assert shape(marked(own, 0, 6, 1)) == "a<cue>bc<content>d</></>ef"


def test_only_what_lies_in_the_paragraph_is_marked(reading: Make) -> None:
    own = reading("he said one\n\ntwo", {"cue": "said", "content": "one\n\ntwo"})
    assert shape(marked(own, 0, 11, 1)) == "he <cue>said</> <content>one</>"
    assert shape(marked(own, 13, 16, 1)) == "<content>two</>"


def test_a_part_has_one_anchor_at_its_beginning(reading: Make) -> None:
    own = reading("he said one\n\ntwo", {"cue": "said", "content": ["one", "two"]})
    both = marked(own, 0, 11, 7) + marked(own, 13, 16, 7)
    assert re.findall(r'id="([^"]*)"', both) == ["d7-s1-cue", "d7-s1-content"]


def test_the_letters_of_markup_are_escaped(reading: Make) -> None:
    text = 'he said <script>alert("&amp;")</script>'
    own = reading(text, {"cue": "said", "content": '<script>alert("&amp;")</script>'})
    found = marked(own, 0, len(text), 1)
    assert "<script" not in found
    assert plain(found) == text


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
several = st.lists(spans, max_size=3).map(tuple)


@given(
    st.text(alphabet="ab<&>\"' \né你\u202e", min_size=42, max_size=42),
    st.lists(st.tuples(several, several, several), max_size=4),
)
def test_every_letter_survives_whatever_is_marked(text: str, parts: list[tuple]) -> None:
    statements = tuple(
        Statement(f"s{n}", source, cue, content, "indirect", within="s0" if n else None)
        for n, (source, cue, content) in enumerate(parts)
    )
    found = marked(Reading(Document("d", text, "d.txt"), statements, "test"), 3, 40, 1)
    assert plain(found) == text[3:40]
    depth = 0
    for tag in re.findall(r"<(/?)span", found):
        depth += -1 if tag else 1
        assert depth >= 0
    assert depth == 0


def test_links_of_the_list_lead_to_marks(reading: Make) -> None:
    own = reading(
        TEXT,
        {"source": "The Élysée", "cue": "said", "content": "that Putin denied it"},
        {"source": "Putin", "cue": "denied", "content": "it", "within": "s1"},
    )
    page = html.document_fromstring(head() + section(own, 1) + section(own, 2) + foot())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//a/@href")
    assert len(links) == 4
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_right_to_left_texts_are_set_so(reading: Make) -> None:
    assert 'dir="rtl"' in section(reading("سلام", language="fa"), 1)
    assert 'dir="rtl"' not in section(reading("Bonjour", language="fr"), 1)


def test_what_is_known_of_the_document_is_shown(reading: Make) -> None:
    own = reading("x", title="A title", kind="readout", issuer="Kremlin", published="2022-01-28", language="ru")
    shown = " ".join(plain(section(own, 1)).split())
    for fact in (
        "A title",
        "readout",
        "by Kremlin",
        "2022-01-28",
        "ru",
        "d.txt",
        "no attributed statements",
        "read by test",
    ):
        assert fact in shown


def test_many_paragraphs_take_time_in_proportion() -> None:
    sentence = "He said yes.\n\n"

    def seconds(count: int) -> float:
        statements = tuple(
            Statement(f"s{n}", (), (Span(14 * n + 3, 14 * n + 7),), (Span(14 * n + 8, 14 * n + 11),), "indirect")
            for n in range(count)
        )
        own = Reading(Document("d", sentence * count, "d.txt"), statements, "test")
        began = time.process_time()
        page = section(own, 1)
        took = time.process_time() - began
        assert page.count('<span class="content" id=') == count
        return took

    small, large = seconds(500), seconds(4000)
    assert large < max(24 * small, 2.0)
