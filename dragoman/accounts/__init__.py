"""Accounts side by side: one exchange, as each side tells it."""

from dragoman.accounts.allot import allot
from dragoman.accounts.build import Telling, Told, accounts_of, tellings
from dragoman.accounts.exchanges import Found, find_exchanges, trace
from dragoman.accounts.passages import Unit, passages

__all__ = [
    "Found",
    "Telling",
    "Told",
    "Unit",
    "accounts_of",
    "allot",
    "find_exchanges",
    "passages",
    "tellings",
    "trace",
]
