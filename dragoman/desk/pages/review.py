"""Review: statements one by one, the most doubtful first; a judgement is a form, so that it works without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from operator import attrgetter
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk.catalogue import Catalogue, Line
from dragoman.desk.guard import Refused, local, noting
from dragoman.desk.marks import Piece, marked
from dragoman.desk.pages.common import Here, Text, missing, sent
from dragoman.desk.render import page
from dragoman.desk.views import StatementView, statement_view
from dragoman.ledger import Hit, Judgement, LedgerError, UnknownTargetError
from dragoman.ledger.changes import change
from dragoman.ledger.review import doubt
from dragoman.nouns import Span, Spans
from dragoman.reading.codes import ACTS

router = APIRouter(tags=["review"])
#: Code points of the text shown on either side of a statement.
_AROUND = 400
_FIELDS = ("speaker", "act", "said")


@dataclass(frozen=True, slots=True)
class JudgementView:
    """Something said of a statement: by whom, when, what, and why; ``undone`` where it was taken back."""

    id: int
    verdict: str | None
    by: str
    at: str
    why: str | None
    undoes: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Editable:
    """A statement as the form shows it: parts as spans (``0-8;9-18``), actors by id."""

    speaker: str
    act: str
    said: str
    source: str
    cue: str
    content: str
    addressee: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A statement to judge, in its context, why it is doubtful, what was said of it, and what comes next.

    ``offset`` is where the context begins in the text. ``statement`` is None where nothing is left.
    """

    statement: StatementView | None
    reasons: tuple[str, ...]
    context: tuple[Piece, ...]
    offset: int
    editable: Editable | None
    history: tuple[JudgementView, ...]
    acts: tuple[str, ...]
    left: int
    after: str | None
    done: JudgementView | None
    version: str
    act: str
    queue: bool


@page(router, "/review", "review.html")
def review(
    request: Request, desk: Here, version: Text = "", act: Text = "", after: Text = "", done: int | None = None
) -> ReviewView:
    """The most doubtful statement that nobody has judged: of one document (``version``), of one act.

    ``after`` is the key of one that was put off, ``done`` the number of the judgement just passed.
    """
    own = desk.refresh()
    line, left = _next(own, version, act, after)
    return _view(desk, line.key if line else None, left, _judgement(desk, done), (version, act), queue=True)


def _next(own: Catalogue, version: str, act: str, after: str) -> tuple[Line | None, int]:
    """The most doubtful statement without a judgement that comes after ``after``, and how many are without one."""
    pool = _pool(own, version, act)
    keys = {line.key for line in pool} if version else None
    judged = sum(1 for key in own.verdicts if (key in keys if keys is not None else _is_wanted(own, key, act)))
    # Of the one put off: somebody else may have judged it meanwhile.
    rest = iter(pool) if not after else islice(dropwhile(lambda line: line.key != after, pool), 1, None)
    return next((line for line in rest if line.key not in own.verdicts), None), len(pool) - judged


def _pool(own: Catalogue, version: str, act: str) -> Sequence[Line]:
    """The statements of one document or of all, of one act or of any, the most doubtful first."""
    if not version:
        return own.doubtful_by_act.get(act, ())
    entry = own.entries.get(version)
    lines = [line for line in entry.lines if not act or line.act == act] if entry else []
    return sorted(lines, key=attrgetter("doubt", "key"), reverse=True)


def _is_wanted(own: Catalogue, key: str, act: str) -> bool:
    """Whether a statement is one of a counted document, of an act or, where none is given, of any."""
    line = own.by_key.get(key)
    return line is not None and own.entries[line.version].counted and (not act or line.act == act)


@page(router, "/statements/{key}/history", "review.html")
def history(request: Request, desk: Here, key: str, done: int | None = None) -> ReviewView:
    """One statement in its context, with all that was said of it, to judge again or to correct."""
    desk.refresh()
    return _view(desk, key, 0, _judgement(desk, done), ("", ""), queue=False)


def _view(
    desk: Here, key: str | None, left: int, done: JudgementView | None, kept: tuple[str, str], queue: bool
) -> ReviewView:
    hit = desk.ledger.statement(key) if key else None
    if hit is None:
        if key:
            raise missing("statement")
        return ReviewView(None, (), (), 0, None, (), ACTS, left, None, done, *kept, queue)
    span = _context(hit)
    return ReviewView(
        statement=statement_view(hit),
        reasons=doubt(hit).reasons,
        context=tuple(marked(hit.document.text, [span], [(0, hit.statement)])[0]),
        offset=span.start,
        editable=_editable(hit),
        history=_history(list(desk.ledger.judgements("statement", hit.key))),
        acts=ACTS,
        left=left,
        after=hit.key,
        done=done,
        version=kept[0],
        act=kept[1],
        queue=queue,
    )


