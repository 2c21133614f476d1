"""Which loader reads what."""

from __future__ import annotations

import pytest

from dragoman.documents import feed, jsonlines, pdf, textfile, webpage, word
from dragoman.documents.failure import Unreadable
from dragoman.documents.loaders import by_content, by_name, by_type

CONTENT = [
    (b"Just text.", textfile.load),
    (b"", textfile.load),
    (b"<John> said hello", textfile.load),
    (b"[Transcript] President: yes", textfile.load),
    (b"{not json}", textfile.load),
    (b"%PDF-1.7\n", pdf.load),
    (b"PK\x03\x04", word.load),
    (b"\xd0\xcf\x11\xe0", word.load),
    (b"<!doctype html><html>", webpage.load),
    (b"\xef\xbb\xbf \n<HTML lang=fr>", webpage.load),
    (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>", webpage.load),
    (b"<p>A fragment</p>", webpage.load),
    (b"<?xml version='1.0'?>\n<!-- made by us -->\n<rss version='2.0'>", feed.load),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'>", feed.load),
    (b"<?xml version='1.0'?><rdf:RDF>", feed.load),
    (b"<?xml version='1.0'?>", feed.load),
    (b"<?xml version='1.0'?><atom:feed>", feed.load),
    ("<?xml version='1.0'?><rss>".encode("utf-16"), feed.load),
    (b'{"text": "a"}\n{"text": "b"}', jsonlines.load),
    (b'{"text": "a long one without an end', jsonlines.load),
    (b'{\n  "text": "a"\n}', jsonlines.load_whole),
    (b'[{"text": "a"}]', jsonlines.load_whole),
]


@pytest.mark.parametrize(("head", "loader"), CONTENT)
def test_by_content(head, loader):
    assert by_content(head) is loader


def test_the_name_of_a_file_goes_before_its_content():
    assert by_name(".txt", b"<html>") is textfile.load
    assert by_name(".HTML", b"plain") is webpage.load
    assert by_name(".xml", b"<html>") is webpage.load
    assert by_name("", b"<rss>") is feed.load


@pytest.mark.parametrize(
    ("content_type", "suffix", "head", "loader"),
    [
        ("text/html", "", b"Hello", webpage.load),
        ("text/html", "", b"<?xml version='1.0'?><rss>", feed.load),
        ("text/html", ".pdf", b"%PDF-1.7", pdf.load),
        ("text/plain", "", b"<p>Quoted</p>", textfile.load),
        ("text/plain", "", b"<?xml?><rss>", feed.load),
        ("text/plain", ".jsonl", b'{"text": "a"}', jsonlines.load),
        ("application/xml", "", b"<feed>", feed.load),
        ("application/xml", "", b"<html>", webpage.load),
        ("application/json", "", b'{"text": "a"}', jsonlines.load_whole),
        ("application/octet-stream", ".txt", b"Hello", textfile.load),
        ("application/octet-stream", "", b"PK\x03\x04", word.load),
        (None, "", b"<html>", webpage.load),
        (None, "", b"Hello", textfile.load),
    ],
)
def test_by_type(content_type, suffix, head, loader):
    assert by_type(content_type, suffix, head) is loader


@pytest.mark.parametrize("content_type", ["image/png", "video/mp4", "application/javascript"])
def test_other_types_are_refused(content_type):
    with pytest.raises(Unreadable, match=f"is {content_type}, which is not read"):
        by_type(content_type, ".html", b"whatever")
