"""How one task tells another that there is something to look at."""

import asyncio

from runtime.clock import Clock


class Wake:
    """Rung by whoever changes something; one task waits for it, and looks around then.

    What is rung between two waits is not lost: the next wait ends at once.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something has changed."""
        self._rung.set()

    def clear(self) -> None:
        """Everything is looked at from here on: what was rung until now needs no other look."""
        self._rung.clear()

    async def wait(self, seconds: float | None = None) -> None:
        """Until it is rung, or for so long at most."""
        if seconds is None:
            await self._rung.wait()
        else:
            await self._clock.wait(self._rung.wait(), seconds)
