"""The token's budget: one object for everything a bot token sends.

Broadcasts follow the free pace; paid ones may also use the paid pace, once the free one is used
up. Replies go ahead of the bulk, which gets what they leave. A 429 of the token's closes the flood
gate for all and cuts the pace that met it; one of a chat's own, or of the edits', does neither
(broadcast/floods/waits.py). How Telegram behaves stands in docs/telegram-limits.md.

Nothing here sleeps for bulk: `delay()` says how long to wait, `reserve()` books the call.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from broadcast.floods.backoff import LOWEST_RATE
from broadcast.floods.gate import Gate
from broadcast.floods.scope import Chat, Sign
from broadcast.floods.waits import FloodWaits
from broadcast.pace.reply_share import ReplyShare
from broadcast.pace.schedule import Pace
from runtime.clock import Clock

MOST_PAID = 1000.0  # messages/s in all, of a bot that pays (Bot API: allow_paid_broadcast)
PAID_LATELY = 1.0  # seconds for which a paid call lets more calls be in flight
LEAST_IN_FLIGHT = 4
MOST_IN_FLIGHT = 80  # below the session's pool of 100: replies need connections too


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticket:
    """A booked call: hand it back with what became of it."""

    left_at: float  # when it left (monotonic seconds)
    cost: int = 1  # messages
    paid: bool = False  # charged to the paid pace
    bulk: bool = True  # else a reply
    chat: Chat = None  # where to; None: not known
    edit: bool = False  # nothing new: something that stands there changes

    @property
    def sign(self) -> Sign:
        return Sign(chat=self.chat, edit=self.edit, left_at=self.left_at)


class Limiter:
    """Paces bulk, lets replies ahead, and keeps the flood gate. Rates are messages/s."""

    def __init__(
        self,
        clock: Clock,
        *,
        ceiling: float,
        paid_ceiling: float | None = None,
        gate: Gate | None = None,
        on_gate: Callable[[Gate], None] | None = None,
    ) -> None:
        if paid_ceiling is None:
            paid_ceiling = max(LOWEST_RATE, MOST_PAID - ceiling)
        self._clock = clock
        self._free = Pace(clock, ceiling=ceiling)
        self._paid = Pace(clock, ceiling=paid_ceiling)
        self._paid_at = -math.inf  # when the last call left that was charged to the paid pace
        self._replies = ReplyShare(clock, self._free)
        self._floods = FloodWaits(clock, remembered=gate, on_gate=on_gate)
        self._gate = self._floods.gate
        self._rest()

    @property
    def rate(self) -> float:
        """What free bulk may send now."""
        return self._free.rate

    @property
    def paid_rate(self) -> float:
        """What paid bulk may send now, beside the free rate."""
        return self._paid.rate

    @property
    def gate_seconds(self) -> float:
        """How long the flood gate stays closed; 0 when it is open."""
        return self._gate.seconds

    @property
    def gate_wait(self) -> float:
        """How long until a call may pass it: before its time, where the ban is in doubt."""
        return self._gate.wait

    @property
    def in_flight(self) -> int:
        """Bulk calls that left and have no answer yet."""
        return self._free.in_flight + self._paid.in_flight

    @property
    def most_in_flight(self) -> int:
        """How many may be; slow answers then slow us by themselves."""
        wanted = self._free.window
        if self._clock.monotonic() - self._paid_at < PAID_LATELY:
            wanted += self._paid.window
        return min(max(math.ceil(wanted), LEAST_IN_FLIGHT), MOST_IN_FLIGHT)

    @property
    def room(self) -> int:
        """How many more bulk calls may be in flight."""
        most = 1 if self._gate.probing else self.most_in_flight
        return max(0, most - self.in_flight)

    # bulk

    def delay(self, *, paid: bool = False) -> float:
        """Seconds until the next bulk call may leave, by pace and gate; 0 means now."""
        wait = self._free.delay()
        if paid and wait > 0:
            wait = min(wait, self._paid.delay())
        return max(wait, self._gate.wait)

    def reserve(self, cost: int = 1, *, paid: bool = False, chat: Chat = None) -> Ticket:
        """Book a bulk call that leaves now; `cost` is in messages (an album costs its items).

        A paid one is charged to the paid pace only when the free one is used up.
        """
        now = self._clock.monotonic()
        charged = paid and self._free.delay() > 0
        if charged:
            self._paid_at = now
        self._pace(paid=charged).reserve(cost)
        self._gate.tried()
        self.leave_room()
        return Ticket(left_at=now, cost=cost, paid=charged, chat=chat)

    def release(self, ticket: Ticket) -> None:
        """A booked bulk call ended, whatever came of it."""
        self._pace(paid=ticket.paid).release()

    def leave_room(self) -> None:
        """Bulk has something to send, though it may have to wait: replies get less meanwhile."""
        self._replies.leave_room()

    @property
    def has_bulk(self) -> bool:
        """Whether a broadcast sends now; one that waits, for people's hours say, does not."""
        return self._replies.is_shared

    # replies

    def reply_delay(self) -> float:
        """Seconds until the next reply may leave; 0 means now."""
        return self._replies.delay(banned=self._gate.seconds > 0 or self._gate.probing)

    def reserve_reply(self, cost: int = 1, *, chat: Chat = None, edit: bool = False) -> Ticket:
        """Book a reply that leaves now: bulk gets what it leaves."""
        self._replies.reserve(cost)
        self._floods.reply_leaves(chat, edit=edit)
        now = self._clock.monotonic()
        return Ticket(left_at=now, cost=cost, bulk=False, chat=chat, edit=edit)

    # chats that asked to wait

    def chat_wait(self, chat: Chat, *, edit: bool = False) -> float:
        """Seconds for which a chat wants nothing, or none of its edits; 0: it may be asked."""
        return self._floods.chat_wait(chat, edit=edit)

    def reply_wait(self, chat: Chat, *, edit: bool = False) -> float:
        """The same for a reply."""
        return self._floods.reply_wait(chat, edit=edit)

    def chat_asked_to_wait(self, chat: Chat, seconds: float) -> None:
        """It did so before a restart."""
        self._floods.chat_asked_to_wait(chat, seconds)

    def passes_over(self, chat: Chat) -> bool:
        """Whether the probe after a ban had better go to another chat: this one has refused."""
        return self._floods.passes_over(chat)

    def try_at_once(self) -> None:
        """Somebody wants to know whether a ban is over: the next call may leave."""
        self._gate.try_at_once()

    # what the answers say

    def answered(self, ticket: Ticket, *, accepted: bool = True) -> None:
        """The call was answered, and it was no flood; `accepted`: Telegram did what it says."""
        if self._floods.answered(ticket.sign, accepted=accepted):
            self._free.undo_cut()
            self._paid.undo_cut()
        if ticket.bulk:
            self._pace(paid=ticket.paid).answered(ticket.left_at)
        else:
            self._free.rise()

    def flooded(self, retry_after: float, ticket: Ticket) -> None:
        """429, with the seconds that it asks for.

        Calls that left before the episode was noticed, or while the gate was closed, belong to it:
        one cut for all of them.
        """
        before = self._gate.until
        if not self._floods.flooded(ticket.sign, retry_after):
            return
        pace = self._pace(paid=ticket.paid)
        if not pace.noticed(ticket.left_at) and ticket.left_at >= before:
            pace.flooded()
        self._rest()

    def _rest(self) -> None:
        """A ban is no quiet time, for either pace."""
        self._free.banned(self._gate.until)
        self._paid.banned(self._gate.until)

    def _pace(self, *, paid: bool) -> Pace:
        return self._paid if paid else self._free
