"""Atom feeds (RFC 4287) of saved searches: an entry a statement, under an id that stays."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from lxml.builder import ElementMaker
from lxml.etree import _Element, tostring

from dragoman.desk.render import path
from dragoman.desk.searching import NewView, SearchView
from dragoman.ledger.export.safe import plain

TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_E = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})


def feed(base: str, own: str, search: SearchView, found: Iterable[NewView]) -> bytes:
    """The feed of a search; ``base`` is the address of the desk without a slash at its end, ``own`` the feed's path."""
    news = list(found)
    entries = [_entry(base, new) for new in news]
    updated = max([search.at, *(new.updated for new in news)])
    whole = _E.feed(
        _E.id(_id("search", search.key)),
        _E.title(plain(search.name)),
        _E.subtitle(plain(search.told)),
        _E.updated(updated),
        _E.author(_E.name("Dragoman")),
        _E.link(rel="self", type="application/atom+xml", href=f"{base}{own}"),
        _E.link(rel="alternate", type="text/html", href=f"{base}{path('searches', search.key)}"),
        *entries,
    )
    return bytes(tostring(whole, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _entry(base: str, own: NewView) -> _Element:
    said = own.statement
    who = said.speaker.name if said.speaker else said.mention or "nobody named"
    act = f"{'not ' if said.negated else ''}{said.act.lower()}" if said.act else "says"
    to = f" to {', '.join(party.name for party in said.addressees)}" if said.addressees else ""
    document = said.document
    source = f"{document.title}, {said.day or 'undated'}" if document else said.day or "undated"
    return _E.entry(
        _E.id(_id("statement", said.key)),
        _E.title(plain(f"{who}: {act}{to}")),
        _E.published(own.added),
        _E.updated(own.updated),
        _E.author(_E.name(plain(who))),
        _E.link(rel="alternate", type="text/html", href=f"{base}{path('statements', said.key, 'history')}"),
        _E.summary(plain(f"“{said.words or said.cue}” ({source})")),
        *([_E.category(term=said.act)] if said.act else []),
    )


def _id(what: str, key: str) -> str:
    return uuid5(NAMESPACE_URL, f"dragoman:{what}:{key}").urn
