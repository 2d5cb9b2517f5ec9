"""Who of a run waits because the chat asked to, and until when: in memory.

db/ledger/delayed.py keeps it over a restart.
"""

import heapq

from runtime.clock import Clock

LONG = 60.0  # seconds: who waits longer than that is worth telling an admin


class Delayed:
    """Of one run, by subscriber number. Moments are monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[int, float] = {}
        self._order: list[tuple[float, int]] = []  # a heap; what is out of date is passed over

    def put(self, subscriber_id: int, seconds: float) -> None:
        until = self._clock.monotonic() + seconds
        self._until[subscriber_id] = until
        heapq.heappush(self._order, (until, subscriber_id))

    def recall(self, subscriber_id: int, seconds: float) -> None:
        """What the database says; what is known here is newer."""
        if subscriber_id not in self._until:
            self.put(subscriber_id, seconds)

    @property
    def seconds(self) -> float | None:
        """Until the first of them may be asked; None: there is nobody."""
        self._pass_over()
        return max(0.0, self._order[0][0] - self._clock.monotonic()) if self._order else None

    def pop_due(self, most: int) -> list[int]:
        """Those who may be asked now; they wait no more."""
        due: list[int] = []
        while len(due) < most and self.seconds == 0:
            _, subscriber_id = heapq.heappop(self._order)
            del self._until[subscriber_id]
            due.append(subscriber_id)
        return due

    def waiting_long(self) -> tuple[int, float]:
        """How many wait for more than a minute, and how long the first of them has to."""
        now = self._clock.monotonic()
        waits = [until - now for until in self._until.values() if until - now > LONG]
        return len(waits), min(waits, default=0.0)

    def _pass_over(self) -> None:
        while self._order and self._until.get(self._order[0][1]) != self._order[0][0]:
            heapq.heappop(self._order)
