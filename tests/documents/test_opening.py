"""Inputs -> documents: the whole way in."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Answer

from dragoman.documents import Failure, Options, open_documents
from dragoman.nouns import Document

TEXT = "The president said that the talks would go on next week.\n"
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{TEXT}</p></article></body></html>"
PRIVATE = Options(allow_private=True)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with documents, hidden things and other files."""
    files = {
        "b.txt": "Second: he said that it was so.",
        "a/z.md": "First: he said that it was not.",
        "c.html": PAGE,
        "d.JSONL": json.dumps({"id": "d1", "text": "Fourth: nobody said a thing."}),
        "e.py": "print()",
        ".hidden.txt": "hidden",
        ".git/x.txt": "hidden",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def origins(found, folder):
    return [os.path.relpath(each.origin, folder) for each in found]


def only(inputs, options=None):
    (found,) = open_documents(inputs, options)
    return found


def feed_stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_text_file_is_taken_as_is(tmp_path):
    path = tmp_path / "note.txt"
    text = "\r\n  He said: « Oui ».\r\n\u2028Il vous reste 60% de cet article à lire. \n\n"
    path.write_bytes(text.encode())
    document = only([str(path)])
    assert document.text == text
    assert document.origin == str(path)


def test_a_folder_in_order_without_hidden_and_unknown_files(folder):
    found = list(open_documents([str(folder)]))
    assert all(isinstance(each, Document) for each in found)
    assert origins(found, folder) == ["a/z.md", "b.txt", "c.html", "d.JSONL:1"]


def test_a_link_that_runs_in_a_circle_does_no_harm(folder):
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    assert len(list(open_documents([str(folder)]))) == 4


def test_a_pattern(folder):
    assert origins(open_documents([str(folder / "*.*m*")]), folder) == ["c.html"]
    assert origins(open_documents([str(folder / "**/*.[tm]*")]), folder) == ["a/z.md", "b.txt"]
    assert origins(open_documents([str(folder / "?")]), folder) == ["a/z.md"]


def test_a_name_with_brackets_is_a_name(tmp_path):
    path = tmp_path / "call [1].txt"
    path.write_text(TEXT)
    assert only([str(path)]).text == TEXT


def test_a_file_with_an_unknown_suffix_is_read_by_its_content(tmp_path):
    path = tmp_path / "saved.aspx"
    path.write_text(PAGE)
    assert only([str(path)]).title == "Talks"


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("missing.txt", "is no file or folder"),
        ("missing*.txt", "matches no file"),
        ("", "is an empty name"),
        ("empty", "holds no documents"),
        ("empty.txt", "is empty"),
        ("blank.html", "is empty"),
        ("nul.txt", "is not text"),
        ("bad\0name", "is no file or folder"),
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://127.0.0.1:9/a", "not a public address"),
    ],
)
def test_what_cannot_be_read_is_a_failure_and_the_rest_goes_on(tmp_path, monkeypatch, given, what):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.html").write_text(" \n")
    (tmp_path / "nul.txt").write_bytes(b"\0\0")
    (tmp_path / "good.txt").write_text(TEXT)
    failure, good = open_documents([given, "good.txt"])
    assert isinstance(failure, Failure)
    assert failure.origin == given
    assert what in failure.what
    assert failure.advice
    assert str(failure) == f"{given}: {failure.what}; {failure.advice}"
    assert good.text == TEXT


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.touch()
    monkeypatch.setattr(Path, "open", refused)
    assert only([str(path)]).what == "could not be opened (Permission denied)"


