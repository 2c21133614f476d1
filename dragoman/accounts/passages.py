"""The passages of a document, each with what is needed to compare it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.accounts.clauses import Piece, count, pieces
from dragoman.accounts.spots import Spot, spots, values
from dragoman.accounts.words import wording
from dragoman.nouns import Actor, Form, Modality, Passage, Reading, Span, Statement
from dragoman.reading.languages import lowered
from dragoman.reading.segments import paragraphs

Role = Literal["point", "frame"]

#: The kinds of encounter that the word lists know; "talk" leaves the kind of exchange open.
KINDS = ("call", "meeting", "visit", "summit", "letter", "documents", "talk")
#: The tables of words that only say that an exchange was had, and how.
_FRAMES = ("kinds", "media", "frame")

#: The most words a sentence that tells of an exchange has beside who, when, where and how.
_REST = 2
#: How many sentences of an official text open it. Of those that ``_is_opening`` takes for frames in 104 exchanges of
#: ``training/whole``, 179 make no point and 15 do.
_OPENING = 3
_SPOKEN = tuple(kind for kind in KINDS if kind != "documents")
#: The most words of a byline.
_BYLINE = 8
_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
_ENDING = re.compile(r"[.!?…:;。！？»”\"')\]]\s*\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage, and who says what in it, to whom, how, and on whose word.

    ``word_of`` is the chain of word, the voucher first; ``speaker``, ``addressee``, ``act``, ``negated``, ``modality``,
    ``hedge``, ``form``, ``said`` are those of the innermost statement that holds most of its words, and None, empty or
    False for what the document tells itself. ``refers`` are the dates in it (ISO 8601), ``numbers`` its other numbers
    in digits (``3000``, ``86.6``), ``actors`` those it names, ``spots`` the words that say these, ``paragraph`` the
    number of its paragraph, ``sentence`` that of its sentence and ``order`` its own among the units of the document,
    from 0; ``share`` its share of the document's words. ``role`` is ``frame`` where it makes no point: a headline, a
    dateline, a question put to the speaker, "On January 28, X had a telephone conversation with Y", "the readout is
    silent on it".
    """

    passage: Passage
    language: str | None
    paragraph: int
    sentence: int
    order: int
    share: float
    role: Role = "point"
    word_of: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    addressee: tuple[Actor, ...] = ()
    act: str | None = None
    negated: bool = False
    modality: Modality | None = None
    hedge: str | None = None
    form: Form | None = None
    said: str | None = None
    refers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    spots: tuple[Spot, ...] = ()


def passages(reading: Reading) -> tuple[Unit, ...]:
    """The passages of a document in text order; every word stands in just one of them.

    A passage is a sentence, or, where one sentence holds several statements or coordinate clauses, each of these. Of a
    quotation of several sentences each sentence is one.
    """
    page = _Page(reading)
    whole = max(1, sum(count(page.text, piece.span) for piece in page.pieces))
    return tuple(page.unit(number, piece, whole) for number, piece in enumerate(page.pieces))


