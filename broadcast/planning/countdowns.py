"""How long each countdown still has, whatever becomes of the machine's clock meanwhile.

While the process lives it goes by the monotonic clock: ten seconds take ten seconds, though
somebody sets the clock back an hour. What a process before has begun goes by the moment that was
written down.
"""

from typing import Protocol

from runtime.clock import Clock


class Begun(Protocol):
    """A countdown's row, or the record that was made of it. Moments are Unix seconds."""

    @property
    def broadcast_id(self) -> int: ...
    @property
    def planned_at(self) -> int: ...
    @property
    def due_at(self) -> int: ...


class Countdowns:
    """Of this process, in memory."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[int, float] = {}  # monotonic seconds

    def begin(self, broadcast_id: int, seconds: float) -> None:
        """It was written down a moment ago."""
        self._ends[broadcast_id] = self._clock.monotonic() + seconds

    def forget(self, broadcast_id: int) -> None:
        """It waits no more, or for another time."""
        self._ends.pop(broadcast_id, None)

    def left(self, one: Begun) -> float:
        """Seconds; negative when it is over. Never more than it had when it began: the clock may
        have been set back while no process was alive."""
        end = self._ends.get(one.broadcast_id)
        if end is None:
            seconds = min(one.due_at - self._clock.time(), float(one.due_at - one.planned_at))
            end = self._ends[one.broadcast_id] = self._clock.monotonic() + seconds
        return end - self._clock.monotonic()
