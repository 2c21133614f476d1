"""What can be asked of a ledger, and what comes back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.ledger.days import days
from dragoman.ledger.errors import LedgerError
from dragoman.ledger.folding import folded
from dragoman.ledger.judgements import Judgement, Verdict
from dragoman.nouns import Document, Form, Kind, Mention, Statement

Order = Literal["newest", "oldest", "relevance"]
_ITEM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Query:
    """A question. All that is given must hold; of several values of one field, one.

    ``words``: words that stand in source, cue or content, in any order, without regard to case and accents; ``"a
    phrase"``, ``begin*`` and ``-without`` are understood. ``speaker``, ``voucher`` (anyone in the chain of word) and
    ``addressee`` are ids of actors. ``said`` and ``refers`` are ISO 8601 dates or intervals (``2022-01``,
    ``2022-01-28/2022-02-12``); ``said`` is the day of the statement or, where that is not known, of publication,
    ``refers`` a time of which the content speaks. ``judgement`` is a verdict in force, or ``none``. ``document`` is a
    document's id or address, or a version's key. ``exchange`` are ids of exchanges of which it tells, as they were last
    found (``dragoman.accounts.dossier.refresh``). ``everything`` also finds statements of copies and of old versions.
    """

    words: str | None = None
    speaker: tuple[str, ...] = ()
    voucher: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    form: tuple[Form, ...] = ()
    topic: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    exchange: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    judgement: tuple[Verdict | Literal["none"], ...] = ()
    said: str | None = None
    refers: str | None = None
    document: str | None = None
    everything: bool = False
    order: Order = "newest"
    limit: int = 20
    after: str | None = None

    def __post_init__(self) -> None:
        """Raise LedgerError where a date is none, the page has no size, or relevance is asked for without words."""
        for value in (self.said, self.refers):
            if value is not None and days(value) is None:
                raise LedgerError(f"{value!r} is no date or interval; write it like 2022-01-28 or 2022-01/2022-02")
        if not 1 <= self.limit <= 1000:
            raise LedgerError("a page holds 1 to 1000 statements")
        if self.order == "relevance" and not any(not term.without for term in terms(self.words)):
            raise LedgerError("the order by relevance needs words to search for")


@dataclass(frozen=True, slots=True)
class Term:
    """Something to search for: folded words that follow each other; ``begins`` where the last is only a beginning."""

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False


def terms(text: str | None) -> list[Term]:
    """What the words of a query ask for; what holds no letter or digit asks for nothing."""
    found = []
    for minus, phrase, word in _ITEM.findall(text or ""):
        own = folded(phrase or word).split()
        if own:
            found.append(Term(tuple(own), (phrase or word).endswith("*"), bool(minus)))
    return found


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found.

    ``statement`` is as the judgement in force leaves it, in ``document`` (with its text). ``key`` is its name in the
    ledger, ``version`` that of its text, ``copies`` the number of other documents that carry the same text, or nearly
    so, as they are linked. ``mentions`` are the words of the whole document that name actors.
    """

    key: str
    statement: Statement
    document: Document
    version: str
    read_by: str
    judgement: Judgement | None = None
    copies: int = 0
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some statements in the order asked for; ``after`` is what the next page's query needs, None on the last."""

    hits: tuple[Hit, ...]
    after: str | None = None
