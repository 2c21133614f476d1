"""Adding documents: files, a text, an address; and how far that has got."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from dragoman.cli.text import flat
from dragoman.desk.adding import Job
from dragoman.desk.guard import Refused, noting
from dragoman.desk.pages.common import Here, missing, needs, sent
from dragoman.desk.render import page
from dragoman.desk.workshop import Input, Outcome
from dragoman.documents import Options
from dragoman.documents.jsonlines import ISO_DATE, LANGUAGE
from dragoman.documents.loaders import SUFFIXES, VAGUE_SUFFIXES
from dragoman.nouns import KINDS, Kind

router = APIRouter(tags=["adding"])
#: What one form may bring.
FILES = 100
FILE_BYTES = 20_000_000
TEXT_BYTES = 2_000_000
_TYPES = (*SUFFIXES, *VAGUE_SUFFIXES)


@dataclass(frozen=True, slots=True)
class JobView:
    """A job: how many of its inputs were gone through, and what became of each document."""

    id: str
    by: str
    inputs: int
    done: int
    finished: bool
    failed: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class AddView:
    """The form, and the jobs of late."""

    kinds: tuple[str, ...]
    types: str
    jobs: tuple[JobView, ...]


def _job(own: Job) -> JobView:
    return JobView(own.id, own.by, len(own.names), own.done, own.finished, own.failed, tuple(own.outcomes))


@page(router, "/add", "add.html")
def add(request: Request, desk: Here) -> AddView:
    """The form for documents, and the jobs of late."""
    needs(request, "reviewer")
    return AddView(KINDS, ",".join(_TYPES), tuple(_job(own) for own in desk.adding.jobs[:10]))


@page(router, "/add/{id}", "job.html")
def job(request: Request, desk: Here, id: str) -> JobView:
    """How far a job has got."""
    needs(request, "reviewer")
    own = desk.adding.get(id)
    if own is None:
        raise missing("job")
    return _job(own)


@router.post("/add", include_in_schema=False)
def start(
    request: Request,
    desk: Here,
    token: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI copies it
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form(max_length=2_000)] = "",
    url: Annotated[str, Form(max_length=2_000)] = "",
    kind: Annotated[Kind | Literal[""], Form()] = "",
    issuer: Annotated[str, Form(max_length=200)] = "",
    published: Annotated[str, Form(max_length=20)] = "",
    language: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Read what the form brings, and show how far that has got."""
    visitor = sent(request, token)
    options = _options(kind, issuer, published, language)
    folder = Path(tempfile.mkdtemp(prefix="dragoman-desk-"))
    inputs = (*_saved(files, folder), *_pasted(text, url, folder), *_linked(address))
    if not inputs:
        raise Refused(400, "Nothing was given. Choose files, paste a text or give an address.")
    own = desk.adding.start(inputs, options, visitor.name, folder)
    noting(request, "upload", own.id, inputs=", ".join(own.names))
    return RedirectResponse(f"/add/{own.id}", 303)


def _options(kind: Kind | Literal[""], issuer: str, published: str, language: str) -> Options:
    if published and not ISO_DATE.fullmatch(published):
        raise Refused(400, f"“{published}” is no date. Write it like 2022-01-28.")
    if language and not LANGUAGE.fullmatch(language):
        raise Refused(400, f"“{language}” is no code of a language. Write it like fr.")
    return Options(kind or None, issuer or None, published or None, language.lower() or None)


def _saved(files: list[UploadFile], folder: Path) -> Iterator[Input]:
    """The files under names of ours: what a file is called elsewhere can name any place on the disk."""
    for number, own in enumerate(files[:FILES]):
        if not own.filename:
            continue
        name = flat(PurePosixPath(own.filename.replace("\\", "/")).name)[:200] or "file"
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in _TYPES:
            raise Refused(400, f"“{name}” is of no type that is read: {', '.join(_TYPES)}.")
        data = own.file.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise Refused(
                413, f"“{name}” is larger than {FILE_BYTES // 1_000_000} MB. Split it, or use the command line."
            )
        path = folder / f"{number}{suffix}"
        path.write_bytes(data)
        yield Input(name, path=str(path))


def _pasted(text: str, url: str, folder: Path) -> Iterator[Input]:
    if not text.strip():
        return
    if len(text.encode("utf-8", "replace")) > TEXT_BYTES:
        raise Refused(413, f"The text is larger than {TEXT_BYTES // 1_000_000} MB. Give it as a file.")
    path = folder / "pasted.txt"
    path.write_text(text.replace("\r\n", "\n"), encoding="utf-8", errors="replace", newline="\n")
    yield Input("pasted text", path=str(path), url=_web(url) if url else None)


def _linked(address: str) -> Iterator[Input]:
    if address.strip():
        yield Input(address.strip(), address=_web(address.strip()))


def _web(address: str) -> str:
    """An address on the web.

    Raises:
        Refused: it is none; a path on the disk, or another protocol, must not be opened for a visitor.
    """
    own = urlsplit(address)
    if own.scheme not in ("http", "https") or not own.netloc:
        raise Refused(400, f"“{address}” is no address on the web. Write it like https://example.org/story.")
    return address
