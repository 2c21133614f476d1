"""Web pages: the main text, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft
from dragoman.documents.failure import Unreadable
from dragoman.documents.fragment import fragment_text, parse, tree_text
from dragoman.documents.pagefacts import byline, is_free
from dragoman.documents.source import PAGE_LIMIT, Source

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<!doctype html|<(?:html|head|title|body|article|main)\b", re.IGNORECASE)
#: The extractor takes quadratic time; at this size it is some seconds. Long live blogs have 10,000.
_MOST_ELEMENTS = 50_000
_TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


class _Found(NamedTuple):
    """What the extractor found in a page."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    sitename: str | None = None
    url: str | None = None


def load(source: Source) -> Iterator[Draft]:
    """Yield the one document of a web page; raise Unreadable where it has no main text."""
    data = source.read(PAGE_LIMIT)
    named = _DECLARED.search(data, 0, 4096)
    page = decode(data, source.charset or (named[1].decode("ascii", "ignore") if named else None))
    if not page.text.strip():
        raise Unreadable("is empty", "check that the page was saved whole")
    yield page_draft(page.text, source.origin, url=source.url, fetched=source.fetched, signs=page.signs)


def page_draft(
    page: str, origin: str, *, url: str | None = None, fetched: str | None = None, signs: tuple[str, ...] = ()
) -> Draft:
    """Return the draft of a page given as text; raise Unreadable where it has no main text.

    ``url`` is the address the page came from; without it, the one that the page gives.
    """
    if not _WHOLE_PAGE.search(page):
        return _fragment_draft(page, origin, url, fetched, signs)
    tree, shortened = parse(page)
    if tree is None:
        raise _no_main_text()
    vast = sum(1 for _ in tree.iter()) > _MOST_ELEMENTS
    found = _Found() if vast else _extracted(tree, url)
    text = found.text or tree_text(tree)
    if not text:
        raise _no_main_text()
    shortening = ("what the page nests deeper than 256 levels was dropped",) if shortened else ()
    vastness = ("all the text of a page too large to find its main text",) if vast else ()
    address = url or found.url
    visible = byline(tree)
    return Draft(
        text,
        origin,
        url=address,
        title=found.title,
        outlet=found.sitename or _host(address),
        authors=found.authors,
        published=found.date,
        fetched=fetched,
        byline="; ".join(found.authors) if found.authors and not visible else visible,
        free=is_free(tree),
        cut=True,
        signs=(*signs, *shortening, *vastness),
        why={"published": "the date found in the page"} if found.date else {},
    )


def _fragment_draft(page: str, origin: str, url: str | None, fetched: str | None, signs: tuple[str, ...]) -> Draft:
    text = fragment_text(page)
    if not text:
        raise _no_main_text()
    return Draft(text, origin, url=url, outlet=_host(url), fetched=fetched, cut=True, signs=signs)


def _no_main_text() -> Unreadable:
    return Unreadable("no main text found", "save the article itself, or copy its text into a .txt file")


def _extracted(tree: Any, url: str | None) -> _Found:
    """Return what the extractor makes of a page, with nothing in it where it finds nothing."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, with_metadata=True, config=_settings()
    )
    if found is None:
        return _Found()
    # Without a better name, the extractor takes one from the title, at times the wrong end of it.
    mistaken = found.title and found.sitename and found.title.startswith(found.sitename)
    return _Found(
        text=_paragraphs(found.text or ""),
        title=found.title or None,
        authors=tuple(name for name in (found.author or "").split("; ") if name),
        date=found.date or None,
        sitename=None if mistaken else found.sitename or None,
        url=found.url if (found.url or "").startswith(("http://", "https://")) else None,
    )


@cache
def _settings() -> Any:
    import logging

    from trafilatura.settings import use_config

    # Its log speaks of trees and fallbacks; what matters to the user is in the Failure.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    settings = use_config()
    # Readouts are often a sentence or two. Under the usual 250 characters the extractor
    # would distrust its own finding and take the whole page as one paragraph.
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "20"
    return settings


def _paragraphs(text: str) -> str:
    """Return the extractor's lines as paragraphs set off by blank lines, tables without their rules."""
    lines = (line.strip() for line in text.splitlines())
    kept = (line for line in lines if line and not _TABLE_RULE.fullmatch(line))
    return "\n\n".join(line.strip("| ") if line.startswith("|") and line.endswith("|") else line for line in kept)


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
