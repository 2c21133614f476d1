"""Codes of statements: the heads by weights made by hand, then what the shipped model cannot get wrong."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.nouns import Span, Statement
from dragoman.reading.acts import BATCH_TOKENS, TASKS, ActModel, Pooling
from dragoman.reading.clips import CUE, ROLES
from dragoman.reading.codes import ACTS, MODALITIES, TOPICS
from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.reader import Reader
from dragoman.reading.segments import EOS, Segment

SIZES = dict(zip(TASKS, (len(ACTS), 2, len(MODALITIES), len(TOPICS)), strict=True))
WIDTH = len(ACTS)


class Echo:
    """A network that gives back its embeddings, and rubbish wherever it is told to pay no attention."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def run(self, _: None, given: dict[str, np.ndarray]) -> tuple[np.ndarray]:
        self.shapes.append(given["attend"].shape)
        return (np.where(given["attend"][..., None] > 0, given["embeddings"], 1e6),)


class OneHot:
    """The embedding of id n is 1 at the place n, counted round."""

    def __getitem__(self, ids: np.ndarray) -> np.ndarray:
        return np.eye(WIDTH, dtype=np.float32)[ids % WIDTH]


def heads() -> Pooling:
    """Heads that look at the cue alone, and take its id for the act, the modality and the topic."""
    inner = np.zeros((WIDTH, WIDTH + 1), np.float32)
    inner[:, :WIDTH] = 5 * np.eye(WIDTH)
    role = np.zeros((ROLES, WIDTH + 1), np.float32)
    role[CUE, -1] = 5
    attend = np.zeros((WIDTH + 1, len(TASKS)), np.float32)
    attend[-1] = 50
    # Of an id for which a task has no code, the first code is taken.
    first = 0.5 * np.eye(1, max(SIZES.values()), dtype=np.float32)[0]
    out = [(np.eye(WIDTH + 1, size, dtype=np.float32), first[:size]) for size in SIZES.values()]
    return Pooling(inner, np.zeros(WIDTH + 1, np.float32), role, attend, np.zeros(len(TASKS), np.float32), tuple(out))


def segment(ids: list[int], start: int, paragraph: int) -> Segment:
    """Words of one letter and one subword each, a space between."""
    starts = start + 2 * np.arange(len(ids), dtype=np.int64)
    return Segment(np.array(ids, np.int64), np.arange(len(ids), dtype=np.int64), starts, starts + 1, paragraph)


def said(number: int, cue: int, content: tuple[int, int]) -> Statement:
    return Statement(f"s{number}", (), (Span(cue, cue + 1),), (Span(*content),), "indirect")


def test_scores_are_those_of_the_sum_written_out() -> None:
    rng = np.random.default_rng(0)
    width, inner, pools, units = 6, 5, 2, 7

    def some(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    sizes = list(SIZES.values())
    own = Pooling(
        some(width, inner), some(inner), some(ROLES, inner), some(inner, len(TASKS) * pools),
        some(len(TASKS) * pools), tuple((some(pools * inner, size), some(size)) for size in sizes),
    )  # fmt: skip
    hidden, roles = some(units, width), rng.integers(0, ROLES, (3, units))
    found = own.scores(own.pooled(own.project(hidden), roles))
    assert [scores.shape for scores in found] == [(3, size) for size in sizes]
    for row in range(3):
        felt = [np.tanh(hidden[u] @ own.inner + own.inner_bias + own.role[roles[row, u]]) for u in range(units)]
        for task, (weight, bias) in enumerate(own.out):
            pooled = []
            for pool in range(task * pools, task * pools + pools):
                raw = [np.exp(vector @ own.attend[:, pool] + own.attend_bias[pool]) for vector in felt]
                pooled.append(sum(vector * share / sum(raw) for vector, share in zip(felt, raw, strict=True)))
            assert found[task][row] == pytest.approx(np.concatenate(pooled) @ weight + bias, abs=1e-4)


def test_each_statement_gets_the_codes_of_its_own_cue() -> None:
    cut = [segment([3, 4, 5, 6], 0, 0), segment([7, 1, 9, 4, 2, 8, 6, 5, 3, 2], 10, 1), segment([2, 2, 11], 40, 2)]
    statements = [said(1, 44, (40, 43)), said(2, 12, (14, 19)), said(3, 2, (4, 7)), said(4, 16, (18, 29))]
    model = ActModel(Echo(), OneHot(), heads())  # type: ignore[arg-type]
    coded = model.coded(statements, cut)
    assert [own.id for own in coded] == ["s1", "s2", "s3", "s4"]
    assert [own.act for own in coded] == [ACTS[n] for n in (11, 1, 4, 4)]
    assert [own.topic for own in coded] == [TOPICS[n] for n in (11, 1, 4, 4)]
    assert [own.modality for own in coded] == [MODALITIES[n] for n in (0, 1, 4, 4)]
    assert [own.negated for own in coded] == [False, True, False, False]
    assert [own.content for own in coded] == [own.content for own in statements], "nothing else is touched"


def test_a_statement_that_no_segment_holds_stays_as_it_is() -> None:
    own = said(1, 400, (402, 409))
    assert ActModel(Echo(), OneHot(), heads()).coded([own], [segment([3, 4], 0, 0)]) == [own]  # type: ignore[arg-type]


def test_no_statements_no_work() -> None:
    session = Echo()
    assert ActModel(session, OneHot(), heads()).coded([], []) == []  # type: ignore[arg-type]
    assert session.shapes == []


def test_batches_hold_so_many_tokens_and_no_more() -> None:
    cut = [segment([4] * (10 + n), 200 * n, n) for n in range(60)]
    statements = [said(n, 200 * n, (200 * n + 2, 200 * n + 19 + 2 * n)) for n in range(60)]
    session = Echo()
    coded = ActModel(session, OneHot(), heads()).coded(statements, cut)  # type: ignore[arg-type]
    assert {own.act for own in coded} == {ACTS[4]}
    assert len(session.shapes) < len(cut)
    assert sum(rows for rows, _ in session.shapes) == len(cut)
    assert all(rows * width <= BATCH_TOKENS for rows, width in session.shapes)


def test_the_shipped_heads_know_the_codes() -> None:
    pooling = Pooling.of(dict(np.load(WEIGHTS / "acts.npz")))
    assert [(weight.shape[1], bias.shape) for weight, bias in pooling.out] == [(n, (n,)) for n in SIZES.values()]
    assert pooling.role.shape[0] == ROLES
    assert EOS == 2


# Cues that name the act itself: what a model must know to be of any use.
@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ministry denied that its soldiers had crossed the border.", "DENY"),
        ("Le ministère a démenti que ses soldats aient franchi la frontière.", "DENY"),
        ("В Кремле опровергли сообщения о переброске войск.", "DENY"),
        ("Речник заперечив, що солдати перетнули кордон.", "DENY"),
        ("The minister called on Kyiv to release the prisoners.", "REQUEST"),
        ("La ministre a appelé Kiev à libérer les prisonniers.", "REQUEST"),
        ("Министр призвал Киев освободить пленных.", "REQUEST"),
        ("Міністр закликав Київ звільнити полонених.", "REQUEST"),
    ],
)
def test_cues_that_name_the_act(reader: Reader, text: str, act: str) -> None:
    (own,) = reader.statements(text)
    assert (own.act, own.negated) == (act, False)
