"""Repeated broadcasts: made of a draft, and what an admin may do with one until it ends.

Any admin may do with one what its maker may, as with a broadcast that runs. Each act is one
transaction: of two taps, or of a tap and the timer, one counts.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import time
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.roles import require_admin_still
from broadcast.model.actor import Actor, require_admin, require_holder
from broadcast.model.content import Content
from broadcast.model.errors import (
    MoveNotAllowed,
    NoSuchBroadcast,
    NoSuchRepeat,
    TooManyRepeats,
)
from broadcast.model.events import Events, RepeatChanged, RepeatDecided, RepeatDecision
from broadcast.model.repeating.reading import BadRule, RuleMistake
from broadcast.model.repeating.repeat import LONGEST_AHEAD, Repeat
from broadcast.model.repeating.rule import Rule
from broadcast.planning.policy import PlanningRules
from db.broadcasts import broadcasts, drafts
from db.connection.database import Database
from db.repeating import repeats
from db.schema.states import RepeatWhy
from runtime.clock import Clock

MOST = 200  # at a time

logger = logging.getLogger(__name__)


class Repeats:
    """What comes again and again."""

    def __init__(
        self, database: Database, events: Events, rules: PlanningRules, clock: Clock
    ) -> None:
        self._database = database
        self._events = events
        self._rules = rules
        self._clock = clock

    @property
    def usual_ahead(self) -> int:
        """Seconds before each round: when the admins see what a new one says; 0: they do not."""
        return self._rules.repeat_ahead

    async def read_rule(self, typed: str, clock: time) -> Rule:
        """From now on, by the bot's own clock. Raises BadRule."""
        read = partial(Rule.beginning, typed, clock, self._rules.timezone, now=self._now())
        # A thread: one that never comes is looked for over some hundred years.
        return await asyncio.to_thread(read)

    async def begin(self, draft_id: int, rule: Rule, *, by: Actor) -> int:
        """The draft is what each round says from now on, and no draft any more; the repeat's
        number. Neither its Stars nor its end come along.

        Raises DraftHeld, MoveNotAllowed when it is no draft, TooManyRepeats, BadRule when it has
        come for the last time meanwhile.
        """
        require_admin(by)
        timing = await self._timing(rule)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            holder = await drafts.holder_of(connection, draft_id)
            row = await broadcasts.find(connection, draft_id)
            if holder is None or row is None:
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            require_holder(by, holder)
            await self._require_room(connection)
            content = Content.load(row.content).for_another_time()
            await drafts.change(
                connection,
                draft_id,
                title=row.title,
                content=content.dump(),
                urgent=content.options.urgent,
                now=self._now(),
            )
            number = await repeats.add(
                connection,
                draft_id=draft_id,
                name=row.title,
                timing=timing,
                ahead=self._rules.repeat_ahead,
                by=by.user_id,
                now=self._now(),
            )
            if number is None:
                raise MoveNotAllowed("it is no draft any more")
        self._changed(number, f"made of broadcast {draft_id}", by)
        return number

    async def change_rule(self, repeat_id: int, rule: Rule, *, by: Actor) -> None:
        """Raises NoSuchRepeat, BadRule."""
        require_admin(by)
        timing = await self._timing(rule)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            shown = await _shown(connection, repeat_id)
            changed = await repeats.change_rule(connection, repeat_id, timing)
        self._require(repeat_id, changed, f"to come by {rule.text}", by)
        if shown != timing.next_at:  # else they are shown it anew
            self._decided(repeat_id, shown, RepeatDecision.MOVED, by)

    async def change_ahead(self, repeat_id: int, seconds: int, *, by: Actor) -> None:
        """When the admins see what comes; 0: they do not. Raises NoSuchRepeat."""
        require_admin(by)
        ahead = min(max(seconds, 0), LONGEST_AHEAD)
        async with self._database.write() as connection:
            changed = await repeats.change_ahead(connection, repeat_id, ahead)
        self._require(repeat_id, changed, f"to be shown {ahead} s before", by)

    async def skip(self, repeat_id: int, moment: int, *, by: Actor, left_out: bool = True) -> None:
        """The next round, which is the one at that moment, is left out, or is not after all. Raises
        MoveNotAllowed when it has come, or is another one."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            shown = await _shown(connection, repeat_id)
            skipped = await repeats.skip(connection, repeat_id, moment, left_out=left_out)
        if not skipped:
            raise MoveNotAllowed("it is not the next round (any more)")
        self._changed(repeat_id, f"{'to skip' if left_out else 'not to skip'} {moment}", by)
        how = RepeatDecision.SKIPPED if left_out else RepeatDecision.NOT_SKIPPED
        self._decided(repeat_id, shown, how, by)

    async def pause(self, repeat_id: int, *, by: Actor) -> None:
        """Raises MoveNotAllowed when it does not run."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            shown = await _shown(connection, repeat_id)
            if not await repeats.pause(connection, repeat_id, RepeatWhy.ADMIN):
                raise MoveNotAllowed("it does not run")
        self._changed(repeat_id, "paused", by)
        self._decided(repeat_id, shown, RepeatDecision.PAUSED, by)

    async def resume(self, repeat_id: int, *, by: Actor) -> None:
        """From the next round that is to come: what was missed meanwhile is not made up for. Where
        its maker is no admin any more, it is theirs from now on.

        Raises MoveNotAllowed when it is not paused, BadRule when its rule has no more.
        """
        require_admin(by)
        found = await self.get(repeat_id)
        next_at = await self._next(found.rule)
        heir = by.user_id if found.why is RepeatWhy.ROLE else None
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            if not await repeats.resume(connection, repeat_id, next_at=next_at, by=heir):
                raise MoveNotAllowed("it is not paused")
        self._changed(repeat_id, "resumed", by)

    async def stop(self, repeat_id: int, *, by: Actor) -> None:
        """There is no other round; those that went out stay. Raises NoSuchRepeat."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            shown = await _shown(connection, repeat_id)
            stopped = await repeats.end(connection, repeat_id)
        self._require(repeat_id, stopped, "stopped", by)
        self._decided(repeat_id, shown, RepeatDecision.STOPPED, by)

    async def get(self, repeat_id: int) -> Repeat:
        """One that has ended, too. Raises NoSuchRepeat."""
        async with self._database.read() as connection:
            return await _found(connection, repeat_id)

    async def page(self, *, limit: int, offset: int = 0) -> tuple[Sequence[Repeat], int]:
        """Those that have not ended, the next one first; and how many there are."""
        async with self._database.read() as connection:
            rows, count = await repeats.page(connection, offset=offset, limit=limit)
        return [Repeat.from_row(row) for row in rows], count

    async def _timing(self, rule: Rule) -> repeats.Timing:
        """Raises BadRule."""
        return repeats.Timing(
            rule=rule.text,
            starts=rule.starts.isoformat(),
            timezone=rule.zone.key,
            next_at=await self._next(rule),
        )

    async def _next(self, rule: Rule) -> int:
        """Raises BadRule when there is none."""
        moment = await asyncio.to_thread(rule.after, self._now())
        if moment is None:
            raise BadRule(RuleMistake.OVER)
        return moment

    async def _require_room(self, connection: AsyncConnection) -> None:
        _, count = await repeats.page(connection, offset=0, limit=0)
        if count >= MOST:
            raise TooManyRepeats(f"there are {count} already")

    def _require(self, repeat_id: int, changed: bool, how: str, by: Actor) -> None:  # noqa: FBT001
        if not changed:
            raise NoSuchRepeat(f"repeat {repeat_id} has ended")
        self._changed(repeat_id, how, by)

    def _changed(self, repeat_id: int, how: str, by: Actor) -> None:
        logger.info("repeat %d is %s, by %d", repeat_id, how, by.user_id)
        self._events.say(RepeatChanged(repeat_id=repeat_id))

    def _decided(self, repeat_id: int, shown: int | None, how: RepeatDecision, by: Actor) -> None:
        """Where the admins were shown the round that it is about, the others hear of it."""
        if shown is not None:
            self._events.say(
                RepeatDecided(repeat_id=repeat_id, moment=shown, how=how, by=by.user_id)
            )

    def _now(self) -> int:
        return int(self._clock.time())


async def _shown(connection: AsyncConnection, repeat_id: int) -> int | None:
    """The round that all admins were shown, and that is still to come."""
    row = await repeats.find(connection, repeat_id)
    return None if row is None or row.told_for != row.next_at else row.told_for


async def _found(connection: AsyncConnection, repeat_id: int) -> Repeat:
    row = await repeats.find(connection, repeat_id)
    if row is None:
        raise NoSuchRepeat(f"there is no repeat {repeat_id}")
    return Repeat.from_row(row, rounds=await repeats.rounds_of(connection, repeat_id))
