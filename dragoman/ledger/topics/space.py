"""Statements as points between which distance means what they are about, whatever the language and the document.

Vectors of sentences lie in a narrow cone, and those of one language beside those of another. Their mean by language is
taken away, and the directions in which all differ much count less (whitening; Su et al., 2021). What little a short
content says is helped by its neighbours in the document.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: With how many statements a language's own mean counts as much as that of all.
_PRIOR = 5
#: How far variances are made alike: 1 all the way, 0 not at all.
_WHITENED = 0.5
#: Directions with a smaller share of the largest variance are noise.
_LEAST = 1e-3
#: How much the neighbours in the document count, and how far off (in statements) they do.
_CONTEXT, _REACH = 0.12, 2.0


def points(vectors: Floats, languages: Sequence[str], documents: Sequence[str], starts: Sequence[int]) -> Floats:
    """The points, each of length one, (statements, up to 384), for vectors of contents.

    ``starts`` are the places of the statements in their ``documents``.
    """
    own = _unit(_whitened(_centred(vectors, np.unique(languages, return_inverse=True)[1])))
    out = own.copy()
    for inside in _by_document(documents, starts):
        steps = np.arange(len(inside), dtype=np.float32)
        near = np.exp(-((steps[:, None] - steps) ** 2) / (2 * _REACH**2))
        np.fill_diagonal(near, 0)
        out[inside] += _CONTEXT * _unit(near @ own[inside])
    return _unit(out)


def _by_document(documents: Sequence[str], starts: Sequence[int]) -> list[Ints]:
    """The places of the statements of each document that has several, in text order."""
    owner = np.unique(documents, return_inverse=True)[1]
    order = np.lexsort((np.asarray(starts), owner))
    cuts = np.flatnonzero(np.diff(owner[order])) + 1
    return [inside for inside in np.split(order, cuts) if len(inside) > 1]


def _centred(vectors: Floats, language: Ints) -> Floats:
    mean = vectors.mean(0)
    out = vectors.copy()
    for code in range(int(language.max(initial=-1)) + 1):
        own = language == code
        out[own] -= (vectors[own].sum(0) + _PRIOR * mean) / (own.sum() + _PRIOR)
    return out


def _whitened(vectors: Floats) -> Floats:
    """The vectors along their main directions, where variance counts less than it did."""
    variances, directions = np.linalg.eigh(np.cov(vectors, rowvar=False, bias=True))
    kept = variances > max(_LEAST * float(variances[-1]), 1e-12)
    scale = directions[:, kept] * variances[kept] ** (-_WHITENED / 2)
    out: Floats = ((vectors - vectors.mean(0)) @ scale).astype(np.float32)
    return out


def _unit(rows: Floats) -> Floats:
    out: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9).astype(np.float32)
    return out
