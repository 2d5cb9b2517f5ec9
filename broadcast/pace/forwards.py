"""How fast a bot may forward: a limit of its own, far below that of all messages.

Telegram takes about 2 000 forwards an hour of one bot and answers more of them with long bans
(docs/telegram-limits.md); nobody can pay for more.
"""

import math

from botapi.call import PreparedCall
from botapi.methods import is_forward
from runtime.clock import Clock

HOUR = 3_600.0  # seconds
USUAL = 1_000.0  # messages an hour
MOST_RECIPIENTS = 2_000  # of one broadcast that forwards


class ForwardPace:
    """When the next forward may leave: one after the other, evenly."""

    def __init__(self, clock: Clock, per_hour: float) -> None:
        self._clock = clock
        self._interval = HOUR / per_hour  # seconds for each message
        self._next = -math.inf  # monotonic seconds

    @property
    def wait(self) -> float:
        """Seconds until a forward may leave; 0 means now."""
        return max(0.0, self._next - self._clock.monotonic())

    def seconds_for(self, messages: int) -> float:
        """How long so many take."""
        return messages * self._interval

    def begun(self, call: PreparedCall) -> None:
        """A call leaves; whatever is no forward costs nothing here."""
        if is_forward(call.method):
            self._next = self._clock.monotonic() + call.cost * self._interval
