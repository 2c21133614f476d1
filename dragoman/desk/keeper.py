"""The catalogue brought up to date: before each page, from what was added to the ledger since, by whatever program.

A large ledger is taken in from the last reading to the first, in lots that grow: pages are there at once with what was
added last, and ``wait`` is for those that need the whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Engine, func, select

from dragoman.desk.catalogue import Catalogue
from dragoman.desk.lines import Lot, line_of, lot_of, meet, rows, settled
from dragoman.ledger import Hit, Judgement, Ledger
from dragoman.ledger.engine import reading
from dragoman.ledger.errors import LedgerError
from dragoman.ledger.judgements import all_standing, by_id, standing_on
from dragoman.ledger.keys import as_key, as_number
from dragoman.ledger.tables import judgements, readings, statements

_LOT = 500
#: Readings taken in before the first page, and the most that are taken in together after that.
_FIRST, _MOST = 400, 16_000


class Keeper:
    """Holds the catalogue. Safe to use from several threads."""

    def __init__(self, engine: Engine, ledger: Ledger) -> None:
        """Take in the readings that were added last; ``fill`` takes in the others."""
        self._engine, self._ledger = engine, ledger
        self._lock = threading.Lock()
        self._whole, self._closed = threading.Event(), threading.Event()
        #: Why what is missing cannot be taken in, where it cannot.
        self.problem: str | None = None
        with reading(engine) as connection:
            self._last_reading, self._last_judgement = _newest(connection)
            self._first = max(0, self._last_reading - _FIRST) + 1
            found, edits = rows(connection, self._first, self._last_reading), _edits(connection)
            verdicts = {own.target: own.verdict for own in all_standing(connection, "statement") if own.verdict}
            lot = lot_of(found, edits)
        self.catalogue = Catalogue(settled(lot.entries), lot.actors, verdicts, self._first - 1)
        if self._first == 1:
            self._whole.set()

    @property
    def state(self) -> tuple[int, int]:
        """The last reading and the last judgement that the catalogue knows."""
        return self._last_reading, self._last_judgement

    def fill(self, then: Callable[[Catalogue], None] = lambda _: None) -> None:
        """Take in all readings that are missing, beside whatever else is done; returns at once.

        When all is there, it works out what pages ask for, and calls ``then``.
        """
        threading.Thread(target=self._fill, args=(then,), name="catalogue", daemon=True).start()

    def wait(self) -> None:
        """Return when the catalogue is whole."""
        self._whole.wait()

    def close(self) -> None:
        """Take in nothing more."""
        self._closed.set()

    def refresh(self) -> Catalogue:
        """The catalogue as the ledger is now."""
        with self._lock:
            with reading(self._engine) as connection:
                newest = _newest(connection)
                if newest == self.state:
                    return self.catalogue
                touched = _touched(connection, self._last_judgement)
                edited = _reread(connection, self._last_judgement)
                verdicts = {key: own.verdict for key, own in standing_on(connection, "statement", touched).items()}
                found = rows(connection, self._last_reading + 1, newest[0])
                lot = lot_of(found, _edits(connection)) if found else Lot()
            if found:
                self._take(lot)
            self._edit(edited)
            if touched:
                kept = {key: own for key, own in self.catalogue.verdicts.items() if key not in touched}
                now = {key: own for key, own in verdicts.items() if own}
                self.catalogue = self.catalogue.with_verdicts({**kept, **now})
            self._last_reading, self._last_judgement = newest
            return self.catalogue

    def words(self, keys: Sequence[str]) -> dict[str, frozenset[str]]:
        """The words of some statements as they are searched, folded, by key."""
        found: dict[str, frozenset[str]] = {}
        with reading(self._engine) as connection:
            for at in range(0, len(keys), _LOT):
                numbers = [as_number(key) for key in keys[at : at + _LOT]]
                query = select(statements.c.key, statements.c.words).where(statements.c.key.in_(numbers))
                found |= {as_key(row.key): frozenset(row.words.split()) for row in connection.execute(query)}
        return found

    def judgement(self, number: int) -> Judgement | None:
        """The judgement of that number, or None."""
        with reading(self._engine) as connection:
            return by_id(connection, number)

    def _fill(self, then: Callable[[Catalogue], None]) -> None:
        size = 2 * _FIRST
        try:
            while self._first > 1 and not self._closed.is_set():
                self._take_before(size)
                size = min(2 * size, _MOST)
            self.catalogue.warm()
            then(self.catalogue)
        except LedgerError as error:
            self.problem = str(error)
        finally:
            self._whole.set()

    def _take_before(self, size: int) -> None:
        """Take in so many readings before those that are known; a version that is known is known from a later one."""
        first = max(1, self._first - size)
        with reading(self._engine) as connection:
            said = _newest(connection)[1]
            lot = lot_of(rows(connection, first, self._first - 1), _edits(connection))
        with self._lock:
            old = self.catalogue
            entries, actors = {**lot.entries, **old.entries}, {**lot.actors, **old.actors}
            self.catalogue = Catalogue(settled(entries), actors, old.verdicts, first - 1)
            self._first = first
            with reading(self._engine) as connection:
                # What was said while they were read.
                since = _reread(connection, said)
            self._edit(since)

    def _take(self, lot: Lot) -> None:
        old = self.catalogue
        entries, actors = {**old.entries, **lot.entries}, {**lot.actors, **old.actors}
        self.catalogue = old.with_entries(settled(entries), actors)

    def _edit(self, keys: Iterable[str]) -> None:
        """Take up statements that people corrected, as the ledger has them now."""
        hits = [hit for key in keys if (hit := self._ledger.statement(key))]
        if hits:
            self.catalogue = _edited(self.catalogue, hits)


def _newest(connection: Connection) -> tuple[int, int]:
    numbers = [connection.execute(select(func.max(table.c.id))).scalar_one() for table in (readings, judgements)]
    return numbers[0] or 0, numbers[1] or 0


def _edits(connection: Connection) -> dict[str, Judgement]:
    """The edits that stand, by statement."""
    return {own.target: own for own in all_standing(connection, "statement") if own.verdict == "edit"}


def _touched(connection: Connection, last: int) -> set[str]:
    """The statements on which something was said since."""
    query = select(judgements.c.target).where(judgements.c.id > last, judgements.c.kind == "statement")
    return set(connection.execute(query).scalars())


def _reread(connection: Connection, last: int) -> set[str]:
    """Those of them that may read otherwise for it: corrected, or something taken back."""
    query = select(judgements.c.target).where(
        judgements.c.id > last,
        judgements.c.kind == "statement",
        (judgements.c.verdict == "edit") | (judgements.c.undoes.is_not(None)),
    )
    return set(connection.execute(query).scalars())


def _edited(catalogue: Catalogue, hits: Iterable[Hit]) -> Catalogue:
    entries, actors = dict(catalogue.entries), dict(catalogue.actors)
    for hit in hits:
        entry = entries.get(hit.version)
        if entry:
            new = line_of(hit.key, hit.document, hit.statement, hit.version)
            lines = tuple(replace(new, number=own.number) if own.key == hit.key else own for own in entry.lines)
            entries[hit.version] = replace(entry, lines=lines)
        meet(actors, hit.statement)
    return catalogue.with_entries(entries, actors)
