"""The texts by which the rules of who, to whom and on whose word are mended."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.actors import Registry
from dragoman.nouns import Actor, Document, Reading, Span, Statement
from training.meaning import FOLDER, Row, Told, differences, load, paired

TEXT = "Paris spoke. Macron told Scholz that it would rain."
ROW = Row("Macron", "told", "emmanuel-macron", True, (), ("olaf-scholz",))
MACRON, SCHOLZ = (
    Actor("emmanuel-macron", "Emmanuel Macron", "person"),
    Actor("olaf-scholz", "Olaf Scholz", "person"),
)


def statement(source: str, cue: str, speaker: Actor | None = None, **more: object) -> Statement:
    spans = [(Span(TEXT.index(words), TEXT.index(words) + len(words)),) for words in (source, cue)]
    return Statement("s1", spans[0], spans[1], (), "indirect", speaker=speaker, **more)  # type: ignore[arg-type]


def test_every_text_is_well_formed_and_names_actors_that_exist() -> None:
    texts = list(load(FOLDER))
    known = Registry.shipped().records
    assert Counter(told.document.language for told in texts) == dict.fromkeys(("en", "fr", "ru", "uk"), 15)
    ids = {
        id
        for told in texts
        for row in told.rows
        for id in re.split(r"[+ ]", " ".join((row.speaker, *row.via, *row.to)).strip())
    }
    assert [id for id in ids if id and id != "open" and not id.startswith("local:") and id not in known] == []


@pytest.mark.parametrize(("line", "wrong"), [("a | b | c", "five columns"), ("Rome | told | x | |", "not in the text")])
def test_a_line_that_does_not_fit_is_an_error(line: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(f'[[text]]\nkind = "article"\ntext = "{TEXT}"\nsaid = "{line}"\n')
    with pytest.raises(ValueError, match=wrong):
        list(load(tmp_path))


def test_a_row_is_paired_with_the_statement_of_its_words() -> None:
    told = Told(Document("d", TEXT, "d"), (ROW,))
    assert list(paired(told, Reading(told.document, (statement("Paris", "spoke"),), "x"))) == [(ROW, None)]
    own = statement("Macron", "told")
    assert list(paired(told, Reading(told.document, (own,), "x"))) == [(ROW, own)]


def test_differences_tell_what_is_not_as_in_the_row() -> None:
    right = statement("Macron", "told", MACRON, word_of=(MACRON,), addressee=(SCHOLZ,))
    assert list(differences(ROW, right, ())) == []
    wrong = statement("Macron", "told", SCHOLZ, word_of=(SCHOLZ,))
    assert [kind for kind, _ in differences(ROW, wrong, ())] == ["speaker wrong", "chain", "addressee"]
    assert next(differences(ROW, statement("Macron", "told"), ()))[0] == "speaker open"
