"""The doors and both timers of what is repeated, without an engine; time is in a test's hands."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from broadcast.doors.repeating.messages import RepeatMessages
from broadcast.doors.repeating.repeats import Repeats
from broadcast.model.hours.wall_time import moment_of
from broadcast.model.repeating.repeat import Repeat
from broadcast.planning.policy import PlanningRules
from broadcast.repeating.content import RoundSource, RoundSources
from broadcast.repeating.timer import RepeatTimer
from db.connection.database import Database
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.unit.planning.house import PLANNER, JumpingClock, PlanHouse

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = datetime.fromisoformat("2026-11-30T09:00")
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def clock_at(local: datetime) -> JumpingClock:
    clock = JumpingClock()
    clock.offset = moment_of(local, ZONE) - clock.time()
    return clock


class RepeatHouse:
    """One process."""

    def __init__(
        self, database: Database, clock: JumpingClock, *sources: RoundSource, **rules: Any
    ) -> None:
        self.database, self.clock = database, clock
        self.planning = PlanHouse(database, clock, timezone=ZONE, **rules)
        told = PlanningRules(
            **{"owner_ids": frozenset({PLANNER}), "timezone": ZONE, "undo_seconds": 10, **rules}
        )
        self.told = self.planning.told
        sources_ = RoundSources(database, *sources)
        self.repeats = Repeats(database, self.told.events, told, clock)
        self.messages = RepeatMessages(database, sources_, self.told.events, clock)
        self.timer = RepeatTimer(database, sources_, told, self.told.events, clock)

    async def repeat(self, rule: str = "FREQ=DAILY", at: str = "10:00", **options: Any) -> int:
        draft_id = await self.planning.draft(**options)
        read = await self.repeats.read_rule(rule, time.fromisoformat(at))
        return await self.repeats.begin(draft_id, read, by=editor(PLANNER))

    async def passes(self, seconds: float) -> float | None:
        """So long at once; then both timers look as often as they want. How long this one rests."""
        self.clock.now += seconds
        while (rest := await self.timer.once()) == 0:
            pass
        while await self.planning.timer.once() == 0:
            pass
        return rest

    async def goes_by(self, seconds: int, *, every: int = 15 * MINUTE) -> None:
        """While the bot lives."""
        for _ in range(seconds // every):
            await self.passes(every)

    async def get(self, repeat_id: int) -> Repeat:
        return await self.repeats.get(repeat_id)

    async def rounds(self, repeat_id: int) -> list[int]:
        """The broadcasts that were made, oldest first."""
        query = (
            select(broadcasts.c.id)
            .where(broadcasts.c.repeat_id == repeat_id, broadcasts.c.stage != "draft")
            .order_by(broadcasts.c.id)
        )
        async with self.database.read() as connection:
            return [number for (number,) in await connection.execute(query)]

    async def state(self, broadcast_id: int) -> BroadcastState:
        return await self.planning.state(broadcast_id)

    async def finish(self, broadcast_id: int) -> None:
        """Everybody has it."""
        finished = update(runs).where(runs.c.broadcast_id == broadcast_id)
        async with self.database.write() as connection:
            await connection.execute(finished.values(state="finished", finished_at=1))
        self.told.tell(broadcast_id)

    async def begin_anew(self, **rules: Any) -> "RepeatHouse":
        """The process after this one."""
        return RepeatHouse(self.database, self.clock, **rules)

    async def count(self, table: Any) -> int:
        async with self.database.read() as connection:
            return int(await connection.scalar(select(func.count()).select_from(table)) or 0)
