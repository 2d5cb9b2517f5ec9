"""Tests of versions: how they stand, what a launch would do, and what admins decide."""

import logging
from collections.abc import Sequence

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.model.actor import Actor, require_admin
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import DecidedAlready, MoveNotAllowed, NoSuchBroadcast
from broadcast.model.versions.standing import OpenTest, SplitForecast, Standing
from broadcast.versions import decisions
from broadcast.versions.figures import is_sent, open_test, standing_of
from db.audience import counting
from db.audience.audience import Audience
from db.broadcasts import broadcasts, version_tests
from db.broadcasts.variants import Split
from db.connection.database import Database
from db.reports import versions
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Versions:
    """Each decision is one transaction, so that of two taps one counts."""

    def __init__(self, database: Database, effects: Effects, clock: Clock) -> None:
        self._database = database
        self._effects = effects
        self._clock = clock

    async def standing(self, broadcast_id: int) -> Standing | None:
        """None where it tries no versions. While it is open this counts all of its recipients,
        which takes half a second at a million."""
        async with self._database.read() as connection:
            row = await version_tests.of_broadcast(connection, broadcast_id)
            return None if row is None else await standing_of(connection, row)

    async def open_one(self, broadcast_id: int) -> OpenTest | None:
        """What is quickly known of one that is to be decided; None: there is none."""
        return next(
            (one for one in await self.open_ones() if one.broadcast_id == broadcast_id), None
        )

    async def open_ones(self) -> Sequence[OpenTest]:
        """Those that are to be decided, oldest first."""
        async with self._database.read() as connection:
            return [open_test(row) for row in await version_tests.open_ones(connection)]

    async def forecast(self, draft_id: int) -> SplitForecast | None:
        """Whom a launch would send which version, counted; None where there is one version.

        Raises CannotAsk.
        """
        async with self._database.read() as connection:
            row = await broadcasts.find(connection, draft_id)
            if row is None:
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            content = Content.load(row.content)
            if content.versions < 2:
                return None
            share = content.test.share_of_each(content.versions)
            split = Split(broadcast_id=draft_id, versions=content.versions, share=share)
            audience = Audience.load(row.audience)
            keys = await counting.matching(connection, audience, now=self._now())
            *people, waiting = await versions.split(connection, keys, split)
        return SplitForecast(
            people=tuple(people), waiting=waiting, share=share, seconds=content.test.seconds
        )

    async def decide(self, broadcast_id: int, version: int, *, by: Actor) -> Broadcast:
        """Those who wait get that version; gives the broadcast that it goes out as.

        Raises MoveNotAllowed while it is being sent, DecidedAlready when somebody was faster,
        NobodyToSendTo when nobody waits, as the next two do where it fits.
        """
        require_admin(by)
        standing = await self._required(broadcast_id)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            child_id = await decisions.decide(
                connection, standing, version, by=by.user_id, now=self._now()
            )
        logger.info(
            "version %d of broadcast %d goes to the others as %d, by %d",
            *(version, broadcast_id, child_id, by.user_id),
        )
        self._effects.tell(broadcast_id)
        return await self._effects.apply(child_id)

    async def put_off(self, broadcast_id: int, seconds: int | None, *, by: Actor) -> None:
        """Decide in so many seconds from now; None: an admin will, by hand."""
        require_admin(by)
        async with self._database.write() as connection:
            row = await decisions.required(connection, broadcast_id)
            if not is_sent(row) or row.finished_at is None:
                raise MoveNotAllowed("its time counts from when it has been sent")
            since = None if seconds is None else self._now() + seconds - row.finished_at
            if not await version_tests.put_off(connection, row.run_id, seconds=since):
                raise DecidedAlready("it was decided before")
        logger.info("the versions of broadcast %d wait on, by %d", broadcast_id, by.user_id)
        self._effects.tell(broadcast_id)

    async def drop(self, broadcast_id: int, *, by: Actor) -> None:
        """Nobody else gets it."""
        require_admin(by)
        standing = await self._required(broadcast_id)
        if not standing.is_sent:
            raise MoveNotAllowed("it is being sent")
        async with self._database.write() as connection:
            await decisions.drop(connection, standing, by=by.user_id, now=self._now())
        logger.info("nobody else gets broadcast %d, by %d", broadcast_id, by.user_id)
        self._effects.tell(broadcast_id)

    async def _required(self, broadcast_id: int) -> Standing:
        standing = await self.standing(broadcast_id)
        if standing is None:
            raise NoSuchBroadcast(f"broadcast {broadcast_id} tries no versions")
        return standing

    def _now(self) -> int:
        return int(self._clock.time())
