"""People of the desk: accounts, sign-in, sessions, and the log of who did what. ``docs/people.md`` tells of them."""

from dragoman.desk.people.audit import EVENTS, Doer, Entry, Log
from dragoman.desk.people.door import Door
from dragoman.desk.people.gate import Gate
from dragoman.desk.people.passwords import PasswordError
from dragoman.desk.people.people import People
from dragoman.desk.people.person import ROLES, PeopleError, Person, Role

__all__ = [
    "EVENTS", "ROLES", "Doer", "Door", "Entry", "Gate", "Log", "PasswordError", "People", "PeopleError", "Person",
    "Role",
]  # fmt: skip
