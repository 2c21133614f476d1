"""A comparison laid out for reading: points as rows, accounts as columns, framing by category, sources numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.accounts.finding import finding, title
from dragoman.nouns import Account, Actor, Comparison, Document, Framing, Passage, Point, Span, Status

_ORDER = {"conflict": 0, "shared": 1, "one-sided": 2}
#: Categories of framing whose value is the id of an actor, or begins with "for" and one.
_OF_ACTORS = frozenset(("initiator", "disputed initiator", "own words only", "assurances"))


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the report; ``number`` counts them from 1."""

    number: int
    document: Document


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they stand in a source, the parts of a passage joined by dots."""

    source: Source
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What an account does with a point; ``quotes`` is empty where it is silent."""

    account: Account
    status: Status
    quotes: tuple[Quote, ...]

    @property
    def silent(self) -> bool:
        """Whether the account does not mention the point."""
        return self.status == "not mentioned"


@dataclass(frozen=True, slots=True)
class Row:
    """A point with its cells, in the order of the accounts; ``differ`` are the kinds of difference inside it."""

    point: Point
    cells: tuple[Cell, ...]
    differ: tuple[str, ...]

    @property
    def only(self) -> Account | None:
        """The account that alone tells the point, where it is one-sided."""
        if self.point.label != "one-sided":
            return None
        return next((cell.account for cell in self.cells if not cell.silent), None)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of framing in plain words, and the words of the account that show it."""

    account: Account
    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """An account, its sources, and whether none of them could be read whole: then its silence says little."""

    account: Account
    sources: tuple[Source, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A comparison laid out. Rows: conflicts first, then what is shared, then what each account alone tells."""

    comparison: Comparison
    finding: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    framing: dict[str, tuple[Fact, ...]]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all that it shows, by number, each once."""
        shown = [source for column in self.columns for source in column.sources]
        shown += [quote.source for facts in self.framing.values() for fact in facts for quote in fact.quotes]
        found = {source.number: source for source in shown}
        return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True, slots=True)
class Report:
    """The sheets of some comparisons, over common ``sources``; ``alone`` are exchanges left out: one account each."""

    sheets: tuple[Sheet, ...]
    alone: tuple[Comparison, ...]
    sources: tuple[Source, ...]


def report(
    comparisons: Sequence[Comparison], documents: Iterable[Document], name: Callable[[str], str | None], every: bool
) -> Report:
    """Return the report of some comparisons.

    ``documents`` hold all that the accounts rest on; ``name`` gives the name of an actor by id. Exchanges of which
    there are no two accounts are left out, unless ``every`` one is wanted or there is no other.

    Raises:
        KeyError: an account has a document that is not there; its id.
    """
    told = [own for own in comparisons if len(own.accounts) > 1]
    shown = comparisons if every or not told else told
    by_id = {document.id: document for document in documents}
    used = dict.fromkeys(id for own in shown for id in _documents(own))
    sources = {id: Source(number, by_id[id]) for number, id in enumerate(used, 1)}
    alone = tuple(own for own in comparisons if own not in shown)
    return Report(tuple(sheet(own, sources, name) for own in shown), alone, tuple(sources.values()))


def _documents(comparison: Comparison) -> Iterator[str]:
    for account in comparison.accounts:
        yield from account.documents
    for fact in comparison.framing:
        yield from (passage.document for passage in fact.evidence)


def sheet(comparison: Comparison, sources: Mapping[str, Source], name: Callable[[str], str | None]) -> Sheet:
    """Return a comparison laid out; ``sources`` are by the id of the document."""
    accounts = comparison.accounts
    names = {actor.id: actor.name for actor in _actors(comparison)}

    def called(id: str) -> str:
        return name(id) or names.get(id) or id.removeprefix("local:")

    rows = [_row(point, accounts, sources) for point in comparison.points]
    places = {account.id: place for place, account in enumerate(accounts)}
    rows.sort(key=lambda row: (_ORDER[row.point.label], places[row.only.id] if row.only else 0))
    return Sheet(
        comparison=comparison,
        finding=finding(comparison),
        title=title(comparison.exchange),
        columns=tuple(_column(account, sources) for account in accounts),
        rows=tuple(rows),
        framing=_framing(comparison.framing, accounts, sources, called),
    )


def _actors(comparison: Comparison) -> list[Actor]:
    return [*comparison.exchange.participants, *(account.voucher for account in comparison.accounts)]


def _column(account: Account, sources: Mapping[str, Source]) -> Column:
    own = tuple(sources[id] for id in account.documents)
    return Column(account, own, all(is_partial(source.document) for source in own))


def is_partial(document: Document) -> bool:
    """Tell whether a part of a document could not be read."""
    share = document.condition.share_read
    return document.condition.truncated or share is None or share < 1


def _row(point: Point, accounts: Sequence[Account], sources: Mapping[str, Source]) -> Row:
    cells = tuple(
        Cell(account, told.status, quotes(told.passages, sources))
        for account in accounts
        for told in (point.accounts[account.id],)
    )
    return Row(point, cells, tuple(own.kind for own in point.differences if own.kind != "polarity"))


def quotes(passages: Iterable[Passage], sources: Mapping[str, Source]) -> tuple[Quote, ...]:
    """Return the words of passages, each with its source."""
    out = []
    for own in passages:
        source = sources[own.document]
        words = " … ".join(source.document.text[start:end] for start, end in own.spans)
        out.append(Quote(source, Span(own.spans[0].start, own.spans[-1].end), words))
    return tuple(out)


def _framing(
    found: Iterable[Framing], accounts: Sequence[Account], sources: Mapping[str, Source], called: Callable[[str], str]
) -> dict[str, tuple[Fact, ...]]:
    by_id = {account.id: account for account in accounts}
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for own in found:
        value = _value(own, called)
        facts[own.category].append(Fact(by_id[own.account], value, quotes(own.evidence, sources)))
    return {category: tuple(own) for category, own in facts.items()}


def _value(own: Framing, called: Callable[[str], str]) -> str:
    """The value with names in place of ids."""
    if own.category in _OF_ACTORS:
        return called(own.value)
    if own.category == "praise":
        party, comma, rest = own.value.removeprefix("for ").partition(", ")
        return f"for {called(party)}{comma}{rest}"
    return own.value
