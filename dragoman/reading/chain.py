"""On whose word: the chain from the outermost voucher to the speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

from dragoman.actors import Registry, resolve
from dragoman.nouns import Actor, Document, Mention, Statement
from dragoman.reading.frames import framed
from dragoman.reading.languages import lowered, wording
from dragoman.reading.relays import Relays, relays
from dragoman.reading.sentences import sentences
from dragoman.reading.speakers import Turns, party
from dragoman.reading.zones import References, anchor, zones

Actors = tuple[Actor, ...]


def with_chain(
    document: Document,
    statements: tuple[Statement, ...],
    mentions: tuple[Mention, ...],
    registry: Registry,
    turns: Turns | None = None,
) -> tuple[Statement, ...]:
    """Return the statements with ``word_of``: who vouches for the document, who passes the words on, the speaker.

    Outer statements come before those within them, as the reader gives them. Whoever stays unknown has no link.
    Who has the word by a label, as ``turns`` tell, is a link.
    """
    outermost = vouchers(document, registry)
    low, words = lowered(document.text), wording(document.language)
    cut = sentences(document.text, document.language)
    named = References(mentions, ())
    alone = zones(statements, cut)
    passed = {own.id: relays(own, alone[own.id], low, words, named) for own in statements}
    frames: dict[str, Actors] = {}
    if not is_official(document):
        known = partial(_known, document=document, registry=registry)
        frames = framed(low, words, statements, References(mentions, statements), cut, passed, known)
    out: list[Statement] = []
    inward: dict[str, Actors] = {}
    for own in statements:
        outer = inward.get(own.within or "", (*outermost, *_turn_of(own, turns), *frames.get(own.id, ())))
        word_of = _unrepeated((*outer, *_fresh(passed[own.id], outer), *((own.speaker,) if own.speaker else ())))
        inward[own.id] = word_of if passed[own.id].by else (*word_of, *passed[own.id].citing)
        out.append(replace(own, word_of=word_of))
    return tuple(out)


def _turn_of(own: Statement, turns: Turns | None) -> Actors:
    actor = turns.at(anchor(own), labelled=True) if turns else None
    return (actor,) if actor else ()


def _fresh(passed: Relays, outer: Actors) -> Actors:
    """Who passes a statement on, and on whose word they do, beside those who vouch for it already."""
    own = (*passed.by, *passed.citing) if passed.by else ()
    known = {actor.id for actor in outer}
    return tuple(actor for actor in own if actor.id not in known)


def _known(words: str, document: Document, registry: Registry) -> Actor | None:
    """The actor whom words mean in a document, or None."""
    found = resolve(words, _day(document.published), document.language, registry).actor
    return registry.actor(found, _day(document.published)) if found else None


def is_official(document: Document) -> bool:
    """Tell whether a party publishes the document in its own name."""
    return document.kind != "article" and bool(document.issuer)


def vouchers(document: Document, registry: Registry) -> Actors:
    """Return who vouches for a document as a whole, the outermost first.

    The issuer of an official text; of any other the outlet, and whom it took the text from; nobody where they are
    not known.
    """
    day, language = _day(document.published), document.language
    if is_official(document):
        names, kind = [document.issuer], "institution"
    else:
        names, kind = [document.outlet, document.condition.syndicated_from], "outlet"
    found = (_party(name, day, language, registry, kind) for name in names)
    return _unrepeated(actor for actor in found if actor)


#: Documents of one issuer or outlet come in numbers.
_party = lru_cache(maxsize=256)(party)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _unrepeated(actors: Iterable[Actor]) -> Actors:
    """The actors without those that are the same as the one before."""
    out: list[Actor] = []
    for actor in actors:
        if not out or out[-1].id != actor.id:
            out.append(actor)
    return tuple(out)
