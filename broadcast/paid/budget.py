"""Who may pay: the bot's balance, which all paid broadcasts share, and the cap of each one.

Only what succeeds is charged, so a call reserves before it leaves and settles when it is answered;
what nobody knows of counts as paid. Thus neither cap nor balance is ever overdrawn, and after a
crash what was recorded is an upper bound, not a guess. Amounts are paid messages, tenths of a Star.

A call marked as paid uses up what is free before it costs anything. So beside marked calls one that
is not marked finds the free rate used up, and earns a ban for all. While a broadcast pays, every
call that can be is marked, the two kinds never overlap, and after the last marked one the free rate
gets a moment to fill again.
"""

import math
from enum import Enum, StrEnum, auto

from botapi.methods import payable
from broadcast.model.content import Options, WhenSpent
from broadcast.paid.prices import FREE_RATE, PER_STAR
from runtime.clock import Clock

REFILL = 1.0  # seconds after the last marked call until unmarked bulk may go
ENOUGH = 100  # tenths of a Star: less is not worth beginning to pay again, once they were spent
IN_VAIN = 3  # flood episodes in a row in spite of Stars, none of which was taken
REFUSED_FOR = 600.0  # seconds until paying is tried again after that


class SendMode(Enum):
    """How a call may go now."""

    PAID = auto()  # marked as paid, in a free slot or in a paid one
    MARKED = auto()  # marked as paid, but only in a free slot, where that costs nothing
    FREE = auto()  # not marked, at the free rate
    WAIT = auto()  # what is on its way, or not known yet, decides; ask again soon
    STOP = auto()  # the Stars are spent, and it is to pause then


class Unpaid(StrEnum):
    """Why a paid broadcast does not pay just now."""

    CAP = "cap"  # it may cost no more
    BALANCE = "balance"  # the bot has no more
    UNKNOWN = "unknown"  # Telegram has not told the balance
    REFUSED = "refused"  # it floods us, Stars or not: paid broadcasts are not switched on


class StarsBalance:
    """The bot's balance, as last read, less what was charged since and what may be any moment."""

    def __init__(self, clock: Clock, *, free_rate: float) -> None:
        """`free_rate` in messages/s: above FREE_RATE every marked call is taken to cost."""
        self._clock = clock
        self.free_slots_cost = free_rate > FREE_RATE
        self._asked = False
        self._balance: int | None = None
        self._charged = 0  # in all, since the start
        self._charged_when_read = 0
        self._reserved = 0
        self._in_flight = 0  # marked calls, in whatever slots
        self._sure = False  # nothing was on its way when the balance was read, nor left since
        self._short = False  # somebody wanted more than there was, as far as was known
        self._spent = False  # and it was so; until there is ENOUGH again
        self._last_marked = -math.inf  # when the last of them was answered; monotonic seconds
        self._flooded = False  # since the last reading
        self._flooded_at = -math.inf  # when that was last looked into; monotonic seconds
        self._in_vain = 0
        self._refused_until = -math.inf
        self.doubt = False  # somebody should read the balance now, and set this back

    @property
    def balance(self) -> int | None:
        """What is left for sure; None when nobody knows."""
        if self._balance is None:
            return None
        return self._balance - (self._charged - self._charged_when_read) - self._reserved

    @property
    def charged(self) -> int:
        """Paid messages so far; take it before asking for the balance."""
        return self._charged

    @property
    def in_flight(self) -> int:
        return self._in_flight

    @property
    def refill_seconds(self) -> float:
        """How long unmarked bulk has to wait for the free rate to fill again."""
        if self._in_flight:
            return REFILL
        return max(0.0, self._last_marked + REFILL - self._clock.monotonic())

    def marks(self, method: str) -> bool:
        """Whether a reply is to be marked too, or it could find the free rate used up.

        It costs nothing more: bulk leaves the slots of the free rate that replies take.
        """
        return payable(method) and self.refill_seconds > 0

    def read(self, balance: int, *, charged: int) -> None:
        """Telegram told the balance; `charged` is what `charged` was when it was asked."""
        if self._flooded:
            self._look_into_flood(taken=self._balance is not None and balance < self._balance)
        self._asked = True
        self._sure = self._in_flight == 0 and charged == self._charged
        self._balance, self._charged_when_read = balance, charged
        if self._short or self._spent:
            self._short, self._spent = False, (self.balance or 0) < ENOUGH

    def unreadable(self) -> None:
        """Telegram did not tell: then nothing is paid."""
        self._asked = True
        self._balance = None

    def flooded(self, *, left_at: float) -> None:
        """A marked call, which left at `left_at`, came back with 429: are the Stars spent?

        Calls that left before the last flood was looked into belong to that one.
        """
        if left_at > self._flooded_at:
            self._flooded = self.doubt = True

    def _look_into_flood(self, *, taken: bool) -> None:
        now = self._clock.monotonic()
        self._flooded, self._flooded_at = False, now
        self._in_vain = 0 if taken else self._in_vain + 1
        if self._in_vain >= IN_VAIN:
            self._refused_until = now + REFUSED_FOR

    def forgive(self) -> None:
        """Somebody has looked into it: try to pay again."""
        self._in_vain, self._refused_until = 0, -math.inf
        self._spent, self.doubt = False, True

    def lacks(self, cost: int) -> Unpaid | None:
        """Why so much cannot be paid, as far as the bot goes."""
        balance = self.balance
        if self._clock.monotonic() < self._refused_until:
            return Unpaid.REFUSED
        if balance is None:
            return Unpaid.UNKNOWN
        return Unpaid.BALANCE if self._spent or balance < cost else None

    def is_certain(self, lack: Unpaid) -> bool:
        """Whether that is so for sure; if not, the balance is to be read (anew)."""
        if lack is Unpaid.UNKNOWN:
            known = self._asked
        else:
            known = self._sure or lack is not Unpaid.BALANCE
            self._short = self._short or not known
        self.doubt = self.doubt or not known
        return known

    def reserve(self, cost: int) -> None:
        self._in_flight += 1
        self._reserved += cost
        self._sure = False

    def settle(self, cost: int, *, charged: int) -> None:
        self._in_flight -= 1
        self._reserved -= cost
        self._charged += charged
        self._last_marked = self._clock.monotonic()


