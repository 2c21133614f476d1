"""Checks of one ``[[actor]]`` block by itself: keys, slugs, kinds, dates, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.actors.records import KINDS, first_day, last_day

KEYS = (
    "id", "kind", "name", "qid", "code", "speaks_for", "head", "shared", "ended",
    "names", "demonyms", "metonyms", "roles",
)  # fmt: skip
ROLE_KEYS = ("office", "from", "to", "acting")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,8})?")
FORMS = {"qid": (re.compile(r"Q[1-9]\d*"), "like Q142"), "code": (re.compile(r"[A-Z]{2}"), "like FR")}
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, in which record, and what."""

    file: str
    id: str
    what: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.id}: {'warning: ' if self.warning else ''}{self.what}"


def block_problems(file: str, block: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with one block by itself."""
    return [Problem(file, str(block.get("id", "(no id)")), what) for what in faults(block)]


def faults(block: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with ``block``, in plain English; nothing where it is well-formed."""
    for key in block:
        if key not in KEYS:
            yield f"unknown key {key!r}; known are {', '.join(KEYS)}"
    for key in ("id", "kind", "name"):
        if key not in block:
            yield f"{key} is missing"
    yield from _scalar_faults(block)
    for key in ("names", "demonyms", "metonyms"):
        yield from _word_faults(key, block.get(key, {}))
    yield from _role_faults(block)


def _scalar_faults(block: Mapping[str, Any]) -> Iterator[str]:
    for key in ("id", "kind", "name", "qid", "code", "speaks_for", "head"):
        value = block.get(key, "x")
        if not isinstance(value, str) or not value.strip():
            yield f"{key} must be a text, not {value!r}"
        elif key in block and key in ("id", "speaks_for", "head") and not SLUG.fullmatch(value):
            yield f"{key} {value!r} is no slug; write it with a-z, 0-9 and single hyphens"
        elif key in block and key in FORMS and not FORMS[key][0].fullmatch(value):
            yield f"{key} {value!r} is none; write it {FORMS[key][1]}"
    if isinstance(block.get("kind"), str) and block["kind"] not in KINDS:
        yield f"unknown kind {block['kind']!r}; known are {', '.join(KINDS)}"
    if "code" in block and block.get("kind") != "state":
        yield "code is for states only"
    if "shared" in block and (block["shared"] is not True or block.get("kind") != "office"):
        yield "shared is for offices only, and true"
    if "ended" in block and (block.get("kind") not in ("office", "institution") or not is_date(block["ended"])):
        yield 'ended is for offices and institutions only, and a date like "1991-12-26"'


def _word_faults(key: str, words: object) -> Iterator[str]:
    if not isinstance(words, Mapping):
        yield f'{key} needs a language, as in {key}.en = ["..."]'
        return
    for language, own in words.items():
        if not LANGUAGE.fullmatch(language):
            yield f"{key}.{language}: {language!r} is no language code"
        if not isinstance(own, list) or not all(isinstance(word, str) and word.strip() for word in own):
            yield f"{key}.{language} must be a list of texts"


def _role_faults(block: Mapping[str, Any]) -> Iterator[str]:
    roles = block.get("roles", [])
    if roles and block.get("kind") != "person":
        yield "roles are for persons only"
    if not isinstance(roles, list) or not all(isinstance(role, Mapping) for role in roles):
        yield "roles must be a list of { office = ..., from = ..., to = ... }"
        return
    for role in roles:
        name = role.get("office")
        for key in role:
            if key not in ROLE_KEYS:
                yield f"role {name!r}: unknown key {key!r}; known are {', '.join(ROLE_KEYS)}"
        if not isinstance(name, str) or not SLUG.fullmatch(name):
            yield f"role: office {name!r} is no slug"
        if not isinstance(role.get("acting", False), bool):
            yield f"role {name!r}: acting must be true or false"
        yield from _date_faults(name, role)


def _date_faults(name: object, role: Mapping[str, Any]) -> Iterator[str]:
    bad = [key for key in ("from", "to") if key in role and not is_date(role[key])]
    for key in bad:
        yield f'role {name!r}: {key} {role[key]!r} is no date; write it like "2022-01-28", "2022-01" or "2022"'
    if not bad and "from" in role and "to" in role and first_day(role["from"]) > last_day(role["to"]):
        yield f"role {name!r}: from {role['from']} is later than to {role['to']}"


def is_date(value: object) -> bool:
    """Tell whether ``value`` is an ISO 8601 day, month or year that exists."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(first_day(value))
    except ValueError:
        return False
    return True
