"""The folded form of a name: two spellings of one name fold to the same words."""

from __future__ import annotations

import re
import unicodedata

#: Letters that no decomposition takes apart.
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
ELISION = re.compile(r"\b([cdjlmnst]|qu)['’ʼ‘`´](?=\w)")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)
DROPPED = re.compile(r"['’ʼ‘`´\"«»“”„()\[\]‹›]")
GAPS = re.compile(r"[\W_]+")
INITIALS = re.compile(r"\b(\w) (?=\w\b)")


def fold(text: str) -> str:
    """Return ``text`` without case, accents, apostrophes, hyphens and dots; ё is е, й is и.

    A French elision becomes a word of its own (``l'Élysée`` is ``l elysee``), initials one
    word (``J. D. Vance`` and ``J.D. Vance`` are ``jd vance``), and an English possessive
    loses its ending (``France's`` is ``france``).
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.casefold().translate(LETTERS)
    if not text.isalpha():
        text = DROPPED.sub("", ELISION.sub(r"\1 ", POSSESSIVE.sub("", text)))
        text = INITIALS.sub(r"\1", GAPS.sub(" ", text).strip())
    return text
