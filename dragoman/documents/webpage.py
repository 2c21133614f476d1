"""Web pages: the main text, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft
from dragoman.documents.failure import Unreadable
from dragoman.documents.fragment import fragment_text, parse, tree_text
from dragoman.documents.pagefacts import byline, is_free
from dragoman.documents.source import PAGE_LIMIT, Source

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
#: The extractor takes quadratic time; at this size it is some seconds. Long live blogs have 10,000.
_MOST_ELEMENTS = 50_000
_TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


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
    if not re.search(r"<(?:html|body)\b", page, re.IGNORECASE):
        return _fragment_draft(page, origin, url, fetched, signs)
    tree, shortened = parse(page)
    if tree is None:
        raise _no_main_text()
    vast = sum(1 for _ in tree.iter()) > _MOST_ELEMENTS
    found = None if vast else _extracted(tree, url)
    text = (_paragraphs(found.text or "") if found else "") or tree_text(tree)
    if not text:
        raise _no_main_text()
    if shortened:
        signs = (*signs, "what the page nests deeper than 256 levels was dropped")
    if vast:
        signs = (*signs, "all the text of a page too large to find its main text")
    authors = tuple(name for name in (found.author or "").split("; ") if name) if found else ()
    published = (found.date if found else None) or None
    visible = byline(tree)
    address = url or _web_address(found.url if found else None)
    return Draft(
        text,
        origin,
        url=address,
        title=(found.title if found else None) or None,
        outlet=_outlet(found) or _host(address),
        authors=authors,
        published=published,
        fetched=fetched,
        byline="; ".join(authors) if authors and not visible else visible,
        free=is_free(tree),
        cut=True,
        signs=signs,
        why={"published": "the date found in the page"} if published else {},
    )


def _fragment_draft(page: str, origin: str, url: str | None, fetched: str | None, signs: tuple[str, ...]) -> Draft:
    text = fragment_text(page)
    if not text:
        raise _no_main_text()
    return Draft(text, origin, url=url, outlet=_host(url), fetched=fetched, cut=True, signs=signs)


def _no_main_text() -> Unreadable:
    return Unreadable("no main text found", "save the article itself, or copy its text into a .txt file")


def _extracted(tree: Any, url: str | None) -> Any:
    """Return what trafilatura makes of the tree: text, title, author, date, sitename; or None."""
    from trafilatura import bare_extraction

    return bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, with_metadata=True, config=_settings()
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


def _outlet(found: Any) -> str | None:
    """Return the name of the site, but not where it was taken from the wrong end of the title."""
    if not found or not found.sitename or (found.title and found.title.startswith(found.sitename)):
        return None
    return str(found.sitename)


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
