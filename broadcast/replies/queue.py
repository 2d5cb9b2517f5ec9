"""The queue in which replies wait for their share of the budget: admins first, then as they came.

It is as long as the handlers at work, and those are bounded (bot/intake/intake.py).
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable, Sequence

from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter, Ticket
from runtime.clock import Clock
from runtime.lease import ALWAYS, Lease

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
    """A place in the queue; it is kept when the reply has to be tried again."""

    __slots__ = ("chat_id", "dequeued", "edit", "first", "order")

    def __init__(self, order: tuple[bool, int], chat_id: int | str | None, *, edit: bool) -> None:
        self.order = order
        self.chat_id = chat_id
        self.edit = edit
        self.first = asyncio.Event()  # perhaps
        self.dequeued = False

    def __lt__(self, other: "QueueSlot") -> bool:
        return self.order < other.order


class ReplyQueue:
    """Lets replies go at the pace of their chat and of the whole token.

    `is_admin` is asked with the chat that the reply goes to. While the bot is not ours they wait:
    either it is again soon, or all of it ends here.
    """

    def __init__(
        self,
        limiter: Limiter,
        chats: ChatLimits,
        clock: Clock,
        is_admin: Callable[[int | str], bool] = nobody,
        lease: Lease = ALWAYS,
    ) -> None:
        self._limiter = limiter
        self._chats = chats
        self._clock = clock
        self._is_admin = is_admin
        self._lease = lease
        self._numbers = itertools.count()
        self._waiting: list[QueueSlot] = []  # a heap

    def wait(self, chat_id: int | str | None, cost: int, *, edit: bool = False) -> float:
        """Seconds for which the chat's own pace and its own floods hold a reply back."""
        if chat_id is None:
            return 0.0
        own = self._chats.reply_wait(chat_id, 0 if edit else cost)
        return max(own, self._limiter.reply_wait(chat_id, edit=edit))

    def last_wait(self, chat_id: int | str, costs: Sequence[int]) -> float:
        """Seconds for which the chat's own pace holds back the last of several replies."""
        return self._chats.last_wait(chat_id, costs)

    async def slot(self, chat_id: int | str | None, cost: int, *, edit: bool = False) -> QueueSlot:
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

    async def admit(self, slot: QueueSlot, cost: int) -> Ticket:
        """Wait for the budget, and take from it.

        Raises ChatMustWait where the chat, or others like it, had to wait meanwhile.
        """
        slot.dequeued = False
        heapq.heappush(self._waiting, slot)
        try:
            while True:
                slot.first.clear()
                if self._waiting[0] is not slot:
                    await slot.first.wait()
                elif (own := self._must_wait(slot)) > LOOK_AGAIN:
                    raise ChatMustWait(own)
                elif not self._lease.valid():
                    await self._clock.sleep(LOOK_AGAIN)
                elif (delay := self._limiter.reply_delay()) > 0:
                    await self._clock.sleep(min(delay, LOOK_AGAIN))
                else:
                    return self._limiter.reserve_reply(cost, chat=slot.chat_id, edit=slot.edit)
        finally:
            self._leave(slot)

    async def sit_out(self, slot: QueueSlot, seconds: float) -> bool:
        """After a 429 of so many seconds: wait until the call may be made again, outside of the
        queue. False: that would take long, because the chat itself asked to wait."""
        if self._must_wait(slot) > LONGEST_FLOOD:
            return False
        until = self._clock.monotonic() + seconds
        while (remaining := until - self._clock.monotonic()) > 0 and self._limiter.gate_seconds > 0:
            await self._clock.sleep(min(remaining, LOOK_AGAIN))
        while slot.chat_id is not None and self._limiter.passes_over(slot.chat_id):
            await self._clock.sleep(LOOK_AGAIN)  # the probe after a ban goes to somebody else
        own = self._must_wait(slot)
        if own > LONGEST_FLOOD:
            return False
        await self._clock.sleep(own)
        return True

    def _must_wait(self, slot: QueueSlot) -> float:
        return self._limiter.reply_wait(slot.chat_id, edit=slot.edit)

    def _leave(self, slot: QueueSlot) -> None:
        """Somebody is through, or was cancelled; whoever is first now looks around."""
        slot.dequeued = True
        while self._waiting and self._waiting[0].dequeued:
            heapq.heappop(self._waiting)
        if self._waiting:
            self._waiting[0].first.set()
