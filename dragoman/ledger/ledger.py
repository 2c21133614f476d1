"""The ledger: the one door to what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, select

from dragoman.ledger import exchanges, finder, judgements, search, searches, shelf, store, upkeep
from dragoman.ledger.check import Problem, check
from dragoman.ledger.editing import edited
from dragoman.ledger.engine import name_of, open_engine, reading, url_of, writing
from dragoman.ledger.errors import UnknownTargetError
from dragoman.ledger.exchanges import Kept
from dragoman.ledger.folding import folded
from dragoman.ledger.judgements import Judgement, Verdict
from dragoman.ledger.keys import as_number, short
from dragoman.ledger.query import Hit, Page, Query
from dragoman.ledger.same import merges
from dragoman.ledger.searches import Found, Search
from dragoman.ledger.shelf import Stored, Version
from dragoman.ledger.status import Status, status
from dragoman.ledger.store import Added
from dragoman.ledger.tables import actors, statements
from dragoman.nouns import Actor, Document, Reading


class Ledger:
    """Documents, their versions, all readings of them, and what people said of these.

    Safe to use from several threads, and from several programs at once. Every method raises ``LedgerError`` where the
    database cannot do it; then the ledger is as it was before.
    """

    def __init__(self, engine: Engine) -> None:
        """Use an engine that ``open_engine`` gave; programs call ``Ledger.open``."""
        self._engine = engine

    @classmethod
    def open(cls, where: str, create: bool = True) -> Ledger:
        """The ledger in the SQLite file at a path, or at a URL (``postgresql+psycopg://...``).

        It is made where there is none and ``create`` is set; one of an older release is brought up to date.

        Raises:
            NoLedgerError: there is none, and ``create`` is not set.
            LedgerError: it cannot be opened, or a newer release made it.
        """
        return cls(open_engine(url_of(where), create))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The path of the file, or the URL without its password."""
        return name_of(self._engine.url)

    # --- what is kept --------------------------------------------------------------------------------------------

    def add(self, own: Reading, again: bool = False, address: str | None = None) -> Added:
        """Store a reading, whole or not at all.

        A document is known by its address and its text: a changed text at the same address becomes its next version. A
        model that has read a version already brings nothing, unless ``again``: then what differs from its last reading
        is kept beside it. The latest reading of a version is the current one, which is searched.
        ``address`` is where it stands, for one that comes from a ledger; without it, the document says so.
        """
        with writing(self._engine) as connection:
            return store.add(connection, own, again, address)

    def has(self, document: Document, read_by: str) -> bool:
        """Whether what a model reads in a document, as it stands there, is stored."""
        with reading(self._engine) as connection:
            return store.has_reading(connection, document, read_by)

    def versions(self, name: str | None = None) -> Iterator[Version]:
        """The versions of the documents that ``name`` means (an id, address, or version's key); without it, of all."""
        with reading(self._engine) as connection:
            yield from shelf.versions_of(connection, name) if name is not None else shelf.every_version(connection)

    def readings(self, version: str | None = None, current: bool = True, counted: bool = False) -> Iterator[Stored]:
        """Readings in the order in which they were added, all as the ledger was at the beginning.

        ``version`` is the key of one to keep to. Only ``current`` ones, unless that is unset; with ``counted``, only
        those of the latest versions of documents that are no copies of others.
        """
        with reading(self._engine) as connection:
            yield from shelf.every_reading(connection, version, current, counted)

    def statement_keys(self) -> list[str]:
        """The keys of all statements that can be found, also of those of copies and of old versions."""
        with reading(self._engine) as connection:
            return shelf.statement_keys_of_all(connection)

    def readings_with(self, statements: Sequence[str]) -> Iterator[Stored]:
        """The current readings that have one of these statements (keys), each once; of copies and old versions none."""
        with reading(self._engine) as connection:
            yield from shelf.readings_with(connection, statements)

    def text(self, version: str) -> str:
        """The text of a version.

        Raises:
            UnknownTargetError: there is no such version.
        """
        with reading(self._engine) as connection:
            found = shelf.text_of(connection, version)
        if found is None:
            raise UnknownTargetError(f"{self.name}: holds no version {version}")
        return found

    def status(self) -> Status:
        """How much there is."""
        with reading(self._engine) as connection:
            return status(connection)

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong: hashes, spans, references, the index; as the ledger was at the beginning."""
        yield from check(self._engine)

    def backup(self, file: Path) -> None:
        """Copy the ledger, as it is at this moment, to a new SQLite file.

        Raises:
            LedgerError: the file is there already, or cannot be written.
        """
        upkeep.backup(self._engine, file)

    def vacuum(self) -> None:
        """Give back the room that is not needed, and bring the index together."""
        upkeep.vacuum(self._engine)

    # --- search --------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Page:
        """A page of the statements that a query asks for."""
        with reading(self._engine) as connection:
            return finder.page(connection, query)

    def count(self, query: Query) -> int:
        """How many statements a query asks for, over all pages; those of copies once."""
        with reading(self._engine) as connection:
            return search.count(connection, search.wanted(connection, query))

    def statement(self, key: str) -> Hit | None:
        """The statement of that key in a current reading, or None."""
        return self.statements((key,)).get(key)

    def statements(self, keys: Sequence[str]) -> dict[str, Hit]:
        """The statements of these keys in current readings, by key; those that are not there are left out."""
        numbers = [number for key in keys if (number := as_number(key)) is not None]
        with reading(self._engine) as connection:
            places = select(statements.c.place).where(statements.c.key.in_(numbers))
            found = finder.hits(connection, list(connection.execute(places).scalars()))
        return {hit.key: hit for hit in found}

    def actors(self, name: str) -> tuple[Actor, ...]:
        """Whom the statements name by this id, or by this name without regard to case and accents."""
        called = (actors.c.id == short(name)) | (actors.c.folded == short(folded(name)))
        query = select(actors).where(called).order_by(actors.c.id)
        with reading(self._engine) as connection:
            return tuple(Actor(row.id, row.name, row.kind) for row in connection.execute(query))

    def keys(self, query: Query) -> tuple[str, ...]:
        """The keys of the latest statements that a query finds, as many as its limit, whatever its order and page."""
        with reading(self._engine) as connection:
            return finder.keys(connection, query)

    def latest(self, query: Query) -> tuple[Found, ...]:
        """What a query finds, the last read first, as many as its limit."""
        with reading(self._engine) as connection:
            return searches.latest(connection, query)

    # --- exchanges -----------------------------------------------------------------------------------------------

    def exchanges(self) -> tuple[Kept, ...]:
        """The exchanges that the ledger tells of as they were last found, in order of date."""
        with reading(self._engine) as connection:
            return tuple(exchanges.every(connection))

    def exchanges_are_current(self) -> bool:
        """Whether nothing was read or put right since exchanges were last found."""
        with reading(self._engine) as connection:
            return exchanges.is_current(connection)

    def exchange_state(self) -> int:
        """What exchanges that are found now are found of, for ``keep_exchanges``."""
        with reading(self._engine) as connection:
            return exchanges.state(connection)

    def keep_exchanges(self, found: Sequence[Kept], state: int) -> None:
        """Keep exchanges in place of those kept before; ``dragoman.accounts.dossier`` finds them."""
        with writing(self._engine) as connection:
            exchanges.keep(connection, found, state)

    def exchanges_told_in(self, statements: Sequence[str]) -> set[str]:
        """The ids of the exchanges of which statements tell, by the keys of these."""
        with reading(self._engine) as connection:
            return exchanges.told_in(connection, statements)

    # --- saved searches ------------------------------------------------------------------------------------------

    def save_search(self, name: str, asked: Mapping[str, str], by: str) -> Search:
        """Save a search under a name; ``asked`` are the fields of the question.

        Raises:
            LedgerError: the name is empty, too long, or taken.
        """
        with writing(self._engine) as connection:
            return searches.save(connection, name, asked, by)

    def searches(self) -> tuple[Search, ...]:
        """The saved searches, in the order of their names."""
        with reading(self._engine) as connection:
            return searches.every(connection)

    def saved_search(self, key: str) -> Search | None:
        """The saved search of that key, or None."""
        with reading(self._engine) as connection:
            return searches.get(connection, key)

    def remove_search(self, key: str) -> None:
        """Delete a saved search.

        Raises:
            UnknownTargetError: there is none of that key.
        """
        with writing(self._engine) as connection:
            searches.remove(connection, key)

    # --- judgement -----------------------------------------------------------------------------------------------

    def judge(
        self, kind: str, target: str, verdict: Verdict, by: str, why: str | None = None, value: Any = None,
        at: str = "",
    ) -> Judgement:  # fmt: skip
        """Pass a judgement; it stands until a later one on the same target, and is kept for good.

        ``value`` is anything that JSON can hold. Of an edit of a statement it is an object with the fields as they
        should be; of an actor, or anything of another kind, ``{"same_as": id}`` merges it into another.
        ``at`` is when it was passed, for one that comes from elsewhere; without it, it is now.

        Raises:
            UnknownTargetError: no current reading has a statement of that key.
            LedgerError: an edit does not fit.
        """
        with writing(self._engine) as connection:
            read = store.reading_of(connection, target) if kind == "statement" else None
            if kind == "statement" and read is None:
                raise UnknownTargetError(f"{self.name}: holds no statement {target}")
            if read and verdict == "edit":
                number, whole = read[1], finder.load(connection, {read[0]})[read[0]]
                edited(whole.statements[number], value, len(whole.document.text))
            draft = Judgement(0, kind, target, verdict, by, at, why, value, reading=read[0] if read else None)
            return store.judge(connection, draft)

    def undo(self, judgement: int, by: str, why: str | None = None) -> Judgement:
        """Take a judgement back, or a taking back: what stood before it stands again. Both are kept.

        Raises:
            UnknownTargetError: there is no such judgement.
        """
        with writing(self._engine) as connection:
            earlier = judgements.by_id(connection, judgement)
            if earlier is None:
                raise UnknownTargetError(f"{self.name}: holds no judgement {judgement}")
            draft = Judgement(0, earlier.kind, earlier.target, None, by, "", why, undoes=judgement)
            return store.judge(connection, draft)

    def judgements(self, kind: str | None = None, target: str | None = None) -> Iterator[Judgement]:
        """All judgements ever passed, on one kind of things or on one of them, the oldest first."""
        with reading(self._engine) as connection:
            yield from map(judgements.from_row, connection.execute(judgements.selected(kind, target)))

    def standing(self, kind: str, targets: Sequence[str] | None = None) -> dict[str, Judgement]:
        """The judgements in force on some targets of a kind, or on all, by target."""
        with reading(self._engine) as connection:
            if targets is None:
                return {own.target: own for own in judgements.all_standing(connection, kind)}
            return judgements.standing_on(connection, kind, targets)

    def same(self, kind: str) -> dict[str, str]:
        """What each merged thing of a kind was merged into, by the judgements in force."""
        with reading(self._engine) as connection:
            return merges(connection, kind)
