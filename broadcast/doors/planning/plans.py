"""Launching later: some seconds after Confirm, so that it can be undone, or at a time.

Until it begins, any admin may do with a planned broadcast what its author may, as with one that
runs. Each act is one transaction: of two taps, or of a tap and the timer, one counts.
"""

import logging
import math
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.effects import Effects
from broadcast.doors.launches import Launches
from broadcast.doors.roles import require_admin_still
from broadcast.model.actor import Actor, require_admin, require_holder
from broadcast.model.content import Content
from broadcast.model.errors import (
    AudienceChanged,
    MoveNotAllowed,
    NoSuchBroadcast,
    TimeIsOver,
    TooLateToUndo,
)
from broadcast.model.hours.wall_time import moment_of
from broadcast.model.planning.plan import Plan
from broadcast.planning import launching
from broadcast.planning.countdowns import Countdowns
from broadcast.planning.policy import PlanningRules
from db.broadcasts import broadcasts, drafts, plans
from db.connection.database import Database
from db.records import PlanRow
from db.schema.states import PlanKind
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Plans:
    """What waits to be launched, and for how long."""

    def __init__(
        self,
        database: Database,
        effects: Effects,
        launches: Launches,
        countdowns: Countdowns,
        rules: PlanningRules,
        clock: Clock,
    ) -> None:
        self._database = database
        self._effects = effects
        self._launches = launches
        self._countdowns = countdowns
        self._rules = rules
        self._clock = clock

    async def confirm(self, broadcast_id: int, *, by: Actor) -> Plan | None:
        """Begin the countdown, in which it can be undone. None: it is launched, for there is none
        (UNDO_SECONDS=0, or it is urgent).

        Raises what `Launches.launch` raises, and nothing waits then.
        """
        require_admin(by)
        seconds = self._rules.undo_seconds
        if not seconds or await self._is_urgent(broadcast_id):
            await self._launches.launch(broadcast_id, by=by)
            return None
        found = await launching.counted(self._database, broadcast_id, now=self._now())
        due_at = math.ceil(self._clock.time() + seconds)
        plan = await self._add(broadcast_id, PlanKind.UNDO, due_at=due_at, by=by, asked=found.asked)
        self._countdowns.begin(broadcast_id, seconds)
        logger.info("broadcast %d is launched in %g s, by %d", broadcast_id, seconds, by.user_id)
        self._effects.tell(broadcast_id)
        return plan

    async def plan(
        self, broadcast_id: int, at: int, *, by: Actor, local_time: str | None = None
    ) -> Plan:
        """Launch it at that moment (Unix seconds). `local_time`: each gets it when it is that on
        their own clock, as ISO 8601 without a zone; `at` is when the first of them does.

        Raises MoveNotAllowed when it is no draft, DraftHeld, TimeIsOver.
        """
        require_admin(by)
        plan = await self._add(broadcast_id, PlanKind.TIME, due_at=at, by=by, local_time=local_time)
        logger.info("broadcast %d is planned for %d, by %d", broadcast_id, at, by.user_id)
        self._effects.tell(broadcast_id)
        return plan

    async def move(
        self, broadcast_id: int, at: int, *, by: Actor, local_time: str | None = None
    ) -> Plan:
        """To another time, whatever it waited for or asked; it is theirs from now on.

        Raises MoveNotAllowed when it is not planned any more, TimeIsOver.
        """
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            await self._require_ahead(connection, broadcast_id, at)
            await plans.move(
                connection,
                broadcast_id,
                due_at=at,
                by=by.user_id,
                now=self._now(),
                local_time=local_time,
            )
            moved = await plans.find(connection, broadcast_id)
        if moved is None:
            raise MoveNotAllowed("it is not planned any more")
        self._countdowns.forget(broadcast_id)
        logger.info("broadcast %d is moved to %d, by %d", broadcast_id, at, by.user_id)
        self._effects.tell(broadcast_id)
        return Plan.from_row(moved)

    async def undo(self, broadcast_id: int, *, by: Actor) -> None:
        """It is a draft again, as it was, and whoever worked on it goes on. Raises TooLateToUndo
        when the countdown is over."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            await _require_there(connection, broadcast_id)
            if not await plans.take_countdown(connection, broadcast_id):
                raise TooLateToUndo("it is launched")
            await plans.back_to_draft(connection, broadcast_id, now=self._now())
        self._ended(broadcast_id, "undone", by)

    async def edit(self, broadcast_id: int, *, by: Actor) -> None:
        """It is a draft again, and theirs, with the time that it had last. Raises MoveNotAllowed
        when it is not planned any more."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            await self._keep_time(connection, await _required(connection, broadcast_id))
            await _take(connection, broadcast_id)
            await plans.back_to_draft(connection, broadcast_id, now=self._now())
            if await drafts.holder_of(connection, broadcast_id) != by.user_id:
                await drafts.hand_over(connection, broadcast_id, to=by.user_id, now=self._now())
        self._ended(broadcast_id, "a draft again", by)

    async def drop(self, broadcast_id: int, *, by: Actor) -> None:
        """Nobody gets it: it is discarded, as a draft is. Raises MoveNotAllowed when it is not
        planned any more."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            await _take(connection, broadcast_id)
            await plans.back_to_draft(connection, broadcast_id, now=self._now())
            await drafts.delete_one(connection, broadcast_id)
        self._ended(broadcast_id, "dropped", by)

    async def start_now(self, broadcast_id: int, *, by: Actor) -> Plan | None:
        """Everybody gets it now, whatever it waited for or asked: after the same countdown as
        `confirm()`, which undone leaves a draft with the time that it had. None: it is launched,
        for there is no countdown, or it was in one already.

        Raises what `Launches.launch` raises.
        """
        require_admin(by)
        found = await launching.counted(self._database, broadcast_id, now=self._now())
        seconds = 0.0 if await self._is_urgent(broadcast_id) else self._rules.undo_seconds
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            planned = Plan.from_row(await _required(connection, broadcast_id))
            at_once = not seconds or planned.is_countdown
            if at_once:
                await _take(connection, broadcast_id)
                await launching.begin(connection, found, by=by.user_id, now=self._now())
            else:
                await self._count_down(connection, planned, seconds, by=by)
        self._countdowns.forget(broadcast_id)
        if at_once:
            await self._effects.apply(broadcast_id)
            return None
        self._countdowns.begin(broadcast_id, seconds)
        logger.info("broadcast %d is started in %g s, by %d", broadcast_id, seconds, by.user_id)
        self._effects.tell(broadcast_id)
        return await self.find(broadcast_id)

    async def get(self, broadcast_id: int) -> Plan:
        """Raises NoSuchBroadcast when it is not planned (any more)."""
        found = await self.find(broadcast_id)
        if found is None:
            raise NoSuchBroadcast(f"broadcast {broadcast_id} is not planned")
        return found

    async def find(self, broadcast_id: int) -> Plan | None:
        """None: it is not planned (any more)."""
        async with self._database.read() as connection:
            row = await plans.find(connection, broadcast_id)
        return None if row is None else Plan.from_row(row)

    async def page(self, *, limit: int, offset: int = 0) -> tuple[Sequence[Plan], int]:
        """Those that ask first, then in the order of their times; and how many there are."""
        async with self._database.read() as connection:
            rows, count = await plans.page(connection, offset=offset, limit=limit)
        return [Plan.from_row(row) for row in rows], count

    async def countdowns(self) -> Sequence[Plan]:
        """Those that can be undone just now."""
        async with self._database.read() as connection:
            return [Plan.from_row(row) for row in await plans.countdowns(connection)]

    def seconds_left(self, plan: Plan) -> float:
        """Until the launch, as the timer reckons; 0 when it is due."""
        if plan.is_countdown:
            return max(0.0, self._countdowns.left(plan))
        return max(0.0, plan.due_at - self._clock.time())

    async def _add(
        self,
        broadcast_id: int,
        kind: PlanKind,
        *,
        due_at: int,
        by: Actor,
        local_time: str | None = None,
        asked: str | None = None,
    ) -> Plan:
        """As it stands when it is committed: a moment later it may be launched. `asked`: its
        audience as it was counted."""
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            require_holder(by, await _require_there(connection, broadcast_id))
            if asked is not None and await drafts.audience_of(connection, broadcast_id) != asked:
                raise AudienceChanged("its audience was changed a moment ago")
            if kind is PlanKind.UNDO:  # the transaction may have had to wait for its turn
                due_at = math.ceil(self._clock.time() + self._rules.undo_seconds)
            await self._require_ahead(connection, broadcast_id, due_at)
            added = await plans.add(
                connection,
                broadcast_id,
                kind,
                due_at=due_at,
                by=by.user_id,
                now=self._now(),
                local_time=local_time,
            )
            row = await plans.find(connection, broadcast_id)
        if not added or row is None:
            raise MoveNotAllowed("it was launched or planned already")
        return Plan.from_row(row)

    async def _count_down(
        self, connection: AsyncConnection, planned: Plan, seconds: float, *, by: Actor
    ) -> None:
        await self._keep_time(connection, planned)
        await plans.move(
            connection,
            planned.broadcast_id,
            kind=PlanKind.UNDO,
            due_at=math.ceil(self._clock.time() + seconds),
            by=by.user_id,
            now=self._now(),
        )

    async def _keep_time(self, connection: AsyncConnection, planned: Plan | PlanRow) -> None:
        """With the draft that it is, or may become again: it may have been moved since its author
        chose. A countdown has none: what the draft says then holds."""
        if planned.kind != PlanKind.TIME:
            return
        at, own = planned.due_at, planned.local_time is not None
        if planned.local_time is not None:  # as the bot's clock shows it: so it is chosen
            local = datetime.fromisoformat(planned.local_time)
            at = moment_of(local, self._rules.timezone)
        await drafts.note_time(connection, planned.broadcast_id, at, own=own)

    async def _require_ahead(
        self, connection: AsyncConnection, broadcast_id: int, moment: int
    ) -> None:
        """Raises TimeIsOver."""
        if moment <= self._clock.time():
            raise TimeIsOver("that moment is over")
        row = await broadcasts.find(connection, broadcast_id)
        if row is not None:
            launching.require_unexpired(Content.load(row.content), moment)

    async def _is_urgent(self, broadcast_id: int) -> bool:
        async with self._database.read() as connection:
            row = await broadcasts.find(connection, broadcast_id)
        if row is None:
            raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
        return Content.load(row.content).options.urgent

    def _ended(self, broadcast_id: int, how: str, by: Actor) -> None:
        self._countdowns.forget(broadcast_id)
        logger.info("the planned broadcast %d is %s, by %d", broadcast_id, how, by.user_id)
        self._effects.tell(broadcast_id)

    def _now(self) -> int:
        return int(self._clock.time())


async def _require_there(connection: AsyncConnection, broadcast_id: int) -> int:
    """Who works on it."""
    holder = await drafts.holder_of(connection, broadcast_id)
    if holder is None:
        raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
    return holder


async def _required(connection: AsyncConnection, broadcast_id: int) -> PlanRow:
    """Raises MoveNotAllowed."""
    await _require_there(connection, broadcast_id)
    row = await plans.find(connection, broadcast_id)
    if row is None:
        raise MoveNotAllowed("it is not planned any more")
    return row


async def _take(connection: AsyncConnection, broadcast_id: int) -> None:
    """Raises MoveNotAllowed."""
    await _require_there(connection, broadcast_id)
    if not await plans.take(connection, broadcast_id):
        raise MoveNotAllowed("it is not planned any more")
