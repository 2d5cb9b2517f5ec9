"""The line in which replies wait for their share of the budget: admins first, then as they came.

It is as long as the handlers at work, and those are bounded (bot/intake/intake.py).
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable

from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter, Ticket
from runtime.clock import Clock

LONGEST_FLOOD = 5.0  # seconds that a reply waits here for a chat that has said 429
LONGEST_PACE = 30.0  # the same for the pace of a chat: those whom it gets its replies from wait
LOOK_AGAIN = 0.25  # seconds: whoever is first looks at least so often; a ban may be over early


def nobody(_chat_id: int | str) -> bool:
    return False


class ChatMustWait(Exception):
    """The chat may be written to only after so many `seconds`: too long to wait for it here."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the chat may be written to in {seconds:.0f} s")
        self.seconds = seconds


class QueueSlot:
    """A place in the line; it is kept when the reply has to be tried again."""

    __slots__ = ("chat_id", "edit", "first", "left", "order")

    def __init__(self, order: tuple[bool, int], chat_id: int | str | None, *, edit: bool) -> None:
        self.order = order
        self.chat_id = chat_id
        self.edit = edit
        self.first = asyncio.Event()  # perhaps
        self.left = False

    def __lt__(self, other: "QueueSlot") -> bool:
        return self.order < other.order


class ReplyQueue:
    """Lets replies go at the pace of their chat and of the whole token.

    `is_admin` is asked with the chat that the reply goes to.
    """

    def __init__(
        self,
        limiter: Limiter,
        chats: ChatLimits,
        clock: Clock,
        is_admin: Callable[[int | str], bool] = nobody,
    ) -> None:
        self._limiter = limiter
        self._chats = chats
        self._clock = clock
        self._is_admin = is_admin
        self._numbers = itertools.count()
        self._line: list[QueueSlot] = []  # a heap

    def wait(self, chat_id: int | str | None, cost: int, *, edit: bool = False) -> float:
        """Seconds for which the chat's own pace and its own floods hold a reply back."""
        if chat_id is None:
            return 0.0
        own = self._chats.reply_wait(chat_id, 0 if edit else cost)
        return max(own, self._limiter.reply_wait(chat_id, edit=edit))

    async def turn(self, chat_id: int | str | None, cost: int, *, edit: bool = False) -> QueueSlot:
        """Wait for the chat's own pace; what counts for nobody's chat costs it nothing.

        Raises ChatMustWait where that would take long: whoever waits here holds a place in which
        somebody else could be answered.
        """
        order = chat_id is None or not self._is_admin(chat_id), next(self._numbers)
        if chat_id is not None:
            if (wait := self._limiter.reply_wait(chat_id, edit=edit)) > LONGEST_FLOOD:
                raise ChatMustWait(wait)
            if (paced := self._chats.reply_wait(chat_id, 0 if edit else cost)) > LONGEST_PACE:
                raise ChatMustWait(paced)
            await self._clock.sleep(max(wait, self._chats.book(chat_id, 0 if edit else cost)))
        return QueueSlot(order, chat_id, edit=edit)

    async def admit(self, turn: QueueSlot, cost: int) -> Ticket:
        """Wait for the budget, and take from it.

        Raises ChatMustWait where the chat, or others like it, had to wait meanwhile.
        """
        turn.left = False
        heapq.heappush(self._line, turn)
        try:
            while True:
                turn.first.clear()
                if self._line[0] is not turn:
                    await turn.first.wait()
                elif (own := self._must_wait(turn)) > LOOK_AGAIN:
                    raise ChatMustWait(own)
                elif (delay := self._limiter.reply_delay()) > 0:
                    await self._clock.sleep(min(delay, LOOK_AGAIN))
                else:
                    return self._limiter.take_reply(cost, chat=turn.chat_id, edit=turn.edit)
        finally:
            self._leave(turn)

    async def sit_out(self, turn: QueueSlot, seconds: float) -> bool:
        """After a 429 of so many seconds: wait until the call may be made again, outside of the
        line. False: that would take long, because the chat itself asked to wait."""
        if self._must_wait(turn) > LONGEST_FLOOD:
            return False
        until = self._clock.monotonic() + seconds
        while (left := until - self._clock.monotonic()) > 0 and self._limiter.gate_seconds > 0:
            await self._clock.sleep(min(left, LOOK_AGAIN))
        while turn.chat_id is not None and self._limiter.passes_over(turn.chat_id):
            await self._clock.sleep(LOOK_AGAIN)  # the probe after a ban goes to somebody else
        own = self._must_wait(turn)
        if own > LONGEST_FLOOD:
            return False
        await self._clock.sleep(own)
        return True

    def _must_wait(self, turn: QueueSlot) -> float:
        return self._limiter.reply_wait(turn.chat_id, edit=turn.edit)

    def _leave(self, turn: QueueSlot) -> None:
        """Somebody is through, or was cancelled; whoever is first now looks around."""
        turn.left = True
        while self._line and self._line[0].left:
            heapq.heappop(self._line)
        if self._line:
            self._line[0].first.set()
