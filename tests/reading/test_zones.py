"""Zones, and that no text and no reading of it, however odd, stops a stage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from marked import ACTORS, read

from dragoman.actors import Registry
from dragoman.nouns import Document, Mention, Span, Statement
from dragoman.reading.addressees import with_addressees
from dragoman.reading.chain import with_chain
from dragoman.reading.hedges import with_hedges
from dragoman.reading.narrations import narrations
from dragoman.reading.sentences import sentences
from dragoman.reading.zones import References, zones

REGISTRY = Registry.of(())
WORDS = (
    *("Putin", "told", "Macron", "that", "Kyiv", "reportedly", "aurait", "promis,", "lui", "à", "Moscou", "İ", "\n\n"),
    *(":", ".", ",", "«", "»", "якобы", "Об", "этом", "сообщил", "Песков"),
)


def test_a_statement_has_its_part_of_the_sentence_for_itself() -> None:
    document, statements, _ = read(
        "On Friday <s1>Putin</s1> <q1>said</q1> <c1>yes</c1>, "
        "and later <s2>Macron</s2> <q2>said</q2> <c2>no</c2> twice. End."
    )
    found = zones(statements, sentences(document.text, "en"))
    assert [document.text[slice(*found[id])] for id in ("s1", "s2")] == [
        "On Friday Putin said yes, and later ",
        ", and later Macron said no twice.",
    ]


def test_a_statement_within_another_stays_in_its_content() -> None:
    document, statements, _ = read(
        "<s1>Peskov</s1> <q1>said</q1> <c1>on Friday <s2>Putin</s2> <q2>had said</q2> <c2>no</c2></c1> again."
    )
    found = zones(statements, sentences(document.text, "en"))
    assert document.text[slice(*found["s2"])] == "on Friday Putin had said no"


def test_of_references_that_overlap_the_longest_holds() -> None:
    short, long = (
        Mention(Span(10, end), actor, "named", 1.0) for end, actor in zip((15, 20), ACTORS.values(), strict=False)
    )
    assert [reference.span for reference in References((short, long), ()).within(0, 30)] == [(10, 20)]


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, tuple[Statement, ...], tuple[Mention, ...]]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=40)))
    places = st.integers(0, len(text))
    spans = st.lists(st.tuples(places, places).map(lambda ends: Span(*sorted(ends))), max_size=2).map(
        lambda own: tuple(sorted(own))
    )
    actors = st.sampled_from([None, *ACTORS.values()])
    statements = tuple(
        Statement(
            f"s{number}", draw(spans), draw(spans), draw(spans), draw(st.sampled_from(["direct", "indirect"])),
            speaker=draw(actors), within=draw(st.sampled_from([None, *(f"s{n}" for n in range(number))])),
        )
        for number in range(draw(st.integers(0, 5)))
    )  # fmt: skip
    mentions = tuple(
        Mention(span, draw(st.sampled_from(list(ACTORS.values()))), "", 1.0)
        for span in draw(spans)
        if span.start < span.end
    )
    kind = draw(st.sampled_from(["article", "readout", "transcript"]))
    language = draw(st.sampled_from(["en", "fr", "ru", "uk", "de", None]))
    return Document("d", text, "test", kind=kind, language=language, outlet="A", issuer="B"), statements, mentions


@given(readings())
def test_no_reading_stops_a_stage(case: tuple[Document, tuple[Statement, ...], tuple[Mention, ...]]) -> None:
    document, statements, mentions = case
    found = with_hedges(document, with_chain(document, with_addressees(*case), mentions, REGISTRY))
    assert [own.id for own in found] == [own.id for own in statements]
    assert all(own.hedge is None or own.hedge in document.text for own in found)
    assert all(
        0 <= own.span.start < own.span.end <= len(document.text) for own in narrations(document, found, REGISTRY)
    )
