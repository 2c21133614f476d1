"""A statement as a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.cli.sentence import DONE, Sentence, sentence
from dragoman.nouns import Actor, Span, Statement
from dragoman.reading.codes import ACTS

PAPER, ELYSEE = Actor("local:paper", "The Paper", "outlet"), Actor("elysee", "Élysée Palace", "institution", "france")
PUTIN = Actor("vladimir-putin", "Vladimir Putin", "person", "russia")
MACRON = Actor("emmanuel-macron", "Emmanuel Macron", "person", "france")
DENIED = Statement(
    "s2", (Span(0, 5),), (Span(6, 12),), (Span(13, 40),), "indirect", "Putin", PUTIN, (PAPER, ELYSEE, PUTIN), (MACRON,),
    "DENY", said="2022-01-28",
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            DENIED,
            Sentence(
                "Élysée Palace, 28 Jan 2022", "Vladimir Putin", "DENIED",
                "to Emmanuel Macron; in the word of Élysée Palace; reported by The Paper",
            ),
        ),
        (
            replace(DENIED, word_of=(ELYSEE, PUTIN), addressee=(), negated=True, act="CONFIRM", modality="possible"),
            Sentence("Élysée Palace, 28 Jan 2022", "Vladimir Putin", "DID NOT CONFIRM", "possible"),
        ),
        (
            replace(DENIED, speaker=None, word_of=(), addressee=(), said="2022-01", topic="nato-enlargement"),
            Sentence("2022-01", "“Putin” (open)", "DENIED", "nato enlargement"),
        ),
        (
            replace(DENIED, speaker=replace(ELYSEE, named=False), word_of=(PAPER,), addressee=(), hedge="aurait"),
            Sentence("The Paper, 28 Jan 2022", "unnamed source of Élysée Palace", "DENIED", "hedged: “aurait”"),
        ),
        (
            replace(DENIED, speaker=None, mention=None, source=(), word_of=(), addressee=(), said=None, act=None),
            Sentence("", "(no source)", "SAID", ""),
        ),
    ],
    ids=["chain", "negated", "open", "unnamed", "nothing known"],
)  # fmt: skip
def test_a_statement_reads_as_a_sentence(statement: Statement, expected: Sentence) -> None:
    assert sentence(statement) == expected


def test_every_act_has_its_verb() -> None:
    assert set(DONE) == set(ACTS)
