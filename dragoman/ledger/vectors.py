"""Statements that are alike across languages: an index of their vectors in a file beside the ledger."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
import voyager
from numpy.typing import NDArray

from dragoman.ledger.errors import LedgerError
from dragoman.ledger.keys import statement_keys
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Hit
from dragoman.nouns import Document, Statement

Floats = NDArray[np.float32]
#: Texts in, a vector a text out: (texts, 384).
Encode = Callable[[Sequence[str]], Floats]

WIDTH = 384
#: Statements encoded together.
_LOT = 256


class VectorIndex:
    """Vectors by the key of their statement, searched by angle. It follows from the ledger, and can be made anew."""

    def __init__(self, index: voyager.Index, file: Path) -> None:
        """Use ``VectorIndex.open``."""
        self._index = index
        self._file = file

    @classmethod
    def open(cls, file: Path) -> Self:
        """The index in a file; an empty one where there is none.

        Raises:
            LedgerError: the file is no index, or of vectors of another width.
        """
        if not file.exists():
            # Not the types of 8 bits: E4M3 gives NaN for some vectors, Float8 cosines that are wrong by up to 0.2.
            kind = voyager.StorageDataType.Float32
            return cls(voyager.Index(voyager.Space.Cosine, WIDTH, storage_data_type=kind), file)
        try:
            index = voyager.Index.load(str(file))
        except (ValueError, RuntimeError, OSError) as error:
            raise LedgerError(f"{file}: is no index of vectors ({error}); delete it, and it is made anew") from error
        if index.num_dimensions != WIDTH:
            raise LedgerError(f"{file}: holds vectors of another width; delete it, and it is made anew")
        return cls(index, file)

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, key: str) -> bool:
        return int(key, 16) in self._index

    def add(self, keys: Sequence[str], vectors: Floats) -> None:
        """Put vectors (statements, 384) into the index; of a key that is there, the new one counts."""
        if keys:
            self._index.add_items(vectors, [int(key, 16) for key in keys])

    def vectors(self, keys: Sequence[str], others: Callable[[Sequence[int]], Floats]) -> Floats:
        """The vectors of statements, (keys, 384), each of length one.

        ``others`` gives those that are not in the index, by the places of their keys.
        """
        out = np.empty((len(keys), WIDTH), np.float32)
        inside = [at for at, key in enumerate(keys) if key in self]
        outside = [at for at, key in enumerate(keys) if key not in self]
        if inside:
            out[inside] = self._index.get_vectors([int(keys[at], 16) for at in inside])
        if outside:
            out[outside] = others(outside)
        return out

    def near(self, vector: Floats, number: int) -> list[tuple[str, float]]:
        """The keys nearest to a vector, the nearest first, each with its cosine (1 where they are the same)."""
        if not len(self):
            return []
        keys, distances = self._index.query(vector, k=min(number, len(self)))
        return [(f"{int(key):016x}", 1 - float(own)) for key, own in zip(keys, distances, strict=True)]

    def save(self) -> None:
        """Write the index to its file, whole or not at all.

        Raises:
            LedgerError: it cannot be written.
        """
        draft = self._file.with_name(f"{self._file.name}.part")
        try:
            self._index.save(str(draft))
            os.replace(draft, self._file)
        except (OSError, RuntimeError) as error:
            raise LedgerError(f"{self._file}: could not be written ({error})") from error


def update(index: VectorIndex, ledger: Ledger, encode: Encode) -> Iterator[int]:
    """Take in the statements of a ledger that are not in the index yet; yields how many are, lot by lot.

    Only those that count: of latest versions that are no copies. Readings of which all is in the index are not read.
    """
    found = _missing(index, ledger)
    while lot := list(islice(found, _LOT)):
        index.add([key for key, _ in lot], encode([text for _, text in lot]))
        yield len(index)


def similar(index: VectorIndex, ledger: Ledger, hit: Hit, encode: Encode, number: int) -> list[tuple[Hit, float]]:
    """The statements most like one, with their cosine; not itself, nor any of copies and of old versions."""
    vector = encode([words(hit.document, hit.statement)])[0]
    out: list[tuple[Hit, float]] = []
    # Some that are near no longer count.
    for key, cosine in index.near(vector, 4 * number + 20):
        other = ledger.statement(key) if key != hit.key else None
        if other is not None and _counts(ledger, other.version):
            out.append((other, cosine))
        if len(out) == number:
            break
    return out


def words(document: Document, statement: Statement) -> str:
    """What of a statement is compared: the words of its content."""
    return " ".join(document.text[start:end] for start, end in statement.content)


def _missing(index: VectorIndex, ledger: Ledger) -> Iterator[tuple[str, str]]:
    for stored in ledger.readings_with([key for key in ledger.statement_keys() if key not in index]):
        reading = stored.reading
        keys = statement_keys(stored.version.key, reading.statements)
        for key, statement in zip(keys, reading.statements, strict=True):
            if key not in index and (text := words(reading.document, statement)).strip():
                yield key, text


def _counts(ledger: Ledger, version: str) -> bool:
    return any(own.key == version and own.latest and own.copy_of is None for own in ledger.versions(version))
