"""The exchanges, and one of them: accounts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from dragoman.accounts.sheet import Fact, Quote, Report, Row, Sheet, Source, sheet
from dragoman.accounts.underline import Underline, underlines
from dragoman.cli.comparison.markdown import markdown
from dragoman.cli.comparison.word import word
from dragoman.desk.catalogue import Catalogue
from dragoman.desk.marks import Piece, highlighted
from dragoman.desk.pages.common import Here, PageNumber, Text, cut, missing
from dragoman.desk.render import page
from dragoman.desk.summary import Party, Summary, summary_of
from dragoman.desk.views import DocumentView, document_view
from dragoman.nouns import Comparison, Document

router = APIRouter(tags=["exchanges"])
_SIZE = 30
#: Code points of the source shown on either side of a passage.
_AROUND = 220
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class ExchangesView:
    """A page of exchanges, the latest first. ``problem`` says why comparisons are missing, where they are."""

    exchanges: tuple[Summary, ...]
    count: int
    page: int
    pages: int
    working: bool
    problem: str | None
    alone: int
    participants: tuple[Party, ...]


@page(router, "/exchanges", "exchanges.html")
def exchanges(
    request: Request, desk: Here, who: Text = "", conflict: bool = False, every: bool = False, page: PageNumber = 1
) -> ExchangesView:
    """The exchanges, the latest first: those of a participant, with conflicts; ``every`` with those of one account."""
    desk.refresh()
    everything = desk.exchanges.all
    found = [own for own in reversed(everything) if every or len(own.accounts) > 1]
    if who:
        found = [own for own in found if any(party.id == who for party in own.participants)]
    if conflict:
        found = [own for own in found if own.conflicts]
    shown, pages = cut(found, page, _SIZE)
    alone = sum(1 for own in everything if len(own.accounts) < 2)
    known = {party.id: party for own in everything for party in own.participants}
    participants = tuple(sorted(known.values(), key=lambda party: party.name))
    return ExchangesView(
        shown, len(found), page, pages, desk.exchanges.working, desk.exchanges.problem, alone, participants
    )


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words of a source: ``words`` in pieces, the ``parts`` of each the kinds of difference that it shows.

    ``before`` and ``after`` are what stands around them.
    """

    source: int
    version: str | None
    start: int
    words: tuple[Piece, ...]
    before: str
    after: str
    language: str | None


