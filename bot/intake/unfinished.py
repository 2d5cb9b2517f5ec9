"""Updates that ended the process (poison messages): the third process skips them.

What was not confirmed when the process died comes again. If one of those updates was what it died
of, it would die of it again and again, and nobody would be answered any more. So the numbers of
unfinished updates are written down before anybody looks at them; one commit for a batch, none for
an empty one. Whatever a former process left unfinished is handled alone, each after the other, so
that it is known next time which one it was.

With them stand, for whoever takes the bot over, the chats that they may be answered in and the
numbers of their messages: once they are confirmed they never come again.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from bot.decoding.essentials import RawUpdate, chats_of
from botapi.message_numbers import received_numbers
from db.errors import DatabaseTrouble
from db.unfinished_updates import Taken
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

MOST_CRASHES = 2  # of processes over one update; the third process does not look at it
KEPT = 86_400  # seconds; Telegram keeps updates for as long (Bot API: getting updates)
# Seconds that a batch waits until its numbers are written: while another program holds the file,
# people are to be served all the same.
WRITTEN_WITHIN = 0.5
# Seconds for which the traces of an update that has ended are kept beside those of the others: by
# then its number is in the ledger, and of its answer it is known there that it is on its way
# (broadcast/numbers/memory.py).
LATELY = 10.0
MOST_LATELY = 1_000


class Traces(NamedTuple):
    """Of an update: chats that it may be answered in, and its messages' numbers, the account's."""

    chats: Collection[int]
    numbers: Collection[int]


class Store(Protocol):
    async def read(self) -> dict[int, Taken]: ...

    async def write(
        self, taken: dict[int, Taken], *, chats: Collection[int], numbers: Collection[int]
    ) -> None: ...


class UnfinishedUpdates:
    """Their numbers, and how many processes ended over each; without a store none is kept."""

    def __init__(self, supervisor: Supervisor, clock: Clock, store: Store | None = None) -> None:
        self._supervisor = supervisor
        self._clock = clock
        self._store = store
        self._taken: dict[int, Taken] = {}  # by former processes too
        self._now: dict[int, Traces] = {}
        self._lately: deque[tuple[float, Traces]] = deque(maxlen=MOST_LATELY)
        self._changed = False
        self._writing = asyncio.Lock()

    async def load(self) -> None:
        """What the former processes left."""
        if self._store is not None:
            oldest = self._clock.time() - KEPT
            taken = await self._store.read()
            self._taken = {number: one for number, one in taken.items() if one[1] > oldest}

    def crashes(self, number: int) -> int:
        """How many former processes began the update and did not finish it."""
        begun = self._taken.get(number, (0, 0))[0]
        return begun - 1 if number in self._now else begun

    async def begin(self, updates: Mapping[int, RawUpdate]) -> None:
        """They are about to be handled; those that have begun already need no writing."""
        fresh = {number: raw for number, raw in updates.items() if number not in self._now}
        if self._store is None or not fresh:
            return
        now = int(self._clock.time())
        for number in fresh:
            self._taken[number] = (self.crashes(number) + 1, now)
        self._now |= {
            number: Traces(chats_of(raw), received_numbers(raw)) for number, raw in fresh.items()
        }
        self._changed = True
        writing = self._supervisor.spawn(self._write(self._store), name="unfinished updates")
        await asyncio.wait({writing}, timeout=WRITTEN_WITHIN)

    def ended(self, number: int) -> None:
        """Handled, or not worth handling. Written with the next batch: until then it cannot come
        again, unless the process dies before it has confirmed it."""
        if traces := self._now.pop(number, None):
            self._lately.append((self._clock.monotonic(), traces))
        self._taken.pop(number, None)

    async def _write(self, store: Store) -> None:
        """Whoever comes while something is written shares the next transaction."""
        async with self._writing:
            if not self._changed:
                return
            self._changed = False
            try:
                every = self._traces()
                await store.write(
                    dict(self._taken),
                    chats={chat_id for one in every for chat_id in one.chats},
                    numbers={number for one in every for number in one.numbers},
                )
            except DatabaseTrouble as trouble:
                logger.warning("which updates are unfinished could not be written: %s", trouble)

    def _traces(self) -> list[Traces]:
        """Of those that are being handled, or were a moment ago."""
        since = self._clock.monotonic() - LATELY
        while self._lately and self._lately[0][0] <= since:
            self._lately.popleft()
        return [*self._now.values(), *(traces for _, traces in self._lately)]
