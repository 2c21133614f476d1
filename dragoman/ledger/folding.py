"""Words as they are searched: without case, accents and marks, the same in every database."""

from __future__ import annotations

import re
import unicodedata

from dragoman.actors.fold import LETTERS

#: Scripts that write no spaces: every character is a word, and a word of the query a phrase.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_ALONE = re.compile(f"([{_UNSPACED}])")
_GAPS = re.compile(r"[\W_]+")
#: PostgreSQL indexes no text of more than a megabyte; what lies beyond is not searched.
_LONGEST = 100_000


def folded(text: str) -> str:
    """``text`` as words with single spaces between: ``l'Élysée, «ёлка»`` is ``l elysee елка``.

    Marks that stand on a letter go (é is e, й is и), ligatures and the like are written out, digits are kept. Letters
    of scripts that write no spaces stand alone. Of a text over 100,000 characters the rest is left out.
    """
    text = text[:_LONGEST]
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        # Vowel signs of Indic scripts, which change the word, have the combining class 0, and stay.
        text = "".join(c for c in parts if not unicodedata.combining(c))
        text = _ALONE.sub(r" \1 ", text.casefold().translate(LETTERS))
        return " ".join(_spaced(text).split())
    return " ".join(_GAPS.sub(" ", text.lower()).split())


def _spaced(text: str) -> str:
    """``text`` with a space for whatever is neither letter, digit nor vowel sign."""
    return "".join(c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else " " for c in text)
