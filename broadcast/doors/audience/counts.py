"""How many an audience is just now: asked by windows, again and again."""

import asyncio
from dataclasses import dataclass

from db.audience import counting
from db.audience.audience import Audience
from db.audience.conditions import Condition
from db.connection.database import Database
from db.errors import TookTooLong
from runtime.clock import Clock
from runtime.supervisor import Supervisor

WITHIN = 0.3  # seconds that a tap may take
KEPT = 10.0  # seconds for which a count is good enough
AT_ONCE = 2  # counts; the other readers' connections are for everybody else
LONGEST = 20.0  # seconds; then a question is given up, and whoever asked is told so


@dataclass(slots=True)
class _Count:
    """One that is under way, or was."""

    number: asyncio.Future[int]
    at: float  # monotonic seconds, when it was asked for, or given up

    @property
    def failed(self) -> bool:
        """Whether asking once more may tell."""
        if self.number.cancelled():
            return True
        error = self.number.exception()
        return error is not None and not isinstance(error, TookTooLong)


class Counts:
    """Counts in readers' connections, one audience once however often it is asked for.

    All of these raise CannotAsk where an audience asks about what is gone, and TookTooLong.
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
            asked = self._counts[key] = _Count(number, self._clock.monotonic())
            self._supervisor.spawn(self._find(audience, asked), name="count an audience")
        number = self._counts[key].number
        if not number.done():
            await self._clock.wait(asyncio.wait([number]), within)
        return number.result() if number.done() else None

    async def unwanted(self, audience: Audience) -> int:
        """How many of them do not want its topic, and will be skipped."""
        async with self._database.read(within=LONGEST) as connection:
            return await counting.unwanted(connection, audience, now=self._now())

    async def emptied_by(self, audience: Audience) -> Condition | None:
        """Of an audience of nobody: the condition that leaves nobody. Asked of others it says
        None."""
        async with self._database.read(within=LONGEST) as connection:
            return await counting.emptied_by(connection, audience, now=self._now())

    async def _find(self, audience: Audience, asked: _Count) -> None:
        number = asked.number
        try:
            async with self._turn, self._database.read(within=LONGEST) as connection:
                number.set_result(await counting.count(connection, audience, now=self._now()))
        except Exception as error:  # noqa: BLE001 - whoever asked gets it
            asked.at = self._clock.monotonic()
            number.set_exception(error)
            number.exception()  # perhaps nobody asks any more; asyncio would complain
        finally:
            number.cancel()

    def _forget_old(self) -> None:
        """Failures too: what is gone may be there again. What took too long is not asked again
        at once."""
        before = self._clock.monotonic() - KEPT
        for key, count in list(self._counts.items()):
            if count.number.done() and (count.failed or count.at < before):
                del self._counts[key]

    def _now(self) -> int:
        return int(self._clock.time())
