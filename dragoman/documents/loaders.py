"""Which loader reads what: by the name of a file, by what a server says, or by the first bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

from dragoman.documents import feed, jsonlines, pdf, textfile, warc, webpage, word
from dragoman.documents.draft import Draft
from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.source import Source

Loader = Callable[[Source], Iterator[Draft | Failure]]

#: The names of files that are read, and by what.
SUFFIXES: dict[str, Loader] = {
    ".txt": textfile.load,
    ".md": textfile.load,
    ".html": webpage.load,
    ".htm": webpage.load,
    ".xhtml": webpage.load,
    ".jsonl": jsonlines.load,
    ".ndjson": jsonlines.load,
    ".json": jsonlines.load_whole,
    ".rss": feed.load,
    ".atom": feed.load,
    ".pdf": pdf.load,
    ".docx": word.load,
    ".warc": warc.load,
    ".warc.gz": warc.load,
}
#: Read too, but what they are only their content tells.
VAGUE_SUFFIXES = (".xml",)

_TYPES: dict[str, Loader] = {
    "text/html": webpage.load,
    "application/xhtml+xml": webpage.load,
    "application/rss+xml": feed.load,
    "application/atom+xml": feed.load,
    "application/rdf+xml": feed.load,
    "application/json": jsonlines.load_whole,
    "application/jsonl": jsonlines.load,
    "application/x-ndjson": jsonlines.load,
    "application/pdf": pdf.load,
    "application/warc": warc.load,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word.load,
    "text/markdown": textfile.load,
}
_VAGUE = "text/plain text/xml application/xml application/octet-stream binary/octet-stream application/zip"
_VAGUE_TYPES = frozenset(_VAGUE.split())

_PAGE = "html head body title meta article main section header div p h1 h2 h3 table center font span"
_PAGE_TAGS = frozenset(_PAGE.split())
_FEED_TAGS = frozenset(("rss", "feed", "rdf"))


def by_name(suffix: str, head: bytes) -> Loader:
    """Return the loader for a local file by its suffix, or by its first bytes where that does not tell."""
    return SUFFIXES.get(suffix.lower()) or by_content(head)


def by_type(content_type: str | None, suffix: str, head: bytes) -> Loader:
    """Return the loader for what a server sent; raise Unreadable where it is nothing to read.

    ``suffix`` is that of the address. What plainly is a PDF, a Word file or a feed is read
    as such, whatever the server calls it.
    """
    seen = by_content(head)
    if seen in (pdf.load, word.load) or (seen is feed.load and content_type != "application/json"):
        return seen
    if content_type and content_type not in _TYPES and content_type not in _VAGUE_TYPES:
        raise Unreadable(f"is {content_type}, which is not read", "give a web page, feed, text, PDF or Word file")
    named = SUFFIXES.get(suffix.lower())
    if content_type == "text/plain":
        # Servers send what they do not know as plain text; they do know web pages.
        return named or textfile.load
    return _TYPES.get(content_type or "") or named or seen


def by_content(head: bytes) -> Loader:
    """Return the loader for something by its first bytes: text, where it is nothing else."""
    if head.startswith(b"%PDF-"):
        return pdf.load
    if head.startswith(warc.PLAIN) or _packed(head).startswith(warc.PLAIN):
        return warc.load
    if head.startswith((b"PK\x03\x04", word.OLD)):
        return word.load
    # Good enough to see the marks of a format in any encoding, UTF-16 included.
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if re.match(r'\{\s*["}]|\[\s*[{\]]', text):
        return _json(text)
    return _marked_up(text) if text.startswith("<") else textfile.load


def _packed(head: bytes) -> bytes:
    """The first bytes of what is compressed with gzip; nothing where it is not."""
    if not head.startswith(warc.PACKED):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _json(text: str) -> Loader:
    """Return the loader for JSON: line by line, unless the first line is plainly not all of an object."""
    line, newline, _ = text.partition("\n")
    lines = text.startswith("{") and (not newline or line.rstrip().endswith("}"))
    return jsonlines.load if lines else jsonlines.load_whole


def _marked_up(text: str) -> Loader:
    root = re.search(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)", text)
    tag = root[1].lower() if root else ""
    if tag in _FEED_TAGS:
        return feed.load
    if tag in _PAGE_TAGS or re.match(r"<!doctype html", text, re.IGNORECASE):
        return webpage.load
    return feed.load if text.startswith("<?xml") else textfile.load
