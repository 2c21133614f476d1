"""PDF files."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from pypdf import PdfReader, PdfWriter

from dragoman.documents.failure import Unreadable
from dragoman.documents.pdf import load

LINES = [
    "Readout of the call",
    "The two presidents agreed to continue their dialogue in the coming",
    "weeks and to resume the negotia-",
    "tions, the \xc9lys\xe9e said.",
]


def encrypted(data, password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_text_as_paragraphs(pdf, source):
    (draft,) = load(source(pdf(LINES)))
    assert draft.text.split("\n\n") == [
        "Readout of the call",
        f"{LINES[1]} weeks and to resume the negotiations, the Élysée said.",
    ]


def test_all_pages(pdf, source):
    (draft,) = load(source(pdf(["Page one says yes."], ["Page two says no."])))
    assert "yes" in draft.text
    assert "no." in draft.text


def test_what_the_file_says_about_itself(pdf, source):
    info = {"Title": "A readout", "Author": "Press service", "CreationDate": "D:20220128213000+03'00'"}
    (draft,) = load(source(pdf(LINES, info=info)))
    assert (draft.title, draft.authors, draft.byline, draft.published) == (
        "A readout",
        ("Press service",),
        "Press service",
        "2022-01-28",
    )
    assert draft.why == {"published": "the date of the PDF file"}


@pytest.mark.parametrize("title", ["Microsoft Word - call.doc", "readout-final.docx", "Untitled-1"])
def test_a_title_that_is_none(pdf, source, title):
    (draft,) = load(source(pdf(LINES, info={"Title": title})))
    assert draft.title is None


def test_a_broken_date_is_no_date(pdf, source):
    (draft,) = load(source(pdf(LINES, info={"CreationDate": "yesterday"})))
    assert draft.published is None


def test_encrypted_is_said(pdf, source):
    with pytest.raises(Unreadable, match="is encrypted"):
        list(load(source(encrypted(pdf(LINES), "secret"))))


def test_encrypted_without_a_password_is_read(pdf, source):
    (draft,) = load(source(encrypted(pdf(LINES), "")))
    assert draft.text.startswith("Readout of the call")


def test_scanned_is_said(pdf, source):
    with pytest.raises(Unreadable, match="no text"):
        list(load(source(pdf([], []))))


def test_cut_anywhere_it_is_read_or_said_to_be_broken(pdf, source):
    data = pdf(LINES)
    for end in range(0, len(data), 61):
        with suppress(Unreadable):
            list(load(source(data[:end])))


def test_garbage_is_said_to_be_broken(source):
    with pytest.raises(Unreadable, match="is a broken PDF"):
        list(load(source(b"%PDF-1.4\n" + b"garbage " * 50)))
