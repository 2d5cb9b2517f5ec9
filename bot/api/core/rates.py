"""How many calls a key may make in a minute: as many at once, then as they are made up for."""

import math
from collections import OrderedDict

from runtime.clock import Clock

MOST = 256  # keys that are remembered; whoever has not called for long has all of theirs again
MINUTE = 60.0  # seconds


class Rates:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # By key: how many are left, and when that was so (monotonic seconds).
        self._left: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def take(self, key_id: int, per_minute: int) -> int:
        """Seconds to wait, of which one is the least; 0: go on, and it counts."""
        now = self._clock.monotonic()
        left, then = self._left.get(key_id, (float(per_minute), now))
        left = min(float(per_minute), left + (now - then) * per_minute / MINUTE)
        wait = 0 if left >= 1 else max(1, math.ceil((1 - left) * MINUTE / per_minute))
        self._left[key_id] = (left if wait else left - 1, now)
        self._left.move_to_end(key_id)
        if len(self._left) > MOST:
            self._left.popitem(last=False)
        return wait
