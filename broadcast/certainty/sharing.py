"""Whether another program sends by the same token: told by numbers that nothing explains."""

from collections import deque

MEMORY = 3600.0  # seconds after which a number that nothing explains is forgotten
TOLERATED = 1  # in that time: a service message that no update tells of, an update that was lost


class Sharing:
    """One for a token; its counters of supergroups and channels tell nothing of it."""

    def __init__(self) -> None:
        self._seen: deque[float] = deque()

    @property
    def latest(self) -> float | None:
        """When a number that nothing explains was found last, as far as it is remembered."""
        return self._seen[-1] if self._seen else None

    def found(self, count: int, *, now: float) -> None:
        """So many numbers more that nothing explains."""
        self._seen.extend([now] * min(count, TOLERATED + 1))
        self._forget(now)

    def shares(self, now: float) -> bool:
        self._forget(now)
        return len(self._seen) > TOLERATED

    def dump(self, now: float) -> str:
        """A line to be kept over a restart: how many seconds ago."""
        self._forget(now)
        return " ".join(str(int(now - moment)) for moment in self._seen)

    @classmethod
    def load(cls, line: str, *, now: float) -> "Sharing":
        """The time between the two counts for nothing, so it is remembered the longer."""
        sharing = cls()
        sharing._seen.extend(now - int(age) for age in line.split())
        return sharing

    def _forget(self, now: float) -> None:
        while self._seen and self._seen[0] <= now - MEMORY:
            self._seen.popleft()
        while len(self._seen) > TOLERATED + 1:
            self._seen.popleft()
