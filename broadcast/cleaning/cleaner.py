"""Walks over the list and asks the silent ones with a chat action, which nobody sees who is not
looking at the chat: whoever has blocked the bot or is gone is told by the answer.

It is the last of all: one question at a time, a second apart, and none while a broadcast runs,
replies wait, a flood or an outage is on. It books nothing of the token's budget and tells the pace
nothing, so that no broadcast is slower for it.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from botapi.call import Call, prepare_call
from botapi.outcome import Outcome
from botapi.sender import Sender
from broadcast.cleaning import policy
from broadcast.model.events import Events, ListCleaned
from db.cleaning import silent, walks
from db.cleaning.silent import SilentRow
from db.cleaning.walks import Walk
from db.connection.database import Database
from db.errors import DatabaseTrouble
from runtime.clock import Clock

logger = logging.getLogger(__name__)

STRETCH = 500  # subscribers that are looked at with one query: some milliseconds
BETWEEN = 0.1  # seconds between two of them
RETRY = 60.0  # seconds after trouble with the database
QUESTION = prepare_call(Call(method="sendChatAction", params={"action": "typing"}))


class ListCleaner:
    """A background task."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        is_idle: Callable[[], bool],
        came_back_since: Callable[[int, float], bool],
        events: Events,
        clock: Clock,
    ) -> None:
        """`is_idle`: nothing else is to be sent; `came_back_since`: whether a chat has said /start
        since that moment (monotonic seconds)."""
        self._database = database
        self._sender = sender
        self._is_idle = is_idle
        self._came_back_since = came_back_since
        self._events = events
        self._clock = clock
        self._walk: Walk | None = None
        self._waiting: deque[SilentRow] = deque()
        self._upto = 0  # where those who wait were looked for

    async def run_forever(self) -> None:
        while True:
            try:
                rest = await self.once()
            except DatabaseTrouble as trouble:
                logger.warning("nobody can be asked just now: %s", trouble)
                rest = RETRY
            await self._clock.sleep(rest)

    async def once(self) -> float:
        """One step; seconds until the next."""
        if not self._is_idle():
            return policy.BUSY
        walk = await self._current()
        if walk.ended is not None:
            return min(policy.next_walk_in(walk, self._clock.time()), policy.LONGEST)
        if not self._waiting:
            return await self._look(walk)
        return await self._ask(walk, self._waiting[0])

    async def _current(self) -> Walk:
        """The walk that is under way, or the last one; a new one where it is time."""
        if self._walk is None:
            async with self._database.read() as connection:
                self._walk = await walks.load(connection)
        now = int(self._clock.time())
        if self._walk is None or (
            self._walk.ended is not None and not policy.next_walk_in(self._walk, now)
        ):
            await self._save(Walk(began=now))
        return self._known()

    def _known(self) -> Walk:
        if self._walk is None:
            raise RuntimeError("no walk was begun")
        return self._walk

    async def _look(self, walk: Walk) -> float:
        """For the next ones to be asked."""
        now = int(self._clock.time())
        async with self._database.read() as connection:
            reached_by = await silent.recent_runs(connection, since=now - policy.CYCLE)
            found, upto = await silent.stretch(
                connection,
                after=max(self._upto, walk.after),
                limit=STRETCH,
                before=now - policy.SILENT,
                reached_by=reached_by,
            )
        if upto is None:
            await self._end(walk)
            return BETWEEN
        self._waiting, self._upto = deque(found), upto
        if not found:
            await self._save(replace(walk, after=upto))
        return BETWEEN

    async def _ask(self, walk: Walk, row: SilentRow) -> float:
        async with self._database.read() as connection:
            if not await silent.is_active(connection, row.number):
                self._waiting.popleft()
                return 0.0
        left_at = self._clock.monotonic()
        outcome = await self._sender.ask(QUESTION, row.chat_id)
        if policy.was_asked(outcome):
            self._waiting.popleft()
            await self._note(walk, row, outcome, left_at)
        return policy.rest_after(outcome)

    async def _note(self, walk: Walk, row: SilentRow, outcome: Outcome, left_at: float) -> None:
        state = policy.found_gone(outcome)
        if state is not None and self._came_back_since(row.chat_id, left_at):
            state = None
        walk = replace(
            walk, after=row.number, asked=walk.asked + 1, gone=walk.gone + (state is not None)
        )
        async with self._database.write() as connection:
            if state is not None:
                now = int(self._clock.time())
                await silent.found(connection, row.number, state=state, now=now)
            await walks.save(connection, walk)
        self._walk = walk

    async def _end(self, walk: Walk) -> None:
        self._upto = 0
        await self._save(replace(walk, ended=int(self._clock.time())))
        logger.info("%d silent subscribers were asked: %d are gone", walk.asked, walk.gone)
        self._events.say(ListCleaned(asked=walk.asked, gone=walk.gone))

    async def _save(self, walk: Walk) -> None:
        async with self._database.write() as connection:
            await walks.save(connection, walk)
        self._walk = walk