def _context(hit: Hit) -> Span:
    """The statement and what stands around it, from the beginning of a word to the end of one."""
    text, own = hit.document.text, hit.statement
    spans = [span for part in (own.source, own.cue, own.content) for span in part]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    if start:
        start = next((n + 1 for n in range(start, first) if text[n].isspace()), start)
    if end < len(text):
        end = next((n for n in range(end, last, -1) if text[n - 1].isspace()), end)
    return Span(start, end)


def _editable(hit: Hit) -> Editable:
    own = hit.statement
    return Editable(
        speaker=own.speaker.id if own.speaker else "",
        act=own.act or "",
        said=own.said or "",
        source=_written(own.source),
        cue=_written(own.cue),
        content=_written(own.content),
        addressee="; ".join(actor.id for actor in own.addressee),
    )


def _written(spans: Spans) -> str:
    return ";".join(f"{start}-{end}" for start, end in spans)


def _history(found: list[Judgement]) -> tuple[JudgementView, ...]:
    undone: set[int] = set()
    for own in reversed(found):
        if own.undoes is not None and own.id not in undone:
            undone.add(own.undoes)
    return tuple(_judgement_view(own, own.id in undone) for own in found)


def _judgement_view(own: Judgement, undone: bool) -> JudgementView:
    return JudgementView(own.id, own.verdict, own.by, own.at, own.why, own.undoes, undone)


def _judgement(desk: Here, number: int | None) -> JudgementView | None:
    if number is None:
        return None
    found = desk.keeper.judgement(number)
    return _judgement_view(found, undone=False) if found else None


@router.post("/statements/{key}/judgement", include_in_schema=False)
def judge(
    request: Request,
    desk: Here,
    key: str,
    verdict: Annotated[Literal["accept", "reject", "unsure", "edit"], Form()],
    token: Annotated[str, Form()] = "",
    why: Annotated[str, Form(max_length=1_000)] = "",
    back: Annotated[str, Form(max_length=2_000)] = "/review",
    speaker: Annotated[str | None, Form(max_length=300)] = None,
    act: Annotated[str | None, Form(max_length=30)] = None,
    said: Annotated[str | None, Form(max_length=30)] = None,
    source: Annotated[str | None, Form(max_length=2_000)] = None,
    cue: Annotated[str | None, Form(max_length=2_000)] = None,
    content: Annotated[str | None, Form(max_length=2_000)] = None,
    addressee: Annotated[str | None, Form(max_length=1_000)] = None,
) -> Response:
    """Pass a judgement, and go on."""
    visitor = sent(request, token)
    hit = desk.ledger.statement(key)
    if hit is None:
        raise missing("statement")
    value = None
    try:
        if verdict == "edit":
            given = {"speaker": speaker, "act": act, "said": said, "source": source, "cue": cue, "content": content,
                     "addressee": addressee}  # fmt: skip
            value = change(hit, _changed(hit, given), desk.namer)
        own = desk.ledger.judge("statement", key, verdict, visitor.name, why.strip() or None, value)
    except UnknownTargetError as error:
        raise missing("statement") from error
    except LedgerError as error:
        raise Refused(400, f"{str(error)[:1].upper()}{str(error)[1:]}. Go back and mend it.") from error
    noting(request, "judgement", key, verdict=verdict)
    return RedirectResponse(_with_done(back, own.id), 303)


def _changed(hit: Hit, given: dict[str, str | None]) -> dict[str, str | list[str]]:
    """The fields that a person changed: those that are not as the form showed them."""
    shown = _editable(hit)
    out: dict[str, str | list[str]] = {}
    for name, value in given.items():
        if value is None or value.strip() == getattr(shown, name):
            continue
        if name in _FIELDS:
            out[name] = value
        else:
            out[name] = [own.strip() for own in value.split(";") if own.strip()]
    return out


@router.post("/judgements/{number}/undo", include_in_schema=False)
def undo(
    request: Request,
    desk: Here,
    number: int,
    token: Annotated[str, Form()] = "",
    back: Annotated[str, Form(max_length=2_000)] = "/review",
) -> Response:
    """Take a judgement back, and go back to the statement."""
    visitor = sent(request, token)
    try:
        desk.ledger.undo(number, visitor.name)
    except UnknownTargetError as error:
        raise missing("judgement") from error
    noting(request, "undo", str(number))
    return RedirectResponse(local(back, "/review"), 303)


def _with_done(back: str, number: int) -> str:
    where, _, asked = local(back, "/review").partition("?")
    kept = [pair for pair in asked.split("&") if pair and not pair.startswith(("done=", "after="))]
    return f"{where}?{'&'.join([*kept, f'done={number}'])}"
