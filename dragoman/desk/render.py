"""Views to pages: the templates, what they may call, and pages that are HTML and, at the same address, JSON."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader

from dragoman.cli.comparison.underlined import KINDS
from dragoman.cli.text import flat
from dragoman.desk.guard import Visitor

STATIC = Path(__file__).parent / "static"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
View = Callable[..., Any]


def day(value: str | int | None) -> str:
    """A date as a reader writes it: 28 Jan 2022; an interval with a dash; what is none as it is."""
    if isinstance(value, int):
        value = date.fromordinal(value).isoformat() if value else None
    if not value:
        return "undated"
    if "/" in value:
        first, _, last = value.partition("/")
        return day(first) if first == last else f"{day(first)} – {day(last)}"
    try:
        own = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{own.day} {_MONTHS[own.month - 1]} {own.year}"


def moment(value: str | None) -> str:
    """A time as a reader writes it: 28 Jan 2022, 14:05 UTC."""
    return f"{day(value)}, {value[11:16]} UTC" if value and len(value) >= 16 else day(value)


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}".replace(",", "\u202f")


def path(*parts: object) -> str:
    """A path of the desk, each part escaped."""
    return "/" + "/".join(quote(str(part), safe=":+") for part in parts)


def query(**given: object) -> str:
    """The query string of what is given, with its question mark; nothing where nothing is."""
    own = {name: value for name, value in given.items() if value not in (None, "", (), [], False)}
    return f"?{urlencode(own, doseq=True)}" if own else ""


@cache
def static(name: str) -> str:
    """The address of a file of ours; it changes with what is in it, so that browsers may keep it for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{digest}"


@cache
def environment() -> Environment:
    """The templates, and what they may call."""
    loader = PackageLoader("dragoman.desk", "templates")
    own = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    own.filters |= {
        "day": day,
        "moment": moment,
        "flat": flat,
        "number": number,
    }
    own.globals |= {"path": path, "query": query, "static": static, "differences": KINDS}
    return own


def html(request: Request, template: str, view: Any, status: int = 200, **more: Any) -> HTMLResponse:
    """The page of a view."""
    visitor: Visitor = request.state.visitor
    desk = request.app.state.desk
    more["empty"] = not desk.keeper.catalogue.entries
    whole = environment().get_template(template).render(
        view=view, visitor=visitor, here=request.url.path, asked=request.query_params, json=json_address(request),
        working=desk.exchanges.working, missing=desk.keeper.catalogue.missing, unread=desk.keeper.problem, **more,
    )  # fmt: skip
    return HTMLResponse(whole, status)


def json_address(request: Request) -> str:
    """Where the JSON of this page is."""
    where = "/index" if request.url.path == "/" else quote(request.url.path, safe="/:+")
    return f"{where}.json" + (f"?{request.url.query}" if request.url.query else "")


def as_json(view: Any) -> Response:
    """A view as JSON."""
    return Response(msgspec.json.encode(view), media_type="application/json")


def problem(status: int, words: str) -> Response:
    """What is wrong, as problem details (RFC 9457)."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": words}
    return Response(msgspec.json.encode(body), status, media_type="application/problem+json")


def page(router: APIRouter, address: str, template: str) -> Callable[[View], View]:
    """Serve a function's view as a page at ``address``, and as JSON at the same address with ``.json``."""

    def register(make: View) -> View:
        signature = inspect.signature(make, eval_str=True)

        @wraps(make)
        def in_html(**given: Any) -> Response:
            return html(given["request"], template, make(**given))

        @wraps(make)
        def in_json(**given: Any) -> Response:
            # A program is not told of what is still missing, and waits for it.
            given["request"].app.state.desk.keeper.wait()
            return as_json(make(**given))

        for own in (in_html, in_json):
            own.__signature__ = signature  # type: ignore[attr-defined]
        beside = "/index.json" if address == "/" else f"{address}.json"
        # The JSON first: a name in the address may hold dots.
        router.get(beside, response_model=signature.return_annotation, name=f"{make.__name__}.json")(in_json)
        router.get(address, include_in_schema=False, name=make.__name__)(in_html)
        return make

    return register
