"""The desk: everything that a page may need, opened once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.desk.adding import Adding
from dragoman.desk.catalogue import Catalogue
from dragoman.desk.exchanges import Exchanges
from dragoman.desk.keeper import Keeper
from dragoman.desk.people import People
from dragoman.desk.store import open_store
from dragoman.desk.warmth import Pairs
from dragoman.desk.workshop import Workshop
from dragoman.ledger import Ledger
from dragoman.ledger.engine import open_engine, url_of
from dragoman.ledger.naming import Namer


@dataclass(frozen=True)
class Desk:
    """The ledger, what is known of it at once, comparisons, the work under way, the desk's own file, and its people."""

    ledger: Ledger
    keeper: Keeper
    exchanges: Exchanges
    adding: Adding
    registry: Registry
    namer: Namer
    store: Engine
    workshop: Workshop
    people: People

    @classmethod
    def open(
        cls, where: str, own: Path | None = None, config: Path | None = None, workshop: Workshop | None = None
    ) -> Desk:
        """The desk of the ledger at ``where`` (a path or a URL), which is made where there is none.

        ``own`` is the desk's own file; without it, ``LEDGER.desk`` beside a SQLite file, or ``dragoman.desk``.
        ``config`` is the file of the user's records of actors, ``workshop`` what does the heavy work.

        Raises:
            dragoman.ledger.LedgerError: the ledger cannot be opened.
            dragoman.actors.check.RegistryError: the user's records are at fault.
        """
        url = url_of(where)
        engine = open_engine(url, create=True)
        ledger = Ledger(engine)
        beside = Path(f"{url.database}.desk") if url.drivername == "sqlite" else Path("dragoman.desk")
        store = open_store(own or beside)
        registry = Registry.load(config)
        workshop = workshop or Workshop()
        keeper = Keeper(engine, ledger)
        desk = cls(
            ledger=ledger,
            keeper=keeper,
            exchanges=Exchanges(store, where, config, workshop),
            adding=Adding(where, config, workshop),
            registry=registry,
            namer=Namer(ledger, registry),
            store=store,
            workshop=workshop,
            people=People(engine),
        )
        desk.refresh()
        keeper.fill(lambda catalogue: desk.pairs.keep_up(desk, catalogue))
        return desk

    def registry_name(self, id: str) -> str | None:
        """The name of an actor of the registry, or None."""
        record = self.registry.records.get(id)
        return record.name if record else None

    def parties(self, ids: Iterable[str]) -> frozenset[str]:
        """The parties, by id, for which some actors speak."""
        own = tuple(ids)
        found = self._sides.get(own)
        if found is None:
            actors = self.keeper.catalogue.actors
            # A plural is each of its members, who are among the ids, too.
            found = frozenset(self._parties.of(actors[id]) for id in own if id in actors and "+" not in id)
            if all(id in actors for id in own):
                self._sides[own] = found
        return found

    @cached_property
    def pairs(self) -> Pairs:
        """What parties do to each other in words."""
        return Pairs()

    @cached_property
    def _sides(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The parties of actors that are known already, who stay the same."""
        return {}

    @cached_property
    def _parties(self) -> Parties:
        return Parties(self.registry)

    def refresh(self) -> Catalogue:
        """The catalogue as the ledger is now; comparisons that are behind it are set to work."""
        catalogue = self.keeper.refresh()
        self.exchanges.refresh(self.keeper.state)
        return catalogue

    def whole(self) -> Catalogue:
        """The same, when all of the ledger is in it: for pages to which what is missing would be a finding."""
        self.keeper.wait()
        return self.refresh()

    def close(self) -> None:
        """Let go of the databases, and end the work under way."""
        self.keeper.close()
        self.workshop.close()
        self.ledger.close()
        self.store.dispose()
