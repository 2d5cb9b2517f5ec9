"""The cap of one paid broadcast, and how its next call may go.

A call reserves what it may cost before it leaves and finishes when it is answered; what nobody
knows of counts as paid. So the cap is never overdrawn, and after a crash what was recorded is an
upper bound, not a guess. Amounts are paid messages, tenths of a Star.
"""

from enum import Enum, auto

from broadcast.model.halt import Unpaid
from broadcast.model.options import Options, WhenSpent
from broadcast.model.stars import PER_STAR
from broadcast.paid.balance import StarsBalance


class SendMode(Enum):
    """How a call may go now."""

    PAID = auto()  # marked as paid, in a free slot or in a paid one
    MARKED = auto()  # marked as paid, but only in a free slot, where that costs nothing
    FREE = auto()  # not marked, at the free rate
    WAIT = auto()  # what is on its way, or not known yet, decides; ask again soon
    STOP = auto()  # the Stars are spent, and it is to pause then


class BroadcastBudget:
    """What one broadcast may still pay."""

    def __init__(
        self, balance: StarsBalance, options: Options, *, spent: int, largest: int = 1
    ) -> None:
        """`spent`: what the run has paid before; `largest`: what one call of it may cost."""
        self._balance = balance
        self._cap = options.stars_cap * PER_STAR
        self._when_spent = options.when_spent
        self._largest = largest
        self._reserved = 0
        self._due = 0  # charged and not handed to the ledger yet
        self.spent = spent

    def resume(self, options: Options) -> None:
        """Somebody resumed it, perhaps with other options: try to pay again."""
        self._cap = options.stars_cap * PER_STAR
        self._when_spent = options.when_spent
        self._balance.retry_paying()

    def unpaid(self) -> Unpaid | None:
        """Why it does not pay just now; None while it does, whatever its next call is."""
        if self.spent + self._reserved + self._largest > self._cap:
            return Unpaid.CAP
        return self._balance.lacks(self._largest)

    def mode(self, *, unmarked: int = 0) -> SendMode:
        """How its next call may go, as far as its Stars go; a decision only, `reserve()` acts.

        `unmarked`: bulk calls on their way that are not marked as paid.
        """
        why = self.unpaid()
        if why is None:
            return SendMode.WAIT if unmarked else SendMode.PAID
        if (why is Unpaid.CAP and self._reserved) or not self._balance.is_certain(why):
            return SendMode.WAIT
        pauses = self._when_spent is WhenSpent.PAUSE and why is not Unpaid.UNKNOWN
        return SendMode.STOP if pauses else SendMode.FREE

    def reserve(self, cost: int, *, free_slot: bool) -> int:
        """A marked call leaves; returns what it may cost, for `finish()`.

        In a slot of the free rate it costs nothing, unless that rate is above Telegram's own.
        """
        price = 0 if free_slot and not self._balance.free_slots_cost else cost
        self._reserved += price
        self._balance.reserve(price)
        return price

    def finish(self, price: int, *, charged: bool) -> None:
        """It was answered; `charged`: it succeeded, or nobody knows."""
        paid = price if charged else 0
        self._reserved -= price
        self.spent += paid
        self._due += paid
        self._balance.finish(price, charged=paid)

    def take_due(self) -> int:
        """What was charged since the last call of this: it goes into the ledger's next entry."""
        due, self._due = self._due, 0
        return due
