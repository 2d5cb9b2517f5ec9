"""How fast a run goes, measured over the last seconds."""

from collections import deque

from runtime.clock import Clock

WINDOW = 10.0  # seconds
LEAST = 3.0  # seconds before a rate says anything


class RateMeter:
    """Counts outcomes by the second; memory does not grow with their number."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = clock.monotonic()
        self._seconds: deque[tuple[int, int]] = deque()

    def count(self) -> None:
        second = int(self._clock.monotonic())
        if self._seconds and self._seconds[-1][0] == second:
            self._seconds[-1] = (second, self._seconds[-1][1] + 1)
        else:
            self._seconds.append((second, 1))
            self._forget(second)

    @property
    def rate(self) -> float | None:
        """Recipients/s over the window; None until enough of it has passed."""
        now = self._clock.monotonic()
        self._forget(int(now))
        span = min(WINDOW, now - self._started)
        return sum(count for _, count in self._seconds) / span if span >= LEAST else None

    def _forget(self, now: int) -> None:
        while self._seconds and self._seconds[0][0] < now - WINDOW:
            self._seconds.popleft()
