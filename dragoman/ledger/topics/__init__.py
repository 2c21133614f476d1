"""Topics: what the statements of a ledger are about, found in the ledger itself."""

from dragoman.ledger.topics.gather import Found, find
from dragoman.ledger.topics.topic import Topic

__all__ = ["Found", "Topic", "find"]
