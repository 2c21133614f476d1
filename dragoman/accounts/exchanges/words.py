"""The words of a text that tell of an encounter: of which kind, in the background or not, planned or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from dragoman.accounts.words import wording
from dragoman.nouns import ExchangeKind, Span

#: The firmest kind first: a phone call is also a conversation, a summit also a meeting.
_KINDS = ("call", "letter", "documents", "summit", "meeting", "visit", "talk")
_PAUSE = re.compile(r"[,;:.!?()»”\"]|\s[—–-]\s")
#: The most letters between a word such as "after" or "will" and the word for an encounter.
_NEAR = 45
#: The same for a word such as "I" or "we".
_BESIDE = 25


class Cue(NamedTuple):
    """Words for an encounter, and its kind; None where they leave it open.

    In the ``background`` is what something else came after, before or beside; ``outcome`` tells that it came after.
    """

    span: Span
    kind: ExchangeKind | None
    background: bool
    outcome: bool
    planned: bool


def cues(low: str, sentence: Span, language: str | None) -> tuple[Cue, ...]:
    """Return the words for encounters in a sentence of a text in small letters, in order."""
    words = wording(language)
    found: dict[int, tuple[Span, str]] = {}
    for kind in _KINDS:
        for match in words[f"kinds.{kind}"].finditer(low, *sentence):
            span = Span(*match.span())
            if not any(span.start < other.end and other.start < span.end for other, _ in found.values()):
                found[span.start] = (span, kind)
    beside, after = (_stretches(low, sentence, language, name) for name in ("after", "outcome"))
    return tuple(
        Cue(
            span,
            None if kind == "talk" else cast(ExchangeKind, kind),
            _holds(beside, span) or _holds(after, span),
            _holds(after, span) and not _holds(beside, span),
            _is_planned(low, sentence, span, language),
        )
        for _, (span, kind) in sorted(found.items())
    )


def background(low: str, sentence: Span, language: str | None) -> tuple[Span, ...]:
    """Return the stretches of a sentence that say after, before or beside what it happened."""
    return (*_stretches(low, sentence, language, "after"), *_stretches(low, sentence, language, "outcome"))


def first_person(low: str, sentence: Span, cue: Span, language: str | None) -> bool:
    """Tell whether who speaks says "I" or "we" just before the words for an encounter, or just after."""
    around = max(sentence.start, cue.start - _BESIDE), min(sentence.end, cue.end + _BESIDE)
    return wording(language)["encounters.first"].search(low, *around) is not None


def in_turn(low: str, stretch: Span, language: str | None) -> bool:
    """Tell whether those named before and after a stretch had an encounter each: "X, then Y"."""
    return wording(language)["encounters.then"].search(low, *stretch) is not None


def is_place(low: str, name: Span, sentence: Span, language: str | None) -> bool:
    """Tell whether a word for "in" stands just before a name."""
    before = low[max(sentence.start, name.start - 12) : name.start].rstrip()
    return any(match.end() == len(before) for match in wording(language)["encounters.at"].finditer(before))


def medium(low: str, sentence: Span, language: str | None) -> str | None:
    """Return "video" or "telephone" where the words say so."""
    words = wording(language)
    return next((own for own in ("video", "telephone") if words[f"media.{own}"].search(low, *sentence)), None)


def places(text: str, low: str, sentence: Span, language: str | None) -> Iterator[Span]:
    """Yield the names with a capital letter that follow a word for "in", in order."""
    for match in wording(language)["encounters.at"].finditer(low, *sentence):
        name = _NAME.match(text, match.end(), sentence.end)
        if name:
            yield Span(*name.span(1))


_NAME = re.compile(
    r"\s+(?:the |la |le |l['’])?((?:[^\W\d_a-zà-ÿа-яёіїєґ][\w'’-]+)(?:\s[^\W\d_a-zà-ÿа-яёіїєґ][\w'’-]+)*)"
)


def _stretches(low: str, sentence: Span, language: str | None, name: str) -> tuple[Span, ...]:
    """The stretches of a sentence from a word of a list on to the next pause."""
    found = []
    for match in wording(language)[f"encounters.{name}"].finditer(low, *sentence):
        pause = _PAUSE.search(low, match.end(), sentence.end)
        found.append(Span(match.start(), pause.start() if pause else sentence.end))
    return tuple(found)


def _holds(stretches: tuple[Span, ...], span: Span) -> bool:
    return any(stretch.start <= span.start < stretch.end for stretch in stretches)


def _is_planned(low: str, sentence: Span, cue: Span, language: str | None) -> bool:
    """Whether a word just before, or just after, puts an encounter off or denies it."""
    planned = wording(language)["encounters.planned"]
    before = max(sentence.start, cue.start - _NEAR)
    marks = [match.end() for match in planned.finditer(low, before, cue.start)]
    if marks and not _PAUSE.search(low, marks[-1], cue.start):
        return True
    after = planned.search(low, cue.end, min(sentence.end, cue.end + _NEAR // 2))
    return after is not None and not _PAUSE.search(low, cue.end, after.start())
