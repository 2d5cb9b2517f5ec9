"""What takes long to count is kept for a while, so that counting is a share of the time at most,
however often somebody taps."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from runtime.clock import Clock

QUICK = 0.05  # seconds: what takes no longer is counted each time
SHARE = 0.05  # of the time, at most, that counting takes
MOST = 200  # results

Found = TypeVar("Found")


class Kept(Generic[Found]):
    """By a key; with one of a series, say, or of all."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._found: dict[Hashable, tuple[Found, float]] = {}  # until when it is good, monotonic

    async def get(self, key: Hashable, count: Callable[[], Awaitable[Found]]) -> Found:
        begun = self._clock.monotonic()
        if key in self._found:
            found, until = self._found[key]
            if begun < until:
                return found
            del self._found[key]
        found = await count()
        now = self._clock.monotonic()
        if now - begun > QUICK and len(self._found) < MOST:
            self._found[key] = found, now + (now - begun) / SHARE
        return found
