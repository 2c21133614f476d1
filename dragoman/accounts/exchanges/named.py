"""Who is named in a text as one who may take part: mentions, without those that are parts of others or of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dragoman.accounts.parties import Parties
from dragoman.nouns import Actor, DateMention, Mention

#: Between an office or the first part of a name and the name, or the rest of it: "President, Mr. X", "Tamim bin Hamad".
_APPOSED = re.compile(r"\s*,?\s*(?:(?:[A-ZА-Я]\.)+\s?)?(?:[^\W\d_]{1,4}\.\s?)?")
_WITHIN_NAME = re.compile(
    r"[\s-](?:(?:[Bb][ie]nt?|[Ii]bn|[Бб][еи]н|[Іі]бн|[Ии]бн)[\s-](?:[^\W\d_]+[\s-])?)?(?:[AaEe]l[-\s])?"
)
#: How far before, and after, the name of a person unknown to the registry its state is looked for.
_BEFORE, _AFTER = 60, 60
_PAUSE = re.compile(r"[.,;:()]|\s[—–-]\s")


def named(
    text: str, language: str | None, mentions: Iterable[Mention], dates: Iterable[DateMention], parties: Parties
) -> list[Mention]:
    """Return the mentions of a text in order, each person once where an office and a name, or two parts of a name, are.

    A name within a date is none (*2 May*). A person whom only the text knows stands for the state that the words for
    its office name.
    """
    days = [date.span for date in dates]
    ordered = sorted(mentions, key=lambda mention: mention.span)
    kept: list[Mention] = []
    for own in ordered:
        if any(day.start <= own.span.start < day.end for day in days):
            continue
        before = kept[-1] if kept and kept[-1].actor.kind == own.actor.kind == "person" else None
        gap = text[before.span.end : own.span.start] if before else ""
        if before and before.actor.id != own.actor.id:
            if _is_office(before) and not _is_office(own) and _APPOSED.fullmatch(gap):
                kept.pop()
            elif not _is_office(before) and "," not in gap and _WITHIN_NAME.fullmatch(gap):
                continue
        kept.append(own)
    known = {m.actor.id: m.actor for m in kept if m.actor.id.startswith("local:") and m.actor.kind == "person"}
    stated = {id: _stated(actor, text, language, kept, parties) for id, actor in known.items()}
    return [replace(m, actor=stated.get(m.actor.id, m.actor)) for m in kept]


def _is_office(mention: Mention) -> bool:
    """Whether words name a person by an office alone."""
    return " office" in mention.reason and not mention.reason.startswith("the name of")


def _stated(actor: Actor, text: str, language: str | None, mentions: Iterable[Mention], parties: Parties) -> Actor:
    """A person whom only the text knows: as the registry has one of that name, or with the state of its office."""
    same = parties.person(actor.name)
    if same:
        return same
    if actor.speaks_for:
        return actor
    people = [mention for mention in mentions if mention.actor.kind == "person"]
    for own in (mention for mention in people if mention.actor.id == actor.id):
        start = max([0, own.span.start - _BEFORE, *(m.span.end for m in people if m.span.end <= own.span.start)])
        before = _PAUSE.split(text[start : own.span.end])[-1]
        apposed = re.match(r"[^.;,]{0,25},\s*([^.;,]+)", text[own.span.end : own.span.end + _AFTER])
        for words in (before, apposed.group(1) if apposed else ""):
            if state := parties.states.only(words, language):
                return replace(actor, speaks_for=state)
    return actor
