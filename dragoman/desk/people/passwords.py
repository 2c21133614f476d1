"""Passwords: kept as Argon2id hashes, and checked at the same cost whether there is such a person or not."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 1_000
#: The second choice of RFC 9106: 64 MiB, 3 passes, 4 lanes.
_HASHER = PasswordHasher()
#: Hashes worked out at once: each takes 64 MiB, and a core or more.
_TURNS = BoundedSemaphore(2)


class PasswordError(ValueError):
    """A password that may not be one; the text says why."""


def hashed(password: str) -> str:
    """The hash of a new password.

    Raises:
        PasswordError: it is too short or too long, or one character again and again.
    """
    own = _normal(password)
    if len(own) < SHORTEST:
        raise PasswordError(f"a password needs {SHORTEST} characters or more; a few words in a row are good")
    if len(own) > LONGEST:
        raise PasswordError(f"a password has {LONGEST} characters at most")
    if len(set(own)) < 5:
        raise PasswordError("the password is made of too few different characters")
    with _TURNS:
        return _HASHER.hash(own)


def matches(stored: str | None, password: str) -> bool:
    """Whether ``password`` is that of the hash. Where there is none, the answer is no, and takes as long."""
    nobody = _nobody()
    own = _normal(password[: LONGEST + 1])
    try:
        with _TURNS:
            return _HASHER.verify(stored or nobody, own) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Whether a hash was made at another cost than is usual now, and should be made anew."""
    return _HASHER.check_needs_rehash(stored)


def _normal(password: str) -> str:
    # The same keys give other code points on other systems.
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    """A hash that no password has."""
    return _HASHER.hash(secrets.token_urlsafe(32))
