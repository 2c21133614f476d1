"""Texts that stop before they end: in the middle of a sentence, or in dots."""

from __future__ import annotations

import re

#: A last paragraph shorter than this may be a signature, a caption or a heading, which need no full stop.
_LONG = 150
#: Dots may also end a complete text for effect; after fewer characters than this they say nothing.
_SOME = 40
_DOTS = re.compile(r"\w[,;]?\s?(?:…|\.{3,})\W{0,2}$|[\[(](?:…|\.{3})[\])]$")
#: Scripts that write no full stop: Thai, Lao, Khmer (Burmese has its own).
_NO_FULL_STOP = re.compile("[\u0e00-\u0eff\u1780-\u17ff]$")


def unfinished(text: str) -> str | None:
    """Return the last words of ``text`` where it stops before it ends, else None."""
    body = text.rstrip()
    # Where empty lines divide paragraphs, single line ends only wrap them.
    start = body.rfind("\n\n") if "\n\n" in body else body.rfind("\n")
    last = body[start + 1 :].strip()
    words = " ".join(last.split()[-6:])
    if len(last) >= _SOME and _DOTS.search(last):
        return words
    open_end = last[-1:].isalnum() or last[-1:] in set(",;:-–—")
    address = last.split()[-1:] and re.match(r"[#@]|https?:|www\.", last.split()[-1])
    if len(last) >= _LONG and open_end and not address and not _NO_FULL_STOP.search(last):
        return words
    return None
