"""The desk: the ledger as pages for a browser. ``docs/desk.md`` tells how to use it."""

from dragoman.desk.app import create_app
from dragoman.desk.desk import Desk

__all__ = ["Desk", "create_app"]
