"""Feeds (RSS, Atom): each entry a document."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft
from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.fragment import fragment_text
from dragoman.documents.source import PAGE_LIMIT, Source

_DECLARATION = re.compile(r"\s*<\?xml\b([^>]{0,300})\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")


def load(source: Source) -> Iterator[Draft | Failure]:
    """Yield a document for each entry of a feed, or a Failure for an entry without text.

    Raises Unreadable where the whole is no feed, has no entries, or declares entities.
    """
    parsed = _parsed(checked_xml(source.read(PAGE_LIMIT), source.charset), source.url)
    if not parsed.entries:
        raise Unreadable("has no entries that could be read", "check that the address or file is an RSS or Atom feed")
    outlet = _plain(parsed.feed.get("title"))
    for number, entry in enumerate(parsed.entries, start=1):
        origin = f"{source.origin}, entry {number}"
        text, signs = _text(entry)
        if text:
            yield _draft(entry, text, signs, origin, outlet, source.fetched)
        else:
            yield Failure(origin, "has no text", "give the address of the page itself")


def checked_xml(data: bytes, charset: str | None = None) -> bytes:
    """Return untrusted XML as UTF-8 without its declaration; raise Unreadable where it declares entities.

    What was checked is what the parser will see: in another encoding, or under another
    one than declared, an entity could slip through.
    """
    named = _ENCODING.match(data.lstrip())
    text = decode(data, charset or (named[1].decode("ascii", "ignore") if named else None)).text
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise Unreadable(
            "declares XML entities, which can blow up or reach for other files, and is refused",
            "ask its publisher for a feed without a DTD",
        )
    return _DECLARATION.sub("", text, count=1).lstrip().encode() if _DECLARATION.match(text) else text.encode()


def _parsed(data: bytes, url: str | None) -> Any:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    # As a stream: a string could be taken for an address or a path. The markup needs no
    # sanitizing, as only its text is kept.
    return feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)


def _text(entry: Any) -> tuple[str, tuple[str, ...]]:
    """Return the text of an entry, and a sign where it is only the summary."""
    content = next((each for each in entry.get("content", ()) if each.get("value")), None)
    if content is not None:
        return _of(content), ()
    summary = entry.get("summary_detail") or {}
    return _of(summary), ("text is the summary in the feed",)


def _of(detail: Any) -> str:
    value = detail.get("value") or ""
    if detail.get("type") == "text/plain":
        return "\n\n".join(line.strip() for line in value.splitlines() if line.strip())
    return fragment_text(value)


def _draft(
    entry: Any, text: str, signs: tuple[str, ...], origin: str, outlet: str | None, fetched: str | None
) -> Draft:
    names = (_plain(author.get("name")) for author in entry.get("authors", ()))
    authors = tuple(dict.fromkeys(name for name in names if name))
    link = entry.get("link") or ""
    return Draft(
        text,
        origin,
        url=link if link.startswith(("http://", "https://")) else None,
        title=_plain(entry.get("title")),
        outlet=outlet,
        authors=authors,
        published=_date(entry),
        fetched=fetched,
        byline="; ".join(authors) or None,
        cut=True,
        signs=signs,
    )


def _plain(value: str | None) -> str | None:
    """Return a title or name as one line without markup, None where nothing is left."""
    text = fragment_text(value) if value and "<" in value else html.unescape(value or "")
    return " ".join(text.split()) or None


def _date(entry: Any) -> str | None:
    """Return the day an entry was published, where it was published (not in UTC)."""
    written = (entry.get("published") or entry.get("updated") or "").strip()
    if re.match(r"\d{4}-\d{2}-\d{2}", written):
        return str(written[:10])
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        pass
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else None
