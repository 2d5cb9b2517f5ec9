"""Chats that asked to wait, by a 429 that was their own: slow mode, or too much in a minute."""

import math
from collections import OrderedDict

from broadcast.floods.scope import Chat
from runtime.clock import Clock

LONGEST = 86_400.0  # seconds that a chat is believed; Telegram's longest slow mode is an hour
REMEMBERED = 20_000  # chats; beyond that the one that asked first is asked once more


class ChatWaits:
    """Until when nothing may go to a chat. Edits of what stands there wait for themselves."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waits: OrderedDict[tuple[Chat, bool], tuple[float, float]] = OrderedDict()

    def close(self, chat: Chat, until: float, *, edits: bool = False) -> None:
        """`until` in monotonic seconds."""
        now = self._clock.monotonic()
        self._waits[chat, edits] = now, min(until, now + LONGEST)
        self._waits.move_to_end((chat, edits))
        if len(self._waits) > REMEMBERED:
            self._waits.popitem(last=False)

    def open(self, chat: Chat, left_at: float, *, edits: bool = False) -> None:
        """It took something that left then: after it had asked to wait?"""
        heard, _ = self._waits.get((chat, edits), (math.inf, 0.0))
        if left_at >= heard:
            del self._waits[chat, edits]

    def wait(self, chat: Chat, *, edits: bool = False) -> float:
        """Seconds; 0: it has not asked to wait, or the time is over."""
        if (chat, edits) not in self._waits:
            return 0.0
        remaining = self._waits[chat, edits][1] - self._clock.monotonic()
        if remaining <= 0:
            del self._waits[chat, edits]
        return max(0.0, remaining)
