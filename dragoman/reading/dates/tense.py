"""Whether a sentence speaks of the past or the future at some place, and whether that place is in an aside."""

from __future__ import annotations

from dragoman.reading.dates.tokens import Tokens
from dragoman.reading.dates.words import Lexicon

_FAR = 30
_ENDS = frozenset("!¶")
_QUOTES = frozenset('«»“”„"')
_CLAUSES = frozenset(",;()—–")
#: Kinds of words that lead up to a date, and how far before a participle its auxiliary may stand.
_LEADING = frozenset("iaOhLcft")
_PASSIVE = 3


def tense(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> int:
    """-1 for the past, 1 for the future, 0 where nothing tells, by the nearest word that does; -2 for the past where
    that word stands right before the date, as in "began in April".

    The clause of the tokens ``[first, end)`` goes before the rest of their sentence, and in each what stands before
    them before what follows; quotation marks are not crossed. "By Monday" is the future where nothing says otherwise.
    """
    start, until = _within(tokens, first, end, sentence_start(tokens, first), sentence_end(tokens, end), _QUOTES)
    low, high = _within(tokens, first, end, start, until, _CLAUSES)
    for own_start, own_end, before, after in ((low, high, first, end), (start, until, low, high)):
        for at in range(before - 1, own_start - 1, -1):
            if told := _told(tokens, at, lexicon) or _after(tokens, at, start):
                return told if told > 0 else _past(tokens, at, start, first, lexicon)
        if own_start == low and _participle(tokens, first, low, lexicon):
            return -2
        for at in range(after, own_end):
            if told := _told(tokens, at, lexicon):
                return told
    before = first - 1
    return int(before >= 0 and tokens.shape[before] == "h" and tokens.values[before] == 1)


def _within(tokens: Tokens, first: int, end: int, start: int, until: int, marks: frozenset[str]) -> tuple[int, int]:
    """The stretch of ``[start, until)`` around a date that no mark cuts off."""
    low = next((at + 1 for at in range(first - 1, start - 1, -1) if tokens.words[at] in marks), start)
    return low, next((at for at in range(end, until) if tokens.words[at] in marks), until)


def _after(tokens: Tokens, at: int, start: int) -> int:
    """-1 for an "after" that opens a sentence or clause: "AFTER Friday's summit he heads home"."""
    opens = at == start or tokens.words[at - 1] in _CLAUSES
    return -int(opens and tokens.shape[at] == "b" and tokens.values[at] > 0)


def _participle(tokens: Tokens, first: int, low: int, lexicon: Lexicon) -> bool:
    """Whether a participle of the past stands right before a date: "RAPPELÉ le 17"."""
    at = first - 1
    while at > low and tokens.shape[at] in _LEADING:
        at -= 1
    return at >= low and bool(lexicon.participles) and tokens.words[at].endswith(lexicon.participles)


def _past(tokens: Tokens, at: int, start: int, first: int, lexicon: Lexicon) -> int:
    """What a word of the past says of a date after it: the future after all in "will be HELD", "doit être SIGNÉ"."""
    for place in range(at - 1, max(start, at - _PASSIVE) - 1, -1):
        if not tokens.words[place].isalpha():
            break
        if _told(tokens, place, lexicon) > 0:
            return 1
    return -2 if set(tokens.shape[at + 1 : first]) <= _LEADING else -1


def aside(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether a relative pronoun opens the clause before a token: "the replies WHICH came on Wednesday"."""
    for at in range(first - 1, sentence_start(tokens, first) - 1, -1):
        if tokens.words[at] in lexicon.relatives:
            return True
        if tokens.shape[at] in ",-–()":
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
    told = lexicon.tenses.get(f"{word} {following}", lexicon.tenses.get(word))
    if told is not None:
        return told
    past, future = lexicon.endings
    if len(word) < 4:
        return 0
    if (future and word.endswith(future)) or (lexicon.perfective and lexicon.perfective.fullmatch(word)):
        return 1
    return -1 if past and word.endswith(past) else 0
