"""What somebody writes to the bot: kept, if it is after a broadcast that they got."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from broadcast.doors.inbox.flood import MOST, Flood
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from db.inbox import after, keeping, relays
from db.inbox.keeping import Kept
from db.schema.states import Relay
from runtime.clock import Clock
from runtime.wake import Wake

DAY = 86_400  # seconds
KEPT_DAYS = 90


class Received(StrEnum):
    """What became of a message, and with it what its author is told."""

    NOT_KEPT = "not kept"  # it is after no broadcast: the bot answers as it does to anything
    GREETED = "greeted"  # kept, and it is time to say so
    KEPT = "kept"  # they were told today
    TOO_MUCH = "too much"  # more than anybody reads, from here on
    IGNORED = "ignored"  # they know that already


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrote:
    """A message as it came. `quotes`: the message that it replies to; 0: none."""

    chat_id: int
    message_id: int
    album: str | None = None  # Bot API: media_group_id
    quotes: int = 0


class Incoming:
    """Keeps messages, many in one transaction; of whoever got no broadcast nothing is written."""

    def __init__(self, database: Database, clock: Clock, relay_wake: Wake) -> None:
        """`relay_wake` is rung when there is something for the forum group."""
        self._database = database
        self._clock = clock
        self._relay_wake = relay_wake
        self._flood = Flood(clock)
        self._taken = GroupCommit[Wrote, Received](self._write)

    async def take(self, wrote: Wrote) -> Received:
        times = self._flood.count(wrote.chat_id)
        if times > MOST:
            return Received.TOO_MUCH if times == MOST + 1 else Received.IGNORED
        return await self._taken.do(wrote)

    async def edited(self, chat_id: int, message_id: int) -> None:
        """What was copied to the forum group is copied there anew. (Windows show each message as
        it is when they show it.)"""
        if self._flood.count(chat_id) > MOST:
            return
        async with self._database.read() as connection:
            number = await relays.copied_one(connection, chat_id, message_id)
        if number is None:
            return
        async with self._database.write() as connection:
            await relays.copy_again(connection, number)
        self._relay_wake.ring()

    async def sweep(self) -> None:
        """Delete what is too old or too much, bit by bit."""
        before, more = int(self._clock.time()) - KEPT_DAYS * DAY, True
        while more:
            async with self._database.write() as connection:
                more = await keeping.sweep(connection, before=before)

    async def _write(self, asked: Sequence[Wrote]) -> list[Received]:
        now = int(self._clock.time())
        placed = await self._place(asked, now)
        rows = [row for row in placed if row is not None]
        if not rows:
            return [Received.NOT_KEPT] * len(asked)
        async with self._database.write() as connection:
            relay = Relay.OWED if await relays.group(connection) is not None else Relay.NO
            greeted = await keeping.keep(connection, rows, relay=relay, greet_before=now - DAY + 1)
        if relay is Relay.OWED:
            self._relay_wake.ring()
        told = list[Received]()
        for row in placed:
            if row is None:
                told.append(Received.NOT_KEPT)
            elif row.subscriber_id in greeted:
                greeted.remove(row.subscriber_id)
                told.append(Received.GREETED)
            else:
                told.append(Received.KEPT)
        return told

    async def _place(self, asked: Sequence[Wrote], now: int) -> list[Kept | None]:
        """After which broadcast each of them is; read before anything is locked."""
        quotes = defaultdict[int, set[int]](set)
        async with self._database.read() as connection:
            numbers = await after.numbers_of(connection, {one.chat_id for one in asked})
            for one in asked:
                if one.chat_id in numbers:
                    quotes[numbers[one.chat_id]].add(one.quotes)
            behind = await after.broadcasts_before(connection, quotes, now=now)
        return [
            Kept(number, behind[number][one.quotes], one.message_id, one.album, now)
            if (number := numbers.get(one.chat_id)) in behind and number is not None
            else None
            for one in asked
        ]
