"""The codes that a statement's act, modality and topic may have; ``docs/acts.md`` says what each means."""

from __future__ import annotations

from dragoman.nouns import Modality

#: Roots of PLOVER (Halterman et al., 2023).
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
#: Verbal acts that PLOVER leaves out.
VERBAL = (
    "SAY", "ASK", "DENY", "CONFIRM", "PROMISE", "PROPOSE", "WARN", "PRAISE", "REGRET", "CONCERN", "BELIEVE", "HOPE",
    "INTEND",
)  # fmt: skip
ACTS = ROOTS + VERBAL
MODALITIES: tuple[Modality | None, ...] = (None, "possible", "conditional", "required", "intended")
TOPICS: tuple[str | None, ...] = (
    None, "nato-enlargement", "security-guarantees", "minsk-process", "peace-talks", "ceasefire", "troop-movements",
    "fighting", "military-aid", "arms-control", "nuclear", "missiles", "sanctions", "trade", "energy", "food",
    "finance", "climate", "humanitarian-aid", "refugees", "prisoners", "human-rights", "war-crimes",
    "territorial-integrity", "elections", "domestic-politics", "terrorism", "cyber", "media", "migration",
    "maritime", "aviation", "health", "expulsions", "visits-and-talks", "bilateral-relations", "culture-and-sport",
)  # fmt: skip
