"""The nouns of Dragoman: what every stage hands to the next.

Frozen dataclasses that import nothing of ours. Offsets are Unicode code points of
``Document.text``, half-open ``[start, end)``; dates are ISO 8601 strings
(``2022-01-28``, ``2022-01``, ``2022``, intervals ``2022-04-30/2022-05-01``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["article", "readout", "statement", "transcript", "post"]
Form = Literal["direct", "indirect", "mixed"]
Modality = Literal["possible", "conditional", "required", "intended"]

KINDS: tuple[Kind, ...] = ("article", "readout", "statement", "transcript", "post")


class Span(NamedTuple):
    """``[start, end)`` in Unicode code points of a document's text."""

    start: int
    end: int


#: A part of a statement: one span, or several where it is discontinuous, in text order.
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """In what state a document reached us: how much of it, and how altered.

    ``share_read`` is the share of the published text that is in ``Document.text``
    (1.0 where nothing speaks against it; "63.84 % of this article left to read" gives
    0.3616; None where the text was cut and no share is stated). ``signs`` names, in plain
    English, each thing seen that led to a finding, quoting the words of the document.
    """

    share_read: float | None = 1.0
    truncated: bool = False
    machine_translated: bool = False
    byline_missing: bool = False
    syndicated_from: str | None = None
    duplicate_of: str | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read.

    ``id`` is ``sha256:`` and the first 16 hex digits of the hash of the text, unless the
    input gave one. ``issuer`` is the party that vouches for an official text, as named in
    it or by the user. ``language`` is an ISO 639-1 code. ``origin`` says where it was read
    from (a path, an address, ``-``), for messages. ``why`` holds the reason for each
    guessed field, by field name.
    """

    id: str
    text: str
    origin: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    kind: Kind = "article"
    issuer: str | None = None
    language: str | None = None
    translated_from: str | None = None
    published: str | None = None
    fetched: str | None = None
    condition: Condition = field(default_factory=Condition)
    why: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office, institution, state, alliance, group or outlet.

    ``id`` is that of the registry, or ``local:`` and a slug for one whom only the document knows. ``named`` is False
    where the text hides who it is ("a senior official of the Élysée": the Élysée, not named). ``members`` are those
    whom a plural means ("the two presidents"); its own ``id`` is theirs joined by ``+``, in the order of the alphabet.
    """

    id: str
    name: str
    kind: str
    speaks_for: str | None = None
    named: bool = True
    members: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Why a source is, or is not, someone: in plain English, how firmly (0 where open), and who else may be meant."""

    reason: str
    confidence: float
    candidates: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that mean an actor."""

    span: Span
    actor: Actor
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of the text that mean a day, month, year or interval: ``value`` in ISO 8601."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Narration:
    """A sentence that the text attributes to nobody, and who vouches for it: the issuer, or the outlet."""

    span: Span
    word_of: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: on whose word (source), by which words (cue), what (content).

    The three parts follow Pareti (2012) and PolNeAR (Newell et al., 2018). ``within`` is
    the id of the outer statement whose content holds this one. ``mention`` is the text of
    the source, ``resolution`` why it is, or is not, the ``speaker``. ``word_of`` is the chain of
    word from the outermost voucher to the speaker. ``act`` is a code of ``docs/acts.md``: a PLOVER root (Halterman et
    al., 2023) or a verbal act. ``confidence`` is the mean probability of the spans.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    mention: str | None = None
    speaker: Actor | None = None
    word_of: tuple[Actor, ...] = ()
    addressee: tuple[Actor, ...] = ()
    act: str | None = None
    negated: bool = False
    modality: Modality | None = None
    hedge: str | None = None
    said: str | None = None
    refers: tuple[str, ...] = ()
    topic: str | None = None
    within: str | None = None
    confidence: float = 1.0
    resolution: Resolution | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what was read in it, in text order, and by which model.

    ``narrations`` are the sentences, or parts of them, that no statement covers.
    """

    document: Document
    statements: tuple[Statement, ...]
    read_by: str
    dates: tuple[DateMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    narrations: tuple[Narration, ...] = ()


ExchangeKind = Literal["call", "meeting", "visit", "summit", "letter", "documents"]
Status = Literal["reported", "not mentioned", "denied", "contradicted"]
Label = Literal["shared", "one-sided", "conflict"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that report something: a statement, or a sentence that nobody is quoted in.

    ``document`` is the document's id, ``text`` the words as they stand there, ``statements`` the ids of the statements
    in it.
    """

    document: str
    spans: Spans
    text: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call, meeting, visit, summit, letter or exchange of documents, found in one or more documents.

    ``date`` is ISO 8601, a day or an interval; ``evidence`` the passages that tell of it.
    """

    id: str
    kind: ExchangeKind
    date: str | None
    participants: tuple[Actor, ...]
    medium: str | None = None
    place: str | None = None
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one voucher says of an exchange, over all documents; ``documents`` are their ids, official ones first."""

    id: str
    voucher: Actor
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one account does with a point: its status, and the passages that are the evidence."""

    status: Status
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How accounts differ inside a point: ``kind`` (scope, strength, number ...) and the words that do, by account id.

    Where no words can be told, they are the whole passages.
    """

    kind: str
    words: dict[str, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that at least one account reports; ``accounts`` holds every account of the exchange, by its id.

    ``note`` says in plain English what sets the accounts apart; ``why`` why the passages were held to be one point.
    """

    id: str
    label: Label
    accounts: dict[str, Told]
    differences: tuple[Difference, ...] = ()
    note: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Framing:
    """One fact of how an account tells an exchange: ``category`` (initiator, tone ...), ``value``, and its evidence."""

    category: str
    account: str
    value: str
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """An exchange as each side tells it."""

    exchange: Exchange
    accounts: tuple[Account, ...]
    points: tuple[Point, ...]
    framing: tuple[Framing, ...]
