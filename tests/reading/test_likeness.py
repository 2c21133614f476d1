"""Vectors and judgements of passages: by weights made by hand, then what the shipped model cannot get wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.reading.circumstances import Tagger
from dragoman.reading.encoder import ModelError
from dragoman.reading.likeness import BATCH_TOKENS, LONGEST, Likeness, pair_ids, single_ids
from dragoman.reading.reader import Reader
from dragoman.reading.segments import BOS, EOS
from dragoman.reading.tokenizer import Tokenizer

WIDTH = 16
CALL = "The two presidents spoke by telephone about the ceasefire."
CALL_FR = "Les deux présidents se sont entretenus par téléphone du cessez-le-feu."
CALL_RU = "Президенты обсудили по телефону прекращение огня."
COD = "Norway raised its cod quota by twenty per cent for the coming season."


class Table:
    """Embeddings drawn from the id."""

    def __getitem__(self, ids: np.ndarray) -> np.ndarray:
        return np.cos(ids[..., None] * np.arange(1, WIDTH + 1)).astype(np.float32)


class Network:
    """A network that knows the order of tokens, and gives rubbish where it is told to pay no attention."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def run(self, _: None, given: dict[str, np.ndarray]) -> tuple[np.ndarray]:
        self.shapes.append(given["attend"].shape)
        place = np.arange(given["attend"].shape[1], dtype=np.float32)[None, :, None]
        return (np.where(given["attend"][..., None] > 0, given["embeddings"] * (1 + place), 1e6),)


@pytest.fixture(scope="module")
def tokenizer(reader: Reader) -> Tokenizer:
    return reader.model.tokenizer


@pytest.fixture
def made(tokenizer: Tokenizer) -> Likeness:
    weight = np.linspace(-0.01, 0.01, 2 * WIDTH, dtype=np.float32).reshape(WIDTH, 2)
    zeros = np.zeros(2, np.float32)
    tagger = Tagger(np.zeros((5 * WIDTH, 1), np.float32), zeros[:1], np.zeros((1, 6), np.float32), np.arange(6.0))
    return Likeness(Network(), Network(), tokenizer, Table(), weight, zeros, tagger)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shipped(reader: Reader) -> Likeness:
    return Likeness.load(reader.model, threads=1)


def texts() -> list[str]:
    return [" ".join(["talks"] * (1 + n * 7 % 50)) + f" {n}" for n in range(40)]


def test_ids_of_one_have_the_prefix_of_e5(tokenizer: Tokenizer) -> None:
    prefix = tokenizer.encode("query:").ids
    own = tokenizer.encode("the talks").ids
    assert single_ids(tokenizer, "the talks").tolist() == [BOS, *prefix, *own, EOS]


def test_ids_of_two_stand_apart(tokenizer: Tokenizer) -> None:
    one, other = (tokenizer.encode(own).ids for own in ("the talks", "le Kremlin"))
    assert pair_ids(tokenizer, "the talks", "le Kremlin").tolist() == [BOS, *one, EOS, EOS, *other, EOS]


def test_white_space_makes_no_difference_and_what_is_too_long_is_cut(tokenizer: Tokenizer) -> None:
    assert single_ids(tokenizer, " the\n\ntalks ").tolist() == single_ids(tokenizer, "the talks").tolist()
    long = "talks " * 500
    assert len(single_ids(tokenizer, long)) == len(single_ids(tokenizer, "")) + LONGEST
    assert len(pair_ids(tokenizer, long, long)) == 2 * LONGEST + 4


def test_nothing_in_nothing_out(made: Likeness) -> None:
    assert made.vectors([]).shape == (0, WIDTH)
    assert made.judge([]).shape == (0, 2)
    assert made.judging.shapes == []  # type: ignore[attr-defined]


def test_vectors_have_length_one_and_keep_the_order(made: Likeness) -> None:
    found = made.vectors(texts())
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(texts())), abs=1e-5)
    alone = np.concatenate([made.vectors([text]) for text in texts()])
    assert found == pytest.approx(alone, abs=1e-5), "what stands beside a text in a batch changes nothing"


