"""The events of one address: in order where order matters, some at a time, again where they fail.

Each address has a lane of its own, so that a slow one keeps nobody else waiting. What was posted
goes from the queue in a transaction after the answer: if the process dies in between, it is posted
again, with the same id.
"""

import asyncio
import logging
import random
from collections.abc import Sequence

from broadcast.model.events import AddressFails, Events
from broadcast.model.outgoing.verdict import Verdict
from broadcast.outgoing.courier import Courier
from broadcast.outgoing.retrying import (
    DAY,
    OFF_AFTER,
    TOLD_AFTER,
    Standing,
    gives_up,
    pause,
)
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.outgoing import addresses, queue
from db.outgoing.addresses import AddressRow
from db.outgoing.queue import Waiting
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

AT_ONCE = 8  # posts to one address
LOOK_AGAIN = 1.0  # seconds until new events are looked for; whoever writes them rings nobody
LONGEST_REST = 600.0  # seconds: there may be too many meanwhile
TRIM_AFTER = 60.0  # seconds between two looks whether there are too many

# Of an address that takes events again.
WORKS: dict[str, object] = {"failing_since": None, "failing_why": None}

Tried = Sequence[tuple[Waiting, Verdict]]


class Lane:
    """A background task, as long as its address is there and switched on."""

    def __init__(
        self,
        row: AddressRow,
        database: Database,
        courier: Courier,
        events: Events,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._id = row.id
        self._database = database
        self._courier = courier
        self._events = events
        self._clock = clock
        self._chance = chance
        self._standing = Standing(row.failing_since, chance)
        self._not_before = self._trimmed_at = clock.monotonic()
        self.wake = Wake(clock)
        self.over = False  # it has stopped: whoever switches the address on begins another one

    async def run_forever(self) -> None:
        await keep_looking(
            self.once, self.wake, logger=logger, failing="events cannot be looked at just now"
        )

    async def once(self) -> float | None:
        """Post what is due; seconds until something may be, None: it is gone or switched off."""
        async with self._database.read() as connection:
            address = await addresses.find(connection, self._id)
        if self.over or address is None or address.off_at is not None:
            self.over = True
            return None
        await self._trim()
        if not self._courier.may_post:
            return LOOK_AGAIN
        if (rest := self._not_before - self._clock.monotonic()) > 0:
            return min(rest, LONGEST_REST)
        found = await self._due()
        if not found:
            return LOOK_AGAIN
        posts = [self._courier.post(address, one.event_id, one.body) for one in found]
        verdicts = await asyncio.gather(*posts)
        await self._settle(address, list(zip(found, verdicts, strict=True)))
        return 0.0

    async def works_again(self) -> None:
        """A test event was taken: whatever waits goes at once."""
        self._standing.took()
        self._not_before = self._clock.monotonic()
        async with self._database.write() as connection:
            await queue.release(connection, self._id, now=self._now())
            await addresses.change(connection, self._id, **WORKS)
        self.wake.ring()

    async def _due(self) -> Sequence[Waiting]:
        async with self._database.read() as connection:
            if not self._standing.stands_still:
                return await queue.due(connection, self._id, now=self._now(), limit=AT_ONCE)
            probe = await queue.next_probe(connection, self._id)
            return [] if probe is None else [probe]

    async def _settle(self, address: AddressRow, tried: Tried) -> None:
        """What became of them, written as one; then the admins are told, if there is something."""
        now = self._now()
        taken = [event for event, verdict in tried if verdict.taken]
        failed = [(event, verdict) for event, verdict in tried if not verdict.taken]
        stood_still = self._standing.took() if taken else self._failed(failed, now)
        changes = self._trouble(address, failed, now)
        if taken and address.failing_since is not None:
            changes = WORKS | changes
        async with self._database.write() as connection:
            if taken:
                await queue.taken(connection, self._id, [one.id for one in taken], now=now)
                if stood_still:
                    await queue.release(connection, self._id, now=now)
            for event, verdict in failed:
                if gives_up(event, taken_at=now if taken else address.taken_at):
                    logger.warning("an event is given up: address %d refuses it", self._id)
                    await queue.give_up(connection, self._id, [event.id])
                else:
                    wait = max(pause(event.attempts + 1, self._chance), verdict.wait)
                    await queue.put_off(connection, event.id, until=now + int(wait))
            if changes:
                await addresses.change(connection, self._id, **changes)
        self.over = "off_at" in changes
        self._tell(changes, was_known=address.failing_since is not None)

    def _failed(self, failed: Tried, now: int) -> bool:
        """None was taken; whether it stood still before."""
        stood_still = self._standing.stands_still
        self._standing.failed([event.id for event, _ in failed], now=now)
        asked = max(verdict.wait for _, verdict in failed)
        rest = self._standing.next_pause() if self._standing.stands_still else 0.0
        self._not_before = self._clock.monotonic() + max(asked, rest)
        return stood_still

    def _trouble(self, address: AddressRow, failed: Tried, now: int) -> dict[str, object]:
        """What is to be kept of an address that takes nothing."""
        if any(verdict.gone for _, verdict in failed):
            return {"off_at": now, "failing_since": now, "failing_why": failed[-1][1].why}
        since = self._standing.since
        if since is None or not self._standing.fails:
            return {}
        changes: dict[str, object] = {"failing_since": since, "failing_why": failed[-1][1].why}
        if now - since >= OFF_AFTER:
            changes["off_at"] = now
        elif now - since >= TOLD_AFTER and not _was_told(address, since, now):
            changes["told_at"] = now
        return changes

    def _tell(self, changes: dict[str, object], *, was_known: bool) -> None:
        if changes == WORKS:
            logger.info("event address %d takes events again", self._id)
        elif changes and not was_known:
            logger.warning("event address %d takes nothing: %s", self._id, changes["failing_why"])
        if "off_at" in changes or "told_at" in changes:
            self._events.say(AddressFails(address_id=self._id, off="off_at" in changes))

    async def _trim(self) -> None:
        now = self._clock.monotonic()
        if now - self._trimmed_at < TRIM_AFTER:
            return
        self._trimmed_at = now
        async with self._database.write() as connection:
            gone = await queue.trim(connection, self._id)
        if gone:
            logger.warning("event address %d: the oldest %d events are given up", self._id, gone)

    def _now(self) -> int:
        return int(self._clock.time())


def _was_told(address: AddressRow, since: int, now: int) -> bool:
    """The admins, of this time, or of another one today: some come and go all day."""
    told_at = address.told_at
    return told_at is not None and (told_at >= since or now - told_at < DAY)
