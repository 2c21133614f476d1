"""What acts are learned from, as the network sees it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.reading.clips import CONTENT, CUE, OTHER, SOURCE, TARGET
from dragoman.reading.codes import ACTS, MODALITIES, TOPICS
from dragoman.reading.reader import Reader
from dragoman.reading.tokenizer import Tokenizer
from training.acts import TASKS, Coded, events, own_statements, plv

TEXT = (
    "language: en\nkind: article\n\n"
    "<s1>The minister</s1> <q1>denied</q1> <c1>that <s2>Kyiv</s2> <q2>would accept</q2> <c2>the plan</c2></c1>. "
    "<s3>He</s3> <q3>left</q3>.\n"
)
CODES = "1\tDENY\t0\t-\tpeace-talks\n2\tAGREE\t1\tconditional\t-\n"
EVENT = "<s>The Houthi delegation</s> let <t>inspectors</t> in."


@pytest.fixture(scope="module")
def tokenizer(reader: Reader) -> Tokenizer:
    return reader.model.tokenizer


def by_act(coded: list[Coded]) -> dict[str, tuple[list[int], list[int]]]:
    """The roles of the units and the codes of each statement, by its act."""
    return {
        ACTS[codes[0]]: (roles.tolist(), codes.tolist())
        for own in coded
        for roles, codes in zip(own.clip.roles, own.codes, strict=True)
    }


def test_codes_of_our_own_statements(tmp_path: Path, tokenizer: Tokenizer) -> None:
    for folder, name, words in (("text", "001.txt", TEXT), ("acts", "001.tsv", CODES)):
        (tmp_path / folder / "en").mkdir(parents=True)
        (tmp_path / folder / "en" / name).write_text(words, encoding="utf-8")
    found = by_act(own_statements(tmp_path / "text", tmp_path / "acts", tokenizer))
    assert set(found) == {"DENY", "AGREE"}, "a statement that was not coded is not learned from"
    assert found["DENY"][1] == [ACTS.index("DENY"), 0, 0, TOPICS.index("peace-talks")]
    assert found["AGREE"][1] == [ACTS.index("AGREE"), 1, MODALITIES.index("conditional"), 0]
    assert [role for role in found["DENY"][0] if role] == [SOURCE] * 2 + [CUE] + [CONTENT] * 6
    assert [role for role in found["AGREE"][0] if role] == [SOURCE] + [CUE] * 2 + [CONTENT] * 2


def test_codes_that_nobody_knows_are_not_learned(tmp_path: Path, tokenizer: Tokenizer) -> None:
    for folder, name, words in (("text", "001.txt", TEXT), ("acts", "001.tsv", "1\tWHISPER\t0\t-\t-\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(words, encoding="utf-8")
    with pytest.raises(ValueError, match="not in"):
        own_statements(tmp_path / "text", tmp_path / "acts", tokenizer)


def test_events_mark_the_doer_and_the_one_it_is_done_to(tmp_path: Path, tokenizer: Tokenizer) -> None:
    (tmp_path / "events-en.tsv").write_text(f"YIELD\t{EVENT}\nAID\t<s>Oslo</s> sent blankets.\n", encoding="utf-8")
    given, sent = events(tmp_path, tokenizer)
    assert given.codes.tolist() == [[ACTS.index("YIELD"), -1, -1, -1]], "only the act is known of an event"
    assert given.clip.roles.tolist() == [[SOURCE] * 3 + [OTHER] + [TARGET] + [OTHER] * 2]
    assert sent.clip.roles.tolist() == [[SOURCE] + [OTHER] * 3]
    assert given.clip.statements == (0,)


def test_plv(tmp_path: Path, tokenizer: Tokenizer) -> None:
    head = "id\tmarked_sentence\tgold_root\n"
    (tmp_path / "plv.tsv").write_text(f"{head}1\t{EVENT}\tYIELD\n", encoding="utf-8")
    (own,) = plv(tmp_path / "plv.tsv", tokenizer)
    assert own.codes.tolist() == [[ACTS.index("YIELD"), -1, -1, -1]]
    assert int((own.clip.roles == TARGET).sum()) == 1


def test_all_of_our_own_is_read(tokenizer: Tokenizer) -> None:
    root = Path(__file__).parents[2] / "training"
    texts, labels = root / "text", root / "acts"
    for language in ("en", "fr", "ru", "uk", "zh"):
        lines = [own for file in (labels / language).glob("*.tsv") for own in file.read_text("utf-8").splitlines()]
        coded = own_statements(texts / language, labels / language, tokenizer)
        assert sum(len(own.codes) for own in coded) == len(lines)
    sizes = np.array(list(TASKS.values()))
    for own in (*coded, *events(labels, tokenizer)):
        assert own.codes.shape == (len(own.clip.statements), len(TASKS))
        assert (own.codes < sizes).all()
        assert own.clip.roles.shape == (len(own.codes), len(own.clip.units))
