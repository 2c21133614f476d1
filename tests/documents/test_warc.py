"""Web archives: every page a document, whatever is damaged beside it."""

from __future__ import annotations

import gzip
import io
import os
import threading

import pytest

from dragoman.documents import Failure, open_documents
from dragoman.documents.failure import Unreadable
from dragoman.documents.loaders import by_content, by_name
from dragoman.documents.source import PAGE_LIMIT, Source
from dragoman.documents.warc import load


def record(number, body=None, kind="response", content_type="text/html; charset=utf-8", status="200 OK", **more):
    body = f"<html><body><p>Page {number} said yes.</p></body></html>".encode() if body is None else body
    fields = "".join(
        f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items() if name != "WARC_Truncated"
    )
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{fields}\r\n".encode() + body
    cut = "WARC-Truncated: length\r\n" if "WARC_Truncated" in more else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://example.org/{number}\r\n{cut}"
        f"WARC-Date: 2022-01-28T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def records():
    return [record(number) for number in range(4)]


def found(source, data):
    """The numbers of the pages that were read, and the failures."""
    all_ = list(load(source(data, "a.warc")))
    pages = [int(own.url.rpartition("/")[2]) for own in all_ if not isinstance(own, Failure)]
    return pages, [str(own) for own in all_ if isinstance(own, Failure)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_each_page_is_a_document(source, pack):
    first, *_ = load(source(b"".join(map(pack, records())), "a.warc"))
    assert (first.text, first.url, first.fetched) == (
        "Page 0 said yes.",
        "http://example.org/0",
        "2022-01-28T10:00:00Z",
    )
    assert first.origin == "a.warc, record at byte 0"
    assert found(source, b"".join(map(pack, records()))) == ([0, 1, 2, 3], [])


def test_other_records_are_passed_over(source):
    data = (
        record(0, kind="request") + record(1, content_type="image/png") + record(2, status="404 Not Found") + record(3)
    )
    assert found(source, data) == ([3], [])


def test_what_a_server_packed_is_unpacked(source):
    page = gzip.compress(b"<html><body><p>He said no.</p></body></html>")
    (draft,) = load(source(record(1, page, Content_Encoding="gzip")))
    assert draft.text == "He said no."


def test_a_page_of_which_the_archive_holds_the_beginning_says_so(source):
    (draft,) = load(source(record(1, WARC_Truncated=True)))
    assert any("only the beginning" in sign for sign in draft.signs)


def zeroed(data):
    return data[:60] + bytes(20) + data[80:]


def flipped(data):
    return data[:-6] + bytes([data[-6] ^ 255]) + data[-5:]


@pytest.mark.parametrize(
    ("pack", "damage"),
    [(gzip.compress, zeroed), (gzip.compress, flipped), (gzip.compress, lambda data: data[:-30]),
     (bytes, lambda data: b"GARBAGE" + data[10:]),
     (bytes, lambda data: data.replace(b"Content-Length: ", b"Content-Length: 9"))],
    ids=["zeros", "checksum", "cut", "head", "length"],
)  # fmt: skip
def test_a_damaged_record_is_named_and_the_rest_read(source, pack, damage):
    whole = [pack(own) for own in records()]
    whole[1] = damage(whole[1])
    pages, failures = found(source, b"".join(whole))
    assert pages == [0, 2, 3]
    assert len(failures) == 1
    assert "damaged record" in failures[0]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_archive_cut_off_ends_with_a_failure(source, pack):
    pages, failures = found(source, b"".join(map(pack, records()))[:-30])
    assert pages == [0, 1, 2]
    assert "cut off" in failures[0]


def test_a_page_that_is_too_large_is_a_failure(source, monkeypatch):
    monkeypatch.setattr("dragoman.documents.warc.PAGE_LIMIT", 100)
    pages, failures = found(source, record(0, b"<p>" + b"x" * 200) + record(1))
    assert pages == [1]
    assert "larger" in failures[0]
    assert PAGE_LIMIT > 100


def test_a_pipe_is_read_to_the_damage():
    reading, writing = os.pipe()
    whole = [gzip.compress(own) for own in records()]
    whole[2] = zeroed(whole[2])

    def write():
        with open(writing, "wb") as out:
            out.write(b"".join(whole))

    threading.Thread(target=write, daemon=True).start()
    with open(reading, "rb") as stream:
        all_ = list(load(Source("-", io.BufferedReader(stream.raw))))
    assert [own.url for own in all_ if not isinstance(own, Failure)] == ["http://example.org/0", "http://example.org/1"]
    assert "nothing after it was read" in str(all_[-1])


def test_no_page_at_all_is_told(source):
    with pytest.raises(Unreadable, match="no web pages"):
        list(load(source(record(1, kind="metadata"))))


def test_archives_are_known_by_name_and_content(tmp_path):
    assert by_name(".warc", b"") is load
    assert by_content(b"WARC/1.1\r\n") is load
    assert by_content(gzip.compress(records()[0])[:4096]) is load
    assert by_content(gzip.compress(b"other")) is not load
    (tmp_path / "news.warc.gz").write_bytes(b"".join(map(gzip.compress, records())))
    assert [own.url for own in open_documents([str(tmp_path)]) if not isinstance(own, Failure)] == [
        f"http://example.org/{number}" for number in range(4)
    ]
