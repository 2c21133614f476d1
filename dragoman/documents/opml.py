"""OPML: lists of feeds, as feed readers write them."""

from __future__ import annotations

from pathlib import Path

from dragoman.documents.failure import Unreadable
from dragoman.documents.feed import checked_xml
from dragoman.documents.source import PAGE_LIMIT


def feeds(path: Path) -> list[str]:
    """The addresses of the feeds in an OPML file, each once, in its order.

    Raises:
        Unreadable: it is no OPML, names no feed, or declares entities.
        OSError: it cannot be opened.
    """
    from lxml import etree

    with path.open("rb") as file:
        data = checked_xml(file.read(PAGE_LIMIT))
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=False))
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"is not XML ({error.msg})", "export the list of feeds again, as OPML") from error
    urls = [value.strip() for own in root.iter("outline") for name, value in own.items() if name.lower() == "xmlurl"]
    found = list(dict.fromkeys(url for url in urls if url.startswith(("http://", "https://"))))
    if not found:
        raise Unreadable("names no feeds", "give an OPML file with outlines that have an xmlUrl")
    return found
