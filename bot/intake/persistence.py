"""Updates that change a subscription: they are confirmed when what they change is written.

Who confirms updates (by asking for the next, by 200 for a webhook) waits for this first: after a
crash Telegram sends again what was not confirmed, and nobody's /start is lost.
"""

import asyncio


class Persistence:
    """Numbers of such updates, from their arrival until they are handled."""

    def __init__(self) -> None:
        self._pending: dict[int, asyncio.Future[None]] = {}
        self._overdue: set[int] = set()  # those of them that were waited for in vain

    @property
    def pending(self) -> list[int]:
        """Not handled yet, or cancelled on the way."""
        return list(self._pending)

    def begin(self, number: int) -> None:
        self._pending[number] = asyncio.get_running_loop().create_future()

    def end(self, number: int) -> None:
        """Handled; of others nothing is known here."""
        self._overdue.discard(number)
        end = self._pending.pop(number, None)
        if end is not None and not end.done():
            end.set_result(None)

    async def wait(self, seconds: float) -> None:
        """For so long at most; and once for each, so that one that hangs holds nobody up again."""
        awaited = {n: end for n, end in self._pending.items() if n not in self._overdue}
        if awaited:
            await asyncio.wait(awaited.values(), timeout=seconds)
            self._overdue |= awaited.keys() & self._pending.keys()
