"""Threads: demands, proposals, promises and threats, and what became of them."""

from dragoman.following.threads import Answer, Move, Thread, follow, opens

__all__ = ["Answer", "Move", "Thread", "follow", "opens"]
