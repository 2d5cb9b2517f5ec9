"""Whether the event loop turns: while it stands still, nobody is answered and nothing is sent.

Everything that Herald does shares one loop. Whoever holds it up (a message that is dear to read, a
machine without time, a disk that a call waits for) shows here and nowhere else.
"""

import logging
from collections.abc import Callable

from runtime.clock import Clock

logger = logging.getLogger(__name__)

BEAT = 0.1  # seconds between two looks; a stretch may have begun as long before the last one
STANDS_STILL = 0.25  # seconds from one look to the next that are told


class LoopWatch:
    """`stood_still` hears of each stretch, in seconds."""

    def __init__(self, clock: Clock, stood_still: Callable[[float], None]) -> None:
        self._clock = clock
        self._stood_still = stood_still

    async def run_forever(self) -> None:
        """Look again and again, from the end of the start on; runs for ever."""
        await self._clock.sleep(BEAT)
        seen = self._clock.monotonic()
        while True:
            await self._clock.sleep(BEAT)
            seen, before = self._clock.monotonic(), seen
            if seen - before >= STANDS_STILL:
                logger.warning("the event loop stood still for %.2f s", seen - before)
                self._stood_still(seen - before)