@dataclass(frozen=True, slots=True)
class CellView:
    """What an account does with a point; ``status`` is ``silent`` where it does not mention it."""

    account: str
    voucher: str
    status: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """A point and its cells, in the order of the accounts."""

    id: str
    label: str
    note: str
    why: str
    differ: tuple[str, ...]
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact of framing in plain words, with the words that show it."""

    account: str
    value: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class FramingView:
    """A category of framing, and the facts of each account, in the order of the accounts."""

    category: str
    accounts: tuple[tuple[FactView, ...], ...]


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account: who vouches, on which sources (by their numbers); ``partial`` where one was read in part only."""

    id: str
    voucher: Party
    kind: str
    sources: tuple[int, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document by its number."""

    number: int
    document: DocumentView


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """An exchange as each side tells it; ``kinds`` are those of the differences that are underlined."""

    summary: Summary
    place: str | None
    accounts: tuple[AccountView, ...]
    points: tuple[PointView, ...]
    kinds: tuple[str, ...]
    framing: tuple[FramingView, ...]
    sources: tuple[SourceView, ...]
    stale: bool


@router.get("/exchanges/{id}.md", response_class=Response)
def as_markdown(desk: Here, id: str) -> Response:
    """The comparison of an exchange as a note in Markdown."""
    body = markdown(_report(desk, id))
    return Response(body, media_type="text/markdown; charset=utf-8", headers=_file(id, "md"))


@router.get("/exchanges/{id}.docx", response_class=Response)
def as_word(desk: Here, id: str) -> Response:
    """The comparison of an exchange as a note for Word."""
    return Response(word(_report(desk, id)), media_type=_WORD, headers=_file(id, "docx"))


def _file(id: str, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(id, safe='')}.{suffix}"}


def _report(desk: Here, id: str) -> Report:
    whole = _laid_out(desk, desk.whole(), id)
    return Report((whole,), (), whole.sources)


@page(router, "/exchanges/{id}", "exchange.html")
def exchange(request: Request, desk: Here, id: str) -> ExchangeView:
    """The accounts of an exchange side by side: points as rows, accounts as columns, and how each is told."""
    own = desk.whole()
    whole = _laid_out(desk, own, id)
    view = _Sheet(own.by_document, whole)
    points = tuple(map(view.point, whole.rows))
    return ExchangeView(
        summary=summary_of(whole.comparison),
        place=whole.comparison.exchange.place,
        accounts=view.accounts(),
        points=points,
        kinds=_kinds(points),
        framing=tuple(view.framing(category, facts) for category, facts in whole.framing.items()),
        sources=view.sources(own),
        stale=desk.exchanges.working,
    )


def _kinds(points: Iterable[PointView]) -> tuple[str, ...]:
    quotes = [quote for point in points for cell in point.cells for quote in cell.quotes]
    return tuple(sorted({part for quote in quotes for piece in quote.words for part in piece.parts}))


def _laid_out(desk: Here, own: Catalogue, id: str) -> Sheet:
    found = desk.exchanges.get(id)
    if found is None:
        raise missing("exchange")
    documents = _documents(desk, own, found)
    return sheet(found, _numbered(documents), desk.registry_name)


def _documents(desk: Here, own: Catalogue, found: Comparison) -> dict[str, Document]:
    """The documents of a comparison with their texts, by id."""
    out = {}
    for id in _named(found):
        key = own.by_document.get(id)
        if key is None:
            raise missing("document of this exchange")
        out[id] = replace(own.entries[key].document, text=desk.ledger.text(key))
    return out


def _numbered(documents: Mapping[str, Document]) -> dict[str, Source]:
    return {id: Source(number, documents[id]) for number, id in enumerate(documents, 1)}


def _named(found: Comparison) -> Iterable[str]:
    ids = [id for account in found.accounts for id in account.documents]
    ids += [passage.document for fact in found.framing for passage in fact.evidence]
    return dict.fromkeys(ids)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet made views; ``versions`` are by the id of the document."""

    versions: Mapping[str, str]
    whole: Sheet

    def accounts(self) -> tuple[AccountView, ...]:
        return tuple(
            AccountView(
                column.account.id,
                Party(column.account.voucher.id, column.account.voucher.name),
                column.account.voucher.kind,
                tuple(source.number for source in column.sources),
                column.partial,
            )
            for column in self.whole.columns
        )

    def sources(self, own: Catalogue) -> tuple[SourceView, ...]:
        views = []
        for source in self.whole.sources:
            key = self.versions.get(source.document.id, "")
            views.append(SourceView(source.number, document_view(source.document, key, own.entries.get(key))))
        return tuple(views)

    def point(self, row: Row) -> PointView:
        marks = underlines(self.whole.comparison, row.point)
        cells = tuple(
            CellView(
                cell.account.id,
                cell.account.voucher.name,
                "silent" if cell.silent else cell.status,
                tuple(self.quote(own, [m for m in marks if m.account == cell.account.id]) for own in cell.quotes),
            )
            for cell in row.cells
        )
        return PointView(row.point.id, row.point.label, row.point.note, row.point.why, row.differ, cells)

    def framing(self, category: str, facts: Iterable[Fact]) -> FramingView:
        own = list(facts)
        return FramingView(
            category,
            tuple(
                tuple(
                    FactView(fact.account.id, fact.value, tuple(map(self.quote, fact.quotes)))
                    for fact in own
                    if fact.account.id == column.account.id
                )
                for column in self.whole.columns
            ),
        )

    def quote(self, own: Quote, marks: Iterable[Underline] = ()) -> QuoteView:
        document, (start, end) = own.source.document, own.span
        text = document.text
        return QuoteView(
            source=own.source.number,
            version=self.versions.get(document.id),
            start=start,
            words=tuple(highlighted(text, own.span, [(m.span, m.kind) for m in marks if m.document == document.id])),
            before=text[max(0, start - _AROUND) : start],
            after=text[end : end + _AROUND],
            language=document.language,
        )
