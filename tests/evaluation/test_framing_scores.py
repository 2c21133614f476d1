"""How framing is held against the gold: overlap of words, values, and a party for an account."""

from __future__ import annotations

import pytest

from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.nouns import Framing, Passage, Span
from evaluation.exchanges import FOLDER, Exchange, load
from evaluation.framing_scores import FramingTally, table


@pytest.fixture(scope="module")
def gold() -> Exchange:
    return load(FOLDER / "dev" / "scholz-putin-call-2022-09")


@pytest.fixture(scope="module")
def parties() -> Parties:
    return Parties(Registry.shipped())


def finding(
    gold: Exchange, category: str, account: str, document: str, words: str, value: str | None = None
) -> Framing:
    start = gold.documents[document].text.index(words)
    passage = Passage(document, (Span(start, start + len(words)),), words)
    return Framing(category, account, value or words, (passage,))


def test_nothing_found_is_missed(gold: Exchange, parties: Parties) -> None:
    tally = FramingTally()
    tally.score(gold, (), parties)
    assert tally.counts["initiator accuracy"] == (0, 2, 2)
    assert tally.counts["names"] == (0, 0, 3)
    assert all(count.hit == 0 for count in tally.counts.values())


def test_words_and_values_are_held_against_the_gold(gold: Exchange, parties: Parties) -> None:
    found = (
        finding(gold, "initiator", "russia", "kremlin-ru.txt", "По инициативе", "germany"),
        finding(gold, "initiator", "press", "press-uk.txt", "зателефонував", "russia"),
        finding(gold, "duration", "germany", "berlin-en.txt", "lasted 90 minutes", "90 minutes (90 min)"),
        finding(gold, "names", "germany", "berlin-en.txt", "war against Ukraine"),
        finding(gold, "names", "germany", "berlin-en.txt", "grain agreement"),
    )
    tally = FramingTally()
    tally.score(gold, found, parties)
    assert tally.counts["initiator accuracy"] == (1, 2, 2)
    assert tally.counts["duration"] == (1, 1, 1)
    assert tally.counts["names"] == (1, 2, 3), "one right, one wrong, of three"
    assert any("grain agreement" in miss for miss in tally.misses)
    assert "others" in table(tally.counts)
