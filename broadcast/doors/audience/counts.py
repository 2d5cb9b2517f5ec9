"""How many an audience is just now: asked by windows, again and again."""

import asyncio
from dataclasses import dataclass

from db.audience import counting
from db.audience.audience import Audience
from db.audience.conditions import Condition
from db.connection.database import Database
from runtime.clock import Clock
from runtime.supervisor import Supervisor

WITHIN = 0.3  # seconds that a tap may take
KEPT = 10.0  # seconds for which a count is good enough
AT_ONCE = 2  # counts; the other readers' connections are for everybody else


@dataclass(slots=True)
class _Count:
    """One that is under way, or was."""

    number: asyncio.Future[int]
    at: float  # monotonic seconds, when it was asked for


class Counts:
    """Counts in readers' connections, one audience once however often it is asked for.

    All of these raise CannotAsk where an audience asks about what is gone.
    """

    def __init__(self, database: Database, supervisor: Supervisor, clock: Clock) -> None:
        self._database = database
        self._supervisor = supervisor
        self._clock = clock
        self._counts: dict[str, _Count] = {}
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def count(self, audience: Audience, *, within: float = WITHIN) -> int | None:
        """None: it takes longer than that many seconds. It goes on, and is there when it is asked
        for again."""
        self._forget_old()
        key = audience.dump()
        if key not in self._counts:
            number = asyncio.get_running_loop().create_future()
            self._counts[key] = _Count(number, self._clock.monotonic())
            self._supervisor.spawn(self._find(audience, number), name="count an audience")
        asked = self._counts[key].number
        if not asked.done():
            await self._clock.wait(asyncio.wait([asked]), within)
        return asked.result() if asked.done() else None

    async def unwanted(self, audience: Audience) -> int:
        """How many of them do not want its topic, and will be skipped."""
        async with self._database.read() as connection:
            return await counting.unwanted(connection, audience, now=self._now())

    async def emptied_by(self, audience: Audience) -> Condition | None:
        """Of an audience of nobody: the condition that leaves nobody. Asked of others it says
        None."""
        async with self._database.read() as connection:
            return await counting.emptied_by(connection, audience, now=self._now())

    async def _find(self, audience: Audience, number: asyncio.Future[int]) -> None:
        try:
            async with self._turn, self._database.read() as connection:
                number.set_result(await counting.count(connection, audience, now=self._now()))
        except Exception as error:  # noqa: BLE001 - whoever asked gets it
            number.set_exception(error)
            number.exception()  # perhaps nobody asks any more; asyncio would complain
        finally:
            number.cancel()

    def _forget_old(self) -> None:
        """Failures too: what is gone may be there again."""
        before = self._clock.monotonic() - KEPT
        for key, count in list(self._counts.items()):
            failed = count.number.done() and (
                count.number.cancelled() or count.number.exception() is not None
            )
            if failed or (count.number.done() and count.at < before):
                del self._counts[key]

    def _now(self) -> int:
        return int(self._clock.time())
