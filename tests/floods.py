"""A Telegram with floods of every scope, and somebody who sends through the limiter; virtual time.

A 429 looks the same whatever it is about: only what other chats and kinds of call answer tells.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from broadcast.pace.limiter import Limiter, Ticket
from tests.clocks import VirtualClock

LATENCY = 0.05  # seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    at: float
    chat: int
    edit: bool
    retry_after: int  # 0: taken


@dataclass(kw_only=True)
class Telegram:
    """Who is banned until when, in seconds of the clock."""

    token: float = 0.0
    edits: float = 0.0
    chats: dict[int, float] = field(default_factory=dict)  # slow mode, too many in a minute
    chats_edits: dict[int, float] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def answer(self, now: float, chat: int, *, edit: bool) -> int:
        own = (self.chats_edits if edit else self.chats).get(chat, 0.0)
        until = max(own, self.edits if edit else self.token)
        retry_after = max(0, math.ceil(until - now))
        self.said.append(Said(at=now, chat=chat, edit=edit, retry_after=retry_after))
        return retry_after

    def refusals(self, *, edit: bool = False) -> int:
        return sum(one.retry_after > 0 for one in self.said if one.edit is edit)


class Sender:
    """Bulk that is put back when it is refused, and replies and edits as a test makes them."""

    def __init__(self, telegram: Telegram | None = None, *, rate: float = 20) -> None:
        self.clock = VirtualClock()
        self.limiter = Limiter(self.clock, ceiling=rate)
        self.telegram = telegram or Telegram()
        self.reached: dict[int, float] = {}  # by bulk, and when

    def reply(self, chat: int, *, edit: bool = False) -> bool:
        """Whether it was taken."""
        ticket = self.limiter.reserve_reply(chat=chat, edit=edit)
        return self._answer(ticket, chat, edit=edit)

    def bulk(self, chats: Iterable[int], *, until: float = math.inf, flying: int = 1) -> float:
        """Send to all of them, so many at once at the most; how many seconds it took.

        Whose chat has to wait goes to the end of the line.
        """
        line, start = deque(chats), self.clock.now
        while line and self.clock.now - start < until:
            tickets: list[tuple[Ticket, int]] = []
            for _ in range(len(line)):
                if len(tickets) >= flying or self.limiter.delay() > 0 or not self.limiter.room:
                    break
                chat = line.popleft()
                if self.limiter.chat_wait(chat) or self.limiter.passes_over(chat):
                    line.append(chat)
                    continue
                tickets.append((self.limiter.reserve(chat=chat), chat))
            if not tickets:
                self.clock.now += min(max(self.limiter.delay(), LATENCY), 1.0)
                continue
            self.clock.now += LATENCY
            for ticket, chat in tickets:
                self.limiter.release(ticket)
                if self._answer(ticket, chat, edit=False):
                    self.reached[chat] = self.clock.now - start
                else:
                    line.append(chat)
        return self.clock.now - start

    def _answer(self, ticket: Ticket, chat: int, *, edit: bool) -> bool:
        retry_after = self.telegram.answer(ticket.left_at, chat, edit=edit)
        if self.clock.now == ticket.left_at:
            self.clock.now += LATENCY
        if retry_after:
            self.limiter.flooded(retry_after, ticket)
        else:
            self.limiter.answered(ticket)
        return not retry_after
