"""A statement as a sentence: *Élysée Palace, 28 Jan 2022: Vladimir Putin DENIED ... (to Emmanuel Macron; ...)*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dragoman.nouns import Actor, Statement

#: Each act as it was done, and as it was not.
DONE = {
    "AGREE": ("AGREED", "AGREE"), "CONSULT": ("DISCUSSED", "DISCUSS"), "SUPPORT": ("SUPPORTED", "SUPPORT"),
    "COOPERATE": ("COOPERATED", "COOPERATE"), "AID": ("AIDED", "AID"), "YIELD": ("YIELDED", "YIELD"),
    "REQUEST": ("REQUESTED", "REQUEST"), "ACCUSE": ("ACCUSED", "ACCUSE"), "REJECT": ("REJECTED", "REJECT"),
    "THREATEN": ("THREATENED", "THREATEN"), "PROTEST": ("PROTESTED", "PROTEST"), "SANCTION": ("SANCTIONED", "SANCTION"),
    "MOBILIZE": ("MOBILIZED", "MOBILIZE"), "COERCE": ("COERCED", "COERCE"), "ASSAULT": ("ASSAULTED", "ASSAULT"),
    "SAY": ("SAID", "SAY"), "ASK": ("ASKED", "ASK"), "DENY": ("DENIED", "DENY"), "CONFIRM": ("CONFIRMED", "CONFIRM"),
    "PROMISE": ("PROMISED", "PROMISE"), "PROPOSE": ("PROPOSED", "PROPOSE"), "WARN": ("WARNED", "WARN"),
    "PRAISE": ("PRAISED", "PRAISE"), "REGRET": ("REGRETTED", "REGRET"), "CONCERN": ("WORRIED", "WORRY"),
    "BELIEVE": ("BELIEVED", "BELIEVE"), "HOPE": ("HOPED", "HOPE"), "INTEND": ("INTENDED", "INTEND"),
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Sentence(NamedTuple):
    """The parts of the sentence that are not the content: who vouches and when, who spoke, what it did, the rest."""

    prefix: str
    speaker: str
    act: str
    rest: str


def sentence(statement: Statement) -> Sentence:
    """The sentence of a statement in English, its content left out: that stays in the words of the text."""
    chain = [actor for actor in statement.word_of if actor != statement.speaker]
    voucher = chain[-1] if chain else None
    when = _day(statement.said)
    prefix = ", ".join(part for part in (voucher.name if voucher else "", when) if part)
    done, not_done = DONE.get(statement.act or "SAY", (statement.act or "", statement.act or ""))
    act = f"DID NOT {not_done}" if statement.negated else done
    return Sentence(prefix, _speaker(statement), act, "; ".join(_rest(statement, chain)))


def _speaker(statement: Statement) -> str:
    actor = statement.speaker
    if actor is None:
        return f"“{statement.mention}” (open)" if statement.mention else "(no source)"
    return actor.name if actor.named else f"unnamed source of {actor.name}"


def _rest(statement: Statement, chain: list[Actor]) -> Iterator[str]:
    if statement.addressee:
        yield "to " + " and ".join(actor.name for actor in statement.addressee)
    if len(chain) > 1:
        yield f"in the word of {chain[-1].name}"
        yield "reported by " + ", from ".join(actor.name for actor in chain[:-1])
    if statement.modality:
        yield statement.modality
    if statement.hedge:
        yield f"hedged: “{statement.hedge}”"
    if statement.topic:
        yield statement.topic.replace("-", " ")


def _day(value: str | None) -> str:
    """A date as a reader writes it; whatever is no day stays as it is."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return value or ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
