"""A new record for the user's file: made from what the user says, and written as TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.actors.fold import fold
from dragoman.actors.index import Ground
from dragoman.actors.registry import Registry


def slug(name: str) -> str:
    """Return the id that ``name`` suggests; empty where it has no Latin letters."""
    return "-".join(word for word in fold(name).split() if word.isascii())


def role(text: str) -> dict[str, str]:
    """Return the role of ``OFFICE=FROM/TO``; either date, or both, may be left out."""
    office, _, dates = text.partition("=")
    start, _, end = dates.partition("/")
    return {key: value for key, value in (("office", office), ("from", start), ("to", end)) if value}


def aliases(pairs: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of ``LANGUAGE=NAME`` pairs, by language."""
    names: dict[str, list[str]] = {}
    for pair in pairs:
        language, _, name = pair.partition("=")
        names.setdefault(language.strip(), []).append(name.strip())
    return names


def taken(block: Mapping[str, Any], registry: Registry) -> str | None:
    """Return why the registry has the actor of ``block`` already, or None."""
    if block["id"] in registry.records:
        return f"the id {block['id']!r} is taken by {registry.records[block['id']].name}"
    named = [entry.id for entry in registry.named(fold(block["name"])) if entry.ground == Ground.NAME]
    return f"{block['name']!r} is a name of {named[0]!r} already" if named else None


def toml(block: Mapping[str, Any]) -> str:
    """Return ``block`` as an ``[[actor]]`` section."""
    lines = ["[[actor]]"]
    for key, value in block.items():
        if key == "names":
            lines += [f"names.{language} = {_value(own)}" for language, own in value.items()]
        elif key == "roles":
            roles = (", ".join(f"{k} = {_value(v)}" for k, v in own.items()) for own in value)
            lines += ["roles = [", *(f"  {{ {own} }}," for own in roles), "]"]
        else:
            lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    # Texts and lists of texts are written alike in JSON and TOML, but for one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
