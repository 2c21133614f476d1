"""The shipped model: what holds for any text, and plain sentences that any fair model reads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.nouns import Document, Reading, Spans, Statement
from dragoman.reading.encoder import WEIGHTS, Model, ModelError
from dragoman.reading.markup import parse
from dragoman.reading.reader import Reader

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
LANGUAGES = sorted(folder.name for folder in GOLD.iterdir())


def gold(language: str) -> str:
    """The first gold text of a language, without its marks."""
    return parse(min((GOLD / language).glob("*.txt")).read_text(encoding="utf-8")).text


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, tuple[str, tuple[Statement, ...]]]:
    """Return a text of each language with what was read in it."""
    texts = {language: gold(language) for language in LANGUAGES}
    return {language: (text, reader.statements(text)) for language, text in texts.items()}


def all_spans(statement: Statement) -> Spans:
    return statement.source + statement.cue + statement.content


def check(text: str, statements: tuple[Statement, ...]) -> None:
    """What holds for any text and any model."""
    by_id = {statement.id: statement for statement in statements}
    assert len(by_id) == len(statements)
    seen: set[str] = set()
    for statement in statements:
        assert statement.cue
        assert statement.content
        for start, end in all_spans(statement):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert list(statement.content) == sorted(statement.content)
        assert statement.form in ("direct", "indirect", "mixed")
        assert 0 < statement.confidence <= 1
        words = [text[start:end] for start, end in statement.source]
        assert statement.mention == (words[0] if words else None)
        if statement.within is not None:
            assert statement.within in seen
            for start, end in all_spans(statement):
                assert any(s <= start and end <= e for s, e in by_id[statement.within].content)
        seen.add(statement.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_are_read_in_every_language_of_the_gold(language: str, readings: dict) -> None:
    text, statements = readings[language]
    check(text, statements)
    assert len(statements) >= 3
    assert any(statement.source for statement in statements)


def test_most_words_of_english_gold_contents_are_found(readings: dict) -> None:
    marked = parse(min((GOLD / "en").glob("*.txt")).read_text(encoding="utf-8"))
    true = {i for mark in marked.marks for s, e in mark.content for i in range(s, e)}
    found = {i for statement in readings["en"][1] for s, e in statement.content for i in range(s, e)}
    assert 2 * len(true & found) / (len(true) + len(found)) > 0.6


SENTENCES = {
    "en": (
        "The minister said that the talks would resume on Monday.",
        "The minister",
        "said",
        "the talks would resume on Monday",
    ),
    "fr": (
        "Le ministre a déclaré que les négociations reprendraient lundi.",
        "Le ministre",
        "a déclaré",
        "les négociations reprendraient lundi",
    ),
    "ru": (
        "Министр заявил, что переговоры возобновятся в понедельник.",
        "Министр",
        "заявил",
        "переговоры возобновятся в понедельник",
    ),
    "uk": (
        "Міністр заявив, що переговори відновляться в понеділок.",
        "Міністр",
        "заявив",
        "переговори відновляться в понеділок",
    ),
}


@pytest.mark.parametrize(("text", "source", "cue", "content"), SENTENCES.values(), ids=SENTENCES)
def test_a_plain_sentence(text: str, source: str, cue: str, content: str, reader: Reader) -> None:
    (statement,) = reader.statements(text)
    assert [text[s:e] for s, e in statement.source] == [source]
    assert statement.mention == source
    assert [text[s:e].rstrip(",") for s, e in statement.cue] == [cue]
    # With or without its that, que, что, що.
    assert text[statement.content[0].start : statement.content[-1].end].endswith(content)
    assert text.index(content) - statement.content[0].start in (0, 3, 4, 5)
    assert statement.form == "indirect"
    assert statement.within is None


def test_a_quotation_is_direct(reader: Reader) -> None:
    text = "“We are ready for talks,” the foreign minister said."
    (statement,) = reader.statements(text)
    assert statement.form == "direct"
    assert statement.mention == "the foreign minister"


def test_a_quotation_interrupted_by_its_cue_is_one_statement(reader: Reader) -> None:
    text = "“We are ready,” the foreign minister said. “We will wait for the answer.”"
    (statement,) = reader.statements(text)
    assert [text[s:e] for s, e in statement.content] == ["“We are ready,”", "“We will wait for the answer.”"]


def test_narration_attributes_nothing(reader: Reader) -> None:
    assert reader.statements("The lake is forty kilometres long and lies at the foot of the mountains.") == ()


def test_offsets_are_code_points_also_after_characters_outside_the_basic_plane(reader: Reader) -> None:
    text = "🇫🇷 𝔄 👩‍👧 — The minister said that the talks would resume on Monday."
    statements = reader.statements(text)
    check(text, statements)
    assert any(text[s:e] == "said" for statement in statements for s, e in statement.cue)


def test_a_paragraph_reads_the_same_wherever_it_stands_in_the_text(reader: Reader) -> None:
    plain = reader.statements(SENTENCES["en"][0])
    moved = reader.statements("\n\n\n  " + SENTENCES["en"][0] + "\n\n")
    assert [[(s + 5, e + 5) for s, e in all_spans(st)] for st in plain] == [
        [tuple(x) for x in all_spans(st)] for st in moved
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \r\n", "\u00a0\u2003", "…", "\u200b"])
def test_nothing_to_read(text: str, reader: Reader) -> None:
    assert reader.statements(text) == ()


def test_reading_a_document(reader: Reader) -> None:
    document = Document("a", SENTENCES["en"][0], "a.txt")
    reading = reader.read(document)
    assert isinstance(reading, Reading)
    assert reading.document is document
    assert reading.statements == reader.statements(document.text)
    assert reading.read_by == reader.model.name
    assert reading.read_by


unicode = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
pieces = st.lists(
    st.sampled_from(
        [*(sentence for sentence, *_ in SENTENCES.values()), "“", "»", "'", "\n", "\n\n", " ", "\u200c", "\u202e", "\0",
         "said", "he", "according to", "表示", "«Да»,", "👩‍👧", "ﷺ", "İ", "a" * 3000]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40)
@given(unicode)
def test_any_text(reader: Reader, text: str) -> None:
    check(text, reader.statements(text))


@settings(max_examples=25)
@given(pieces)
def test_any_text_that_says_something(reader: Reader, parts: list[str]) -> None:
    text = "".join(parts)
    check(text, reader.statements(text))


def test_several_threads_read_what_one_reads(reader: Reader, readings: dict) -> None:
    texts = [text for text, _ in readings.values()] * 2
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(reader.statements, texts))
    assert together == [statements for _, statements in readings.values()] * 2


def test_no_model_in_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        Model.load(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("missing", ["heads.npz", "model.json"])
def test_a_model_that_lacks_a_file(missing: str, tmp_path: Path) -> None:
    for file in WEIGHTS.iterdir():
        if file.name != missing:
            (tmp_path / file.name).symlink_to(file)
    with pytest.raises(ModelError, match=missing):
        Model.load(tmp_path)


def test_a_damaged_model(tmp_path: Path) -> None:
    for file in WEIGHTS.iterdir():
        (tmp_path / file.name).write_bytes(b"not a model")
    with pytest.raises(ModelError):
        Model.load(tmp_path)


def test_turns_of_a_transcript_are_direct_speech(reader) -> None:
    text = "QUESTION: Mr. Secretary, will the talks go on?\n\nSECRETARY BLINKEN: We have said that they will go on."
    plain = [s for s in reader.statements(text) if s.within is None]
    turns = [s for s in reader.statements(text, transcript=True) if s.within is None]
    assert [s.mention for s in turns] == ["QUESTION", "SECRETARY BLINKEN"]
    assert {s.form for s in turns} == {"direct"}
    assert {s.form for s in plain} == {"indirect"}
