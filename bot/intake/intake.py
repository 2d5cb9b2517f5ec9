"""From a raw update to a handled one: read, bounded, each only once.

Both ways in, polling and webhook, end here. An update is read alone, so that one that is broken
(or of a kind that this version does not know) costs its neighbours nothing.
"""

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from bot.decoding.essentials import Essentials, RawUpdate, essentials_of, number_of
from bot.decoding.trimming import rich_in
from bot.decoding.updates import read_update
from bot.intake.engine_news import EngineNews
from bot.intake.latest_updates import LatestUpdates, Sender, sender_of
from bot.intake.persistence import Persistence
from bot.intake.unfinished import MOST_CRASHES, UnfinishedUpdates
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

AT_ONCE = 200  # updates being handled; each may hold a connection of the pool or wait for one
WAITING = 20  # updates of one person in one chat; twice the longest album
REMEMBERED = 4_096  # update ids; Telegram repeats one soon after, or not at all
# Seconds that the sender of an update is kept waiting until what it changes is written. Then it is
# told that the update arrived: a handler that hangs must not hold up everybody else.
PERSISTED_WITHIN = 3.0

Rescue = Callable[[Essentials], Awaitable[None]]


async def no_rescue(_update: Essentials) -> None:
    """Nothing is saved of what is skipped."""


