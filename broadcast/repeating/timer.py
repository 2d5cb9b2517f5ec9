"""Makes rounds when their time has come, and shows them to the admins some time before.

One task for all repeats, which sleeps until the first one's time. What is due is read from the
database each time, so that a restart changes nothing.
"""

import asyncio
import logging

from broadcast.model.errors import NotAllowed
from broadcast.model.events import (
    BroadcastChanged,
    Event,
    Events,
    RepeatAhead,
    RepeatChanged,
    RepeatHeld,
    RepeatStopped,
)
from broadcast.model.repeating.repeat import rule_of
from broadcast.model.repeating.rule import Due
from broadcast.planning.policy import PlanningRules
from broadcast.repeating import rounds
from broadcast.repeating.content import RoundOutdated, RoundSources
from broadcast.repeating.policy import Decision, DueStep, Step, decide, next_look, step
from db.audience import counting
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.errors import DatabaseTrouble
from db.repeating import repeats
from db.repeating.repeats import RepeatRow
from db.schema.states import RepeatWhy
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

LOOK_AGAIN = 60.0  # seconds at most: somebody may set the machine's clock, or let it sleep


class RepeatTimer:
    """A background task over all repeats."""

    def __init__(
        self,
        database: Database,
        sources: RoundSources,
        rules: PlanningRules,
        events: Events,
        clock: Clock,
    ) -> None:
        self._database = database
        self._sources = sources
        self._rules = rules
        self._events = events
        self._clock = clock
        self._wake = Wake(clock)
        events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="what is repeated cannot be looked at just now",
        )

    async def once(self) -> float | None:
        """Make what is due; seconds until something may be, None: when something changes."""
        await self._forget_ended()
        await self._tell_of_standstills()
        rows = await self._running()
        if not rows:
            return None
        held = {row.id for row in rows if not await self._try(row)}
        now, waits = self._clock.time(), [LOOK_AGAIN]
        for row in await self._running():
            if row.id not in held:  # what waits for the round before goes on when that has ended
                waits += [wait for wait in (next_look(row, now),) if wait is not None]
        return min(waits)

    async def _running(self) -> list[RepeatRow]:
        async with self._database.read() as connection:
            return list(await repeats.running(connection))

    async def _try(self, row: RepeatRow) -> bool:
        """One that nobody foresaw must not keep the others from their time. False: it waits for the
        round before."""
        try:
            return await self._look(row)
        except DatabaseTrouble:
            raise
        except Exception:
            logger.exception("repeat %d cannot be looked at", row.id)
            await self._pause(row, RepeatWhy.FAULT)
            return True

    async def _look(self, row: RepeatRow) -> bool:
        match step(row, self._clock.time()):
            case Step.TELL:
                await self._show(row)
            case Step.DUE:
                return await self._come(row)
        return True

    async def _show(self, row: RepeatRow) -> None:
        """Whoever dies in between shows it twice: nobody would see it otherwise. While there is
        nothing to say nobody is shown anything; there may be by then."""
        if await (await self._sources.of(row)).prepare(row) is None:
            return
        self._events.say(RepeatAhead(repeat_id=row.id, moment=row.next_at or 0))
        async with self._database.write() as connection:
            await repeats.mark_told(connection, row)

    async def _come(self, row: RepeatRow) -> bool:
        now = self._clock.time()
        due = await asyncio.to_thread(_due, row, int(now))
        async with self._database.read() as connection:
            unfinished = await repeats.has_unfinished_round(connection, row.id)
        decision = decide(row, due, now, self._rules, unfinished=unfinished)
        match decision.step:
            case DueStep.HOLD:
                await self._hold(row, decision)
                return False
            case DueStep.LEAVE_OUT:
                await self._leave_out(row, due)
            case DueStep.MAKE:
                await self._make(row, due, decision)
        return True

    async def _hold(self, row: RepeatRow, decision: Decision) -> None:
        if not decision.due_at or decision.due_at == row.late_for:
            return
        async with self._database.write() as connection:
            held = await repeats.hold(connection, row, decision.due_at)
        if held and decision.tells and row.round_id is not None:
            logger.info("repeat %d waits for broadcast %d", row.id, row.round_id)
            self._events.say(
                RepeatHeld(repeat_id=row.id, moment=decision.due_at, round_id=row.round_id)
            )

    async def _make(self, row: RepeatRow, due: Due, decision: Decision) -> None:
        source = await self._sources.of(row)
        said = await source.prepare(row)
        try:
            if said is None or not await self._has_somebody(said.audience):
                await self._leave_out(row, due, empty=True)
                return
            round_id = await rounds.make(
                self._database,
                row,
                said,
                source,
                self._rules,
                due_at=decision.due_at,
                following=due.following,
                now=int(self._clock.time()),
            )
        except NotAllowed:
            await self._pause(row, RepeatWhy.ROLE)
        except RoundOutdated:
            logger.info("repeat %d: what its round was to say has changed", row.id)
        else:
            self._events.say(RepeatChanged(repeat_id=row.id))
            if round_id is not None:
                self._events.say(BroadcastChanged(broadcast_id=round_id))

    async def _has_somebody(self, audience: Audience) -> bool:
        """A birthday that nobody has today is no question to the admins. Of what it asks about and
        is gone the round itself asks them."""
        try:
            async with self._database.read() as connection:
                now = int(self._clock.time())
                return await counting.count(connection, audience, now=now) > 0
        except CannotAsk:
            return True

    async def _leave_out(self, row: RepeatRow, due: Due, *, empty: bool = False) -> None:
        if empty:
            logger.info("repeat %d: nobody to send it to, or nothing to say", row.id)
        async with self._database.write() as connection:
            await repeats.take(
                connection,
                row,
                following=due.following,
                empty_for=due.moment if empty else None,
            )
        self._events.say(RepeatChanged(repeat_id=row.id))

    async def _pause(self, row: RepeatRow, why: RepeatWhy) -> None:
        async with self._database.write() as connection:
            paused = await repeats.pause(connection, row.id, why)
        if paused:
            logger.warning("repeat %d is paused: %s", row.id, why)
            self._events.say(RepeatChanged(repeat_id=row.id))

    async def _forget_ended(self) -> None:
        """What has ended before it ever went out leaves nothing behind."""
        async with self._database.read() as connection:
            found = await repeats.forgettable(connection)
        if found:
            async with self._database.write() as connection:
                await repeats.forget(connection, found)
            logger.info("forgotten, for it has ended without a round: repeat %s", found)

    async def _tell_of_standstills(self) -> None:
        """Of all that do not go on, whoever stopped them: this process, the one before, a restored
        backup, their rule. Whoever dies in between tells it twice."""
        async with self._database.read() as connection:
            found = await repeats.untold(connection)
        for row in found:
            self._events.say(RepeatStopped(repeat_id=row.id))
        if found:
            async with self._database.write() as connection:
                await repeats.mark_standstill_told(connection, [row.id for row in found])

    def _heard(self, event: Event) -> None:
        if isinstance(event, BroadcastChanged | RepeatChanged):
            self._wake.ring()


def _due(row: RepeatRow, now: int) -> Due:
    return rule_of(row).due(row.next_at or now, now, without=row.skip_for)