def test_a_text_without_words_has_a_vector_too(made: Likeness) -> None:
    assert np.isfinite(made.vectors(["", "  \n"])).all()


def test_batches_hold_so_many_tokens_and_no_more(made: Likeness) -> None:
    made.vectors(texts())
    shapes = made.encoder.shapes  # type: ignore[attr-defined]
    assert sum(rows for rows, _ in shapes) == len(texts())
    assert 1 < len(shapes) < len(texts())
    assert all(rows * width <= BATCH_TOKENS for rows, width in shapes)


def test_the_order_of_a_pair_makes_no_difference(made: Likeness) -> None:
    pairs = list(zip(texts(), reversed(texts()), strict=True))
    found = made.judge(pairs)
    assert found.shape == (len(pairs), 2)
    assert ((found > 0) & (found < 1)).all()
    assert found == pytest.approx(made.judge([(b, a) for a, b in pairs]), abs=1e-5)
    assert found == pytest.approx(np.concatenate([made.judge([pair]) for pair in pairs]), abs=1e-5)


def test_weights_that_are_not_there_are_named(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        Likeness.load(reader.model, tmp_path)


def test_tags_stand_in_the_code_points_of_each_text(made: Likeness) -> None:
    # This network finds praise in every word.
    found = made.circumstances(["", *texts(), "  «Спасибо», — said\n he."])
    assert found[0] == ()
    for text, tags in zip(texts(), found[1:], strict=False):
        assert [(own.category, own.span) for own in tags] == [("praise", (0, len(text)))]
    assert [own.span for own in found[-1]] == [(2, 24)]


def test_what_says_the_same_in_other_languages_is_nearest(shipped: Likeness) -> None:
    near = shipped.vectors([CALL, CALL_FR, CALL_RU, COD]) @ shipped.vectors([CALL]).T
    assert min(near[1:3, 0]) > near[3, 0]


def test_one_point_is_judged_likelier_than_two(shipped: Likeness) -> None:
    # That two spoke, and on what, is none: the judge has learned that it opens a text.
    told = "Both sides agreed to exchange all prisoners of war before the end of the month."
    french = "Les prisonniers de guerre seront tous échangés d'ici la fin du mois, en sont convenues les parties."
    russian = "Стороны договорились обменяться всеми военнопленными до конца месяца."
    same, across, other = shipped.judge([(told, french), (told, russian), (told, COD)])[:, 0]
    assert min(same, across) > 0.5 > other


def test_a_denial_contradicts_more_than_a_repetition(shipped: Likeness) -> None:
    said = "Moscow agreed to withdraw its troops from Belarus."
    found = shipped.judge([(said, "Moscow did not agree to withdraw any troops from Belarus."), (said, said)])[:, 1]
    assert found[1] < min(0.5, found[0])


TOLD = [
    ("en", "initiator", "The telephone conversation took place at the request of the Turkish side."),
    ("fr", "duration", "L'entretien a duré plus de deux heures."),
    ("ru", "initiator", "Разговор состоялся по просьбе турецкой стороны."),
    ("uk", "initiator", "Розмова відбулася на прохання турецької сторони."),
    ("en", "tone", "The conversation was frank and businesslike."),
    ("fr", "tone", "L'échange a été franc et direct."),
    ("ru", "tone", "Беседа прошла в откровенной и деловой обстановке."),
    ("uk", "duration", "Переговори тривали понад дві години."),
]


@pytest.mark.parametrize(("language", "category", "text"), TOLD)
def test_what_tells_of_an_encounter_is_found(shipped: Likeness, language: str, category: str, text: str) -> None:
    assert category in {own.category for own in shipped.circumstances([text])[0]}, language


def test_what_tells_of_something_else_is_not(shipped: Likeness) -> None:
    assert shipped.circumstances([COD, "Observers will stay on the bridge until the spring."]) == [(), ()]
