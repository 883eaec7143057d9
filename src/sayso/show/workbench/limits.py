"""How much at a time: growing waits for whoever guesses passwords, a flow of requests for all."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

Clock = Callable[[], float]
# More than these are not remembered: who was quiet for longest is forgotten first.
MOST = 20_000


@dataclass
class Patience:
    """Waits that double with each failure beyond the first few.

    A failure is counted when the attempt begins, so that a hundred at once do not slip through.
    """

    free: int = 5
    longest: float = 900.0
    clock: Clock = time.monotonic
    _told: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def attempt(self, key: str) -> float:
        """Begin an attempt: 0, or how many seconds are to wait before the next is allowed."""
        with self._lock:
            now = self.clock()
            failed, since = self._told.get(key, (0, now))
            if now - since > 2 * self.longest:
                failed = 0
            left = since + self.wait(failed) - now
            if left > 0:
                return left
            self._told[key] = (failed + 1, now)
            self._told.move_to_end(key)
            if len(self._told) > MOST:
                self._told.popitem(last=False)
            return 0.0

    def wait(self, failed: int) -> float:
        """How long to wait after so many failures."""
        beyond = failed - self.free
        return 0.0 if beyond < 0 else min(self.longest, 2.0 ** min(beyond, 30))

    def forgive(self, key: str) -> None:
        """The attempt did not fail: forget those before it."""
        with self._lock:
            self._told.pop(key, None)


@dataclass
class Flow:
    """A token bucket for each key: `burst` requests at once, `rate` a second for long."""

    rate: float = 50.0
    burst: float = 400.0
    clock: Clock = time.monotonic
    _told: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict, repr=False)

    def wait(self, key: str) -> float:
        """Let one request through: 0, or how many seconds until the next may come."""
        now = self.clock()
        had, since = self._told.get(key, (self.burst, now))
        has = min(self.burst, had + (now - since) * self.rate)
        allowed = has >= 1.0
        self._told[key] = (has - 1.0 if allowed else has, now)
        self._told.move_to_end(key)
        if len(self._told) > MOST:
            self._told.popitem(last=False)
        return 0.0 if allowed else (1.0 - has) / self.rate
