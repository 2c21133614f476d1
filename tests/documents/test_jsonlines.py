"""JSON Lines and JSON: documents as other programs hand them on."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.jsonlines import _draft, load, load_whole
from dragoman.documents.source import Source


def lines(*items):
    return b"".join((item if isinstance(item, bytes) else json.dumps(item).encode()) + b"\n" for item in items)


def test_every_field_comes_back(source):
    item = {
        "id": "case-1/é",
        "text": " as is \r\n\n",
        "url": "https://example.org/a",
        "title": "T",
        "outlet": "O",
        "issuer": "Kremlin",
        "kind": "readout",
        "language": "fr",
        "published": "2022-01-28",
    }
    (draft,) = load(source(lines(item)))
    assert {name: getattr(draft, name) for name in item} == item
    assert not draft.cut


@given(st.text(min_size=1), st.text())
def test_id_and_text_come_back_unchanged(identity, text):
    item = json.loads(json.dumps({"id": identity, "text": text}))
    draft = _draft(item, "f:1", Source("f", None))
    assert (draft.id, draft.text) == (identity, text)


def test_a_bad_line_is_named_and_the_rest_goes_on(source):
    data = lines({"text": "one"}, b'{"text": ', {"text": "three"})
    first, second, third = load(source(data, "case.jsonl"))
    assert (first.text, third.text) == ("one", "three")
    assert isinstance(second, Failure)
    assert second.origin == "case.jsonl:2"
    assert "is not JSON" in second.what
    assert third.origin == "case.jsonl:3"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text": 7}', '"text" is a number, not text'),
        (b'{"text": ["a"]}', '"text" is a list, not text'),
        (b'{"id": 17, "text": "a"}', '"id" is a number, not text'),
        (b'{"title": {}, "text": "a"}', '"title" is an object, not text'),
        (b'{"kind": "novel", "text": "a"}', "none of the kinds"),
        (b'{"kind": true, "text": "a"}', '"kind" is true or false'),
        (b'{"published": "28/01/2022", "text": "a"}', "not an ISO 8601 date"),
        (b'{"language": "French!", "text": "a"}', "not a code"),
        (b'{"title": "only"}', 'neither "text" nor "html"'),
        (b'{"text": null}', 'neither "text" nor "html"'),
        (b'{"text": "\\ud800"}', "half a character"),
        (b'["a"]', "is a list, not an object"),
        (b'"a"', "is text, not an object"),
        (b"null", "is null, not an object"),
        (b'{"n": ' + b"9" * 5000 + b"}", "beyond reason"),
        (b"[" * 200_000, "beyond reason"),
        (b'{"text": "\xff"}', "not in UTF-8"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(source, line, what):
    (failure, good) = load(source(line + b"\n" + lines({"text": "good"})))
    assert isinstance(failure, Failure)
    assert what in failure.what
    assert good.text == "good"


def test_null_and_empty_fields_are_as_if_absent(source):
    (draft,) = load(source(lines({"text": "a", "id": "", "title": None, "kind": None, "published": ""})))
    assert (draft.id, draft.title, draft.kind, draft.published) == (None, None, None, None)


@pytest.mark.parametrize(
    "date", ["2022", "2022-01", "2022-01-28", "2022-01-28T10:00:00Z", "2022-01-28T10:00+03:00", "2022-04-30/2022-05-01"]
)
def test_iso_dates_are_kept(source, date):
    (draft,) = load(source(lines({"text": "a", "published": date})))
    assert draft.published == date


def test_a_language_tag_gives_its_code(source):
    (draft,) = load(source(lines({"text": "a", "language": "fr-FR"})))
    assert draft.language == "fr"


def test_blank_lines_and_a_byte_order_mark_do_no_harm(source):
    data = b"\xef\xbb\xbf" + lines({"text": "one"}) + b"\n  \r\n" + lines({"text": "two"}).strip()
    assert [(draft.text, draft.origin) for draft in load(source(data))] == [("one", "input:1"), ("two", "input:4")]


def test_line_separators_in_text_do_not_split_lines(source):
    (draft,) = load(source(json.dumps({"text": "a\u2028b\x85c"}, ensure_ascii=False).encode()))
    assert draft.text == "a\u2028b\x85c"


def test_html_goes_through_the_page_reader_and_given_fields_win(source):
    page = "<html><head><title>Of the page</title></head><body><p>He said yes to it all.</p></body></html>"
    (draft,) = load(source(lines({"html": page, "title": "Given", "outlet": "Given too"})))
    assert draft.text == "He said yes to it all."
    assert (draft.title, draft.outlet) == ("Given", "Given too")
    assert draft.cut


def test_html_may_be_a_fragment(source):
    (draft,) = load(source(lines({"html": "<p>Yes.</p><p>No &amp; no.</p>"})))
    assert draft.text == "Yes.\n\nNo & no."


def test_text_goes_before_html(source):
    (draft,) = load(source(lines({"text": "the text", "html": "<p>the page</p>"})))
    assert draft.text == "the text"


def test_an_overlong_line_is_skipped_and_the_rest_goes_on(source):
    made = source(b"x" * 5_000_000 + b"\n" + b'{"text": "next"}\n' + b"y" * 101)
    assert list(made.lines(limit=100)) == [None, b'{"text": "next"}\n', None]


def test_many_lines_take_linear_time(source):
    data = lines({"text": "a" * 200}) * 20_000
    started = time.monotonic()
    assert sum(1 for _ in load(source(data))) == 20_000
    assert time.monotonic() - started < 5


def test_lines_are_read_one_at_a_time(source):
    made = source(lines({"text": "one"}, {"text": "x" * 100_000}, {"text": "three"}))
    drafts = load(made)
    assert next(drafts).text == "one"
    assert made.stream.tell() < 1000


def test_utf16_lines_are_refused_with_advice(source):
    with pytest.raises(Unreadable, match="UTF-16"):
        list(load(source('{"text": "a"}\n'.encode("utf-16"))))


def test_json_with_one_object(source):
    (draft,) = load_whole(source(b'{\n "text":\n "a"\n}', "a.json"))
    assert (draft.text, draft.origin) == ("a", "a.json")


def test_json_with_a_list(source):
    first, second = load_whole(source(b'[{"text": "a"}, {"text": 3}]', "a.json"))
    assert (first.text, first.origin) == ("a", "a.json, item 1")
    assert isinstance(second, Failure)
    assert second.origin == "a.json, item 2"


def test_json_that_is_json_lines_after_all(source):
    first, second, third = load_whole(source(lines({"text": "a"}, b"{", {"text": "c"}), "a.json"))
    assert (first.text, third.text) == ("a", "c")
    assert second.origin == "a.json:2"


def test_json_that_is_not(source):
    with pytest.raises(Unreadable, match="is not JSON"):
        list(load_whole(source(b'{"text": "a",\n')))
