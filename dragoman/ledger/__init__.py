"""The ledger: readings kept, searched and judged. ``docs/ledger.md`` tells how to use it."""

from dragoman.ledger.check import Problem
from dragoman.ledger.diff import Change, word_diff
from dragoman.ledger.editing import judged
from dragoman.ledger.errors import LedgerError, NoLedgerError, UnknownTargetError
from dragoman.ledger.judgements import VERDICTS, Judgement, Verdict
from dragoman.ledger.keys import statement_keys
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.query import Hit, Page, Query
from dragoman.ledger.searches import Found, Search
from dragoman.ledger.shelf import Stored, Version
from dragoman.ledger.status import Status
from dragoman.ledger.store import Added

__all__ = [
    "VERDICTS",
    "Added",
    "Change",
    "Found",
    "Hit",
    "Judgement",
    "Ledger",
    "LedgerError",
    "NoLedgerError",
    "Page",
    "Problem",
    "Query",
    "Search",
    "Status",
    "Stored",
    "UnknownTargetError",
    "Verdict",
    "Version",
    "judged",
    "statement_keys",
    "word_diff",
]
