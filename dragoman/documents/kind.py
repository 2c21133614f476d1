"""What kind of text a document is, and which party vouches for it.

Three things tell: the address, the title and the form. The tables are data that a person can
edit: ``issuers.toml`` (who publishes where) and ``titles.toml`` (how official texts are titled).
An outlet that is no listed issuer makes a text a press article, whatever its title quotes.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from dragoman.documents.signs.words import lines, plain, visible
from dragoman.nouns import Kind

#: A line that names the issuer holds little more than the name.
_MARK_LINE = 110
_TITLE_LINE = 160
_TURN = re.compile(r"^[ \t]*([^\W\d_][^:：\n]{0,48}?)\s?[:：]\s*\S", re.MULTILINE)
#: Speaker turns show early; a long text need not be searched to its end.
_TURNS_REACH = 20_000
#: Hosts that only a state can have, for offices that are not in the table.
_STATE_HOST = re.compile(
    r"(?:^|\.)(?:(?:gov|gouv|gob|govt|mil)(?:\.[a-z]{2})?|mfa\.[a-z.]+|president\.[a-z]{2}|go\.jp|gc\.ca)$"
)
_FOOT_LABEL = re.compile(r"^(?:source|sources|источник|джерело|quelle|fuente|fonte)\s*:\s*")
_BETWEEN = re.compile(r"^(?:\s|by|of|from|the|on behalf of|de|du|des|la|le|les|l'|d'|від|от)+\b\s*")


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind of a text and its issuer (an English name, None where none vouches); ``why`` has the reason for each."""

    kind: Kind
    issuer: str | None
    why: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Issuer:
    name: str
    addresses: tuple[str, ...]
    kind: Kind
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Formulas:
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    issuers: tuple[_Issuer, ...]
    networks: tuple[str, ...]
    formulas: dict[Kind, _Formulas]
    reports: tuple[str, ...]
    asks: frozenset[str]


def guess(*, url: str | None, title: str | None, text: str, outlet: str | None) -> Guess:
    """Return the kind and the issuer of a text, by its address, title, site name (``outlet``) and form.

    Never raises; a text of which nothing is known is an article without an issuer.
    """
    tables = _tables()
    seen = visible(text[:_TURNS_REACH])[0]
    address = _address(url)
    heading = plain(visible(title)[0]) if title else _first_line(seen)
    network = next((at for at in tables.networks if _under(address, at)), None)
    issuer, why_issuer = _issuer(address, outlet, text, tables)
    kind: Kind
    if network:
        kind, why_kind = "post", f"address under {network}"
    elif issuer:
        kind, why_kind = _official_kind(heading, seen, tables) or (issuer.kind, f"what {issuer.name} publishes")
    elif address and _STATE_HOST.search(address.partition("/")[0]):
        kind, why_kind = _official_kind(heading, seen, tables) or ("statement", "address of a state's own site")
    else:
        kind, why_kind = _plain_kind(heading, seen, known_origin=bool(address or outlet), tables=tables)
        if kind in ("statement", "transcript"):
            issuer, why_issuer = _titled(heading, tables)
    why = {"kind": why_kind} | ({"issuer": why_issuer} if issuer else {})
    return Guess(kind, issuer.name if issuer else None, why)


def _issuer(address: str, outlet: str | None, text: str, tables: _Tables) -> tuple[_Issuer | None, str]:
    """Return the issuer that the address, the site name or a line at the head or foot gives, and why."""
    for issuer in tables.issuers:
        for known in issuer.addresses:
            if _under(address, known):
                return issuer, f"address under {known}"
    for issuer in tables.issuers:
        if outlet and plain(outlet) in (plain(issuer.name), *issuer.marks, *issuer.addresses):
            return issuer, f'the site is called "{outlet}"'
    for line in (*lines(text, first=3), *lines(text, last=3)):
        said = _FOOT_LABEL.sub("", plain(visible(line)[0])).strip(" .:—–-/()©")
        for issuer in tables.issuers:
            if len(line) <= _MARK_LINE and any(_is_mark(said, mark) for mark in issuer.marks):
                return issuer, f'a line of its own names it: "{line}"'
    return None, ""


def _is_mark(said: str, mark: str) -> bool:
    # "Press service of the Kremlin, 28 January" is the mark; "The White House said" is a sentence, and a line
    # of one word or two ("NATO") may be a keyword.
    if not said.startswith(mark) or len(re.findall(r"\w+", mark)) < 3:
        return False
    return re.match(r"\s*(?:$|[,.;|/(\d—–])", said[len(mark) :]) is not None


