"""Bytes -> text: which encoding a text is in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from dragoman.documents.failure import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The encodings that texts are found in. Named, because a free guess takes short texts for
#: rare encodings, and because some codecs (punycode) take quadratic time on hostile input.
_NAMES = (
    "cp1251 cp1252 cp1250 koi8_u koi8_r cp866 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 gb18030 big5 "
    "shift_jis euc_jp euc_kr iso8859_2 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_15"
)
_KNOWN = tuple(_NAMES.split())
_DECLARABLE = {*_KNOWN, "utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso2022_jp", "mac-cyrillic"}
#: Names that pages use for an encoding but browsers read as a larger one.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
#: Encodings whose bytes are also good UTF-8 (all under 128), so that only a declaration tells.
_DISGUISED = {"utf-16", "utf-16-le", "utf-16-be", "iso2022_jp"}

_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """A text and the signs of how it was decoded (none for plain UTF-8)."""

    text: str
    signs: tuple[str, ...]


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of ``data``, with its newlines as they are and without a byte order mark.

    ``declared`` is the encoding that the source names, if any. Raises Unreadable where the
    bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding), f"{encoding} byte order mark removed")
    return _unmarked(data, declared)


def _unmarked(data: bytes, declared: str | None) -> Decoded:
    named = _codec(declared)
    if named in _DISGUISED and (text := _attempt(data, named)) is not None:
        return _checked(text, f"decoded as {named}")
    if (text := _attempt(data, "utf-8")) is not None:
        return _checked(text)
    if named and (text := _attempt(data, named)) is not None:
        return _checked(text, f"decoded as {_shown(named)}")
    if (text := _damaged_utf8(data)) is not None:
        return _checked(text, "decoded as utf-8 with damaged characters, shown as \ufffd")
    detected = _detected(data)
    if detected and (text := _attempt(data, detected)) is not None:
        return _checked(text, f"decoded as {_shown(detected)}")
    raise _binary()


def _codec(name: str | None) -> str | None:
    """Return the name of the codec for a declared encoding, None where it is not to be used."""
    try:
        found = codecs.lookup(name.strip(" \"'").lower()).name if name else ""
    except (LookupError, ValueError):
        return None
    found = _WIDER.get(found, found)
    return found if found in {codecs.lookup(each).name for each in _DECLARABLE} else None


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str) -> str:
    text = _attempt(data, encoding)
    if text is None:
        raise Unreadable(f"begins as {encoding} but is not", "save it as UTF-8")
    return text


def _damaged_utf8(data: bytes) -> str | None:
    """Return the text of UTF-8 with a few bad bytes (a cut download), None for other encodings."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return text if good >= 20 * bad else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # The sample ends at a line, so that it does not cut a character of several bytes in two.
    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1] or data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=list(_KNOWN)).best()
    return best.encoding if best else None


def _shown(encoding: str) -> str:
    return re.sub(r"^cp(125\d|874)$", r"windows-\1", encoding).replace("_", "-")


def _checked(text: str, *signs: str) -> Decoded:
    # Texts have no NUL and next to no other control characters; pictures and archives do.
    if "\0" in text or len(_CONTROL.findall(text)) * 50 > len(text):
        raise _binary()
    return Decoded(text, signs)


def _binary() -> Unreadable:
    return Unreadable("is not text (binary, or in an unknown encoding)", "save it as UTF-8 text, or give PDF or DOCX")
