"""The exchanges of the ledger with their comparisons: worked out beside the pages, kept, and handed out."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Engine

from dragoman import __version__
from dragoman.desk import store
from dragoman.desk.store import Kept
from dragoman.desk.summary import Summary
from dragoman.nouns import Comparison
from dragoman.reading.encoder import ModelError

if TYPE_CHECKING:
    from dragoman.desk.workshop import Workshop

#: Seconds between two rounds where only judgements have come in.
_PAUSE = 60.0
#: Seconds between two looks at whether work is done.
_PEEK = 0.1


class Exchanges:
    """What is known of the exchanges. A page never waits for it: it shows what there is, and says what is under way."""

    def __init__(self, own: Engine, where: str, config: Path | None, workshop: Workshop) -> None:
        self._store, self._where, self._config, self._workshop = own, where, config, workshop
        self._lock = Lock()
        self._state = store.fact(own, "comparisons") or ""
        self._running: Future[list[Kept]] | None = None
        self._ended = 0.0
        self._tried = ""
        self.problem: str | None = None
        self.all: tuple[Summary, ...] = self._load()

    @property
    def working(self) -> bool:
        """Whether comparisons are being worked out at this moment."""
        return self._running is not None

    def wait(self) -> None:
        """Return when nothing is being worked out any more."""
        while self.working:
            time.sleep(_PEEK)

    def get(self, id: str) -> Comparison | None:
        """The comparison of an exchange, or None where there is none of that id."""
        body = store.comparison_body(self._store, id)
        return msgspec.json.decode(body, type=Comparison) if body else None

    def refresh(self, state: tuple[int, int]) -> None:
        """See to it that the comparisons soon show the ledger in ``state`` (last reading, last judgement)."""
        wanted = f"{__version__} {state[0]} {state[1]}"
        with self._lock:
            if wanted == self._state or wanted == self._tried or self._running or not state[0]:
                return
            same_readings = self._state.split()[:2] == wanted.split()[:2]
            if same_readings and time.monotonic() - self._ended < _PAUSE:
                return
            from dragoman.desk.workshop import compare

            self._tried = wanted
            known = store.comparison_bodies(self._store)
            self._running = self._workshop.submit(compare, self._where, self._config, known)
        self._running.add_done_callback(lambda future: self._take(future, wanted))

    def _take(self, future: Future[list[Kept]], state: str) -> None:
        try:
            store.keep_comparisons(self._store, state, future.result())
            self._state, self.problem = state, None
            self.all = self._load()
        except ModelError as error:
            self.problem = str(error)
        except (CancelledError, BrokenProcessPool):
            self._tried = ""
        except Exception as error:  # the desk goes on, and says so
            self.problem = f"the accounts could not be compared ({type(error).__name__}: {error})"
        finally:
            self._ended = time.monotonic()
            self._running = None

    def _load(self) -> tuple[Summary, ...]:
        return tuple(msgspec.json.decode(body, type=Summary) for _, _, body in store.kept_comparisons(self._store))
