"""Gold for meaning: what is not well-formed is refused, and scores worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.actors import Registry
from dragoman.nouns import Actor, DateMention, Reading, Span, Statement
from evaluation.meaning import FOLDER, Interpreted, MeaningError, load
from evaluation.meaning_scores import MeaningTally, judged, measure

TEXT = """language: en
kind: article
outlet: The Wire
published: 2022-01-28

On Wednesday <s1>Emmanuel Macron</s1> <q1>said</q1> <c1>that <s2>he</s2> <q2>denied</q2> <c2>reports of 2021</c2></c1>.
<q3>It was hoped</q3> <c3>to talk</c3>. <s4>A man called Jean Petit</s4> <q4>wept for</q4> <c4>it</c4>.
"""
SIDECAR = """dates = [["Wednesday", "2022-01-26"], ["2021", "2021"]]

[1]
speaker = "emmanuel-macron"
registry = true
named = true
word_of = ["local:wire", "emmanuel-macron"]
addressee = ["france", "vladimir-putin"]
act = "SAY"
negated = false
modality = ""
hedge = ""
said = "2022-01-26"
refers = ["2021"]

[2]
speaker = "emmanuel-macron"
registry = false
named = true
word_of = ["local:wire", "emmanuel-macron"]
addressee = []
act = "DENY"
negated = false
modality = ""
hedge = "said"
said = "2022-01-26"
refers = ["2021"]

[3]
speaker = ""
registry = false
named = true
word_of = ["local:wire"]
addressee = []
act = "HOPE"
negated = false
modality = "intended"
hedge = ""
said = "2022-01-28"
refers = []

[4]
speaker = "local:jean-petit"
registry = false
named = true
word_of = ["local:wire", "local:jean-petit"]
addressee = []
act = "REGRET"
negated = false
modality = ""
hedge = ""
said = "2022-01-28"
refers = []
"""
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """Write the text and the sidecar, changed in one place, and return their folder."""

    def write(old: str = "", new: str = "", text: str = TEXT) -> Path:
        assert old in SIDECAR
        (tmp_path / "one.txt").write_text(text, encoding="utf-8")
        (tmp_path / "one.toml").write_text(SIDECAR.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return write


def only(folder: Path, registry: Registry) -> Interpreted:
    (one,) = load(folder, registry)
    return one


def test_a_text_with_its_sidecar(folder: Write, registry: Registry) -> None:
    one = only(folder(), registry)
    assert (one.document.id, one.document.outlet, one.document.published) == ("one", "The Wire", "2022-01-28")
    assert [s.id for s in one.statements] == ["s1", "s2", "s3", "s4"]
    assert [s.mention for s in one.statements] == ["Emmanuel Macron", "he", None, "A man called Jean Petit"]
    assert [s.within for s in one.statements] == [None, "s1", None, None]
    assert {s.form for s in one.statements} == {"indirect"}
    assert one.meanings[0].addressee == ("france", "vladimir-putin")
    assert [one.document.text[slice(*d.span)] for d in one.dates] == ["Wednesday", "2021"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('dates = [["Wednesday", "2022-01-26"], ["2021", "2021"]]', "", "no list of dates"),
        ('["Wednesday", "2022-01-26"]', '["Wednes", "2022-01-26"]', "'Wednes' is not in the text"),
        ('["Wednesday", "2022-01-26"], ["2021", "2021"]', '["2021", "2021"], ["Wednesday", "2022-01-26"]', "after"),
        ('"2022-01-26"], ["2021"', '"2022-13-26"], ["2021"', "no ISO 8601 date"),
        ('"2022-01-26"], ["2021"', '"2022-02/2022-01"], ["2021"', "no ISO 8601 date"),
        ("[4]", "[5]", "one: statements that only the text or only the sidecar has: 4, 5"),
        ("named = true\n", "", "one 1: missing or unknown keys: named"),
        ('addressee = ["france"', 'addressee = ["frankreich"', "no such actor: frankreich"),
        ('["france", "vladimir-putin"]', '["vladimir-putin+france"]', "order of the alphabet"),
        ('speaker = ""', 'speaker = "open"', "one 3: the speaker is 'open', and the text marks no source"),
        ('local:jean-petit"\nregistry = false', 'local:jean-petit"\nregistry = true', "is not in it"),
        ('["local:wire", "emmanuel-macron"]', '["local:wire"]', "does not end with the speaker"),
        ('["france", "vladimir-putin"]', '["open"]', "leave out whoever is open"),
        ('"DENY"', '"DENIES"', "one 2: no act of docs/acts.md: DENIES"),
        ('"intended"', '"planned"', "no modality"),
        ('hedge = "said"', 'hedge = "allegedly"', "'allegedly' is not in the text"),
        ('said = "2022-01-26"', 'said = "today"', "said is 'today'"),
        ('refers = ["2021"]', "refers = []", "the dates inside the content are ['2021']"),
        ("[1]", "[1", "one: "),
    ],
)
def test_what_does_not_fit_is_refused(folder: Write, registry: Registry, old: str, new: str, says: str) -> None:
    with pytest.raises(MeaningError) as error:
        only(folder(old, new), registry)
    assert says in str(error.value)


@pytest.mark.parametrize("text", [TEXT.replace("published: 2022-01-28\n", ""), TEXT.replace("</c4>", "")])
def test_a_text_that_is_not_well_formed_is_refused(folder: Write, registry: Registry, text: str) -> None:
    with pytest.raises(MeaningError, match="one: "):
        only(folder(text=text), registry)


def test_a_sidecar_without_its_text_is_refused(folder: Write, registry: Registry) -> None:
    (place := folder()).joinpath("one.txt").unlink()
    with pytest.raises(MeaningError, match=r"one\.txt"):
        only(place, registry)


def actor(own: str, named: bool = True) -> Actor:
    return Actor(own, own, "person", named=named)


def as_gold(one: Interpreted) -> tuple[Statement, ...]:
    """The statements with what the gold says of them."""
    return tuple(
        replace(
            statement,
            speaker=actor(meaning.speaker, meaning.named) if meaning.speaker else None,
            word_of=tuple(map(actor, meaning.word_of)),
            addressee=tuple(map(actor, meaning.addressee)),
            act=meaning.act,
            negated=meaning.negated,
            modality=meaning.modality or None,  # type: ignore[arg-type]
            hedge=meaning.hedge or None,
            said=meaning.said,
            refers=meaning.refers,
        )
        for statement, meaning in zip(one.statements, one.meanings, strict=True)
    )


def tally(one: Interpreted, *changed: Statement, dates: tuple[DateMention, ...] | None = None) -> MeaningTally:
    """Score the gold's own answers, with some statements and the dates changed."""
    others = {statement.id: statement for statement in changed}
    answers = tuple(others.get(s.id, s) for s in as_gold(one))
    found = one.dates if dates is None else dates
    return measure([one], lambda reading: replace(reading, statements=answers, dates=found))


