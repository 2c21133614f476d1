"""Variants keep what was marked, and labels say what the spans say."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.nouns import Span
from dragoman.reading.labels import PARTS
from dragoman.reading.reader import Reader
from dragoman.reading.segments import segments, windows
from dragoman.reading.tokenizer import Tokenizer

examples = pytest.importorskip("training.examples", reason="training needs packages of its own")
Attribution, Example = examples.Attribution, examples.Example

ROOT = Path(__file__).parents[2]
TEXT = "“We won't yield,” Mr. Peskov said (twice). \"Never,\" the Kremlin's man added."


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


EXAMPLE = Example(
    "a",
    TEXT,
    (
        Attribution((span("Mr. Peskov"),), (span("said"),), (span("“We won't yield,”"),)),
        Attribution((span("the Kremlin's man"),), (span("added"),), (span('"Never,"'),)),
    ),
)


@pytest.fixture(scope="module")
def tokenizer(reader: Reader) -> Tokenizer:
    """Return the shipped tokenizer."""
    return reader.model.tokenizer


@pytest.fixture(scope="module")
def gold() -> list:
    """Return the gold texts as examples."""
    return examples.read_marked(ROOT / "evaluation" / "gold")


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def runs(labels: np.ndarray) -> list[tuple[int, int, int]]:
    """The spans that labels write down: part, first and last unit."""
    found = []
    for first, label in enumerate(labels.tolist()):
        if label % 2:
            last = first
            while last + 1 < len(labels) and labels[last + 1] == label + 1:
                last += 1
            found.append(((label - 1) // 2, first, last))
    return found


def spans_of(example: object, part: str) -> list[str]:
    return [example.text[s:e] for a in example.attributions for s, e in a.part(part)]


def same_words(before: object, after: object) -> None:
    """Each span of two examples holds the same letters, and the texts do."""
    assert letters(after.text) == letters(before.text)
    assert len(after.attributions) == len(before.attributions)
    for old, new in zip(before.attributions, after.attributions, strict=True):
        assert new.level == old.level
        for part in PARTS:
            kept = [letters(before.text[s:e]) for s, e in old.part(part)]
            assert [letters(after.text[s:e]) for s, e in new.part(part)] == kept
            for s, e in new.part(part):
                assert after.text[s:e] == after.text[s:e].strip()


def test_rewrite_moves_the_spans_along() -> None:
    text = "He said yes, she said no."
    own = Example("a", text, (Attribution((span("she", text),), (), (span("no", text),)),))
    found = examples.rewrite(own, [(0, 2, "The minister"), (8, 11, ""), (22, 24, "never")])
    assert found.text == "The minister said , she said never."
    assert spans_of(found, "source") == ["she"]
    assert spans_of(found, "content") == ["never"]


def test_rewrite_drops_a_span_of_which_nothing_is_left() -> None:
    own = Example("a", "a “ ” b", (Attribution((Span(0, 1),), (Span(6, 7),), (Span(2, 5),)),))
    found = examples.rewrite(own, [(2, 3, ""), (4, 5, "")])
    assert spans_of(found, "content") == []
    assert spans_of(found, "source") == ["a"]
    assert spans_of(found, "cue") == ["b"]


def test_rewrite_keeps_all_of_an_edit_that_a_span_begins_or_ends_in() -> None:
    own = Example("a", "abcde fgh", (Attribution((Span(3, 9),), (), (Span(6, 8),)),))
    found = examples.rewrite(own, [(0, 5, "x"), (7, 9, "yz!")])
    assert found.text == "x fyz!"
    assert spans_of(found, "source") == ["x fyz!"]
    assert spans_of(found, "content") == ["f"]


def test_rewrite_with_nothing_to_do() -> None:
    assert examples.rewrite(EXAMPLE, []) is EXAMPLE


@given(st.data())
def test_rewrite_leaves_every_span_that_no_edit_touches(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="abcdefg", min_size=1, max_size=40))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [(s, e, data.draw(st.text(alphabet="XY", max_size=4))) for s, e in zip(cuts[::2], cuts[1::2], strict=False)]
    spans = [Span(s, e) for s in range(len(text)) for e in range(s + 1, len(text) + 1)]
    clear = tuple(s for s in spans if all(s.end <= start or end <= s.start for start, end, _ in edits))
    found = examples.rewrite(Example("a", text, (Attribution((), (), clear),)), edits)
    expected, at = [], 0
    for start, end, new in edits:
        expected += [text[at:start], new]
        at = end
    assert found.text == "".join([*expected, text[at:]])
    assert spans_of(found, "content") == [text[s:e] for s, e in clear]


def test_penn() -> None:
    found = examples.penn(EXAMPLE)
    assert " ".join(found.text.split()).startswith("`` We won't yield , '' Mr. Peskov said ( twice ) .")
    assert "Kremlin 's" in found.text
    assert spans_of(found, "source") == ["Mr. Peskov", "the Kremlin 's man"]
    assert [" ".join(words.split()) for words in spans_of(found, "content")] == [
        "`` We won't yield , ''",
        "`` Never , ''",
    ]


def test_penn_keeps_the_words_of_every_span(gold: list) -> None:
    english = [example for example in gold if example.language == "en"]
    assert english
    for example in english:
        same_words(example, examples.penn(example))


def test_requote_keeps_the_words_of_every_span(gold: list) -> None:
    styles = set()
    for seed in range(3):
        rng = random.Random(seed)
        for example in [EXAMPLE, *gold]:
            found = examples.requote(example, rng)
            same_words(example, found)
            if example is EXAMPLE:
                styles.add(found.text)
    for seed in range(50):
        styles.add(examples.requote(EXAMPLE, random.Random(seed)).text)
    assert len(styles) >= 6


def test_vary_gives_mostly_the_example_itself_and_never_penn_in_french() -> None:
    french = Example("b", TEXT, EXAMPLE.attributions, "fr")
    rng = random.Random(0)
    found = [examples.vary(french, rng) for _ in range(200)]
    assert sum(example is french for example in found) > 100
    assert not any("Kremlin 's" in example.text for example in found)
    assert any("Kremlin 's" in examples.vary(EXAMPLE, rng).text for _ in range(200))


def check(example: object, tokenizer: Tokenizer, most: int) -> int:
    """Check each window's labels, spans and links against the text; returns how many spans there were."""
    made = examples.items(example, tokenizer, most)
    cut = windows(segments(example.text, tokenizer, most - 2), most)
    assert len(made) == len(cut)
    count = 0
    for item, window in zip(made, cut, strict=True):
        starts = np.concatenate([s.starts for s in window])
        ends = np.concatenate([s.ends for s in window])
        assert len(item.ids) <= most
        assert len(item.units) == len(starts) == sum(item.lengths)
        assert item.labels.shape == (examples.LEVELS, len(starts))
        assert len(item.links) == len(item.spans)
        written = [set(), set()]
        for number, (part, level, first, last) in enumerate(item.spans.tolist()):
            count += 1
            written[level].add((part, first, last))
            words = example.text[starts[first] : ends[last]]
            assert any(words in own or own in words for own in spans_of(example, PARTS[part]))
            head = item.links[number]
            if head >= 0:
                # Contents hang on cues, cues on sources, of the same level.
                assert item.spans[head][0] == part - 1
                assert item.spans[head][1] == level
        # Written without spaces, the end of one part and the beginning of the next may fall into one unit.
        if example.nested and example.language != "zh":
            bounds = np.cumsum([0, *item.lengths])
            for level in range(examples.LEVELS):
                read = set()
                for low, high in itertools.pairwise(bounds):
                    read |= {(p, f + low, t + low) for p, f, t in runs(item.labels[level, low:high])}
                assert read == written[level]
    return count


