"""JSON Lines (``.jsonl``, ``.ndjson``) and JSON (``.json``): documents as other programs hand them on."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, cast

from dragoman.documents.draft import Draft
from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.source import PAGE_LIMIT, Source, too_large
from dragoman.nouns import KINDS, Kind

_TEXT_FIELDS = ("id", "url", "title", "outlet", "issuer", "language", "published")
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
#: A date, a time or an interval as ISO 8601 has them.
ISO_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?")
#: A language tag; its first group is the code.
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?")


def load(source: Source) -> Iterator[Draft | Failure]:
    """Yield the document of each line, or a Failure that names ``FILE:LINE``; one at a time."""
    if source.stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise Unreadable("is in UTF-16, and JSON Lines are read in UTF-8 only", "save it as UTF-8")
    for number, line in enumerate(source.lines(), start=1):
        if line is None or line.strip():
            yield _attempt(line, f"{source.origin}:{number}", source)


def load_whole(source: Source) -> Iterator[Draft | Failure]:
    """Yield the documents of a ``.json`` file: one object, a list of them, or JSON Lines after all."""
    data = source.read()
    try:
        found = _parsed(data)
    except Unreadable:
        # Several objects one after the other: JSON Lines under another name.
        if len(lines := data.splitlines()) < 2 or not _is_object(lines[0]):
            raise
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _attempt(line, f"{source.origin}:{number}", source)
        return
    if not isinstance(found, list):
        yield _draft(found, source.origin, source)
        return
    for number, item in enumerate(found, start=1):
        yield _attempt(item, f"{source.origin}, item {number}", source)


def _attempt(item: Any, origin: str, source: Source) -> Draft | Failure:
    """Return the draft of a line or of a parsed item, or the Failure in its place."""
    try:
        if item is None:
            raise too_large(PAGE_LIMIT)
        return _draft(_parsed(item) if isinstance(item, bytes) else item, origin, source)
    except Unreadable as finding:
        return finding.at(origin)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not JSON ({error.msg}, column {error.colno})", "write one object a line") from error
    except UnicodeDecodeError as error:
        raise Unreadable("is not in UTF-8", "save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("is JSON beyond reason (a huge number, or deep nesting)", "leave such fields out") from error


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _draft(item: Any, origin: str, source: Source) -> Draft:
    """Return the draft of one parsed object; raise Unreadable where it is not as it should be."""
    if not isinstance(item, dict):
        raise Unreadable(f"is {_name(item)}, not an object", 'write {"text": "..."}')
    fields = {name: _string(item, name) for name in _TEXT_FIELDS}
    fields["language"] = _language(fields["language"])
    if fields["published"] and not ISO_DATE.fullmatch(fields["published"]):
        raise Unreadable(f'"published" is {fields["published"]!r}, not an ISO 8601 date', "write it like 2022-01-28")
    kind = _kind(item)
    text, page = _string(item, "text"), _string(item, "html")
    if text is not None:
        return Draft(text, origin, kind=kind, fetched=source.fetched, **cast(Any, fields))
    if page is None:
        raise Unreadable('has neither "text" nor "html"', "give one of them")
    return _with_page(page, origin, kind, fields, source)


def _with_page(page: str, origin: str, kind: Kind | None, fields: dict[str, str | None], source: Source) -> Draft:
    """Return the draft of an object with ``html``: what the object says goes before what the page says."""
    from dataclasses import replace

    from dragoman.documents.webpage import page_draft

    if len(page) > PAGE_LIMIT:
        raise too_large(PAGE_LIMIT)
    draft = page_draft(page, origin, url=fields["url"], fetched=source.fetched)
    given = {name: value for name, value in fields.items() if value}
    return replace(draft, kind=kind, **cast(Any, given))


def _string(item: dict[str, Any], name: str) -> str | None:
    """Return the text of a field, None where it is missing, null or empty (but not "text")."""
    value = item.get(name)
    if value is None or (value == "" and name != "text"):
        return None
    if not isinstance(value, str):
        raise Unreadable(f'"{name}" is {_name(value)}, not text', "write it in quotes")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(f'"{name}" holds half a character (a lone surrogate)', "write the character whole") from error
    return value


def _kind(item: dict[str, Any]) -> Kind | None:
    kind = _string(item, "kind")
    if kind is not None and kind not in KINDS:
        raise Unreadable(f'"kind" is {kind!r}, which is none of the kinds', f"write one of {', '.join(KINDS)}")
    return kind


def _language(language: str | None) -> str | None:
    """Return the code of a language tag: ``fr`` for ``fr-FR``."""
    if language is None:
        return None
    tag = LANGUAGE.fullmatch(language)
    if tag is None:
        raise Unreadable(f'"language" is {language!r}, not a code', "write an ISO 639-1 code, like fr")
    return tag[1].lower()


def _name(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
