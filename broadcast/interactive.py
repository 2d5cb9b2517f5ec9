"""The line in which replies wait for their share of the budget: admins first, then as they came.

It is as long as the handlers at work, and those are bounded (bot/intake.py).
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable

from broadcast.chat_pace import ChatPace
from broadcast.clock import Clock
from broadcast.limiter import Limiter, Ticket

LOOK_AGAIN = 0.25  # seconds: whoever is first looks at least so often; a ban may be over early


def nobody(_chat_id: int | str) -> bool:
    return False


class Turn:
    """A place in the line; it is kept when the reply has to be tried again."""

    __slots__ = ("first", "left", "order")

    def __init__(self, order: tuple[bool, int]) -> None:
        self.order = order
        self.first = asyncio.Event()  # perhaps
        self.left = False

    def __lt__(self, other: "Turn") -> bool:
        return self.order < other.order


class Interactive:
    """Lets replies go at the pace of their chat and of the whole token.

    `is_admin` is asked with the chat that the reply goes to.
    """

    def __init__(
        self,
        limiter: Limiter,
        chats: ChatPace,
        clock: Clock,
        is_admin: Callable[[int | str], bool] = nobody,
    ) -> None:
        self._limiter = limiter
        self._chats = chats
        self._clock = clock
        self._is_admin = is_admin
        self._numbers = itertools.count()
        self._line: list[Turn] = []  # a heap

    async def turn(self, chat_id: int | str | None, cost: int) -> Turn:
        """Wait for the chat's own pace; what counts for nobody's chat costs it nothing."""
        order = chat_id is None or not self._is_admin(chat_id), next(self._numbers)
        if chat_id is not None:
            await self._clock.sleep(self._chats.book(chat_id, cost))
        return Turn(order)

    async def admit(self, turn: Turn, cost: int) -> Ticket:
        """Wait for the budget, and take from it."""
        turn.left = False
        heapq.heappush(self._line, turn)
        try:
            while True:
                turn.first.clear()
                if self._line[0] is not turn:
                    await turn.first.wait()
                elif (delay := self._limiter.reply_delay()) > 0:
                    await self._clock.sleep(min(delay, LOOK_AGAIN))
                else:
                    return self._limiter.take_reply(cost)
        finally:
            self._leave(turn)

    def _leave(self, turn: Turn) -> None:
        """Somebody is through, or was cancelled; whoever is first now looks around."""
        turn.left = True
        while self._line and self._line[0].left:
            heapq.heappop(self._line)
        if self._line:
            self._line[0].first.set()