def test_an_error_of_a_library_is_a_failure(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise RecursionError("too deep")

    monkeypatch.setattr("dragoman.documents.webpage.page_draft", broken)
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(TEXT)
    failure, good = open_documents([str(tmp_path)])
    assert failure.what == "could not be read (RecursionError: too deep)"
    assert good.text == TEXT


def test_a_failure_of_one_line_leaves_the_other_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": " "}\n{"text": 3}\n' + json.dumps({"text": TEXT}))
    empty, wrong, good = open_documents([str(path)])
    assert (empty.origin, empty.what) == (f"{path}:1", "is empty")
    assert wrong.origin == f"{path}:2"
    assert good.text == TEXT


def test_documents_come_as_they_are_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    asked = []

    def inputs():
        for name in ("a.txt", "b.txt"):
            asked.append(name)
            yield str(tmp_path / name)

    found = open_documents(inputs())
    assert asked == []
    next(found)
    assert asked == ["a.txt"]


def test_options_hold_for_every_document(folder):
    options = Options(kind="statement", issuer="Quai d'Orsay", published="2022-01-28", language="fr")
    for document in open_documents([str(folder)], options):
        assert (document.kind, document.issuer, document.published, document.language) == (
            "statement",
            "Quai d'Orsay",
            "2022-01-28",
            "fr",
        )


def test_the_same_text_twice_is_marked(tmp_path):
    text = "\n".join(f"On day {day} the minister said that the talks of round {day * 7} went on." for day in range(20))
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text(text)
    first, second = open_documents([str(tmp_path)])
    assert first.condition.duplicate_of is None
    assert second.condition.duplicate_of == first.id


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), TEXT),
        (PAGE.encode(), TEXT.strip()),
        (json.dumps({"text": TEXT}).encode(), TEXT),
        (json.dumps({"text": TEXT}, indent=1).encode(), TEXT),
        (f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>".encode(), TEXT.strip()),
    ],
    ids=["text", "page", "json lines", "json", "feed"],
)
def test_standard_input_is_recognised(monkeypatch, data, expected):
    feed_stdin(monkeypatch, data)
    document = only(["-"])
    assert document.text == expected
    assert document.origin.startswith("-")


def test_standard_input_may_be_a_pdf(monkeypatch, pdf):
    feed_stdin(monkeypatch, pdf(["He said yes."]))
    assert only(["-"]).text == "He said yes."


@pytest.mark.parametrize(("data", "what"), [(b"", "is empty"), (b"\0\1\2", "is not text")])
def test_standard_input_with_nothing_in_it(monkeypatch, data, what):
    feed_stdin(monkeypatch, data)
    failure = only(["-"])
    assert failure.origin == "-"
    assert what in failure.what


def test_no_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert only(["-"]).what == "is not connected"


def test_a_named_pipe_is_read(tmp_path):
    read, write = os.pipe()
    os.write(write, TEXT.encode())
    os.close(write)
    try:
        assert only([f"/dev/fd/{read}"]).text == TEXT
    finally:
        os.close(read)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.rss", "a.json", "a.jsonl", "a.txt", "a.xml"])
@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x1f\x8b\x08\0" * 99, b"\xff\xfe" * 99, b"<" * 9999])
def test_garbage_of_any_name_raises_nothing(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert all(isinstance(each, Failure | Document) for each in open_documents([str(path)]))


def test_a_page_from_the_web(site):
    site.pages |= {"/a": Answer(status=302, headers={"Location": "/b"}), "/b": Answer(PAGE.encode())}
    document = only([f"{site.address}/a"], PRIVATE)
    assert document.text == TEXT.strip()
    assert document.url == f"{site.address}/b"
    assert document.origin == f"{site.address}/a"
    assert document.outlet.startswith("127.0.0.1")
    assert document.fetched.endswith("+00:00")


def test_a_text_from_the_web_is_taken_as_is(site):
    text = "\r\nДа, сказал он.\r\n"
    site.pages["/a"] = Answer(text.encode("cp1251"), headers={"Content-Type": "text/plain; charset=windows-1251"})
    document = only([f"{site.address}/a"], PRIVATE)
    assert document.text == text
    assert document.condition.signs == ("decoded as windows-1251",)


def test_a_feed_from_the_web(site):
    feed = (
        f"<rss><channel><item><link>http://x.example/1</link><description>{TEXT}</description></item></channel></rss>"
    )
    site.pages["/feed"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    document = only([f"{site.address}/feed"], PRIVATE)
    assert (document.url, document.text) == ("http://x.example/1", TEXT.strip())
    assert document.origin == f"{site.address}/feed, entry 1"


def test_a_picture_from_the_web_is_refused(site):
    site.pages["/a"] = Answer(b"\x89PNG", headers={"Content-Type": "image/png"})
    assert only([f"{site.address}/a"], PRIVATE).what == "is image/png, which is not read"


def test_robots_txt_is_asked_for_once_in_one_call(site):
    site.pages |= {"/a": Answer(PAGE.encode()), "/b": Answer(PAGE.encode())}
    list(open_documents([f"{site.address}/a", f"{site.address}/b"], PRIVATE))
    assert site.paths() == ["/robots.txt", "/a", "/b"]


def test_reading_a_text_loads_no_heavy_library(tmp_path):
    (tmp_path / "note.txt").write_text(TEXT)
    script = (
        "import sys; from dragoman.documents import open_documents; "
        "(document,) = open_documents(['note.txt']); assert document.language == 'en'; "
        "print([name for name in ('trafilatura', 'httpx', 'lxml', 'feedparser', 'pypdf', 'docx', 'scipy') "
        "if name in sys.modules])"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
