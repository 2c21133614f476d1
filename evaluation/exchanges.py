"""Gold for comparing accounts: exchanges as each side tells them, with their points and framing.

The format and the rules of judgement are laid down in ``docs/exchanges-gold.md``: a folder an exchange, with
documents (header lines, an empty line, plain text) and ``accounts.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

from dragoman.nouns import KINDS, Document, Span
from dragoman.reading.markup import MarkupError, parse

FOLDER = Path(__file__).parent / "exchanges"

Label = Literal["shared", "one-sided", "conflict"]
Status = Literal["reported", "not mentioned", "denied", "contradicted"]
Difference = Literal["scope", "strength", "proposer", "number", "date", "name", "condition", "polarity"]
ExchangeKind = Literal["call", "meeting", "visit", "summit", "letter", "documents"]
Authority = Literal["text", "spokesman", "unnamed official", "press"]

#: Framing of which an account has one value, and of which it has a list; all of them exact words of its documents.
SINGLE_WORDS = ("encounter", "duration", "place")
LISTED_WORDS = ("tone", "praise", "names", "assurances", "later", "late_disclosure")


class ExchangeError(ValueError):
    """An exchange's files do not fit together; names the folder, the place in it and what to mend."""


class Passage(NamedTuple):
    """Words of a document: its id, and where they stand in its text."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Account:
    """One voucher's account: the actor id of the voucher, and the ids of the documents that carry it."""

    id: str
    voucher: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account says on a point, and the passages that say so: none where it is not mentioned."""

    status: Status
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that at least one account reports; ``standings`` has an entry for every account."""

    id: str
    label: Label
    note: str
    differences: tuple[Difference, ...]
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Framing:
    """How the accounts frame the exchange, by account id; an account is left out where it is silent.

    ``initiator`` is an account id or an actor id, ``published`` an ISO 8601 date; the words are exact words of the
    account's documents.
    """

    initiator: Mapping[str, str] = field(default_factory=dict)
    authority: Mapping[str, Authority] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    own_words_only: tuple[str, ...] = ()
    encounter: Mapping[str, str] = field(default_factory=dict)
    duration: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    tone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    praise: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assurances: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    later: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late_disclosure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange; ``others`` are documents of its folder that tell of another exchange of the same parties."""

    name: str
    kind: ExchangeKind
    date: str
    participants: tuple[str, ...]
    documents: Mapping[str, Document]
    others: Mapping[str, Document]
    accounts: Mapping[str, Account]
    points: tuple[Point, ...]
    framing: Framing


def load_all(folder: Path = FOLDER) -> tuple[Exchange, ...]:
    """Every exchange under a folder, halves and all, in order of path.

    Raises:
        ExchangeError: as :func:`load`.
    """
    return tuple(load(file.parent) for file in sorted(folder.rglob("accounts.toml")))


def load(folder: Path) -> Exchange:
    """The exchange of a folder.

    Raises:
        ExchangeError: a document or ``accounts.toml`` is malformed, a passage is missing or not unique, an account is
            unknown, or a label does not fit the statuses. Names the folder and the point.
    """
    name = folder.name
    try:
        read = tomllib.loads((folder / "accounts.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ExchangeError(f"{name}: accounts.toml cannot be read: {error}") from error
    documents, others = _documents(folder)
    try:
        accounts = _accounts(name, read["account"], documents)
        points = tuple(_point(name, raw, accounts, documents) for raw in read["point"])
        kind = cast(ExchangeKind, _one_of(name, "kind", read["kind"], ExchangeKind))
        date, participants = str(read["date"]), tuple(read["participants"])
    except KeyError as error:
        raise ExchangeError(f"{name}: accounts.toml lacks the key {error}") from error
    if len({point.id for point in points}) < len(points):
        raise ExchangeError(f"{name}: two points have the same id")
    _unmixed(name, points)
    framing = _framing(name, read.get("framing", {}), accounts, participants, documents)
    return Exchange(name, kind, date, participants, documents, others, accounts, points, framing)


def _one_of(where: str, key: str, value: Any, allowed: Any) -> str:
    if value not in get_args(allowed):
        raise ExchangeError(f"{where}: {key} is {value!r}; it must be one of {', '.join(get_args(allowed))}")
    return str(value)


def _documents(folder: Path) -> tuple[dict[str, Document], dict[str, Document]]:
    """The documents of the exchange, and those of others, by file name."""
    own: dict[str, Document] = {}
    others: dict[str, Document] = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            marked = parse(path.read_text(encoding="utf-8"))
        except MarkupError as error:
            raise ExchangeError(f"{folder.name}/{path.name}: {error}") from error
        header = marked.header
        if header["kind"] not in KINDS or "published" not in header or not {"issuer", "outlet"} & header.keys():
            raise ExchangeError(
                f"{folder.name}/{path.name}: the header needs a known kind, published, issuer or outlet"
            )
        document = Document(
            id=path.name,
            text=marked.text,
            origin=str(path),
            title=header.get("title"),
            outlet=header.get("outlet"),
            kind=header["kind"],
            issuer=header.get("issuer"),
            language=marked.language,
            published=header["published"],
        )
        (others if header.get("exchange") == "other" else own)[path.name] = document
    return own, others


def _accounts(name: str, read: list[dict[str, Any]], documents: Mapping[str, Document]) -> dict[str, Account]:
    accounts = {raw["id"]: Account(raw["id"], raw["voucher"], tuple(raw["documents"])) for raw in read}
    named = {document for account in accounts.values() for document in account.documents}
    if unknown := sorted(named - documents.keys()):
        raise ExchangeError(f"{name}: no document of this exchange: {', '.join(unknown)}")
    if unused := sorted(documents.keys() - named):
        raise ExchangeError(f"{name}: in no account: {', '.join(unused)} (mark it 'exchange: other', or name it)")
    return accounts


def _point(name: str, raw: dict[str, Any], accounts: Mapping[str, Account], documents: Mapping[str, Document]) -> Point:
    where = f"{name}, point {raw['id']}"
    if raw["accounts"].keys() != accounts.keys():
        wrong = ", ".join(sorted(raw["accounts"].keys() ^ accounts.keys()))
        raise ExchangeError(f"{where}: every account needs an entry, and no other: {wrong}")
    standings = {
        account.id: _standing(f"{where}, {account.id}", raw["accounts"][account.id], account, documents)
        for account in accounts.values()
    }
    label = cast(Label, _one_of(where, "label", raw["label"], Label))
    if label != (fitting := _label([standing.status for standing in standings.values()])):
        raise ExchangeError(f"{where}: the label is {label!r}, but the statuses make it {fitting or 'no point'!r}")
    differences = tuple(
        cast(Difference, _one_of(where, "difference", d, Difference)) for d in raw.get("differences", [])
    )
    return Point(raw["id"], label, raw.get("note", ""), differences, standings)


def _label(statuses: list[Status]) -> Label | None:
    """The one label that the statuses allow; None where no account reports the point."""
    if "reported" not in statuses:
        return None
    if {"denied", "contradicted"} & set(statuses):
        return "conflict"
    return "shared" if statuses.count("reported") > 1 else "one-sided"


def _standing(where: str, raw: dict[str, Any], account: Account, documents: Mapping[str, Document]) -> Standing:
    status = cast(Status, _one_of(where, "status", raw["status"], Status))
    passages = tuple(_passage(where, file, words, account, documents) for file, words in raw.get("passages", []))
    if bool(passages) == (status == "not mentioned"):
        raise ExchangeError(f"{where}: {status!r} with {len(passages)} passages")
    return Standing(status, passages)


def _passage(where: str, file: str, words: str, account: Account, documents: Mapping[str, Document]) -> Passage:
    if file not in account.documents:
        raise ExchangeError(f"{where}: {file} does not carry this account")
    text = documents[file].text
    if not words.strip() or (count := text.count(words)) != 1:
        raise ExchangeError(f"{where}: {words!r} is {count if words.strip() else 0} times in {file}; it must be once")
    start = text.index(words)
    return Passage(file, Span(start, start + len(words)))


def _unmixed(name: str, points: tuple[Point, ...]) -> None:
    """Raise where words of an account are evidence of two points: what aligns with what would be open."""
    seen: dict[str, list[tuple[Passage, str]]] = {}
    for point in points:
        for account, standing in point.standings.items():
            earlier = seen.setdefault(account, [])
            for document, span in standing.passages:
                for other, of in earlier:
                    if other.document == document and span.start < other.span.end and other.span.start < span.end:
                        raise ExchangeError(f"{name}, point {point.id}, {account}: shares words with point {of}")
            earlier.extend((passage, point.id) for passage in standing.passages)


def _framing(
    name: str,
    raw: dict[str, Any],
    accounts: Mapping[str, Account],
    participants: tuple[str, ...],
    documents: Mapping[str, Document],
) -> Framing:
    for problem in _framing_problems(raw, accounts, participants, documents):
        raise ExchangeError(f"{name}, framing: {problem}")
    lists = {key: {who: tuple(words) for who, words in raw[key].items()} for key in LISTED_WORDS if key in raw}
    return Framing(**{**raw, **lists, "own_words_only": tuple(raw.get("own_words_only", ()))})


def _framing_problems(
    raw: dict[str, Any],
    accounts: Mapping[str, Account],
    participants: tuple[str, ...],
    documents: Mapping[str, Document],
) -> Iterator[str]:
    known = Framing.__dataclass_fields__
    yield from (f"unknown key {key}" for key in raw if key not in known)
    # What follows needs accounts that are known, and is not reached where one is not.
    yield from (f"{key}: unknown account {who}" for key, value in raw.items() for who in value if who not in accounts)
    texts = {who: [documents[document] for document in account.documents] for who, account in accounts.items()}
    for key, who, words in _words(raw):
        if not any(words in document.text for document in texts[who]):
            yield f"{key}: {words!r} is in no document of {who}"
    for who, initiator in raw.get("initiator", {}).items():
        if initiator not in {*accounts, *participants}:
            yield f"initiator: {who} names {initiator!r}, neither an account nor a participant"
    for who, day in raw.get("published", {}).items():
        if day not in {document.published for document in texts[who]}:
            yield f"published: no document of {who} is of {day}"
    yield from (f"authority: {a!r}" for a in raw.get("authority", {}).values() if a not in get_args(Authority))


def _words(raw: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each key, account and words of the framing."""
    for key in SINGLE_WORDS:
        yield from ((key, account, words) for account, words in raw.get(key, {}).items())
    for key in LISTED_WORDS:
        yield from ((key, account, words) for account, listed in raw.get(key, {}).items() for words in listed)
