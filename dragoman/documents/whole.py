"""Text that can be written out again."""

from __future__ import annotations


def whole(text: str) -> str:
    """Return a text without halves of characters (lone surrogates), which no file can hold.

    They come from broken PDF fonts and page metadata, and from file names that are no
    UTF-8. Two halves that belong together become the character; others become U+FFFD.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
