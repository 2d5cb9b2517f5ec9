"""From a raw update to a handled one: parsed, bounded, each only once.

Both ways in, polling and webhook, end here. An update is parsed alone, so that one that is broken
(or of a kind that this version does not know) is skipped without its neighbours.
"""

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from broadcast.lane import shares_counter
from broadcast.supervisor import Supervisor

logger = logging.getLogger(__name__)

AT_ONCE = 200  # updates being handled; each may hold a connection of the pool or wait for one
WAITING = 20  # updates of one person in one chat; twice the longest album
REMEMBERED = 4_096  # update ids; Telegram repeats one soon after, or not at all
# Seconds that the sender of an update is kept waiting until what it changes is written. Then it is
# told that the update arrived: a handler that hangs must not hold up everybody else.
HOLD = 3.0

RawUpdate = dict[str, Any]
Person = tuple[int | None, int | None]  # chat and user: they are served one update at a time


class Intake:
    """Hands updates to the dispatcher, each in a task of its own.

    What a handler returns is its answer, and goes to `answer`: the update is done with then,
    however long the answer has to wait for its turn.
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
    ) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._supervisor = supervisor
        self._answer = answer
        self._saw_number = saw_number
        self._room = asyncio.Semaphore(at_once)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._unsaved: dict[int, asyncio.Task[None]] = {}
        self._overdue: set[int] = set()  # those of them that were waited for in vain
        self._in_hand: Counter[Person] = Counter()

    @property
    def full(self) -> bool:
        """Whether the next `take` would have to wait."""
        return self._room.locked()

    @property
    def unsaved(self) -> list[int]:
        """The numbers of updates that change a subscription and are not handled yet, or were
        cancelled on the way."""
        return list(self._unsaved)

    async def take(self, raw: RawUpdate) -> None:
        """Start to handle it; waits only for room. A repeated one is dropped."""
        number = raw.get("update_id")
        if not isinstance(number, int):
            logger.warning("skipped an update without a number")
            return
        if number in self._seen:
            return
        self._remember(number)
        update = self._parse(raw, number)
        if update is None:
            return
        message = update.message
        if self._saw_number and message is not None and shares_counter(message.chat.type):
            self._saw_number(message.message_id)
        person = _person(update)
        if self._in_hand.get(person, 0) >= WAITING and not _matters(update):
            logger.warning("skipped update %d: %s writes faster than anybody reads", number, person)
            return
        await self._room.acquire()
        self._in_hand[person] += 1
        task = self._supervisor.spawn(self._handle(update), name=f"update {number}")
        self._tasks.add(task)
        if _changes_subscription(update):
            self._unsaved[number] = task
        task.add_done_callback(partial(self._done, number, person))

    async def save(self, seconds: float = HOLD) -> None:
        """Wait, for so long at most and once, until what changes subscriptions is handled.

        Who confirms updates (by asking for the next, by 200 for a webhook) waits for this first:
        after a crash Telegram sends again what was not confirmed, and nobody's /start is lost.
        """
        awaited = {n: task for n, task in self._unsaved.items() if n not in self._overdue}
        if awaited:
            await asyncio.wait(awaited.values(), timeout=seconds)
            self._overdue |= awaited.keys() & self._unsaved.keys()

    async def finish(self, seconds: float) -> None:
        """Let what is being handled end; what takes longer is cancelled.

        It is lost if Telegram knows that it arrived; what changes a subscription is in `unsaved`.
        """
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        if late:
            logger.warning("%d updates could not be handled to the end", len(late))
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _done(self, number: int, person: Person, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self._unsaved.pop(number, None)
            self._overdue.discard(number)
        self._in_hand[person] -= 1
        if not self._in_hand[person]:
            del self._in_hand[person]
        self._room.release()

    def _remember(self, number: int) -> None:
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    def _parse(self, raw: RawUpdate, number: int) -> Update | None:
        try:
            update = Update.model_validate(raw, context={"bot": self._bot})
            update.event_type  # noqa: B018 - computed: raises for a kind that aiogram does not know
        except UpdateTypeLookupError:
            kinds = ", ".join(sorted(set(raw) - {"update_id"})) or "nothing"
            logger.warning("skipped update %d of unknown type: %s", number, kinds)
            return None
        except ValidationError as error:  # its text would repeat what people wrote
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            logger.warning("skipped broken update %d: %s: %s", number, where, first["msg"])
            return None
        return update

    async def _handle(self, update: Update) -> None:
        try:
            answer = await self._dispatcher.feed_update(self._bot, update)
            if isinstance(answer, TelegramMethod):
                self._answer(answer)
        except Exception:  # the last net: handlers have their own
            logger.exception("update %d could not be handled", update.update_id)


def _person(update: Update) -> Person:
    event = update.event
    chat = getattr(event, "chat", None) or getattr(getattr(event, "message", None), "chat", None)
    user = getattr(event, "from_user", None)
    return (chat.id if chat else None, user.id if user else None)


def _matters(update: Update) -> bool:
    """What changes a state is never skipped: being blocked, and asking to be left alone."""
    return update.my_chat_member is not None or _said(update).startswith("/stop")


def _changes_subscription(update: Update) -> bool:
    moved = update.message is not None and update.message.migrate_to_chat_id is not None
    return _matters(update) or moved or _said(update).startswith("/start")


def _said(update: Update) -> str:
    message = update.message or update.channel_post
    return (message.text or "").lower() if message is not None else ""