class Intake:
    """Hands updates to the dispatcher, each in a task of its own.

    What a handler returns is its answer, and goes to `answer`: the update is done with then,
    however long the answer has to wait for its turn. `rescue` writes what an update wants of the
    list, where it is too dangerous to be handled (bot/intake/unfinished.py).
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        supervisor: Supervisor,
        answer: Callable[[TelegramMethod[Any]], None],
        *,
        at_once: int = AT_ONCE,
        news: EngineNews | None = None,
        unfinished: UnfinishedUpdates | None = None,
        rescue: Rescue = no_rescue,
    ) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._supervisor = supervisor
        self._answer = answer
        self._news = news or EngineNews()
        self._unfinished = unfinished or UnfinishedUpdates(supervisor, SystemClock())
        self._rescue = rescue
        self._room = asyncio.Semaphore(at_once)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._persistence = Persistence()
        self._of: Counter[Sender] = Counter()
        self._latest = LatestUpdates()
        self._alone = asyncio.Lock()
        self._closing = False

    @property
    def full(self) -> bool:
        """Whether the next `accept` would have to wait."""
        return self._room.locked()

    @property
    def unpersisted(self) -> list[int]:
        """The numbers of updates that change a subscription and are not handled yet, or were
        cancelled on the way."""
        return self._persistence.pending

    async def expect(self, batch: Iterable[RawUpdate]) -> None:
        """They are taken one after the other now; said once, it costs one commit for them all."""
        numbered = ((number_of(raw), raw) for raw in batch)
        await self._unfinished.begin(
            {
                number: raw
                for number, raw in numbered
                if number is not None
                and number not in self._seen
                and not self._unfinished.crashes(number)
            }
        )

    def caught_up(self, moment: float) -> None:
        """All updates that the server had then (monotonic seconds) have been accepted."""
        self._news.caught_up(moment)

    @property
    def is_waited_for(self) -> bool:
        """Whether anybody waits for that to be said."""
        return self._news.awaits_updates()

    async def accept(self, raw: RawUpdate) -> None:
        """Start to handle it; waits only for room. A repeated one is dropped.

        The engine is told before anything is waited for, of what is skipped, too: whoever posts it
        once more hears that it was taken.
        """
        number = number_of(raw)
        if number is None:
            logger.warning("skipped an update without a number")
            return
        if number in self._seen:
            return
        self._remember(number)
        essentials = essentials_of(raw, number)
        self._news.tell(essentials, raw)
        if self._unfinished.crashes(number):
            async with self._alone:
                await self._accept_alone(essentials, raw)
        else:
            await self._unfinished.begin({number: raw})
            await self._begin(essentials, raw)

    async def wait_until_persisted(self, seconds: float = PERSISTED_WITHIN) -> None:
        """Before updates are confirmed: until what changes subscriptions is handled."""
        await self._persistence.wait(seconds)

    async def finish(self, seconds: float) -> None:
        """Let what is being handled end; what takes longer is cancelled.

        It is lost if Telegram knows that it arrived; `unpersisted` has what changes a subscription.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._tasks and (left := until - loop.time()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        self._closing = True
        late = tuple(self._tasks)
        if late:
            logger.warning("%d updates could not be handled to the end", len(late))
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _accept_alone(self, essentials: Essentials, raw: RawUpdate) -> None:
        """A former process did not finish it: nothing else is begun until it has ended."""
        number = essentials.number
        if self._unfinished.crashes(number) >= MOST_CRASHES:
            logger.error("update %d was not survived %d times: it is skipped", number, MOST_CRASHES)
            await self._persist_critical(essentials)
            self._unfinished.ended(number)
            return
        await self._unfinished.begin({number: raw})
        task = await self._begin(essentials, raw)
        if task is not None:
            await asyncio.wait({task}, timeout=PERSISTED_WITHIN)

    async def _persist_critical(self, essentials: Essentials) -> None:
        if not essentials.is_critical:
            return
        try:
            await self._rescue(essentials)
        except Exception:
            # It is neither confirmed nor forgotten: it comes again.
            del self._seen[essentials.number]
            raise

    async def _begin(self, essentials: Essentials, raw: RawUpdate) -> asyncio.Task[None] | None:
        """None when there is nothing to be done, or not yet."""
        number = essentials.number
        sender = sender_of(essentials)
        if self._of.get(sender, 0) >= WAITING and essentials.migrated_to is None:
            self._keep_latest(sender, essentials, raw)
            return None
        update = read_update(raw, essentials, self._bot)
        if update is None:
            self._unfinished.ended(number)
            return None
        if essentials.is_critical:
            self._persistence.begin(number)
        await self._room.acquire()
        self._of[sender] += 1
        return self._start(update, sender, raw)

    def _keep_latest(self, sender: Sender, essentials: Essentials, raw: RawUpdate) -> None:
        """Somebody writes faster than anybody reads: only their last word counts."""
        number = essentials.number
        if not essentials.is_critical:
            logger.warning("skipped update %d: %s writes faster than anybody reads", number, sender)
            self._unfinished.ended(number)
            return
        self._persistence.begin(number)
        overtaken = self._latest.put(sender, essentials, raw)
        if overtaken is not None:
            self._end(overtaken)

    def _start(self, update: Update, sender: Sender, raw: RawUpdate) -> asyncio.Task[None]:
        number = update.update_id
        handled = self._handle(update, rich_in(raw))
        task = self._supervisor.spawn(handled, name=f"update {number}")
        self._tasks.add(task)
        task.add_done_callback(partial(self._done, number, sender))
        return task

    def _done(self, number: int, sender: Sender, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self._end(number)
        if not self._closing and self._go_on(sender):
            return  # the place is the next one's
        self._of[sender] -= 1
        if not self._of[sender]:
            del self._of[sender]
        self._room.release()

    def _go_on(self, sender: Sender) -> bool:
        """Begin what waits; False when nothing does."""
        while (waiting := self._latest.pop(sender)) is not None:
            update = read_update(waiting.raw, waiting.essentials, self._bot)
            if update is not None:
                self._start(update, sender, waiting.raw)
                return True
            self._end(waiting.essentials.number)
        return False

    def _end(self, number: int) -> None:
        self._unfinished.ended(number)
        self._persistence.end(number)

    def _remember(self, number: int) -> None:
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    async def _handle(self, update: Update, rich: Mapping[str, Any] | None) -> None:
        """`rich`: what the models must not see, for handlers that read it themselves."""
        try:
            answer = await self._dispatcher.feed_update(self._bot, update, rich_message=rich)
            if isinstance(answer, TelegramMethod):
                self._answer(answer)
        except Exception:  # the last net: handlers have their own
            logger.exception("update %d could not be handled", update.update_id)