@pytest.mark.parametrize("most", [256, 64])
def test_labels_of_the_gold_agree_with_its_spans(most: int, gold: list, tokenizer: Tokenizer) -> None:
    for example in gold:
        assert check(example, tokenizer, most) > 0


def test_every_span_of_a_short_text_is_labelled_word_for_word(tokenizer: Tokenizer) -> None:
    (item,) = examples.items(EXAMPLE, tokenizer, 256)
    (window,) = windows(segments(EXAMPLE.text, tokenizer))
    (segment,) = window
    found = {part: [] for part in PARTS}
    for part, first, last in runs(item.labels[0]):
        found[PARTS[part]].append(EXAMPLE.text[segment.starts[first] : segment.ends[last]])
    assert found == {part: spans_of(EXAMPLE, part) for part in PARTS}
    assert not item.labels[1].any()
    parts = [(PARTS[p], int(link)) for (p, *_), link in zip(item.spans, item.links, strict=True)]
    rows = {row: name for row, (name, _) in enumerate(parts)}
    assert [(name, rows.get(link)) for name, link in parts] == [
        ("source", None), ("cue", "source"), ("content", "cue")
    ] * 2  # fmt: skip


def test_where_the_inner_level_was_not_annotated_it_is_left_open(tokenizer: Tokenizer) -> None:
    (item,) = examples.items(Example("a", TEXT, EXAMPLE.attributions, nested=False), tokenizer, 256)
    assert (item.labels[1] == -1).all()
    assert item.labels[0].any()


def test_levels_of_marked_texts(gold: list) -> None:
    levels = {a.level for example in gold for a in example.attributions}
    assert {0, 1} <= levels


def test_read_polnear_takes_the_annotator_asked_for(tmp_path: Path) -> None:
    def one(source: list[list[int]]) -> list[dict]:
        return [{"source": source, "cue": [[3, 7]], "content": [[8, 11]]}]

    path = tmp_path / "p.jsonl.gz"
    article = {"id": "a", "text": "He said yes", "annotations": {"x": one([[0, 2]]), "y": one([])}}
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(article) + "\n")
    first, second, round_again = (examples.read_polnear(path, annotator=n)[0] for n in range(3))
    assert spans_of(first, "source") == ["He"]
    assert spans_of(second, "source") == []
    assert round_again == first
    assert spans_of(first, "content") == ["yes"]
    assert not first.nested


def test_read_polnear_with_inner_statements(tmp_path: Path) -> None:
    path, silver = tmp_path / "p.jsonl.gz", tmp_path / "silver.jsonl"
    outer = [{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 18]]}]
    article = {"id": "a", "text": "He said she agreed", "annotations": {"x": outer}}
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(article) + "\n")
    inner = {"source": [[8, 11]], "cue": [[12, 18]], "content": []}
    silver.write_text(json.dumps({"id": "a", "inner": [inner]}) + "\n", encoding="utf-8")
    (example,) = examples.read_polnear(path, silver=silver)
    assert example.nested
    assert [(a.level, example.text[slice(*a.cue[0])]) for a in example.attributions] == [(0, "said"), (1, "agreed")]
