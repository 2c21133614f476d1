"""Words of documents made harmless for the formats they go into: nobody knows who wrote them."""

from __future__ import annotations

import re

#: What XML 1.0 cannot hold, and no table should: control characters, halves of characters, non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: What makes a spreadsheet take a cell for a formula, also behind blanks and in full width.
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
#: What Markdown, or the HTML in it, may take for its own.
_MARKDOWN = re.compile(r"[\\`*_\[\]#|~<>$&]|^[-+=](?=\s|[-+=])|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


def plain(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold; its length stays."""
    return _UNFIT.sub("�", text)


def cell(text: str) -> str:
    """The text as a cell of a table; one that a spreadsheet would run as a formula begins with an apostrophe."""
    text = plain(text)
    return f"'{text}" if _FORMULA.match(text) else text


def uncell(text: str) -> str:
    """The inverse of ``cell`` (but for what ``plain`` replaced)."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def markdown(text: str) -> str:
    """The text on one line of Markdown, with nothing in it that is markup."""
    line = " ".join(plain(text).split())
    return _MARKDOWN.sub(r"\\\g<0>", line)
