"""Replies that wait for their turn, while the updates that they answer are done with.

A handler that has nothing to do after its answer returns it (aiogram: `return message.answer(…)`),
and it is queued here. So a rush of people is written down as fast as it comes, though their
thousands of welcomes leave one by one at Telegram's pace. What waits is not kept over the end of
the process: that somebody is subscribed is what counts, not that it was said.

Nobody waits for a chat's own pace, or for a chat that asked to wait (slow mode), in a place where
another one could be answered: such a chat is put on a shelf until its time has come. Where that is
long it gets no answer.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable

from aiogram import Bot

from handlers.outbox.reply import Chat, Reply, Sent, StoredReply
from handlers.outbox.shelf import Shelf
from runtime.backoff import Backoff
from runtime.clock import Clock
from runtime.supervisor import Supervisor, end_within

AT_ONCE = 10  # calls; see bot/client/connection.py for the connections
FOR_ADMINS = 5  # more calls: an admin does not wait until one of the others is answered
ROOM = 10_000  # chats that may wait; about 1 kB each, and at 25 a second the last waits 7 minutes
OF_ONE = 3  # answers of one chat; whoever writes faster is answered less, but the last word counts
LONGEST_SHELVED = 60.0  # seconds that a chat may have to wait; longer, and the answer is stale
TRIES = 3  # times that a chat may ask to wait before its answer is given up
# Seconds that a sender rests after a call that got no answer, doubled up to the longest: an outage
# must not use up all that waits.
FIRST_REST, LONGEST_REST = 1.0, 10.0

logger = logging.getLogger(__name__)


def no_wait(_reply: Reply) -> float:
    return 0.0


class DeferredReplies:
    """Sends what handlers return: each chat's in order, chats as they came, admins first.

    `is_admin` is asked with the chat that the answer goes to, `wait` with the answer: for how many
    seconds its chat has to wait, for a reason of its own.
    """

    def __init__(
        self,
        bot: Bot,
        supervisor: Supervisor,
        is_admin: Callable[[int | str], bool],
        clock: Clock,
        *,
        room: int = ROOM,
        wait: Callable[[Reply], float] = no_wait,
    ) -> None:
        self._bot = bot
        self._supervisor = supervisor
        self._is_admin = is_admin
        self._clock = clock
        self._room = room
        self._wait = wait
        self._shelf = Shelf(supervisor, clock, self._come_back)
        self._refused: Counter[Chat] = Counter()  # how often a chat has asked to wait
        self._owed: dict[Chat, list[StoredReply]] = {}  # those on their way stand first
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

    def enqueue(self, reply: Reply) -> None:
        """Send it when its turn comes; it is not queued when it is what the chat waits for last, or
        when too many chats wait. Of too many answers of one chat the oldest that waits gives way:
        what is said last must be how things are."""
        chat: Chat = getattr(reply, "chat_id", None)
        stored, owed = StoredReply.of(reply), self._owed.get(chat)
        if owed is not None:
            if stored != owed[-1]:
                del owed[1 : len(owed) - OF_ONE + 2]  # the first may be on its way
                owed.append(stored)
            return
        first = chat is not None and self._is_admin(chat)
        if len(self._owed) >= self._room and not first:
            self._turn_away()
            return
        self._owed[chat] = [stored]
        self._take_turn(chat, first=first)

    def _take_turn(self, chat: Chat, *, first: bool) -> None:
        if first:
            self._turns.appendleft(chat)
        else:
            self._turns.append(chat)
        if self._at_work < AT_ONCE + (FOR_ADMINS if first else 0):
            self._start_sender()

    def _come_back(self, chat: Chat) -> None:
        self._take_turn(chat, first=chat is not None and self._is_admin(chat))

    async def finish(self, seconds: float) -> None:
        """Send on for so long; who has no answer then gets none."""
        await end_within(self._senders, seconds)
        if self._owed:
            logger.warning("%d chats were not answered before the end", len(self._owed))

    def _start_sender(self) -> None:
        """It ends when nobody waits any more, and is not counted from that very moment on."""
        self._at_work += 1
        sender = self._supervisor.spawn(self._send(), name="answers")
        self._senders.add(sender)
        sender.add_done_callback(self._senders.discard)

    async def _send(self) -> None:
        backoff = Backoff(FIRST_REST, LONGEST_REST)
        try:
            while self._turns:
                chat = self._turns.popleft()
                if self._must_wait(chat) or await self._serve(chat):
                    backoff.reset()
                elif self._turns:
                    await self._clock.sleep(backoff.next())
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
            sent = await owed[0].send(self._bot, chat)
            if sent is Sent.TOO_SOON and self._asks_again(chat):
                return True
            reached = sent is Sent.DONE
            del owed[0]
            if owed and self._must_wait(chat):
                return reached
        if owed:
            self._turns.append(chat)
        else:
            self._forget(chat)
        return reached

    def _forget(self, chat: Chat) -> None:
        del self._owed[chat]
        self._refused.pop(chat, None)

    def _must_wait(self, chat: Chat) -> bool:
        """Whether the chat itself has to wait: then it is put on the shelf, or given up."""
        wait = self._wait(self._owed[chat][0].reply())
        if wait <= 0:
            return False
        if wait > LONGEST_SHELVED:
            logger.info("chat %s asks to wait for %.0f s: it gets no answer", chat, wait)
            self._forget(chat)
            return True
        self._shelf.put(chat, wait)
        return True

    def _asks_again(self, chat: Chat) -> bool:
        """Whether what was just refused waits, because its chat asked to wait and not for ever."""
        self._refused[chat] += 1
        return self._refused[chat] < TRIES and self._must_wait(chat)

    def _turn_away(self) -> None:
        if not self._turned_away:
            logger.warning("%d chats wait for an answer: more are not queued", len(self._owed))
        self._turned_away += 1
