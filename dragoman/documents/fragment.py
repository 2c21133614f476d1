"""A piece of HTML without a page around it (a feed entry, a page with no main text) -> text."""

from __future__ import annotations

import html
import re
from typing import Any

_BLOCK_TAGS = (
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li main ol p pre section table tbody tfoot thead tr ul"
)
_LEFT_OUT_TAGS = "script style template noscript nav button select svg iframe object head"
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LEFT_OUT = frozenset(_LEFT_OUT_TAGS.split())


def parse(page: str) -> tuple[Any, bool]:
    """Return the lxml tree of a page or fragment, and whether parts were lost to deep nesting.

    The tree is None where there is nothing in it. The parser reads no other file or address
    and expands no entities of the page; it drops what lies deeper than some 256 levels.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # What XML forbids, the extractor chokes on.
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", page)
    parser = HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8"
    )
    try:
        tree = document_fromstring(clean.encode(), parser=parser)
    except etree.ParserError:
        return None, False
    return tree, any("depth" in entry.message for entry in parser.error_log)


def fragment_text(fragment: str) -> str:
    """Return the text of a fragment of HTML, its blocks as paragraphs set off by blank lines."""
    if "<" not in fragment:
        return _paragraphs(html.unescape(fragment))
    tree, _ = parse(fragment)
    return "" if tree is None else tree_text(tree)


def tree_text(tree: Any) -> str:
    """Return all the text of a tree but menus, forms and scripts, blocks as paragraphs."""
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start", "end"))
    parts: list[str] = []
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _LEFT_OUT:
                walk.skip_subtree()
                continue
            parts.append("\n" if tag in _BLOCKS else "")
            if tag in ("td", "th") and element.getprevious() is not None:
                parts.append(" | ")
            parts.append(_one_line(element.text))
        else:
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(_one_line(element.tail))
    return _paragraphs("".join(parts))


def _one_line(text: str | None) -> str:
    """Return the text with its line breaks as spaces: in HTML they mean no more than that."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _paragraphs(text: str) -> str:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)
