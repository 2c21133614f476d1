"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

#: As many letters as a guess needs; a name or a heading can be of any language.
_FEWEST_LETTERS = 20
#: As many characters as a guess looks at.
_ENOUGH = 5_000


class Language(NamedTuple):
    """An ISO 639-1 code, or None where it cannot be told, and the reason for it."""

    code: str | None
    why: str


def identify(text: str) -> Language:
    """Return the language of a text by its first 5,000 characters."""
    beginning = text[:_ENOUGH]
    if sum(map(str.isalpha, beginning)) < _FEWEST_LETTERS:
        return Language(None, f"too short to tell (fewer than {_FEWEST_LETTERS} letters)")
    code, _ = _identifier().classify(beginning)
    return Language(str(code), "recognised by its words")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    # Only languages with a two-letter code: short texts look like creoles and dialects.
    identifier.set_languages([code for code in identifier.nb_classes if len(code) == 2])
    # It keeps the table of all languages to go back to, which we never do: 40 MB.
    identifier._full_model = identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes
    return identifier
