"""The work that is too heavy for a page: reading documents and comparing accounts, in a process of its own.

The functions here run in that process; what they take and give can be pickled. A document that brings the process down
costs its own job, not the desk.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import active_children, get_context
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

import msgspec

from dragoman import __version__
from dragoman.accounts.build import Telling
from dragoman.accounts.compare import compared
from dragoman.accounts.dossier import dossier, keep
from dragoman.actors import Registry
from dragoman.desk.store import Kept
from dragoman.desk.summary import summary_of
from dragoman.documents import Failure, Options, open_documents
from dragoman.ledger import Ledger
from dragoman.nouns import Comparison, Document, Reading
from dragoman.reading.interpret import Interpreter
from dragoman.reading.likeness import Likeness
from dragoman.reading.reader import Reader

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Workshop:
    """One process that works through what it is given, one thing after the other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool = _pool()

    def submit(self, work: Callable[_Given, _Made], *args: _Given.args, **kwargs: _Given.kwargs) -> Future[_Made]:
        """Give it a function of this module to run; a process that has died is started anew."""
        with self._lock:
            try:
                return self._pool.submit(work, *args, **kwargs)
            except BrokenProcessPool:
                self._pool = _pool()
                return self._pool.submit(work, *args, **kwargs)

    def close(self) -> None:
        """End the process, whatever it is at; what waits is not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()


def _pool() -> ProcessPoolExecutor:
    # Pages go first.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=os.nice, initargs=(10,))


@dataclass(frozen=True, slots=True)
class Input:
    """Something to add: a file under ``path``, or an ``address`` on the web. ``name`` is what people call it.

    ``url`` is where its text was published, if somebody says so.
    """

    name: str
    path: str | None = None
    address: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: what is new, its version and how many statements it has, or what went wrong."""

    name: str
    news: str = ""
    version: str | None = None
    statements: int = 0
    problem: str | None = None


def add(where: str, config: Path | None, given: Input, options: Options) -> tuple[Outcome, ...]:
    """Read an input and keep it in the ledger at ``where``; one outcome a document."""
    with Ledger.open(where, create=False) as ledger:
        source = given.address or given.path or ""
        found = open_documents([source], options, duplicates=False)
        return tuple(_added(ledger, config, given, own) for own in found)


def _added(ledger: Ledger, config: Path | None, given: Input, found: Document | Failure) -> Outcome:
    if isinstance(found, Failure):
        return Outcome(given.name, problem=f"{found.what}; {found.advice}")
    document = _named(found, given)
    try:
        own = _reader().read(document)
        own = _interpreter(config).interpret(own)
        added = ledger.add(own)
    except Exception as error:  # one document must not end the others
        return Outcome(given.name, problem=f"could not be read ({type(error).__name__}: {error})")
    return Outcome(document.title or given.name, added.news, added.version, len(own.statements))


def _named(document: Document, given: Input) -> Document:
    """The document under the name that people gave it: it was read from a place that is gone when this is done."""
    if given.address:
        return document
    place = document.origin.partition(given.path or "")[2] if given.path else ""
    return replace(document, origin=f"upload: {given.name}{place}", url=document.url or given.url)


def compare(where: str, config: Path | None, known: dict[str, bytes]) -> list[Kept]:
    """The comparison of every exchange that the ledger tells of, in order of date; the ledger then knows them, too.

    ``known`` are those worked out before, by the digest of what they were worked out from.

    Raises:
        dragoman.reading.encoder.ModelError: the model that aligns passages is missing.
    """
    registry = _registry(config)
    with Ledger.open(where, create=False) as ledger:
        held = dossier(ledger)
        told = held.tellings(registry)
        keep(ledger, held, told)
    return [_kept(telling, held.readings, registry, known) for telling in told]


def _kept(telling: Telling, readings: list[Reading], registry: Registry, known: dict[str, bytes]) -> Kept:
    own = [replace(r, document=replace(r.document, text="")) for r in _concerned(telling, readings)]
    # Another release may compare otherwise.
    digest = hashlib.sha256(msgspec.json.encode((__version__, telling, own), order="deterministic")).hexdigest()
    body = known.get(digest)
    whole = msgspec.json.decode(body, type=Comparison) if body else compared(telling, readings, _likeness(), registry)
    return Kept(whole.exchange.id, digest, msgspec.json.encode(summary_of(whole)), body or msgspec.json.encode(whole))


def _concerned(telling: Telling, readings: Iterable[Reading]) -> Iterator[Reading]:
    ids = {id for told in telling.accounts for id in told.account.documents}
    return (reading for reading in readings if reading.document.id in ids)


@cache
def _reader() -> Reader:
    return Reader.load(threads=1)


@cache
def _registry(config: Path | None) -> Registry:
    return Registry.load(config)


@cache
def _interpreter(config: Path | None) -> Interpreter:
    return Interpreter(_registry(config))


@cache
def _likeness() -> Likeness:
    return Likeness.load(_reader().model, threads=1)
