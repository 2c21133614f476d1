"""Accounts: what each voucher says of an exchange, over all documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.accounts.passages import Unit
from dragoman.actors import Registry
from dragoman.nouns import Account, Document, Exchange, Reading


def allot(
    exchanges: Sequence[Exchange], readings: Sequence[Reading], registry: Registry
) -> dict[str, tuple[Unit, ...]]:
    """The units that tell of each exchange, by its id, in the order of the documents; a unit is in one at most."""
    raise NotImplementedError


def accounts_of(
    exchange: Exchange, units: Sequence[Unit], documents: Mapping[str, Document], registry: Registry
) -> tuple[tuple[Account, tuple[Unit, ...]], ...]:
    """The accounts of an exchange, from the units that tell of it, each with its own; ``documents`` are by id."""
    raise NotImplementedError
