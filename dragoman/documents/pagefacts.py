"""What a web page says about itself that the extractor of its text does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|authors?|auteurs?|signature)(?:$|[\s_-])", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|bio\b", re.IGNORECASE)
#: Longer than this it is a portrait of the author, not a byline.
_LONGEST = 300


def byline(tree: Any) -> str | None:
    """Return the author line of a page as it stands there.

    ``""`` where there is a place for it but nothing in it, None where there is none. The
    line that readers see goes before the one in the metadata.
    """
    empty = False
    for text in (*_visible_bylines(tree), *tree.xpath("//meta[@name='author' or @name='byl']/@content")):
        line = " ".join(text.split())
        if line and len(line) <= _LONGEST:
            return line
        empty = empty or not line
    return "" if empty else None


def _visible_bylines(tree: Any) -> Iterator[str]:
    for element in tree.xpath("//*[@class or @rel='author' or @itemprop='author']"):
        named = element.get("rel") == "author" or element.get("itemprop") == "author"
        styled = element.get("class", "")
        if element.tag != "meta" and (named or (_BYLINE_CLASS.search(styled) and not _ELSEWHERE.search(styled))):
            yield _beginning(element)


def _beginning(element: Any) -> str:
    """Return the text of an element, or enough of it to see that it is too long."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > _LONGEST:
            break
    return " ".join(parts)


def is_free(tree: Any) -> bool | None:
    """Return what the page's JSON-LD says about being open to all, None where it says nothing.

    False wins: a page that closes a part of itself is not free.
    """
    said: set[bool] = set()
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            facts = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        said.update(_free_flags(facts))
    return None if not said else said == {True}


def _free_flags(facts: Any) -> Iterator[bool]:
    waiting = [facts]
    while waiting:
        fact = waiting.pop()
        if isinstance(fact, list):
            waiting.extend(fact)
        elif isinstance(fact, dict):
            flag = str(fact.get("isAccessibleForFree", "")).lower().rsplit("/", 1)[-1]
            if flag in ("true", "false"):
                yield flag == "true"
            waiting.extend(fact.values())
