"""Draft -> Document: what is worked out from the text itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, cast

from dragoman.documents.condition import assess
from dragoman.documents.draft import Draft
from dragoman.documents.failure import Unreadable
from dragoman.documents.kind import guess
from dragoman.documents.language import identify
from dragoman.documents.options import Options
from dragoman.documents.signs.byline import missing
from dragoman.documents.source import TEXT_LIMIT, text_too_long
from dragoman.documents.whole import whole
from dragoman.nouns import Document, Kind

_GIVEN = "given by the user"


def finish(draft: Draft, options: Options) -> Document:
    """Return the document of a draft: with its id, language, kind, issuer and condition.

    What the user gave in ``options`` goes before what the source says, and that before
    what is guessed; ``why`` gives the reason for each field that was guessed or given by
    the user. Raises Unreadable where the text is empty or over 20 MB.
    """
    draft = _overridden(_writable(draft), options)
    _check(draft.text)
    why = dict(draft.why)
    language = draft.language
    if not language:
        language, why["language"] = identify(draft.text)
    text, state = assess(
        draft.text, language=language, byline=draft.byline, title=draft.title, cut=draft.cut, free=draft.free
    )
    if not text.strip():
        raise Unreadable("holds only a notice for subscribers", "open it as a subscriber and save the whole text")
    sort, issuer, reasons = _sorted(draft, text)
    return Document(
        id=draft.id or "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        origin=draft.origin,
        url=draft.url,
        title=draft.title,
        outlet=draft.outlet,
        authors=tuple(name for name in draft.authors if missing("", name) is None),
        kind=sort,
        issuer=issuer,
        language=language,
        published=draft.published,
        fetched=draft.fetched,
        condition=replace(state, signs=(*draft.signs, *state.signs)),
        why=reasons | why,
    )


def _check(text: str) -> None:
    if not text.strip():
        raise Unreadable("is empty", "check that it was saved whole")
    # Every character takes a byte at least, so most texts need no encoding to be measured.
    if len(text) > TEXT_LIMIT or (len(text) * 4 > TEXT_LIMIT and len(text.encode()) > TEXT_LIMIT):
        raise text_too_long()


def _writable(draft: Draft) -> Draft:
    """Return the draft with every text in it such that it can be written out."""
    texts = {
        name: whole(value)
        for name in ("text", "origin", "url", "title", "outlet", "byline")
        if (value := getattr(draft, name)) is not None
    }
    return replace(draft, authors=tuple(map(whole, draft.authors)), **cast(Any, texts))


def _overridden(draft: Draft, options: Options) -> Draft:
    """Return the draft with what the user gave in place of what was found."""
    why = dict(draft.why)
    for name in ("kind", "issuer", "language", "published"):
        if getattr(options, name):
            why[name] = _GIVEN
    return replace(
        draft,
        kind=options.kind or draft.kind,
        issuer=options.issuer or draft.issuer,
        language=options.language or draft.language,
        published=options.published or draft.published,
        why=why,
    )


def _sorted(draft: Draft, text: str) -> tuple[Kind, str | None, dict[str, str]]:
    """Return kind and issuer, each as given or else as guessed, and the reasons for the guesses."""
    guessed = guess(url=draft.url, title=draft.title, text=text, outlet=draft.outlet)
    sort = draft.kind or guessed.kind
    # An article has no issuer: where somebody said it is one, a guessed issuer has no place.
    issuer = draft.issuer or (None if draft.kind == "article" else guessed.issuer)
    open_to_guess = {"kind": not draft.kind, "issuer": issuer is not None and not draft.issuer}
    return sort, issuer, {name: reason for name, reason in guessed.why.items() if open_to_guess.get(name, True)}
