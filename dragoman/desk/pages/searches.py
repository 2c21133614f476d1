"""Saved searches: their list, what each finds as a page, as JSON and as an Atom feed; saving and deleting them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.desk import questions
from dragoman.desk.feed import TYPE, feed
from dragoman.desk.guard import Refused
from dragoman.desk.pages.common import Here, missing, sent
from dragoman.desk.render import page, path
from dragoman.desk.searching import NewView, SearchView, news, search_view, search_views
from dragoman.ledger import LedgerError, Search, UnknownTargetError

router = APIRouter(tags=["searches"])
#: Characters of one field of a question.
_LONGEST = 500


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form that are text."""
    form = {name: own for name, own in (await request.form()).items() if isinstance(own, str)}
    if any(len(own) > _LONGEST for own in form.values()):
        raise Refused(400, f"A field of a search holds up to {_LONGEST} characters. Ask for less.")
    return form


@dataclass(frozen=True, slots=True)
class SearchesView:
    """The saved searches, in the order of their names."""

    searches: tuple[SearchView, ...]


@dataclass(frozen=True, slots=True)
class SearchNewsView:
    """A saved search, and what it finds, the last read first."""

    search: SearchView
    found: tuple[NewView, ...]


@page(router, "/searches", "searches.html")
def searches(request: Request, desk: Here) -> SearchesView:
    """The saved searches, in the order of their names."""
    return SearchesView(search_views(desk))


@router.get("/searches/{key}.atom", response_class=Response)
def as_feed(request: Request, desk: Here, key: str) -> Response:
    """What a saved search finds as an Atom feed, the last read first."""
    return _feed(request, desk, key, path("searches", key))


@router.get("/feeds/{secret}/{key}.atom", response_class=Response)
def as_secret_feed(request: Request, desk: Here, secret: str, key: str) -> Response:
    """The same feed for a reader that sends no header: the secret in its address is that of a person."""
    if desk.people.of_feed(secret) is None:
        raise missing("feed")
    return _feed(request, desk, key, path("feeds", secret, key))


def _feed(request: Request, desk: Here, key: str, address: str) -> Response:
    own = _known(desk, key)
    base = str(request.base_url).rstrip("/")
    return Response(feed(base, f"{address}.atom", search_view(desk, own), news(desk, own)), media_type=TYPE)


@page(router, "/searches/{key}", "search.html")
def search(request: Request, desk: Here, key: str) -> SearchNewsView:
    """What a saved search finds, the last read first."""
    own = _known(desk, key)
    return SearchNewsView(search_view(desk, own), news(desk, own))


def _known(desk: Here, key: str) -> Search:
    own = desk.ledger.saved_search(key)
    if own is None:
        raise missing("saved search")
    return own


@router.post("/searches", include_in_schema=False)
def save(request: Request, desk: Here, form: Annotated[dict[str, str], Depends(_fields)]) -> Response:
    """Save a search under the name that the form gives."""
    visitor = sent(request, form.get("token", ""))
    question = questions.asked(form)
    try:
        questions.query_of(desk, question)
        own = desk.ledger.save_search(form.get("name", ""), question, visitor.name)
    except LedgerError as error:
        raise Refused(400, f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    return RedirectResponse(f"/searches/{own.key}", 303)


@router.post("/searches/{key}/delete", include_in_schema=False)
def delete(request: Request, desk: Here, key: str, token: Annotated[str, Form()] = "") -> Response:
    """Delete a saved search."""
    sent(request, token)
    try:
        desk.ledger.remove_search(key)
    except UnknownTargetError as error:
        raise missing("saved search") from error
    return RedirectResponse("/searches", 303)
