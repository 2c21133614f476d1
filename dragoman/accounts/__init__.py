"""Accounts side by side: one exchange, as each side tells it."""

from dragoman.accounts.build import accounts_of, allot
from dragoman.accounts.exchanges import find_exchanges
from dragoman.accounts.passages import Unit, passages

__all__ = ["Unit", "accounts_of", "allot", "find_exchanges", "passages"]
