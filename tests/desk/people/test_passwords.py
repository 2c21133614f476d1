"""Passwords are kept as Argon2id, checked at one cost, and refused where they are weak."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from dragoman.desk.people import passwords
from dragoman.desk.people.passwords import PasswordError, hashed, matches, outdated

GOOD = "quiet river, seven boats"


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own() -> None:
    first, second = hashed(GOOD), hashed(GOOD)
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert first != second
    assert GOOD not in first
    assert matches(first, GOOD)
    assert matches(second, GOOD)
    assert not matches(first, GOOD + " ")


def test_the_same_letters_in_other_code_points_are_the_same_password() -> None:
    assert matches(hashed("déjà vu à Genève"), "de\u0301ja\u0300 vu a\u0300 Gene\u0300ve")


@pytest.mark.parametrize("weak", ["", "short", "elevenchars", "aaaaaaaaaaaaaaaaaa", "abababababababab", "x" * 1_001])
def test_a_weak_or_endless_password_is_refused(weak: str) -> None:
    with pytest.raises(PasswordError):
        hashed(weak)


def test_what_is_no_hash_matches_nothing() -> None:
    assert not matches("", GOOD)
    assert not matches("plain", "plain")
    assert not matches(None, GOOD)
    assert not matches(hashed(GOOD), GOOD + "\0")
    assert not matches(hashed(GOOD), "x" * 1_000_000)


def test_a_hash_made_at_another_cost_is_outdated() -> None:
    assert not outdated(hashed(GOOD))
    assert outdated(PasswordHasher(time_cost=1, memory_cost=8_192).hash(GOOD))


def test_nobody_costs_as_much_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = hashed(GOOD)
    seen: list[str] = []
    verify = passwords._HASHER.verify

    class Spy:
        def verify(self, hash: str, password: str) -> bool:
            seen.append(hash.rpartition("$")[0].rpartition("$")[0])
            return verify(hash, password)

    passwords._nobody()
    with monkeypatch.context() as patched:
        patched.setattr(passwords, "_HASHER", Spy())
        assert not matches(stored, "wrong")
        assert not matches(None, "wrong")
    assert len(seen) == 2
    assert seen[0] == seen[1]
    # In processor time, the least of a few: half as much, or twice, would tell who is there.
    wrong, nobody = least(lambda: matches(stored, "wrong")), least(lambda: matches(None, "wrong"))
    assert 0.5 < nobody / wrong < 2


def least(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