class _Page:
    """A reading with what its units are looked up in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.low = lowered(self.text)
        self.pieces = pieces(reading)
        self.starts = [start for start, _ in paragraphs(self.text)]
        self.places = [mention.span.start for mention in reading.mentions]
        self.told = [narration.span.start for narration in reading.narrations]
        full = tuple(dict.fromkeys(piece.sentence for piece in self.pieces if not self._is_line(piece.span)))
        # A text of hardly more than that has no opening.
        self.first = full[:_OPENING] if len(full) > _OPENING else ()

    def unit(self, order: int, piece: Piece, whole: int) -> Unit:
        own, span, document = piece.statement, piece.span, self.reading.document
        words = Passage(document.id, (span,), self.text[span.start : span.end], self._statements(span))
        found = spots(self.reading, self.low, span, own, self.places)
        return Unit(
            passage=words,
            language=document.language,
            paragraph=bisect_right(self.starts, span.start) - 1,
            sentence=piece.sentence,
            order=order,
            share=round(count(self.text, span) / whole, 4),
            role="frame" if self._is_frame(piece) else "point",
            word_of=own.word_of if own else self._vouchers(span),
            speaker=own.speaker if own else None,
            addressee=own.addressee if own else (),
            act=own.act if own else None,
            negated=own.negated if own else False,
            modality=own.modality if own else None,
            hedge=own.hedge if own else None,
            form=own.form if own else None,
            said=own.said if own else None,
            refers=values(found, "date"),
            numbers=values(found, "number"),
            actors=self._actors(span, own),
            spots=found,
        )

    def _statements(self, span: Span) -> tuple[str, ...]:
        return tuple(own.id for own in self.reading.statements if _begins_in(own, span))

    def _told(self, span: Span) -> bool:
        """Whether any of a stretch is narration: bylines and other furniture are none."""
        at = bisect_right(self.told, span.start)
        return any(
            narration.span.start < span.end and span.start < narration.span.end
            for narration in self.reading.narrations[max(0, at - 1) : at + 1]
        )

    def _is_furniture(self, piece: Piece) -> bool:
        """Whether a few words are neither a statement nor narration: a byline."""
        return piece.statement is None and not self._told(piece.span) and count(self.text, piece.span) <= _BYLINE

    def _vouchers(self, span: Span) -> tuple[Actor, ...]:
        """The vouchers of the narration there; where none is, those of the document, as any narration has them."""
        narrations = self.reading.narrations
        at = bisect_left(self.told, span.start)
        if at < len(narrations) and narrations[at].span.start < span.end:
            return narrations[at].word_of
        return narrations[0].word_of if narrations else ()

    def _actors(self, span: Span, own: Statement | None) -> tuple[Actor, ...]:
        first, last = bisect_left(self.places, span.start), bisect_left(self.places, span.end)
        named = [mention.actor for mention in self.reading.mentions[first:last]]
        spoken = [*(own.speaker.members or (own.speaker,)), *own.addressee] if own and own.speaker else []
        return tuple({actor.id: actor for actor in [*named, *spoken]}.values())

    def _is_frame(self, piece: Piece) -> bool:
        span = piece.span
        if self._is_line(span) or self._is_question(piece) or self._is_furniture(piece):
            return True
        if self._is_remark(span):
            return True
        told = self._speaks_of(KINDS, span)
        return (told and self._rest(span) <= _REST) or self._is_opening(piece)

    def _is_remark(self, span: Span) -> bool:
        """Whether an article says that an account is silent: "the Kremlin's readout does not mention it"."""
        words = wording(self.reading.document.language)
        lists = (words["remarks.silence"], words["remarks.accounts"])
        return self.reading.document.kind == "article" and all(own.search(self.low, *span) for own in lists)

    def _speaks_of(self, kinds: tuple[str, ...], span: Span) -> bool:
        words = wording(self.reading.document.language)
        return any(words[f"kinds.{kind}"].search(self.low, *span) for kind in kinds)

    def _is_opening(self, piece: Piece) -> bool:
        """Whether an official text itself says who met whom, in its first sentence, or in words for it soon after."""
        document = self.reading.document
        if piece.statement or document.kind == "article" or piece.sentence not in self.first:
            return False
        return piece.sentence == self.first[0] or self._speaks_of(_SPOKEN, piece.span)

    def _rest(self, span: Span) -> int:
        """How many words are neither names, dates, nor words for the exchange and how it was had."""
        words = frame_words(self.reading.document.language)
        known = [own.span for own in self.reading.mentions if span.start <= own.span.start < span.end]
        known += [own.span for own in self.reading.dates if span.start <= own.span.start < span.end]
        known += [Span(*match.span()) for match in words.finditer(self.low, *span)]
        return sum(
            1
            for word in _WORD.finditer(self.low, *span)
            if len(word.group()) > 2
            and not word.group()[0].isdigit()
            and not self.text[word.start()].isupper()
            and not any(start <= word.start() < end for start, end in known)
        )

    def _is_line(self, span: Span) -> bool:
        """Whether a paragraph of the head or the foot is no sentence: a headline, a dateline, a signature."""
        at = bisect_right(self.starts, span.start) - 1
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        alone = not self.text[self.starts[at] : span.start].strip() and not self.text[span.end : end].strip()
        if not alone:
            return not _ENDING.search(self.text[span.start : span.end]) and count(self.text, span) < 2
        return not _ENDING.search(self.text[span.start : span.end].rstrip()) or self._rest(span) == 0

    def _is_question(self, piece: Piece) -> bool:
        """Whether the speaker of a transcript is asked: by a question mark, or in a turn that is headed "Question"."""
        if self.reading.document.kind != "transcript":
            return False
        if self.text[piece.span.end - 1] == "?":
            return True
        start = self.starts[max(0, bisect_right(self.starts, piece.span.start) - 1)]
        asks = wording(self.reading.document.language)["turns.question"].match(self.low, start)
        # What a question quotes from another is that other's.
        quotes = piece.statement is not None and not _is_turn(piece.statement, self.text)
        return asks is not None and self.text[asks.end() : asks.end() + 1] == ":" and not quotes


def _is_turn(statement: Statement, text: str) -> bool:
    """Whether a statement is a turn of a transcript: a name, a colon, and what was said."""
    return [text[cue.start : cue.end] for cue in statement.cue] == [":"]


def _begins_in(statement: Statement, span: Span) -> bool:
    parts = statement.cue or statement.content or statement.source
    return any(span.start <= part.start < span.end for part in parts[:1])


@lru_cache
def frame_words(language: str | None) -> re.Pattern[str]:
    """Return the pattern of the words of a language that say that an exchange was had, and how."""
    words = wording(language)
    own = [pattern.pattern for name, pattern in words.patterns.items() if name.split(".")[0] in _FRAMES]
    return re.compile("|".join(own) or r"(?!)")
