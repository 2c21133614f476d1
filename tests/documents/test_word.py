"""Word files."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dragoman.documents.failure import Unreadable
from dragoman.documents.word import load


def saved(file):
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def blank():
    file = docx.Document()
    file.core_properties.author = ""
    return file


def rezipped(data, **changed):
    """Return the archive with parts replaced, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return out.getvalue()


def test_paragraphs_and_tables_in_order(source):
    file = blank()
    file.add_heading("Entretien", 1)
    file.add_paragraph("Ils ont parlé.")
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "ABCD", strict=True):
        cell.text = text
    file.add_paragraph("")
    file.add_paragraph("Да.")
    (draft,) = load(source(saved(file)))
    assert draft.text.split("\n\n") == ["Entretien", "Ils ont parlé.", "A | B", "C | D", "Да."]


def test_what_the_file_says_about_itself(source):
    file = blank()
    file.add_paragraph("Text.")
    facts = file.core_properties
    facts.title, facts.author, facts.created = "A readout", "Press service", datetime(2022, 1, 28, 21, 30)
    (draft,) = load(source(saved(file)))
    assert (draft.title, draft.authors, draft.byline, draft.published) == (
        "A readout",
        ("Press service",),
        "Press service",
        "2022-01-28",
    )
    assert draft.why == {"published": "the date of the Word file"}


def test_tracked_changes_are_read_as_accepted(source):
    file = blank()
    paragraph = file.add_paragraph("They ")
    run = f"<w:r {nsdecls('w')}><w:t>{{}}</w:t></w:r>"
    inserted = parse_xml(f"<w:ins {nsdecls('w')} w:id='1'>{run.format('agreed.')}</w:ins>")
    deleted = parse_xml(f"<w:del {nsdecls('w')} w:id='2'><w:r><w:delText>refused.</w:delText></w:r></w:del>")
    paragraph._p.append(deleted)
    paragraph._p.append(inserted)
    (draft,) = load(source(saved(file)))
    assert draft.text == "They agreed."
    assert draft.signs == ("tracked changes read as accepted",)


def test_content_controls_and_line_breaks_are_read(source):
    file = blank()
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a</w:t><w:br/><w:t>control.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    file.element.body.insert(0, control)
    (draft,) = load(source(saved(file)))
    assert draft.text == "In a\ncontrol."
    assert draft.signs == ()


def test_a_table_in_a_table_is_read_once(source):
    file = blank()
    cells = file.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Out", "Last"
    cells[0].add_table(rows=1, cols=1).rows[0].cells[0].text = "In"
    (draft,) = load(source(saved(file)))
    assert draft.text == "Out In | Last"


def test_a_text_box_is_read_once(source):
    file = blank()
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    paragraph = parse_xml(
        f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    file.element.body.insert(0, paragraph)
    (draft,) = load(source(saved(file)))
    assert draft.text == "Boxed."


def test_a_zip_bomb_is_refused_before_unpacking(source):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(201):
                part.write(bytes(1_000_000))
    assert len(out.getvalue()) < 1_000_000
    with pytest.raises(Unreadable, match="unpack to more than 200 MB"):
        list(load(source(out.getvalue())))


def test_entities_are_refused(source):
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]><w>&a;</w>'
    with pytest.raises(Unreadable, match="declares XML entities"):
        list(load(source(rezipped(saved(blank()), document=bomb))))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04 no archive", "broken Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Word file"),
        (b"", "broken Word file"),
    ],
)
def test_what_is_no_word_file_is_said(source, data, what):
    with pytest.raises(Unreadable, match=what):
        list(load(source(data)))


def test_a_malformed_part_is_said(source):
    with pytest.raises(Unreadable, match="broken Word file"):
        list(load(source(rezipped(saved(blank()), document=b"<w:document"))))


def test_another_archive_is_said(source):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Unreadable, match="no Word file"):
        list(load(source(out.getvalue())))


def test_cut_anywhere_it_is_said_to_be_broken(source):
    data = saved(blank())
    for end in range(0, len(data), len(data) // 40):
        with pytest.raises(Unreadable):
            list(load(source(data[:end])))
