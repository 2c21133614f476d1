"""The vectors of a ledger's statements, brought up to date for a command that compares them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.batch import progress

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.vectors import Encode, VectorIndex


def current_index(own: Ledger, where: str) -> tuple[VectorIndex, Encode]:
    """The index of a ledger, with all that is new taken in and saved, and the function that makes its vectors.

    Raises:
        click.ClickException: the model cannot be loaded.
        LedgerError: the file of the index is none, or cannot be written.
    """
    from dragoman.ledger import vectors
    from dragoman.reading.encoder import Model, ModelError
    from dragoman.reading.likeness import Likeness

    try:
        model = Model.load()
        likeness = Likeness.load(model)
    except ModelError as error:
        raise click.ClickException(str(error)) from error
    index = vectors.VectorIndex.open(_beside(where, model.name))
    before = len(index)
    with progress("statements compared") as step:
        for number in vectors.update(index, own, likeness.vectors):
            step(number, 0)
    if len(index) > before:
        index.save()
    return index, likeness.vectors


def _beside(where: str, model: str) -> Path:
    """The file of the index: beside the ledger or, of one on a server, in the working directory."""
    return Path(f"{'dragoman' if '://' in where else where}.{model}.voyager")
