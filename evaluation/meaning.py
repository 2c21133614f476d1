"""Gold for what statements mean: who speaks, to whom, when, which act, on whose word.

Beside each marked text ``NAME.txt`` (``docs/annotation.md``) stands ``NAME.toml``: the dates of the text, and a table
for each statement by its number. The format is laid down in ``docs/meaning-gold.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from dragoman.actors import Registry
from dragoman.nouns import KINDS, DateMention, Document, Modality, Span, Statement
from dragoman.reading.codes import ACTS
from dragoman.reading.markup import Mark, MarkedText, MarkupError, parse
from dragoman.reading.quotes import Quotes
from dragoman.reading.segments import SPACELESS

FOLDER = Path(__file__).parent / "gold"
#: Whom the registry lacks starts with this; whom the text does not give away is this.
LOCAL, OPEN = "local:", "open"

_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?")
_LINKED = re.compile(rf"(?![{SPACELESS}])\w")


class MeaningError(ValueError):
    """A sidecar does not fit its text; names the file, the statement and what is wrong."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one statement means, by hand.

    ``speaker`` is an actor's id, ids joined by ``+`` for a plural, ``local:`` and a name for whom the registry lacks,
    ``open`` where it cannot be known, empty where the statement has no source. ``registry`` is true where the source
    itself, not a pronoun or plural, tells of an actor of the registry; ``named`` is false where the text hides the
    name. ``word_of`` and ``addressee`` hold ids, ``refers`` and ``said`` ISO 8601 dates.
    """

    speaker: str
    registry: bool
    named: bool
    word_of: tuple[str, ...]
    addressee: tuple[str, ...]
    act: str
    negated: bool
    modality: str
    hedge: str
    said: str
    refers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A text with its statements as marked (spans and form only), what each of them means, and the dates it tells."""

    document: Document
    statements: tuple[Statement, ...]
    meanings: tuple[Meaning, ...]
    dates: tuple[DateMention, ...]


def load(folder: Path = FOLDER, registry: Registry | None = None) -> Iterator[Interpreted]:
    """Every text under ``folder`` that has a sidecar, by name; ids are looked up in ``registry``, or the shipped one.

    Raises:
        MeaningError: a text or its sidecar is not well-formed, or the two do not fit.
    """
    known = (registry or Registry.shipped()).records.keys()
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            marked = parse(path.with_suffix(".txt").read_text(encoding="utf-8"))
            read = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, MarkupError, tomllib.TOMLDecodeError) as error:
            raise MeaningError(f"{name}: {error}") from error
        yield _interpreted(name, marked, read, frozenset(known))


def _interpreted(name: str, marked: MarkedText, read: dict[str, Any], known: frozenset[str]) -> Interpreted:
    dates = tuple(_dates(name, marked.text, read.pop("dates", None)))
    numbers = {str(mark.number) for mark in marked.marks}
    if wrong := ", ".join(sorted(read.keys() ^ numbers)):
        raise MeaningError(f"{name}: statements that only the text or only the sidecar has: {wrong}")
    statements = tuple(_statements(marked))
    meanings = tuple(_meaning(f"{name} {mark.number}", read[str(mark.number)]) for mark in marked.marks)
    for mark, meaning in zip(marked.marks, meanings, strict=True):
        for problem in _problems(mark, meaning, marked.text, dates, known):
            raise MeaningError(f"{name} {mark.number}: {problem}")
    return Interpreted(_document(name, marked), statements, meanings, dates)


def _document(name: str, marked: MarkedText) -> Document:
    header = marked.header
    if header["kind"] not in KINDS or not _DATE.fullmatch(header.get("published", "")):
        raise MeaningError(f"{name}: the header needs a known kind and published, an ISO 8601 date")
    return Document(
        id=name,
        text=marked.text,
        origin=name,
        title=header.get("title"),
        outlet=header.get("outlet"),
        kind=header["kind"],
        issuer=header.get("issuer"),
        language=marked.language,
        published=header["published"],
    )


