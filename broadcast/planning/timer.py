"""Launches what is planned when its time has come, or asks the admins.

One task for all of them, which sleeps until the first one's time. What is due is read from the
database each time, so that a restart changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from broadcast.model.errors import (
    AudienceChanged,
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
    NotAllowed,
    TimeIsOver,
    TooManyForwards,
)
from broadcast.model.events import BroadcastChanged, Event, Events, PlanAsked, PlanLaunched
from broadcast.model.planning.plan import Plan
from broadcast.planning import launching
from broadcast.planning.countdowns import Countdowns
from broadcast.planning.launching import OwnTime
from broadcast.planning.planner import require_planner
from broadcast.planning.policy import PlanningRules, Step, step
from db.audience.facts import CannotAsk
from db.broadcasts import plans
from db.connection.database import Database
from db.connection.rounds import RETRY, keep_looking
from db.errors import DatabaseTrouble
from db.records import PlanRow
from db.schema.states import AskedWhy, PlanKind
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

LOOK_AGAIN = 60.0  # seconds at most: somebody may set the machine's clock, or let it sleep
AT_ONCE = 20  # plans of one time that are launched before countdowns are looked at again


class PlanTimer:
    """A background task over all plans."""

    def __init__(
        self,
        database: Database,
        countdowns: Countdowns,
        rules: PlanningRules,
        events: Events,
        clock: Clock,
        reload: Callable[[], Awaitable[None]],
    ) -> None:
        """`reload`: the engine looks at its runs anew."""
        self._database = database
        self._countdowns = countdowns
        self._rules = rules
        self._events = events
        self._clock = clock
        self._reload = reload
        self._wake = Wake(clock)
        events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="what is planned cannot be launched just now",
        )

    async def once(self) -> float | None:
        """Launch what is due; seconds until something may be, None: when something changes."""
        await self._tell()
        async with self._database.read() as connection:
            begun = await plans.countdowns(connection)
            due = await plans.due(connection, now=self._now(), limit=AT_ONCE)
        settled = [await self._look(row) for row in (*begun, *due)]
        rest = await self._rest()
        return rest if rest is None or all(settled) else max(rest, RETRY)

    async def _rest(self) -> float | None:
        """What has changed meanwhile is read again: launches take their time."""
        async with self._database.read() as connection:
            begun = await plans.countdowns(connection)
            moment = await plans.next_due(connection)
            untold = await plans.untold(connection)
        waits = [self._countdowns.left(row) for row in begun]
        if moment is not None:
            waits.append(moment - self._clock.time())
        if untold:
            return 0.0
        return None if not waits else max(0.0, min(*waits, LOOK_AGAIN))

    async def _look(self, row: PlanRow) -> bool:
        """False: nothing came of it, and somebody else is at it."""
        match step(self._left(row), self._rules):
            case Step.ASK:
                await self._ask(row, AskedWhy.LATE)
            case Step.LAUNCH:
                return await self._try(row)
        return True

    async def _try(self, row: PlanRow) -> bool:
        """One that nobody foresaw must not keep the others from their time."""
        try:
            return await self._launch(row)
        except DatabaseTrouble:
            raise
        except Exception:
            logger.exception("broadcast %d cannot be launched", row.broadcast_id)
            await self._ask(row, AskedWhy.FAULT)
            return True

    def _left(self, row: PlanRow) -> float:
        if row.kind == PlanKind.UNDO:
            return self._countdowns.left(row)
        return row.due_at - self._clock.time()

    async def _launch(self, row: PlanRow) -> bool:
        try:
            own_time = self._own_time(row)
            found = await launching.counted(
                self._database,
                row.broadcast_id,
                now=self._now(),
                own_clocks=own_time is not None,
            )
            async with self._database.write() as connection:
                await require_planner(connection, row.planned_by, self._rules)
                if not await plans.take(connection, row.broadcast_id, as_planned=row):
                    return False
                await launching.begin(
                    connection, found, by=row.planned_by, now=self._now(), own_time=own_time
                )
        except (MoveNotAllowed, NoSuchBroadcast, AudienceChanged) as reason:
            # An admin was faster: whatever stands there now is read again.
            logger.info("broadcast %d is not launched by itself: %s", row.broadcast_id, reason)
            return False
        except CannotAsk as cannot:
            await self._ask(row, AskedWhy.AUDIENCE, cannot.dump())
        except (NobodyToSendTo, TooManyForwards, TimeIsOver, NotAllowed) as refusal:
            await self._ask(row, WHY[type(refusal)])
        else:
            await self._launched(row)
        return True

    async def _launched(self, row: PlanRow) -> None:
        self._countdowns.forget(row.broadcast_id)
        await self._reload()
        self._events.say(BroadcastChanged(broadcast_id=row.broadcast_id))
        self._events.say(
            PlanLaunched(broadcast_id=row.broadcast_id, kind=PlanKind(row.kind), by=row.planned_by)
        )

    async def _ask(self, row: PlanRow, why: AskedWhy, detail: str = "") -> None:
        async with self._database.write() as connection:
            asked = await plans.ask(connection, row, why, detail)
        if asked:
            self._countdowns.forget(row.broadcast_id)
            logger.info("broadcast %d is not launched by itself: %s", row.broadcast_id, why)

    async def _tell(self) -> None:
        """Of all that ask, whoever made them: this process, the one before, a restored backup.

        Whoever dies in between tells it twice: nobody would hear of it otherwise.
        """
        async with self._database.read() as connection:
            found = [Plan.from_row(row) for row in await plans.untold(connection)]
        for one in found:
            if one.asked_why is None:
                continue
            self._events.say(BroadcastChanged(broadcast_id=one.broadcast_id))
            self._events.say(
                PlanAsked(broadcast_id=one.broadcast_id, why=one.asked_why, by=one.planned_by)
            )
        if found:
            async with self._database.write() as connection:
                await plans.mark_told(connection, [one.broadcast_id for one in found])

    def _heard(self, event: Event) -> None:
        if isinstance(event, BroadcastChanged):
            self._wake.ring()

    def _own_time(self, row: PlanRow) -> OwnTime | None:
        """None: everybody gets it at once."""
        if row.local_time is None:
            return None
        return OwnTime(self._rules.timezone, datetime.fromisoformat(row.local_time))

    def _now(self) -> int:
        return int(self._clock.time())


WHY: dict[type[Exception], AskedWhy] = {
    NobodyToSendTo: AskedWhy.NOBODY,
    TooManyForwards: AskedWhy.FORWARDS,
    TimeIsOver: AskedWhy.EXPIRED,
    NotAllowed: AskedWhy.ROLE,
}
