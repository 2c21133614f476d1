"""How often somebody may try: back-off after failures, and a bucket of writes that fills again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

Clock = Callable[[], float]
#: Keys that are remembered; past that, those longest ago are forgotten.
_REMEMBERED = 10_000
#: Seconds after which failures are forgotten.
_FORGOTTEN = 3_600.0


class TooOftenError(Exception):
    """Too many tries; ``seconds`` is how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many tries; wait {math.ceil(seconds)} s")
        self.seconds = max(1, math.ceil(seconds))


@dataclass(slots=True)
class _Tries:
    count: int = 0
    until: float = 0.0
    last: float = 0.0


class BackOff:
    """Tries by key: the first ``free`` cost nothing, each further one doubles the wait, up to ``longest`` seconds.

    A try counts as failed from its beginning, so that many at once gain nothing.
    """

    def __init__(self, free: int, longest: float, clock: Clock = time.monotonic) -> None:
        self._free, self._longest, self._clock = free, longest, clock
        self._tries: dict[str, _Tries] = {}
        self._lock = Lock()

    def waits(self, key: str) -> float:
        """The seconds for which a key must wait; 0 where it need not."""
        own = self._tries.get(key)
        return max(0.0, own.until - self._clock()) if own else 0.0

    def begin(self, key: str) -> None:
        """Count a try.

        Raises:
            TooOftenError: the key must wait; this try does not count.
        """
        with self._lock:
            now = self._clock()
            own = self._tries.pop(key, _Tries())
            if own.until > now:
                self._tries[key] = own
                raise TooOftenError(own.until - now)
            if now - own.last > _FORGOTTEN:
                own.count = 0
            own.count, own.last = own.count + 1, now
            if own.count >= self._free:
                own.until = now + min(self._longest, 2.0 ** min(own.count - self._free, 30))
            self._tries[key] = own
            while len(self._tries) > _REMEMBERED:
                del self._tries[next(iter(self._tries))]

    def forgive(self, key: str, all: bool = False) -> None:
        """Take the last try of a key back, or ``all`` of them: it did not fail."""
        with self._lock:
            own = self._tries.get(key)
            if own is None:
                return
            own.count, own.until = (0 if all else max(0, own.count - 1)), 0.0
            if own.count == 0:
                del self._tries[key]


class Bucket:
    """What may be done by key: ``size`` at once, and ``rate`` a second in the long run."""

    def __init__(self, size: int, rate: float, clock: Clock = time.monotonic) -> None:
        self._size, self._rate, self._clock = size, rate, clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, key: str) -> None:
        """Take one.

        Raises:
            TooOftenError: none is left.
        """
        with self._lock:
            now = self._clock()
            left, last = self._left.pop(key, (float(self._size), now))
            left = min(float(self._size), left + (now - last) * self._rate)
            self._left[key] = (max(0.0, left - 1), now) if left >= 1 else (left, now)
            while len(self._left) > _REMEMBERED:
                del self._left[next(iter(self._left))]
            if left < 1:
                raise TooOftenError((1 - left) / self._rate)
