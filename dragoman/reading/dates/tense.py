"""Whether a sentence speaks of the past or the future at some place, and whether that place is in an aside."""

from __future__ import annotations

from dragoman.reading.dates.tokens import Tokens
from dragoman.reading.dates.words import Lexicon

_FAR = 30
_ENDS = frozenset("!¶")


def tense(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> int:
    """-1 for the past, 1 for the future, 0 where nothing tells, by the nearest word that does.

    What stands before the tokens ``[first, end)`` in their sentence goes before what follows; "by Monday" is the
    future where nothing says otherwise.
    """
    for at in range(first - 1, sentence_start(tokens, first) - 1, -1):
        if told := _told(tokens, at, lexicon):
            return told
    for at in range(end, sentence_end(tokens, end)):
        if told := _told(tokens, at, lexicon):
            return told
    before = first - 1
    return int(before >= 0 and tokens.shape[before] == "h" and tokens.values[before] == 1)


def aside(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether a relative pronoun opens the clause before a token: "the replies WHICH came on Wednesday"."""
    for at in range(first - 1, sentence_start(tokens, first) - 1, -1):
        if tokens.words[at] in lexicon.relatives:
            return True
        if tokens.shape[at] in ",-()":
            return False
    return False


def sentence_start(tokens: Tokens, at: int) -> int:
    """The first token of the sentence that a token is in."""
    low = max(0, at - _FAR)
    while at > low and not ends_sentence(tokens, at - 1):
        at -= 1
    return at


def sentence_end(tokens: Tokens, at: int) -> int:
    """The token that ends the sentence of a token, or is far enough from it."""
    high = min(len(tokens.shape), at + _FAR)
    while at < high and not ends_sentence(tokens, at):
        at += 1
    return at


def ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether a token ends a sentence; the dot of an abbreviation, a single letter or a number does not."""
    mark = tokens.shape[at]
    if mark != ".":
        return mark in _ENDS
    before, after = tokens.shape[max(0, at - 1)], tokens.shape[at + 1 : at + 2]
    initial = len(tokens.words[at - 1]) == 1 and tokens.words[at - 1].isalpha()
    return not initial and not (before in "uvmd" and after and after in "doyMmu")


def _told(tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    word = tokens.words[at]
    following = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
    told = lexicon.tenses.get(f"{word} {following}") or lexicon.tenses.get(word)
    if told:
        return told
    past, future = lexicon.endings
    if len(word) < 4:
        return 0
    if future and word.endswith(future):
        return 1
    return -1 if past and word.endswith(past) else 0
