"""Clips around statements: what is in them, what each unit is, and that no spans break them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.nouns import Span, Statement
from dragoman.reading.clips import AFTER, BEFORE, CONTENT, CUE, MOST, OTHER, SOURCE, clips
from dragoman.reading.reader import Reader
from dragoman.reading.segments import BOS, EOS, Segment, segments

TEXT = "The minister said that the talks would go on.\n\n“No,” answered Kyiv."


def span(words: str, text: str = TEXT) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


def statement(
    source: tuple[Span, ...] = (), cue: tuple[Span, ...] = (), content: tuple[Span, ...] = (), id: str = "s1"
) -> Statement:
    return Statement(id, source, cue, content, "indirect")


def segment(units: list[tuple[int, int]], paragraph: int = 0, subwords: int = 2) -> Segment:
    """A segment whose units have some subwords each; its ids are numbered from 10."""
    starts, ends = (np.array(own, np.int64) for own in zip(*units, strict=True))
    ids = np.arange(10, 10 + subwords * len(units), dtype=np.int64)
    return Segment(ids, np.arange(0, len(ids), subwords, dtype=np.int64), starts, ends, paragraph)


def words(count: int, start: int = 0) -> list[tuple[int, int]]:
    """Words of four letters, a space between."""
    return [(start + 5 * n, start + 5 * n + 4) for n in range(count)]


def word(number: int) -> Span:
    return Span(5 * number, 5 * number + 4)


def test_each_unit_has_the_role_of_its_part(reader: Reader) -> None:
    cut = segments(TEXT, reader.model.tokenizer)
    own = statement(span("The minister"), span("said"), span("that the talks would go on"))
    (clip,) = clips(cut, [own])
    assert clip.statements == (0,)
    assert clip.roles.tolist() == [[SOURCE] * 2 + [CUE] + [CONTENT] * 6]
    assert len(clip.units) == clip.roles.shape[1]


def test_a_statement_is_read_in_the_segment_of_its_cue(reader: Reader) -> None:
    cut = segments(TEXT, reader.model.tokenizer)
    across = statement(span("The minister"), span("answered"), span("“No,”"))
    (clip,) = clips(cut, [across])
    assert clip.roles.tolist() == [[CONTENT] * 4 + [CUE]], "the source stands in another paragraph"


def test_without_a_cue_the_content_says_where_and_without_either_the_source() -> None:
    cut = [segment(words(6)), segment(words(6, 100), 1)]
    (clip,) = clips(cut, [statement(content=(Span(105, 109),))])
    assert clip.roles.tolist() == [[CONTENT]]
    (clip,) = clips(cut, [statement(source=(word(3),))])
    assert clip.roles.tolist() == [[SOURCE]]


def test_a_statement_without_any_part_is_passed_over() -> None:
    assert clips([segment(words(6))], [statement()]) == []


def test_where_parts_overlap_the_cue_goes_before_the_source_and_the_source_before_the_content() -> None:
    own = statement((Span(5, 14),), (word(2),), (Span(0, 14),))
    (clip,) = clips([segment(words(6))], [own])
    assert clip.roles.tolist() == [[CONTENT, SOURCE, CUE]]


def test_ids_are_those_of_the_units_between_two_marks() -> None:
    (clip,) = clips([segment(words(6))], [statement((word(1),), (word(2),), (word(4),))])
    assert clip.ids.tolist() == [BOS, 12, 13, 14, 15, 16, 17, 18, 19, EOS]
    assert clip.units.tolist() == [1, 3, 5, 7]
    assert clip.roles.tolist() == [[SOURCE, CUE, OTHER, CONTENT]]


def test_a_clip_goes_so_far_from_its_cue_and_no_further() -> None:
    own = statement((word(0),), (word(60),), (Span(5 * 61, 5 * 200),))
    (clip,) = clips([segment(words(200))], [own])
    assert clip.roles.tolist() == [[OTHER] * BEFORE + [CUE] + [CONTENT] * AFTER]


def test_statements_that_overlap_share_a_clip_as_long_as_it_is_short() -> None:
    own = [statement((word(n),), (word(n + 1),), (Span(5 * n + 10, 5 * n + 200),)) for n in range(0, 180, 20)]
    made = clips([segment(words(240))], own)
    assert sorted(n for clip in made for n in clip.statements) == list(range(len(own)))
    assert any(len(clip.statements) > 1 for clip in made)
    assert all(len(clip.units) <= MOST for clip in made)


def test_statements_far_apart_have_clips_of_their_own() -> None:
    own = [statement((word(n),), (word(n + 1),), (word(n + 2),)) for n in (0, 10)]
    assert [clip.statements for clip in clips([segment(words(20))], own)] == [(0,), (1,)]


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    one = st.tuples(st.integers(0, 420), st.integers(0, 60)).map(lambda own: Span(own[0], own[0] + own[1]))
    return st.lists(one, max_size=3).map(tuple)


def cuts() -> st.SearchStrategy[list[Segment]]:
    """Segments of units of any lengths, with gaps or none between."""
    lengths = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=30)
    return st.lists(st.tuples(lengths, st.integers(1, 3)), min_size=1, max_size=4).map(_segments)


def _segments(drawn: list[tuple[list[tuple[int, int]], int]]) -> list[Segment]:
    at, out = 0, []
    for number, (lengths, subwords) in enumerate(drawn):
        units = []
        for gap, length in lengths:
            units.append((at + gap, at + gap + length))
            at += gap + length
        out.append(segment(units, number, subwords))
    return out


@given(cuts(), st.lists(st.builds(statement, spans(), spans(), spans()), max_size=8))
def test_any_spans(cut: list[Segment], statements: list[Statement]) -> None:
    made = clips(cut, statements)
    numbers = [n for clip in made for n in clip.statements]
    assert len(numbers) == len(set(numbers)), "each statement is in one clip at most"
    reached = [n for n, own in enumerate(statements) if _is_held(cut, own)]
    assert sorted(numbers) == reached
    for clip in made:
        assert clip.roles.shape == (len(clip.statements), len(clip.units))
        assert clip.ids[0] == BOS
        assert clip.ids[-1] == EOS
        assert clip.units[0] == 1
        assert clip.units[-1] < len(clip.ids) - 1
        assert all(one < other for one, other in pairwise(clip.units.tolist()))
        for n, roles in zip(clip.statements, clip.roles, strict=True):
            assert bool(roles.any()), "what is coded is marked"
            assert not statements[n].cue or CUE in roles


def _is_held(cut: list[Segment], own: Statement) -> bool:
    """Whether the first span of the cue, or else of the content or the source, touches a unit."""
    anchor = (*own.cue, *own.content, *own.source)[:1]
    return any(bool(((s.starts < a.end) & (s.ends > a.start)).any()) for s in cut for a in anchor)
