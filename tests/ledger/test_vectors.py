"""Statements that are alike: found by their vectors, whoever made these."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dragoman.ledger import Ledger, LedgerError, Query, shelf
from dragoman.ledger.vectors import WIDTH, Floats, VectorIndex, similar, update
from dragoman.nouns import Reading

Make = Callable[..., Reading]


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    return VectorIndex.open(tmp_path / "a.voyager")


def encode(texts: Sequence[str]) -> Floats:
    """Vectors of the letters in a text: those of nearly the same letters are near."""
    out = np.zeros((len(texts), WIDTH), np.float32)
    for row, text in enumerate(texts):
        for at in range(len(text) - 2):
            out[row, zlib.crc32(text[at : at + 3].encode()) % WIDTH] += 1
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def fill(ledger: Ledger, reading: Make) -> dict[str, str]:
    """Three statements; their keys by the outlet of each."""
    for name, text in (
        ("a", "Le chef a dit ce jour : la paix viendra au printemps prochain."),
        ("b", "La dame a dit ce soir : la paix viendra à l'automne prochain."),
        ("c", "Nul n'a su pourquoi les bateaux restaient loin du port en hiver."),
    ):
        ledger.add(reading(text=text, url=f"https://example.org/{name}", outlet=name))
    return {hit.document.outlet or "": hit.key for hit in ledger.search(Query()).hits}


def test_what_is_alike_comes_first_and_the_statement_itself_never(
    ledger: Ledger, reading: Make, index: VectorIndex
) -> None:
    keys = fill(ledger, reading)
    assert list(update(index, ledger, encode)) == [3]
    hit = ledger.statement(keys["a"])
    assert hit is not None
    found = similar(index, ledger, hit, encode, 5)
    assert [other.document.outlet for other, _ in found] == ["b", "c"]
    assert 1 > found[0][1] > found[1][1]
    assert len(similar(index, ledger, hit, encode, 1)) == 1


def test_only_what_is_new_is_encoded(ledger: Ledger, reading: Make, index: VectorIndex) -> None:
    fill(ledger, reading)
    list(update(index, ledger, encode))
    assert list(update(index, ledger, lambda texts: pytest.fail("encoded again"))) == []


def test_only_readings_with_something_new_are_read(
    ledger: Ledger, reading: Make, index: VectorIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger, reading)
    list(update(index, ledger, encode))
    seen: list[str] = []
    unpack = shelf.unpack_text
    monkeypatch.setattr(shelf, "unpack_text", lambda body: seen.append(unpack(body)) or unpack(body))
    assert list(update(index, ledger, encode)) == []
    assert seen == []
    ledger.add(reading(text="Un texte nouveau, arrivé bien plus tard, sur autre chose.", url="https://example.org/d"))
    # A copy of a text that is in the index, at another address, brings nothing.
    text = "Le chef a dit ce jour : la paix viendra au printemps prochain."
    assert ledger.add(reading(text=text, url="https://example.org/copy")).copy_of
    seen.clear()
    assert list(update(index, ledger, encode)) == [4]
    assert [own[:15] for own in seen] == ["Un texte nouvea"]


def test_a_newer_reading_is_taken_in(ledger: Ledger, reading: Make, index: VectorIndex) -> None:
    ledger.add(reading())
    list(update(index, ledger, encode))
    ledger.add(replace(reading(read_by="model-2"), statements=(replace(reading().statements[0], cue=()),)))
    assert list(update(index, ledger, encode)) == [2]


def test_old_versions_are_not_found(ledger: Ledger, reading: Make, index: VectorIndex) -> None:
    keys = fill(ledger, reading)
    list(update(index, ledger, encode))
    ledger.add(reading(text="Un tout autre texte, sur tout autre chose, de tous côtés.", url="https://example.org/b"))
    hit = ledger.statement(keys["a"])
    assert hit is not None
    assert "b" not in [other.document.outlet for other, _ in similar(index, ledger, hit, encode, 5)]


def test_an_index_is_kept_in_its_file(ledger: Ledger, reading: Make, index: VectorIndex, tmp_path: Path) -> None:
    keys = fill(ledger, reading)
    list(update(index, ledger, encode))
    index.save()
    again = VectorIndex.open(tmp_path / "a.voyager")
    assert len(again) == 3
    assert all(key in again for key in keys.values())
    assert "0" * 16 not in again
    assert [own.name for own in tmp_path.glob("a.voyager*")] == ["a.voyager"]


def test_keys_with_the_highest_bit_are_keys(index: VectorIndex) -> None:
    index.add(["f" * 15 + "0", "0" * 15 + "1"], encode(["some words", "other things"]))
    assert [key for key, _ in index.near(encode(["some words"])[0], 5)] == ["f" * 15 + "0", "0" * 15 + "1"]
    assert VectorIndex.open(Path("/nowhere")).near(encode(["x"])[0], 5) == []


def test_a_file_that_is_no_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"nothing of the kind")
    with pytest.raises(LedgerError, match="delete it"):
        VectorIndex.open(tmp_path / "b")


def test_where_it_cannot_be_written_is_told(index: VectorIndex, tmp_path: Path) -> None:
    lost = VectorIndex.open(tmp_path / "no" / "a")
    with pytest.raises(LedgerError, match="written"):
        lost.save()
