"""Replies to one chat: a short burst, then one a second (Bot API FAQ: about one message a second).

Without it one person who writes and writes would earn the bot a ban, and a ban stops everybody's
broadcast.
"""

from collections import OrderedDict

from broadcast.clock import Clock

INTERVAL = 1.0  # seconds between replies to one chat, in the long run
BURST = 5  # replies that may go out at once
REMEMBERED = 10_000  # chats; who wrote before those has been quiet for long


class ChatPace:
    """When the next reply to a chat may go."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next: OrderedDict[int | str, float] = OrderedDict()

    def book(self, chat_id: int | str) -> float:
        """Book a reply; returns how many seconds it has to wait."""
        now = self._clock.monotonic()
        planned = max(now, self._next.pop(chat_id, now))
        self._next[chat_id] = planned + INTERVAL
        if len(self._next) > REMEMBERED:
            self._next.popitem(last=False)
        return max(0.0, planned - (BURST - 1) * INTERVAL - now)