def _statements(marked: MarkedText) -> Iterator[Statement]:
    """The statements as the reader would give them: outer ones come before those within them."""
    quotes = Quotes(marked.text)
    for mark in marked.marks:
        yield Statement(
            id=f"s{mark.number}",
            source=mark.source,
            cue=mark.cue,
            content=mark.content,
            form=quotes.form_of(mark.content, mark.cue),
            mention=" ".join(marked.text[start:end] for start, end in mark.source) or None,
            within=f"s{mark.within}" if mark.within else None,
        )


def _dates(name: str, text: str, read: Any) -> Iterator[DateMention]:
    if not isinstance(read, list):
        raise MeaningError(f"{name}: no list of dates")
    at = 0
    for words, value in read:
        if not _is_date(value):
            raise MeaningError(f"{name}: {value!r}, for {words!r}, is no ISO 8601 date")
        start = _find(text, words, at)
        if start < 0:
            raise MeaningError(f"{name}: the date {words!r} is not in the text, or not after the date before it")
        at = start + len(words)
        yield DateMention(Span(start, at), value)


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        ends = [date.fromisoformat((day + "-01-01")[:10]) for day in value.split("/")]
    except ValueError:
        return False
    return ends == sorted(ends)


def _find(text: str, words: str, at: int) -> int:
    """Where ``words`` stand in ``text`` from ``at`` on, not within a longer word; -1 where nowhere."""
    while words and (start := text.find(words, at)) >= 0:
        end = start + len(words)
        inside = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
        if not any(len(pair) == 2 and all(map(_LINKED.match, pair)) for pair in inside):
            return start
        at = start + 1
    return -1


def _meaning(where: str, read: dict[str, Any]) -> Meaning:
    if wrong := ", ".join(sorted(read.keys() ^ Meaning.__dataclass_fields__.keys())):
        raise MeaningError(f"{where}: missing or unknown keys: {wrong}")
    lists = {key: tuple(value) for key, value in read.items() if isinstance(value, list)}
    return Meaning(**{**read, **lists})


def _problems(
    mark: Mark, meaning: Meaning, text: str, dates: tuple[DateMention, ...], known: frozenset[str]
) -> Iterator[str]:
    """What is wrong with a statement's meaning, in plain English."""
    yield from _problems_of_actors(mark, meaning, known)
    if meaning.act not in ACTS:
        yield f"no act of docs/acts.md: {meaning.act}"
    if meaning.modality not in ("", *get_args(Modality)):
        yield f"no modality of docs/acts.md: {meaning.modality}"
    if meaning.hedge not in text:
        yield f"the hedge {meaning.hedge!r} is not in the text"
    if not _is_date(meaning.said):
        yield f"said is {meaning.said!r}, no ISO 8601 date"
    inside = {d.value for d in dates if any(s <= d.span.start and d.span.end <= e for s, e in mark.content)}
    if set(meaning.refers) != inside:
        yield f"refers is {list(meaning.refers)}; the dates inside the content are {sorted(inside)}"


def _problems_of_actors(mark: Mark, meaning: Meaning, known: frozenset[str]) -> Iterator[str]:
    for actor in (meaning.speaker, *meaning.word_of, *meaning.addressee):
        yield from _unknown(actor, known)
    if bool(meaning.speaker) != bool(mark.source):
        yield f"the speaker is {meaning.speaker!r}, and the text marks {'a' if mark.source else 'no'} source"
    if meaning.registry and not set(meaning.speaker.split("+")) <= known:
        yield f"registry is true, and {meaning.speaker!r} is not in it"
    if meaning.speaker not in ("", OPEN) and meaning.word_of[-1:] != (meaning.speaker,):
        yield f"word_of does not end with the speaker, {meaning.speaker}"
    if OPEN in meaning.word_of + meaning.addressee:
        yield "word_of and addressee leave out whoever is open"


def _unknown(actor: str, known: frozenset[str]) -> Iterator[str]:
    members = actor.split("+")
    if actor in ("", OPEN):
        return
    if members != sorted(set(members)):
        yield f"the members of {actor} are not in the order of the alphabet"
    yield from (f"no such actor: {who}" for who in members if who not in known and not who.startswith(LOCAL))
