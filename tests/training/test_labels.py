"""The training data is whole: each statement has its codes, and each row says what the readers know."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from dragoman.reading.codes import ACTS, MODALITIES, ROOTS, TOPICS
from dragoman.reading.markup import parse

TRAINING = Path(__file__).parents[2] / "training"
TEXTS, ACT_FILES = TRAINING / "text", TRAINING / "acts"
LANGUAGES = {"en", "fr", "ru", "uk"}
DIFFERENCES = {
    "agent", "condition", "date", "name", "number", "polarity", "proposer", "scope", "strength",
}  # fmt: skip


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table with a head; a cell too many or too few is an error."""
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    found = list(csv.reader([head, *lines], delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = [number for number, cells in enumerate(found, 1) if len(cells) != len(found[0])]
    assert not wrong, f"{file.name}: lines {wrong} have another number of cells than the head"
    return [dict(zip(found[0], cells, strict=True)) for cells in found[1:]]


def texts() -> list[Path]:
    return sorted(TEXTS.rglob("*.txt"))


def test_every_statement_of_every_text_has_one_line_of_known_codes() -> None:
    wrong, count = [], 0
    for file in texts():
        name = file.relative_to(TEXTS)
        sidecar = ACT_FILES / name.with_suffix(".tsv")
        if not sidecar.exists():
            wrong.append(f"{name}: no codes")
            continue
        lines = [line.split("\t") for line in sidecar.read_text(encoding="utf-8").splitlines()]
        numbers = Counter(int(cells[0]) for cells in lines)
        count += len(lines)
        marked = Counter(mark.number for mark in parse(file.read_text(encoding="utf-8")).marks)
        wrong += [f"{name}: statement {number} has no line" for number in marked - numbers]
        wrong += [f"{name}: line {number} is of no statement, or not the only one" for number in numbers - marked]
        wrong += [f"{name}: {cells}" for cells in lines if not known(cells)]
    assert not wrong, wrong[:20]
    assert count > 6000


def known(cells: list[str]) -> bool:
    if len(cells) != 5:
        return False
    _, act, negated, modality, topic = cells
    values = (None if own == "-" else own for own in (modality, topic))
    return (
        act in ACTS
        and negated in ("0", "1")
        and all(own in codes for own, codes in zip(values, (MODALITIES, TOPICS), strict=True))
    )


def test_no_codes_without_a_text() -> None:
    coded = {file.relative_to(ACT_FILES).with_suffix(".txt") for file in ACT_FILES.glob("*/*.tsv")}
    assert coded == {file.relative_to(TEXTS) for file in texts()}


def event_files() -> list[Path]:
    return sorted(ACT_FILES.glob("events-*.tsv"))


def test_there_are_event_sentences_in_four_languages() -> None:
    assert {file.stem.removeprefix("events-") for file in event_files()} == LANGUAGES


@pytest.mark.parametrize("file", event_files(), ids=lambda own: own.stem)
def test_an_event_is_a_root_and_a_sentence_with_its_doer_marked(file: Path) -> None:
    wrong = []
    found: Counter[str] = Counter()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        root, *rest = line.split("\t")
        found[root] += 1
        whole = len(rest) == 1 and root in ROOTS and bool(rest[0].strip())
        marks = re.findall(r"</?[a-z]>", rest[0]) if whole else []
        pairs = [marks[n : n + 2] for n in range(0, len(marks), 2)]
        once = sorted(map(tuple, pairs)) in ([("<s>", "</s>")], [("<s>", "</s>"), ("<t>", "</t>")])
        empty = whole and re.search(r"<([st])>\s*</\1>", rest[0])
        if not (whole and once) or empty:
            wrong.append(f"{number}: {line}")
    assert not wrong, wrong[:20]
    assert set(found) == set(ROOTS)


def exchange_files() -> list[Path]:
    return sorted((TRAINING / "exchanges").glob("*.tsv"))


def test_small_exchanges_are_accounts_of_points() -> None:
    wrong = []
    for file in exchange_files():
        told: defaultdict[str, set[str]] = defaultdict(set)
        own = rows(file)
        for row in own:
            told[row["point"]].add(row["account"])
            if not row["text"].strip() or row["language"] not in LANGUAGES:
                wrong.append(f"{file.name}: {row}")
            if not re.fullmatch(r"[cp]\d+", row["point"]):
                wrong.append(f"{file.name}: point {row['point']}")
            if row["difference"] != "-" and not set(row["difference"].split(",")) <= DIFFERENCES:
                wrong.append(f"{file.name}: difference {row['difference']}")
        accounts = {row["account"] for row in own}
        if len(accounts) < 2:
            wrong.append(f"{file.name}: accounts {accounts}")
        # Whoever contradicts, contradicts someone.
        wrong += [
            f"{file.name}: {point} in one account" for point, by in told.items() if point[0] == "c" and len(by) < 2
        ]
        texts_of = Counter(row["text"] for row in own)
        wrong += [f"{file.name}: twice: {text}" for text, times in texts_of.items() if times > 1]
    assert not wrong, wrong[:20]
    assert len(exchange_files()) > 100


def pair_files() -> list[Path]:
    return sorted((TRAINING / "pairs").glob("*.tsv"))


def test_pairs_have_a_known_relation_and_difference() -> None:
    wrong = []
    ids: Counter[str] = Counter()
    for file in pair_files():
        for row in rows(file):
            ids[row["id"]] += 1
            languages = {row["lang_a"], row["lang_b"]}
            claims = file.stem.startswith("claims-")
            own = set(file.stem.removeprefix("claims-").split("-"))
            fits = languages <= LANGUAGES and (languages == own or own == {"mixed"})
            fits &= row["relation"] in ("same", "conflict", "other")
            fits &= row["difference"] == "-" or row["difference"] in DIFFERENCES
            # How claims are opposed need not be said.
            fits &= claims or row["relation"] == "same" or (row["difference"] == "-") == (row["relation"] == "other")
            if not fits or not row["a"].strip() or not row["b"].strip() or row["a"] == row["b"]:
                wrong.append(f"{file.name}: {row}")
    assert not wrong, wrong[:20]
    assert max(ids.values()) == 1
    assert len(pair_files()) == 15


def test_nothing_is_learned_from_the_gold() -> None:
    gold = [
        file.read_text(encoding="utf-8")
        for folder in ("exchanges", "gold")
        for file in (TRAINING.parent / "evaluation" / folder).rglob("*.txt")
    ]
    whole = " ".join(" ".join(re.sub(r"<[^>]*>", "", text).split()) for text in gold)
    assert len(whole) > 100_000
    passages = [row["text"] for file in exchange_files() for row in rows(file)]
    passages += [row[side] for file in pair_files() for row in rows(file) for side in "ab"]
    copied = [text for text in passages if len(text) > 60 and " ".join(text.split()) in whole]
    assert not copied, copied[:5]
