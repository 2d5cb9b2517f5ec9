"""How much of one person is kept: whoever writes on and on costs no more than so many rows."""

from collections import OrderedDict

from runtime.clock import Clock

MOST = 20  # messages of one person within `WITHIN`
WITHIN = 60.0  # seconds, from the first of them on
REMEMBERED = 10_000  # people; about 1 MB


class Flood:
    """Counts in memory: what is too much is not even looked up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrote: OrderedDict[int, tuple[float, int]] = OrderedDict()

    def count(self, chat_id: int) -> int:
        """How many it has been within the time, this one counted."""
        now = self._clock.monotonic()
        since, times = self._wrote.pop(chat_id, (now, 0))
        if now - since > WITHIN:
            since, times = now, 0
        self._wrote[chat_id] = (since, times + 1)
        if len(self._wrote) > REMEMBERED:
            self._wrote.popitem(last=False)
        return times + 1
