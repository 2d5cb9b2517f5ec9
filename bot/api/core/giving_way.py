"""Calls give way to everything else that the process does.

All of it shares one loop. Where that has no time left, because a machine is slow or busy with other
things, each turn of it takes long; a call is begun only after as much time again has been left to
the others. So it is calls that become slower and are asked to come again, and messages of
broadcasts go out at their pace.
"""

from runtime.clock import Clock

SLOW_TURN = 0.01  # seconds; with time to spare it takes one or two thousandths
LONGEST = 0.5  # seconds that a call gives way


class GivingWay:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def pause(self) -> None:
        """Before a call is begun: for one turn of the loop, and as long as that has taken."""
        begun = self._clock.monotonic()
        await self._clock.sleep(0)
        took = self._clock.monotonic() - begun
        if took > SLOW_TURN:
            await self._clock.sleep(min(took, LONGEST))
