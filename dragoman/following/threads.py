"""What one side demands, proposes, promises or threatens, and how another answers, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["demand", "proposal", "promise", "threat"]
Standing = Literal["accepted", "refused", "countered", "under study", "no answer found"]

_OPENING: dict[str, Kind] = {"REQUEST": "demand", "PROPOSE": "proposal", "PROMISE": "promise", "THREATEN": "threat"}
_ANSWERS: dict[str, Standing] = {
    **dict.fromkeys(("AGREE", "YIELD", "COOPERATE", "AID", "SUPPORT"), "accepted"),
    **dict.fromkeys(("REJECT", "DENY"), "refused"),
    **dict.fromkeys(("PROPOSE", "REQUEST"), "countered"),
    **dict.fromkeys(("CONSULT", "INTEND"), "under study"),
}
#: An act that is denied does not do the contrary: who did not refuse has not agreed.
_NEGATED: dict[Standing, Standing] = {"accepted": "refused", "refused": "under study"}
#: The share of the smaller side's words that both must have, where neither says to whom it speaks, and where one does.
LIKE, ADDRESSED = 0.5, 0.2
#: One word in common is chance.
_COMMON = 2
#: Words of this length and less are mostly grammar.
_SHORT = 3
#: Days in which an answer is looked for.
WITHIN = 120


@dataclass(frozen=True, slots=True)
class Move:
    """A statement as a move: ``side`` are the parties that speak, ``to`` those spoken to, by id; empty where unknown.

    ``day`` counts as ``date.toordinal``; ``words`` are those of the content, folded.
    """

    key: str
    day: int
    side: frozenset[str]
    to: frozenset[str]
    act: str
    negated: bool
    topic: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A move that answers another, what it makes of it, and the share of words in common."""

    move: Move
    standing: Standing
    likeness: float


@dataclass(frozen=True, slots=True)
class Thread:
    """A move that asks for an answer, and the answers found, the earliest first."""

    opening: Move
    kind: Kind
    answers: tuple[Answer, ...]

    def standing(self, day: int | None = None) -> Standing:
        """What became of it up to a day (as ``date.toordinal`` counts): what the last answer says."""
        known = [own for own in self.answers if day is None or own.move.day <= day]
        return known[-1].standing if known else "no answer found"


def opens(act: str | None, negated: bool) -> Kind | None:
    """What kind of thread an act opens; None where it opens none."""
    return None if negated else _OPENING.get(act or "")


def answers(act: str | None) -> bool:
    """Whether an act can answer another's."""
    return act in _ANSWERS


def follow(opening: Move, moves: Iterable[Move]) -> Thread:
    """The thread that ``opening`` begins, with those of ``moves`` that answer it.

    An answer comes from another side, on the same topic, within ``WITHIN`` days, and in like words: fewer are enough
    where the answer, or what it answers, says whom it speaks to and that is the other side.

    Raises:
        ValueError: the act of ``opening`` opens no thread.
    """
    kind = opens(opening.act, opening.negated)
    if kind is None:
        raise ValueError(f"{opening.act} opens no thread")
    found = [answer for move in moves if (answer := _answer(opening, move))]
    return Thread(opening, kind, tuple(sorted(found, key=lambda own: (own.move.day, own.move.key))))


def _answer(opening: Move, move: Move) -> Answer | None:
    standing = _ANSWERS.get(move.act)
    if standing is None or move.topic != opening.topic or not opening.topic:
        return None
    if not 0 <= move.day - opening.day <= WITHIN or not opening.day:
        return None
    if not move.side or move.side & opening.side or (opening.to and not move.side & opening.to):
        return None
    if move.to and not move.to & opening.side:
        return None
    likeness = _likeness(opening.words, move.words)
    if likeness < (ADDRESSED if opening.to or move.to else LIKE):
        return None
    return Answer(move, _NEGATED.get(standing, standing) if move.negated else standing, likeness)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    first, second = ({word for word in own if len(word) > _SHORT} for own in (one, other))
    common = len(first & second)
    return common / min(len(first), len(second)) if common >= _COMMON else 0.0
