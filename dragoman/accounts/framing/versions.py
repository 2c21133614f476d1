"""Texts that were altered after they were published: which words changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from dragoman.accounts.framing.scene import Scene, View
from dragoman.nouns import Document, Framing, Passage, Span

_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
#: Texts less alike than this are two texts, not two versions of one.
_ALIKE = 0.5


class Token(NamedTuple):
    """A word and where it stands."""

    word: str
    span: Span


def find(scene: Scene) -> Iterator[Framing]:
    """Yield each stretch of words that a later version of a document changed: "'agreed' became 'discussed'".

    Versions are documents of one account with the same address, or the same issuer and title, in the order in which
    they were fetched or published.
    """
    for view in scene.views:
        for early, late in _versions(view):
            for value, evidence in changes(early, late):
                yield Framing("altered text", view.account.id, value, evidence)


def changes(early: Document, late: Document) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Yield what a later version changed, in words, with both places; nothing where they are not one text."""
    before, after = _tokens(early), _tokens(late)
    matcher = SequenceMatcher(None, [own.word for own in before], [own.word for own in after], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            old, new = _passage(early, before[a:b]), _passage(late, after[c:d])
            yield _change(old, new), tuple(own for own in (old, new) if own)


def _versions(view: View) -> Iterator[tuple[Document, Document]]:
    groups: dict[tuple[str, ...], list[Document]] = {}
    for document in view.documents:
        key = (document.url,) if document.url else (document.issuer or "", document.title or "")
        if all(key):
            groups.setdefault(tuple(map(str, key)), []).append(document)
    for group in groups.values():
        yield from pairwise(sorted(group, key=lambda own: (own.fetched or "", own.published or "")))


def _tokens(document: Document) -> list[Token]:
    return [Token(own.group().lower(), Span(*own.span())) for own in _WORD.finditer(document.text)]


def _passage(document: Document, tokens: list[Token]) -> Passage | None:
    if not tokens:
        return None
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return Passage(document.id, (span,), document.text[span.start : span.end])


def _change(old: Passage | None, new: Passage | None) -> str:
    if old and new:
        return f"'{old.text}' became '{new.text}'"
    return f"'{new.text}' was added" if new else f"'{old.text if old else ''}' was taken out"
