"""Words as they are searched: without case, accents and marks, the same in every database."""

from __future__ import annotations

import re
import unicodedata

from dragoman.actors.fold import LETTERS

#: Scripts that write no spaces: every character is a word, and a word of the query a phrase.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
#: PostgreSQL indexes no text of more than a megabyte; what lies beyond is not searched.
_LONGEST = 100_000


class _Letters(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    # Vowel signs of Indic scripts, which change the word, have the combining class 0, and stay.
    if unicodedata.combining(char):
        return ""
    if not char.isalnum() and unicodedata.category(char) not in ("Mn", "Mc"):
        return " "
    return f" {char} " if _UNSPACED.match(char) else char.casefold().translate(LETTERS)


_LETTERS = _Letters()


def folded(text: str) -> str:
    """``text`` as words with single spaces between: ``l'Élysée, «ёлка»`` is ``l elysee елка``.

    Marks that stand on a letter go (é is e, й is и), ligatures and the like are written out, digits are kept. Letters
    of scripts that write no spaces stand alone. Of a text over 100,000 characters the rest is left out.
    """
    text = text[:_LONGEST]
    parts = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return " ".join(parts.translate(_LETTERS).split())
