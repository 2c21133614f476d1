"""Exchanges as whole documents are read as they were marked."""

from pathlib import Path

import pytest

from training.whole import WholeError, load, parse

TEXT = """exchange: call, 2019-06-12, Pakistan and Iran
=== a | en | Ministry of Foreign Affairs | 2019-06-12 | A call
He said that [p1 the fence would be finished] and that [c1 nobody was hurt].

=== press | en | The Quetta Post | 2019-06-13 | Fence
Islamabad wants [a:p1 to finish the fence]; Tehran says [b:c1 two guards were hurt].
"""


def test_marks_are_taken_out_and_kept() -> None:
    whole = parse("x", TEXT)
    document = whole.documents["a"]
    assert document.text == "He said that the fence would be finished and that nobody was hurt."
    assert document.issuer == "Ministry of Foreign Affairs"
    assert document.published == "2019-06-12"
    assert whole.documents["press"].outlet == "The Quetta Post"
    texts = {id: own.text for id, own in whole.documents.items()}
    told = [(m.account, m.document, m.point, texts[m.document][slice(*m.span)]) for m in whole.passages]
    assert told[0] == ("a", "a", "p1", "the fence would be finished")
    assert told[3] == ("b", "press", "c1", "two guards were hurt")


def test_facts_are_words_of_their_account() -> None:
    told = "Pakistan and Iran\nfact: a | initiator | Iran | He said\nfact: b | encounter | Fence"
    facts = parse("x", TEXT.replace("Pakistan and Iran", told)).facts
    assert [(f.account, f.category, f.value) for f in facts] == [
        ("a", "initiator", "Iran"),
        ("b", "encounter", "Fence"),
    ]
    for line in (
        "fact: a | duration | an hour",
        "fact: a | mood | nobody was hurt",
        "fact: a | tone",
        "a | tone | hurt",
    ):
        with pytest.raises(WholeError, match="x: "):
            parse("x", TEXT.replace("Pakistan and Iran", f"Pakistan and Iran\n{line}"))


@pytest.mark.parametrize(
    "text",
    ["no head", TEXT.replace("hurt]", "hurt"), TEXT.replace(" | A call", ""), TEXT.split("=== press")[0]],
)
def test_what_is_malformed_is_named(text: str) -> None:
    with pytest.raises(WholeError, match="x: "):
        parse("x", text)


def test_all_that_is_kept_can_be_read() -> None:
    found = load(Path(__file__).parents[2] / "training" / "whole")
    assert len(found) >= 20
    assert all(len({m.account for m in whole.passages}) >= 2 for whole in found)
