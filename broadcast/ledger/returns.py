"""Chats that came back while a call to them was under way.

Somebody blocks the bot, a call leaves and is refused; they unblock it and press Start, and only
then the refusal is written. Their word is the newer one: they are told that they are on the list,
and must not be taken off it by what was true before.
"""

from collections import OrderedDict

from runtime.clock import Clock

REMEMBERED = 10_000  # chats; a call is under way for a minute, a refusal waits for less than one


class RecentReturns:
    """When chats said /start or let the bot in, in monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at: OrderedDict[int, float] = OrderedDict()

    def came(self, chat_id: int) -> None:
        self._at[chat_id] = self._clock.monotonic()
        self._at.move_to_end(chat_id)
        if len(self._at) > REMEMBERED:
            self._at.popitem(last=False)

    def since(self, chat_id: int, left: float) -> bool:
        """Whether it came back after a call to it had left."""
        at = self._at.get(chat_id)
        return at is not None and at >= left
