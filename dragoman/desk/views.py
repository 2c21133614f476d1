"""What pages show, as plain records: the same for a browser and, as JSON, for a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.cli.text import flat, warnings
from dragoman.desk.catalogue import Entry
from dragoman.desk.summary import Party
from dragoman.ledger import Hit
from dragoman.nouns import Actor, Document, Spans

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A version of a document, without its text. ``warnings`` say in what state it reached us."""

    version: str
    id: str
    title: str
    kind: str
    issuer: str | None
    outlet: str | None
    language: str | None
    published: str | None
    url: str | None
    added: str | None
    statements: int | None
    copy: bool
    latest: bool
    warnings: tuple[str, ...]

    @property
    def right_to_left(self) -> bool:
        """Whether its language is written from right to left."""
        return self.language in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement: ``words`` are its content, ``chain`` the word it stands on, from the outermost voucher."""

    key: str
    day: str | None
    speaker: Party | None
    mention: str | None
    act: str | None
    negated: bool
    addressees: tuple[Party, ...]
    chain: tuple[Party, ...]
    words: str
    cue: str
    form: str
    modality: str | None
    hedge: str | None
    topic: str | None
    refers: tuple[str, ...]
    confidence: float
    start: int
    within: str | None
    verdict: str | None
    by: str | None
    copies: int
    language: str | None
    document: DocumentView | None = None


def parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """Actors by id and name; those whom a plural means in its place."""
    return tuple(Party(own.id, own.name) for actor in actors for own in (actor.members or (actor,)))


def document_view(document: Document, version: str, entry: Entry | None = None) -> DocumentView:
    """The view of a document; ``entry`` is what the catalogue has of it."""
    return DocumentView(
        version=version,
        id=document.id,
        title=flat(document.title) or _file(document.origin) or "untitled",
        kind=document.kind,
        issuer=flat(document.issuer) or None,
        outlet=flat(document.outlet) or None,
        language=document.language,
        published=document.published,
        url=document.url if document.url and document.url.startswith(("http://", "https://")) else None,
        added=entry.version.added if entry else None,
        statements=len(entry.lines) if entry else None,
        copy=bool(entry and entry.version.copy_of),
        latest=not entry or entry.version.latest,
        warnings=tuple(map(flat, warnings(document))),
    )


def _file(origin: str) -> str:
    """Where a document without a title was read from: of a path, the name of the file alone."""
    own = flat(origin)
    return own if own.startswith(("http://", "https://")) else own.rstrip("/").rpartition("/")[2]


def entry_view(entry: Entry) -> DocumentView:
    """The view of a document as the catalogue has it."""
    return document_view(entry.document, entry.key, entry)


def statement_view(hit: Hit, with_document: bool = True) -> StatementView:
    """The view of a statement that was found."""
    own, document = hit.statement, hit.document
    first = min((span.start for part in (own.content, own.cue, own.source) for span in part), default=0)
    return StatementView(
        key=hit.key,
        day=own.said or (document.published or "")[:10] or None,
        speaker=Party(own.speaker.id, own.speaker.name) if own.speaker else None,
        mention=flat(own.mention) or None,
        act=own.act,
        negated=own.negated,
        addressees=parties(own.addressee),
        chain=tuple(Party(actor.id, actor.name) for actor in own.word_of if actor != own.speaker),
        words=words(document.text, own.content),
        cue=words(document.text, own.cue),
        form=own.form,
        modality=own.modality,
        hedge=flat(own.hedge) or None,
        topic=own.topic.replace("-", " ") if own.topic else None,
        refers=own.refers,
        confidence=round(own.confidence, 3),
        start=first,
        within=own.within,
        verdict=hit.judgement.verdict if hit.judgement else None,
        by=hit.judgement.by if hit.judgement else None,
        copies=hit.copies,
        language=document.language,
        document=document_view(document, hit.version) if with_document else None,
    )


def words(text: str, spans: Spans, longest: int = 2_000) -> str:
    """The words of spans on one line, with dots between and, of very many, at the end."""
    whole = " … ".join(flat(text[start:end]) for start, end in spans)
    return whole if len(whole) <= longest else f"{whole[:longest]} …"
