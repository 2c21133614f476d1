"""What acts are learned from: our own statements, our own event sentences, and PLV (Hu et al., ACL 2024)."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.nouns import Span, Spans
from dragoman.reading.clips import SOURCE, TARGET, Clip, clips
from dragoman.reading.codes import ACTS, MODALITIES, TOPICS
from dragoman.reading.markup import Mark, parse
from dragoman.reading.segments import segments, unit_positions, window_ids, windows
from dragoman.reading.tokenizer import Tokenizer

#: The tasks of the act model, and how many values each has.
TASKS = {"act": len(ACTS), "negated": 2, "modality": len(MODALITIES), "topic": len(TOPICS)}
_MARK = re.compile(r"(</?[st]>)")


@dataclass(frozen=True, slots=True)
class Coded:
    """A clip with the codes of its statements: ``codes`` is (statements, tasks), -1 where a task was not coded."""

    clip: Clip
    codes: NDArray[np.int64]


def own_statements(texts: Path, labels: Path, tokenizer: Tokenizer) -> list[Coded]:
    """The statements of our marked texts with the codes of their sidecar files."""
    out = []
    for file in sorted(texts.rglob("*.txt")):
        marked = parse(file.read_text(encoding="utf-8"))
        sidecar = labels / file.relative_to(texts).with_suffix(".tsv")
        rows = [line.split("\t") for line in sidecar.read_text(encoding="utf-8").splitlines()]
        codes = {int(number): _codes(*own) for number, *own in rows}
        marks = [m for m in marked.marks if m.number in codes and (m.cue or m.content)]
        out += _coded(marked.text, marks, [codes[m.number] for m in marks], tokenizer)
    return out


def _codes(act: str, negated: str, modality: str, topic: str) -> list[int]:
    values = (None if own == "-" else own for own in (modality, topic))
    modality_code, topic_code = (
        list(codes).index(own) for codes, own in zip((MODALITIES, TOPICS), values, strict=True)
    )
    return [ACTS.index(act), int(negated), modality_code, topic_code]


def _coded(text: str, marks: Sequence[Mark], codes: list[list[int]], tokenizer: Tokenizer) -> list[Coded]:
    made = clips(segments(text, tokenizer), marks)
    return [Coded(clip, np.array([codes[n] for n in clip.statements], np.int64)) for clip in made]


def events(folder: Path, tokenizer: Tokenizer) -> list[Coded]:
    """Our event sentences: ``ROOT<TAB>sentence`` with ``<s>`` the doer and ``<t>`` the one it is done to."""
    rows = [line for file in sorted(folder.glob("events-*.tsv")) for line in file.read_text("utf-8").splitlines()]
    return [_event(sentence, root, tokenizer) for root, _, sentence in (row.partition("\t") for row in rows)]


def plv(path: Path, tokenizer: Tokenizer) -> list[Coded]:
    """The sentences of a PLV file with their gold roots."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [_event(" ".join(row["marked_sentence"].split()), row["gold_root"], tokenizer) for row in rows]


def _event(marked: str, root: str, tokenizer: Tokenizer) -> Coded:
    text, spans = _unmarked(marked)
    window = windows(segments(text, tokenizer))[0]
    starts = np.concatenate([s.starts for s in window])
    ends = np.concatenate([s.ends for s in window])
    roles = np.zeros(len(starts), np.int64)
    for role, own in ((SOURCE, spans.get("s", ())), (TARGET, spans.get("t", ()))):
        for start, end in own:
            roles[(starts < end) & (ends > start)] = role
    clip = Clip(window_ids(window), np.concatenate(unit_positions(window)), roles[None], (0,))
    return Coded(clip, np.array([[ACTS.index(root), -1, -1, -1]], np.int64))


def _unmarked(marked: str) -> tuple[str, dict[str, Spans]]:
    text, spans, begun = "", {}, 0
    for piece in _MARK.split(marked):
        if piece in ("<s>", "<t>"):
            begun = len(text)
        elif piece in ("</s>", "</t>"):
            spans[piece[2]] = (Span(begun, len(text)),)
        else:
            text += piece
    return text, spans
