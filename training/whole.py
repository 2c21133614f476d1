"""Exchanges as whole documents: what passages of real texts look like, and which tell of one point.

A file of ``training/whole`` is one exchange::

    exchange: call, 2019-06-12, Pakistan and Iran
    fact: a | initiator | Iran | at the request of Tehran
    fact: a | duration | for forty minutes
    === a | en | Ministry of Foreign Affairs of Pakistan | 2019-06-12 | Foreign Minister's telephone conversation
    The Foreign Minister stressed that [p1 fencing of the border would go on]. ...
    === press | uk | Волинський кур'єр | 2019-06-13 | ...
    ... За словами Ісламабада, [a:p1 огородження кордону триватиме] ...

Each ``===`` begins a document: account, language, issuer or outlet, date, title. A mark holds the words of one point of
the document's account, in a ``press`` document of the account before the colon; a point whose id begins with ``c`` is
one on which the accounts contradict each other. A ``fact`` is what an account says of the encounter itself, in
words of a document of that account; of an initiator the party comes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dragoman.nouns import Document, Span

_DOCUMENT = re.compile(r"^=== ", re.MULTILINE)
_MARK = re.compile(r"\[([^\[\]\s]+) ([^\[\]]+)\]")
PRESS = "press"
#: What a fact may tell; all but the first in words of the account.
FACTS = ("initiator", "encounter", "duration", "place", "tone", "praise", "names")


class WholeError(ValueError):
    """A file is not as described above; names the file and the place."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a document that tell a point in the word of an account."""

    account: str
    document: str
    point: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """What an account says of the encounter itself: of which kind (one of ``FACTS``), and in which words.

    ``value`` is the party of an initiator, and the words of all others; ``words`` are None where they were not marked.
    """

    account: str
    category: str
    value: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """An exchange: its head (kind, date, parties), its documents by id, the passages of its points, its facts.

    ``facts`` are empty in the exchanges that were written before any were asked for.
    """

    name: str
    head: str
    documents: dict[str, Document]
    passages: tuple[Marked, ...]
    facts: tuple[Fact, ...] = ()


def load(folder: Path) -> list[Whole]:
    """The exchanges of a folder, in order of name.

    Raises:
        WholeError: a file is malformed.
    """
    return [parse(file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]


def parse(name: str, text: str) -> Whole:
    """The exchange that a text describes.

    Raises:
        WholeError: it has no head, a fact or a document's line has too few cells or too many, a fact's words are not in
            its account, or a mark is not closed.
    """
    top, *rest = _DOCUMENT.split(text)
    head, *lines = top.strip().splitlines()
    if not head.startswith("exchange: ") or len(rest) < 2:
        raise WholeError(f"{name}: it needs a line 'exchange: ...' and two documents")
    documents: dict[str, Document] = {}
    marked: list[Marked] = []
    for raw in rest:
        line, _, body = raw.partition("\n")
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 5:
            raise WholeError(
                f"{name}: '=== {line}' has {len(cells)} cells; it needs account, language, voice, date, title"
            )
        account, plain, found = cells[0], *_unmarked(name, body.strip())
        id = f"{account}-{len(documents)}" if account in documents else account
        documents[id] = _document(id, name, cells, plain)
        for key, span in found:
            owner, _, point = key.rpartition(":")
            marked.append(Marked(owner or account, id, point, span))
    facts = tuple(_fact(name, line, documents) for line in lines if line.strip())
    return Whole(name, head.removeprefix("exchange: ").strip(), documents, tuple(marked), facts)


def _fact(name: str, line: str, documents: dict[str, Document]) -> Fact:
    cells = [cell.strip() for cell in line.removeprefix("fact: ").split("|")]
    most = 4 if "initiator" in cells[1:2] else 3
    if not line.startswith("fact: ") or not 3 <= len(cells) <= most or cells[1] not in FACTS:
        raise WholeError(f"{name}: '{line}' is no fact; it needs account, one of {', '.join(FACTS)}, and words")
    words = cells[-1] if len(cells) == most else None
    own = [told for id, told in documents.items() if id.partition("-")[0] in (cells[0], PRESS)]
    if words and not any(words in f"{told.title}\n{told.text}" for told in own):
        raise WholeError(f"{name}: '{words}' does not stand in the words of account {cells[0]}")
    return Fact(cells[0], cells[1], cells[2], words)


def _document(id: str, name: str, cells: list[str], text: str) -> Document:
    account, language, voice, date, title = cells
    press = account == PRESS
    return Document(
        id=id,
        text=text,
        origin=name,
        title=title,
        outlet=voice if press else None,
        issuer=None if press else voice,
        kind="article" if press else "readout",
        language=language,
        published=date,
    )


def _unmarked(name: str, body: str) -> tuple[str, list[tuple[str, Span]]]:
    """A text without its marks, and each mark with the words under it."""
    out: list[str] = []
    found: list[tuple[str, Span]] = []
    at = length = 0
    for match in _MARK.finditer(body):
        before = body[at : match.start()]
        length += len(before)
        found.append((match[1], Span(length, length + len(match[2]))))
        length += len(match[2])
        out += [before, match[2]]
        at = match.end()
    text = "".join([*out, body[at:]])
    if open := re.search(r"[\[\]]", text):
        raise WholeError(f"{name}: a mark is not closed near {text[open.start() :][:40]!r}")
    return text, found
