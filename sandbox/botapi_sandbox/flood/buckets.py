"""How much may pass and how much has: a bucket that refills, and a window that slides."""

from collections import deque

TINY = 1e-9  # messages: ten steps of 0.1 s must refill what 1 s does


class Bucket:
    """A token bucket that may go into debt by whoever agrees to wait."""

    __slots__ = ("_at", "_level", "poured")

    def __init__(self) -> None:
        self._level: float | None = None
        self._at = 0.0
        self.poured = 0.0  # messages' worth since the start, what overflowed included

    def wait(self, cost: float, rate: float, now: float, capacity: float | None = None) -> float:
        """Seconds until `cost` fits; takes nothing. Capacity: a second's worth, at least one.

        What costs more than the capacity (an album of ten at 5/s) fits when the bucket is full.
        """
        capacity = max(rate if capacity is None else capacity, 1.0)
        gained = (now - self._at) * rate
        level = capacity if self._level is None else self._level + gained
        self.poured += gained
        self._level, self._at = min(capacity, level), now
        return max(0.0, (min(cost, capacity) - self._level - TINY) / rate)

    def take(self, cost: float) -> None:
        """After `wait` was asked at the same instant."""
        self._level = (self._level or 0.0) - cost

    @property
    def turn(self) -> float:
        """How much must have been poured until whoever took last has paid its debt."""
        return self.poured - min(0.0, self._level or 0.0)


class Window:
    """At most so many in the last `seconds`."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, cost: int, most: int, now: float) -> float:
        times = self._times
        while times and times[0] <= now - self._seconds:
            times.popleft()
        over = len(times) + min(cost, most) - most
        return 0.0 if over <= 0 else times[over - 1] + self._seconds - now

    def take(self, cost: int, at: float) -> None:
        self._times.extend([at] * cost)