def test_the_gold_itself_scores_full(folder: Write, registry: Registry) -> None:
    assert set(tally(only(folder(), registry)).figures().values()) == {100.0}


def test_nothing_read_scores_nothing(folder: Write, registry: Registry) -> None:
    one = only(folder(), registry)
    figures = measure([one], lambda reading: reading).figures()
    assert {figures[n] for n in ("speaker", "dates", "said", "refers", "addressee", "act", "hedge", "word_of")} == {0.0}


def test_speakers_are_right_wrong_or_open(folder: Write, registry: Registry) -> None:
    one = only(folder(), registry)
    first, second, _, fourth = as_gold(one)
    scored = tally(
        one,
        replace(first, speaker=actor("france")),
        replace(second, speaker=None),
        replace(fourth, speaker=actor("local:petit", named=False)),
    )
    assert scored.speakers["speaker"] == {"wrong": 1, "open": 1, "right": 1}
    assert scored.speakers["speaker in registry"] == {"wrong": 1}
    assert scored.figures()["speaker"] == 33.33
    assert scored.figures()["speaker precision"] == 50.0
    assert scored.figures()["unnamed"] == 0.0


@pytest.mark.parametrize(
    ("read", "gold", "verdict"),
    [
        (None, "france", "open"),
        (None, "open", "right"),
        ("france", "open", "wrong"),
        ("france+russia", "france", "wrong"),
        ("local:general-idris", "local:salim-idris", "right"),
        ("local:general", "local:salim-idris", "wrong"),
        ("kamil-idris", "local:salim-idris", "wrong"),
    ],
)
def test_who_is_judged(read: str | None, gold: str, verdict: str) -> None:
    assert judged(read, gold) == verdict


def test_the_rest_is_counted(folder: Write, registry: Registry) -> None:
    one = only(folder(), registry)
    first, second, third, fourth = as_gold(one)
    figures = tally(
        one,
        replace(first, word_of=first.word_of[1:], addressee=first.addressee[:1], said="2022-01-28"),
        replace(second, act="SAY", hedge="SAID that", refers=("2021", "2022")),
        replace(third, act="SAY", modality=None),
        replace(fourth, negated=True),
        dates=(replace(one.dates[0], value="2022-01-19"), replace(one.dates[1], span=Span(0, 500))),
    ).figures()
    assert figures["word_of"] == figures["said"] == figures["modality"] == 75.0
    assert figures["addressee"] == 66.67  # one of two, none wrong
    assert figures["act"] == 50.0
    assert figures["act macro"] == 37.5  # SAY 1 of 3 read: 50; REGRET 100; DENY and HOPE 0
    assert figures["hedge"] == 100.0
    assert figures["refers"] == 80.0
    assert figures["negated"] == 0.0
    assert figures["dates"] == figures["dates precision"] == figures["dates accuracy"] == 50.0


def test_a_reading_with_statements_missing_is_refused(folder: Write, registry: Registry) -> None:
    one = only(folder(), registry)
    with pytest.raises(ValueError, match="longer"):
        measure([one], lambda reading: Reading(reading.document, reading.statements[1:], "gold"))


def test_our_own_is_well_formed(registry: Registry) -> None:
    read = {one.document.id for one in load(FOLDER, registry)}
    assert read == {f"{path.parent.name}/{path.stem}" for path in FOLDER.rglob("*.toml")}
    assert read
