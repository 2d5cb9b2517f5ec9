"""Answers that wait for their turn, while the updates that they answer are done with.

A handler that has nothing to do after its answer returns it (aiogram: `return message.answer(…)`),
and it is given here. So a rush of people is written down as fast as it comes, though their
thousands of welcomes leave one by one at Telegram's pace. What waits is not kept over the end of
the process: that somebody is subscribed is what counts, not that it was said.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import TelegramMethod

from broadcast.answer import Unreadable
from broadcast.clock import Clock
from broadcast.supervisor import Supervisor
from handlers.errors import UNAVAILABLE, is_harmless

AT_ONCE = 10  # calls; with bulk's 80 they stay below the session's pool of 100 connections
FOR_ADMINS = 5  # more calls: an admin does not wait until one of the others is answered
ROOM = 10_000  # chats that may wait; about 1 kB each, and at 25 a second the last waits 7 minutes
OF_ONE = 3  # answers of one chat; whoever writes faster is answered less, but the last word counts
# Seconds that a sender rests after a call that got no answer, doubled up to the longest: an outage
# must not use up all that waits.
FIRST_REST, LONGEST_REST = 1.0, 10.0

logger = logging.getLogger(__name__)

Answer = TelegramMethod[Any]
Chat = int | str | None


class Answers:
    """Sends what handlers return: each chat's in order, chats as they came, admins first.

    `is_admin` is asked with the chat that the answer goes to.
    """

    def __init__(
        self,
        bot: Bot,
        supervisor: Supervisor,
        is_admin: Callable[[int | str], bool],
        clock: Clock,
        *,
        room: int = ROOM,
    ) -> None:
        self._bot = bot
        self._supervisor = supervisor
        self._is_admin = is_admin
        self._clock = clock
        self._room = room
        self._owed: dict[Chat, list[_Kept]] = {}  # those on their way stand first
        self._turns: deque[Chat] = deque()  # chats that nobody serves yet
        self._at_work = 0
        self._senders: set[asyncio.Task[None]] = set()
        self._turned_away = 0

    def __len__(self) -> int:
        """Chats that wait for an answer."""
        return len(self._owed)

    def owes(self, chat_id: int) -> bool:
        """Whether an answer to the chat waits, or is on its way."""
        return chat_id in self._owed

    def give(self, answer: Answer) -> None:
        """Send it when its turn comes; it is not queued when it is what the chat waits for last, or
        when too many chats wait. Of too many answers of one chat the oldest that waits gives way:
        what is said last must be how things are."""
        chat: Chat = getattr(answer, "chat_id", None)
        kept, owed = _Kept.of(answer), self._owed.get(chat)
        if owed is not None:
            if kept != owed[-1]:
                del owed[1 : len(owed) - OF_ONE + 2]  # the first may be on its way
                owed.append(kept)
            return
        first = chat is not None and self._is_admin(chat)
        if len(self._owed) >= self._room and not first:
            self._turn_away()
            return
        self._owed[chat] = [kept]
        if first:
            self._turns.appendleft(chat)
        else:
            self._turns.append(chat)
        if self._at_work < AT_ONCE + (FOR_ADMINS if first else 0):
            self._start_sender()

    async def finish(self, seconds: float) -> None:
        """Send on for so long; who has no answer then gets none."""
        if self._senders:
            await asyncio.wait(self._senders, timeout=max(seconds, 0.0))
        late = tuple(self._senders)
        for sender in late:
            sender.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if self._owed:
            logger.warning("%d chats were not answered before the end", len(self._owed))

    def _start_sender(self) -> None:
        """It ends when nobody waits any more, and is not counted from that very moment on."""
        self._at_work += 1
        sender = self._supervisor.spawn(self._send(), name="answers")
        self._senders.add(sender)
        sender.add_done_callback(self._senders.discard)

    async def _send(self) -> None:
        rest = FIRST_REST
        try:
            while self._turns:
                if await self._serve(self._turns.popleft()):
                    rest = FIRST_REST
                elif self._turns:
                    await self._clock.sleep(rest)
                    rest = min(rest * 2, LONGEST_REST)
        finally:
            self._at_work -= 1
        if self._turned_away and not self._owed:
            logger.warning("%d people got no answer in the rush", self._turned_away)
            self._turned_away = 0

    async def _serve(self, chat: Chat) -> bool:
        """What waits for the chat now; what comes meanwhile has its turn after everybody else's.

        False when Telegram could not be reached: what was on its way then is not sent again.
        """
        owed, reached = self._owed[chat], True
        for _ in range(len(owed)):
            reached = await self._say(chat, owed[0])
            del owed[0]
        if owed:
            self._turns.append(chat)
        else:
            del self._owed[chat]
        return reached

    async def _say(self, chat: Chat, kept: "_Kept") -> bool:
        try:
            await self._bot(kept.answer())
        except TelegramForbiddenError as error:  # blocked meanwhile: there is nobody to answer
            logger.debug("chat %s: %s", chat, error)
        except Unreadable as error:
            logger.debug("chat %s: %s", chat, error)
        except UNAVAILABLE as error:
            words = str(error).partition("\n")[0]  # a gateway's page has many lines
            logger.warning("chat %s was not answered: %s", chat, words)
            return False
        except Exception as error:
            if is_harmless(error):
                logger.debug("chat %s: %s", chat, error)
            else:
                logger.exception("chat %s was not answered", chat)
        return True

    def _turn_away(self) -> None:
        if not self._turned_away:
            logger.warning("%d chats wait for an answer: more are not queued", len(self._owed))
        self._turned_away += 1


class _Kept(NamedTuple):
    """An answer in a quarter of the room: aiogram's objects hold every field that there is."""

    method: type[Answer]
    values: dict[str, Any]

    @classmethod
    def of(cls, answer: Answer) -> "_Kept":
        fields = type(answer).model_fields
        values = {name: getattr(answer, name) for name in answer.model_fields_set & fields.keys()}
        told = {name: value for name, value in values.items() if value != fields[name].default}
        return cls(type(answer), told)

    def answer(self) -> Answer:
        return self.method(**self.values)