def _official_kind(heading: str, text: str, tables: _Tables) -> tuple[Kind, str] | None:
    """Return the kind of an official text by its form and title, or None where they say nothing."""
    turns = _turns(text, tables)
    if turns:
        return "transcript", turns
    begun = _begun(heading, tables)
    if begun:
        return begun
    for kind, formulas in tables.formulas.items():
        held = next((words for words in formulas.holds if words in heading), None)
        if held:
            return kind, f"the title has '{held}'"
    opened = _opened(text, tables)
    return ("readout", opened) if opened else None


def _plain_kind(heading: str, text: str, *, known_origin: bool, tables: _Tables) -> tuple[Kind, str]:
    """Return the kind of a text of which no issuer is known: an article unless title or form say otherwise."""
    turns = _turns(text, tables)
    if turns:
        return "transcript", turns
    if known_origin:
        return "article", "the address or the site is no known issuer's"
    begun = _begun(heading, tables)
    if begun:
        return begun
    opened = _opened(text, tables)
    paragraph = _first_paragraph(text)
    if opened and not any(words in paragraph for words in tables.reports):
        return "readout", opened
    return "article", "nothing in title or form marks an official text"


def _begun(heading: str, tables: _Tables) -> tuple[Kind, str] | None:
    for kind, formulas in tables.formulas.items():
        for words in formulas.begins:
            if heading.startswith(words) and not heading[len(words) : len(words) + 1].isalpha():
                return kind, f"title begins '{words}'"
    return None


def _titled(heading: str, tables: _Tables) -> tuple[_Issuer | None, str]:
    """Return the issuer whose name follows the formula a title begins with ("Statement by NATO ..."), and why."""
    for formulas in tables.formulas.values():
        for words in formulas.begins:
            rest = _BETWEEN.sub("", heading[len(words) :]) if heading.startswith(words) else ""
            for issuer in tables.issuers if rest else ():
                mark = next((mark for mark in issuer.marks if rest.startswith(mark)), None)
                if mark and not rest[len(mark) : len(mark) + 1].isalpha():
                    return issuer, f'the title names it: "{mark}"'
    return None, ""


def _opened(text: str, tables: _Tables) -> str | None:
    paragraph = _first_paragraph(text)
    words = next((words for words in tables.formulas["readout"].opens if words in paragraph), None)
    return f"the text begins with a call: '{words}'" if words else None


def _first_paragraph(text: str) -> str:
    # The first line may be the title over again, so the first two lines that hold anything count.
    return plain(" ".join(lines(text, first=2))[:800])


def _first_line(text: str) -> str:
    found = lines(text, first=1)
    return plain(found[0]) if found and len(found[0]) <= _TITLE_LINE else ""


def _turns(text: str, tables: _Tables) -> str | None:
    """Return the reason to take a text for a transcript: speakers' names at the start of lines, in turn."""
    labels = Counter(plain(found[1]) for found in _TURN.finditer(text) if len(found[1].split()) <= 6)
    asking = next((label for label in labels if label in tables.asks), None)
    again = [label for label, count in labels.items() if count >= 2]
    if (asking and len(labels) >= 2) or len(again) >= 2:
        shown = [asking, *(label for label in labels if label != asking)] if asking else again
        return "speakers in turn: " + ", ".join(f"'{label}:'" for label in shown[:2])
    return None


def _address(url: str | None) -> str:
    """Return host and path of an address in small letters, without "www." and a preview's "/s/"; "" for none."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.") + parts.path.lower().replace("/s/", "/", 1)


def _under(address: str, known: str) -> bool:
    host, _, path = known.partition("/")
    at, _, rest = address.partition("/")
    # A path that ends in a letter is a whole name: x.com/nato is not x.com/nato_source.
    whole = not path[-1:].isalnum() or not re.match(r"\w", rest[len(path) :])
    return (at == host or at.endswith("." + host)) and rest.startswith(path) and whole


@cache
def _tables() -> _Tables:
    issuers = _read("issuers.toml")
    titles = _read("titles.toml")
    kinds: tuple[Kind, ...] = ("readout", "statement", "transcript")
    return _Tables(
        issuers=tuple(
            _Issuer(
                name=entry["name"],
                addresses=tuple(entry["addresses"]),
                kind=entry["kind"],
                marks=tuple(plain(mark) for mark in entry["marks"]),
            )
            for entry in issuers["issuer"]
        ),
        networks=tuple(at for entry in issuers["network"] for at in entry["addresses"]),
        formulas={
            kind: _Formulas(
                begins=tuple(titles[kind]["begins"]),
                holds=tuple(titles[kind]["holds"]),
                opens=tuple(titles[kind].get("opens", ())),
            )
            for kind in kinds
        },
        reports=tuple(titles["article"]["reports"]),
        asks=frozenset(titles["turns"]["asks"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
