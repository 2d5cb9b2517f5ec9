"""Replies whose answer was lost, or that the process before may have had on its way: a message in
their chat may be one of them.

So many are kept one by one. In an outage there may be more: those beyond count as replies to every
chat, as long as they may land. So nothing that falls out is ever taken for a broadcast's message:
whoever is in doubt then stays uncertain, unless no number is missing.
"""

from dataclasses import dataclass

from botapi.message_numbers import SUPERGROUPS
from broadcast.certainty.excuses import EVERY_CHAT
from broadcast.certainty.inquiry import Inquiry
from broadcast.certainty.windows import LANDS_WITHIN, Window
from runtime.clock import Clock

MOST = 500  # that are kept one by one; each has some twenty bytes in each commit meanwhile
TOGETHER = 600.0  # seconds of those beyond that are kept as one
MOST_UNDER_WAY = 100  # calls that an engine has on their way at once (bot/client/connection.py)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """Of the chat, or of EVERY_CHAT."""

    chat_id: int
    window: Window


class LostReplies:
    """Which there are, and until when a message to their chats is to be marked as crossed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: list[Lost] = []
        self._until: dict[int, float] = {}  # by chat, soonest first: when it can land no more

    def add(self, chat_id: int, low: int, inquiry: Inquiry) -> None:
        """`low`: the highest number that was seen before it left."""
        until = self._clock.monotonic() + LANDS_WITHIN
        self._await(chat_id, until)
        if chat_id <= SUPERGROUPS or self._holds(low, until):
            return
        if chat_id == EVERY_CHAT or len(self._kept) < MOST:
            count = MOST_UNDER_WAY if chat_id == EVERY_CHAT else 1
            window = inquiry.lost(low=low, closes_at=until, count=count, chat_id=chat_id)
            self._kept.append(Lost(chat_id=chat_id, window=window))
            return
        window = inquiry.lost(
            low=low, closes_at=until + TOGETHER, count=MOST_UNDER_WAY, chat_id=EVERY_CHAT
        )
        self._kept.append(Lost(chat_id=EVERY_CHAT, window=window))

    def may_land(self, chat_id: int) -> bool:
        now = self._clock.monotonic()
        while self._until and (first := next(iter(self._until.items())))[1] <= now:
            del self._until[first[0]]
        return chat_id in self._until or EVERY_CHAT in self._until

    def covers(self, chat_id: int, low: int) -> bool:
        """Whether another one stands for a reply that left with that `low`."""
        of_chat = (one for one in self._kept if one.chat_id in (chat_id, EVERY_CHAT))
        return any(one.window.low <= low for one in of_chat)

    def rows(self, *, above: int | None) -> list[list[int]]:
        """Chat and `low` of each; of those whose window is closed only what may have landed above
        that number, where an open call may land, too. None: beside doubts all of them."""
        if above is not None:
            self._kept = [one for one in self._kept if _reaches(one.window, above)]
        return [[one.chat_id, one.window.low] for one in self._kept]

    def _await(self, chat_id: int, until: float) -> None:
        if chat_id not in self._until and len(self._until) >= MOST:
            chat_id = EVERY_CHAT
        self._until.pop(chat_id, None)
        self._until[chat_id] = until

    def _holds(self, low: int, until: float) -> bool:
        """Whether the last window of EVERY_CHAT does."""
        last = self._kept[-1] if self._kept else None
        if last is None or last.chat_id != EVERY_CHAT or last.window.high is not None:
            return False
        return last.window.low <= low and until <= last.window.closes_at


def _reaches(window: Window, number: int) -> bool:
    return window.high is None or window.high > number + 1