class BroadcastBudget:
    """What one broadcast may still pay."""

    def __init__(
        self, wallet: StarsBalance, options: Options, *, spent: int, largest: int = 1
    ) -> None:
        """`spent`: what the run has paid before; `largest`: what one call of it may cost."""
        self._wallet = wallet
        self._cap = options.stars_cap * PER_STAR
        self._when_spent = options.when_spent
        self._largest = largest
        self._reserved = 0
        self._due = 0  # charged and not handed to the ledger yet
        self.spent = spent

    def go_on(self, options: Options) -> None:
        """Somebody resumed it, perhaps with other options: try to pay again."""
        self._cap = options.stars_cap * PER_STAR
        self._when_spent = options.when_spent
        self._wallet.forgive()

    def unpaid(self) -> Unpaid | None:
        """Why it does not pay just now; None while it does, whatever its next call is."""
        if self.spent + self._reserved + self._largest > self._cap:
            return Unpaid.CAP
        return self._wallet.lacks(self._largest)

    def fare(self, *, unmarked: int = 0) -> SendMode:
        """How its next call may go, as far as its Stars go; a decision only, `reserve()` acts.

        `unmarked`: bulk calls on their way that are not marked as paid.
        """
        why = self.unpaid()
        if why is None:
            return SendMode.WAIT if unmarked else SendMode.PAID
        if (why is Unpaid.CAP and self._reserved) or not self._wallet.is_certain(why):
            return SendMode.WAIT
        pauses = self._when_spent is WhenSpent.PAUSE and why is not Unpaid.UNKNOWN
        return SendMode.STOP if pauses else SendMode.FREE

    def reserve(self, cost: int, *, free_slot: bool) -> int:
        """A marked call leaves; returns what it may cost, for `settle()`.

        In a slot of the free rate it costs nothing, unless that rate is above Telegram's own.
        """
        price = 0 if free_slot and not self._wallet.free_slots_cost else cost
        self._reserved += price
        self._wallet.reserve(price)
        return price

    def settle(self, price: int, *, charged: bool) -> None:
        """It was answered; `charged`: it succeeded, or nobody knows."""
        paid = price if charged else 0
        self._reserved -= price
        self.spent += paid
        self._due += paid
        self._wallet.settle(price, charged=paid)

    def take_due(self) -> int:
        """What was charged since the last call of this: it goes into the ledger's next note."""
        due, self._due = self._due, 0
        return due
