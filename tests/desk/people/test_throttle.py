"""Back-off doubles, ends, and cannot be got around; a bucket fills again."""

from __future__ import annotations

import pytest

from dragoman.desk.people import throttle
from dragoman.desk.people.throttle import BackOff, Bucket, TooOftenError


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def wait(own: BackOff | Bucket, key: str) -> int:
    """How long a key has to wait; 0 where a try is taken."""
    try:
        own.begin(key) if isinstance(own, BackOff) else own.take(key)
    except TooOftenError as error:
        return error.seconds
    return 0


def test_the_wait_doubles_up_to_the_longest() -> None:
    clock = Clock()
    own = BackOff(3, 10, clock)
    assert [wait(own, "a") for _ in range(4)] == [0, 0, 0, 1]
    assert own.waits("a") == 1
    waits = []
    for _ in range(6):
        clock.now += own.waits("a")
        assert wait(own, "a") == 0
        waits.append(own.waits("a"))
    assert waits == [2, 4, 8, 10, 10, 10]
    assert wait(own, "b") == 0


def test_tries_while_waiting_do_not_lengthen_the_wait() -> None:
    clock = Clock()
    own = BackOff(1, 60, clock)
    wait(own, "a")
    assert [wait(own, "a") for _ in range(100)] == [1] * 100
    clock.now += 1
    assert wait(own, "a") == 0


def test_a_try_that_did_not_fail_is_taken_back_alone_or_with_all_before() -> None:
    clock = Clock()
    own = BackOff(3, 60, clock)
    for _ in range(2):
        wait(own, "a")
    for _ in range(5):
        assert wait(own, "a") == 0
        own.forgive("a")
    assert wait(own, "a") == 0
    assert own.waits("a") == 1
    own.forgive("a", all=True)
    assert [wait(own, "a") for _ in range(3)] == [0, 0, 0]


def test_failures_are_forgotten_after_an_hour() -> None:
    clock = Clock()
    own = BackOff(2, 60, clock)
    for _ in range(2):
        wait(own, "a")
    clock.now += 3_601
    assert wait(own, "a") == 0
    assert own.waits("a") == 0


def test_strangers_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_REMEMBERED", 50)
    names, writes = BackOff(1, 60, Clock()), Bucket(1, 1, Clock())
    for number in range(500):
        wait(names, str(number))
        wait(writes, str(number))
    assert len(names._tries) == 50
    assert len(writes._left) == 50
    assert wait(names, "499") == 1


def test_a_bucket_is_emptied_at_once_and_fills_again() -> None:
    clock = Clock()
    own = Bucket(3, 2, clock)
    assert [wait(own, "a") for _ in range(5)] == [0, 0, 0, 1, 1]
    assert wait(own, "b") == 0
    clock.now += 0.5
    assert [wait(own, "a") for _ in range(2)] == [0, 1]
    clock.now += 100
    assert [wait(own, "a") for _ in range(4)] == [0, 0, 0, 1]
