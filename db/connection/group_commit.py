"""What many people want of the database at once is done for all of them together.

SQLite waits for the disk at each commit, and each query has its price. Whoever comes while nothing
is being done goes at once and alone; whoever comes while something is under way waits with the
others for the next turn, which takes them all. So a lonely change is as quick as ever, and a rush
makes few transactions.

There is no task behind it: one of those who wait does the work for all, and hands it on.
"""

import asyncio
import copy
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from db.errors import DatabaseTrouble

MOST = 200  # items in one turn, as many as there are handlers at work (bot/intake/intake.py)

Item = TypeVar("Item")
Result = TypeVar("Result")


class GroupCommit(Generic[Item, Result]):
    """`work` does what the items say, in order and all or nothing, with a result for each."""

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        *,
        most: int = MOST,
    ) -> None:
        self._work = work
        self._most = most
        self._waiting: deque[_Waiter[Item, Result]] = deque()
        self._leader: _Waiter[Item, Result] | None = None

    async def do(self, item: Item) -> Result:
        """Returns, or raises, when the item itself is done with.

        What `work` raises because of one item does not reach the others; DatabaseTrouble does.
        """
        waiter = _Waiter[Item, Result](item)
        self._waiting.append(waiter)
        if self._leader is None:
            self._leader = waiter
        else:
            await self._turn(waiter)
        if self._leader is waiter:
            try:
                await self._lead()
            finally:
                self._hand_on()
        return waiter.result()

    async def _turn(self, waiter: "_Waiter[Item, Result]") -> None:
        """Until somebody else has done it, or it is this one's turn to work."""
        try:
            await waiter.woken
        except asyncio.CancelledError:
            if self._leader is waiter:
                self._waiting.remove(waiter)
                self._hand_on()
            elif waiter in self._waiting:
                self._waiting.remove(waiter)
            raise

    def _hand_on(self) -> None:
        for waiter in self._waiting:
            if not waiter.woken.done():  # else it is cancelled, and about to leave
                self._leader = waiter
                waiter.woken.set_result(None)
                return
        self._leader = None

    async def _lead(self) -> None:
        count = min(self._most, len(self._waiting))
        batch = [self._waiting.popleft() for _ in range(count)]
        try:
            await self._carry_out(batch)
        except asyncio.CancelledError:
            # It may have been done all the same: to ask for the same twice changes nothing.
            self._waiting.extendleft(
                one for one in reversed(batch) if one is not self._leader and not one.done
            )
            raise

    async def _carry_out(self, batch: "Sequence[_Waiter[Item, Result]]") -> None:
        """Where one item breaks them all, halves are tried, until it is alone."""
        try:
            results = await self._work([one.item for one in batch])
        except DatabaseTrouble as trouble:
            for one in batch:
                one.fail(copy.copy(trouble))  # each raises its own: tracebacks grow
        except Exception as error:  # noqa: BLE001 - it is raised where the item came from
            if len(batch) == 1:
                batch[0].fail(error)
                return
            middle = len(batch) // 2
            await self._carry_out(batch[:middle])
            await self._carry_out(batch[middle:])
        else:
            for one, result in zip(batch, results, strict=True):
                one.succeed(result)


class _Waiter(Generic[Item, Result]):
    def __init__(self, item: Item) -> None:
        self.item = item
        self.woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._results: list[Result] = []
        self._error: Exception | None = None

    @property
    def done(self) -> bool:
        return bool(self._results) or self._error is not None

    def succeed(self, result: Result) -> None:
        self._results.append(result)
        self._wake()

    def fail(self, error: Exception) -> None:
        self._error = error
        self._wake()

    def result(self) -> Result:
        if self._error is not None:
            raise self._error
        return self._results[0]

    def _wake(self) -> None:
        if not self.woken.done():
            self.woken.set_result(None)
