"""Adding documents: jobs that people started, and what became of each document."""

from __future__ import annotations

import secrets
import shutil
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from dragoman.documents import Options

if TYPE_CHECKING:
    from dragoman.desk.workshop import Input, Outcome, Workshop

#: Jobs that are remembered.
_REMEMBERED = 50


@dataclass
class Job:
    """Inputs that were given together. ``outcomes`` grows as they are read, in the order in which they were given."""

    id: str
    by: str
    names: tuple[str, ...]
    folder: Path | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    done: int = 0

    @property
    def finished(self) -> bool:
        """Whether every input was gone through."""
        return self.done == len(self.names)

    @property
    def failed(self) -> int:
        """How many documents could not be read."""
        return sum(1 for own in self.outcomes if own.problem)


class Adding:
    """The jobs of this run of the desk."""

    def __init__(self, where: str, config: Path | None, workshop: Workshop) -> None:
        self._where, self._config, self._workshop = where, config, workshop
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs, the latest first."""
        return tuple(reversed(self._jobs.values()))

    def get(self, id: str) -> Job | None:
        """The job of that id, or None."""
        return self._jobs.get(id)

    def start(self, inputs: tuple[Input, ...], options: Options, by: str, folder: Path | None) -> Job:
        """Begin to read and keep ``inputs``; ``folder``, where their files lie, is removed when all are read."""
        from dragoman.desk.workshop import add

        job = Job(secrets.token_urlsafe(9), by, tuple(own.name for own in inputs), folder)
        with self._lock:
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-_REMEMBERED]:
                if self._jobs[old].finished:
                    del self._jobs[old]
        for own in inputs:
            future = self._workshop.submit(add, self._where, self._config, own, options)
            future.add_done_callback(lambda done, name=own.name: self._take(job, name, done))  # type: ignore[misc]
        return job

    def _take(self, job: Job, name: str, future: Future[tuple[Outcome, ...]]) -> None:
        from dragoman.desk.workshop import Outcome

        try:
            found = future.result()
        except CancelledError:
            found = (Outcome(name, problem="was not read: the desk was closed"),)
        except Exception as error:  # one input must not end the others
            found = (Outcome(name, problem=f"could not be read ({type(error).__name__}: {error})"),)
        with self._lock:
            job.outcomes.extend(found)
            job.done += 1
        if job.finished and job.folder:
            shutil.rmtree(job.folder, ignore_errors=True)
