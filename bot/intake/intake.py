"""From a raw update to a handled one: read, bounded, each only once.

Both ways in, polling and webhook, end here. An update is read alone, so that one that is broken
(or of a kind that this version does not know) costs its neighbours nothing.
"""

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from bot.decoding.gist import Gist, RawUpdate, gist_of, number_of
from bot.decoding.updates import read_update
from bot.intake.in_hand import LIVES, InHand
from bot.intake.last_words import LastWords, Speaker, speaker_of
from broadcast.replies.session_middleware import shares_counter
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

AT_ONCE = 200  # updates being handled; each may hold a connection of the pool or wait for one
WAITING = 20  # updates of one person in one chat; twice the longest album
REMEMBERED = 4_096  # update ids; Telegram repeats one soon after, or not at all
# Seconds that the sender of an update is kept waiting until what it changes is written. Then it is
# told that the update arrived: a handler that hangs must not hold up everybody else.
HOLD = 3.0

Rescue = Callable[[Gist], Awaitable[None]]


async def no_rescue(_gist: Gist) -> None:
    """Nothing is saved of what is skipped."""


class Intake:
    """Hands updates to the dispatcher, each in a task of its own.

    What a handler returns is its answer, and goes to `answer`: the update is done with then,
    however long the answer has to wait for its turn. `rescue` writes what an update wants of the
    list, where it is too dangerous to be handled (bot/intake/in_hand.py).
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        supervisor: Supervisor,
        answer: Callable[[TelegramMethod[Any]], None],
        *,
        at_once: int = AT_ONCE,
        saw_number: Callable[[int], None] | None = None,
        came_back: Callable[[int], None] | None = None,
        in_hand: InHand | None = None,
        rescue: Rescue = no_rescue,
    ) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._supervisor = supervisor
        self._answer = answer
        self._saw_number = saw_number
        self._came_back = came_back
        self._in_hand = in_hand or InHand(supervisor, SystemClock())
        self._rescue = rescue
        self._room = asyncio.Semaphore(at_once)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._unsaved: dict[int, asyncio.Future[None]] = {}
        self._overdue: set[int] = set()  # those of them that were waited for in vain
        self._of: Counter[Speaker] = Counter()
        self._last_words = LastWords()
        self._alone = asyncio.Lock()
        self._closing = False

    @property
    def full(self) -> bool:
        """Whether the next `take` would have to wait."""
        return self._room.locked()

    @property
    def unsaved(self) -> list[int]:
        """The numbers of updates that change a subscription and are not handled yet, or were
        cancelled on the way."""
        return list(self._unsaved)

    async def expect(self, batch: Iterable[RawUpdate]) -> None:
        """They are taken one after the other now; said once, it costs one commit for them all."""
        numbers = [number for raw in batch if (number := number_of(raw)) is not None]
        await self._in_hand.begin(
            number
            for number in numbers
            if number not in self._seen and not self._in_hand.lives(number)
        )

    async def take(self, raw: RawUpdate) -> None:
        """Start to handle it; waits only for room. A repeated one is dropped."""
        number = number_of(raw)
        if number is None:
            logger.warning("skipped an update without a number")
            return
        if number in self._seen:
            return
        self._remember(number)
        gist = gist_of(raw, number)
        if self._in_hand.lives(number):
            async with self._alone:
                await self._take_alone(gist, raw)
        else:
            await self._in_hand.begin([number])
            await self._begin(gist, raw)

    async def save(self, seconds: float = HOLD) -> None:
        """Wait, for so long at most and once, until what changes subscriptions is handled.

        Who confirms updates (by asking for the next, by 200 for a webhook) waits for this first:
        after a crash Telegram sends again what was not confirmed, and nobody's /start is lost.
        """
        awaited = {n: end for n, end in self._unsaved.items() if n not in self._overdue}
        if awaited:
            await asyncio.wait(awaited.values(), timeout=seconds)
            self._overdue |= awaited.keys() & self._unsaved.keys()

    async def finish(self, seconds: float) -> None:
        """Let what is being handled end; what takes longer is cancelled.

        It is lost if Telegram knows that it arrived; what changes a subscription is in `unsaved`.
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

    async def _take_alone(self, gist: Gist, raw: RawUpdate) -> None:
        """A former life did not end with it: nothing else is begun until it has ended."""
        number = gist.number
        if self._in_hand.lives(number) >= LIVES:
            logger.error("update %d was not survived %d times: it is skipped", number, LIVES)
            await self._save_what_matters(gist)
            self._in_hand.ended(number)
            return
        await self._in_hand.begin([number])
        task = await self._begin(gist, raw)
        if task is not None:
            await asyncio.wait({task}, timeout=HOLD)

    async def _save_what_matters(self, gist: Gist) -> None:
        if not gist.changes:
            return
        try:
            await self._rescue(gist)
        except Exception:
            del self._seen[gist.number]  # it is neither confirmed nor forgotten: it comes again
            raise

    async def _begin(self, gist: Gist, raw: RawUpdate) -> asyncio.Task[None] | None:
        """None when there is nothing to be done, or not yet."""
        number, place = gist.number, gist.place
        if self._saw_number and gist.kind == "message" and place and shares_counter(place.kind):
            self._saw_number(gist.message_id)
        if self._came_back and place and gist.comes_back:
            self._came_back(place.id)
        speaker = speaker_of(gist)
        if self._of.get(speaker, 0) >= WAITING and gist.moved_to is None:
            self._put_aside(speaker, gist, raw)
            return None
        update = read_update(raw, gist, self._bot)
        if update is None:
            self._in_hand.ended(number)
            return None
        if gist.changes:
            self._unsaved[number] = asyncio.get_running_loop().create_future()
        await self._room.acquire()
        self._of[speaker] += 1
        return self._start(update, speaker)

    def _put_aside(self, speaker: Speaker, gist: Gist, raw: RawUpdate) -> None:
        """Somebody writes faster than anybody reads: only their last word counts."""
        number = gist.number
        if not gist.changes:
            logger.warning(
                "skipped update %d: %s writes faster than anybody reads", number, speaker
            )
            self._in_hand.ended(number)
            return
        self._unsaved[number] = asyncio.get_running_loop().create_future()
        overtaken = self._last_words.put(speaker, gist, raw)
        if overtaken is not None:
            self._end(overtaken)

    def _start(self, update: Update, speaker: Speaker) -> asyncio.Task[None]:
        number = update.update_id
        task = self._supervisor.spawn(self._handle(update), name=f"update {number}")
        self._tasks.add(task)
        task.add_done_callback(partial(self._done, number, speaker))
        return task

    def _done(self, number: int, speaker: Speaker, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self._end(number)
        if not self._closing and self._go_on(speaker):
            return  # the place is the next one's
        self._of[speaker] -= 1
        if not self._of[speaker]:
            del self._of[speaker]
        self._room.release()

    def _go_on(self, speaker: Speaker) -> bool:
        """Begin what was put aside; False when nothing was."""
        while (waiting := self._last_words.pop(speaker)) is not None:
            update = read_update(waiting.raw, waiting.gist, self._bot)
            if update is not None:
                self._start(update, speaker)
                return True
            self._end(waiting.gist.number)
        return False

    def _end(self, number: int) -> None:
        self._in_hand.ended(number)
        self._overdue.discard(number)
        end = self._unsaved.pop(number, None)
        if end is not None and not end.done():
            end.set_result(None)

    def _remember(self, number: int) -> None:
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    async def _handle(self, update: Update) -> None:
        try:
            answer = await self._dispatcher.feed_update(self._bot, update)
            if isinstance(answer, TelegramMethod):
                self._answer(answer)
        except Exception:  # the last net: handlers have their own
            logger.exception("update %d could not be handled", update.update_id)
