"""The bot's Stars, which all paid broadcasts share: what is left, and whether they may be spent."""

from botapi.methods import payable
from broadcast.model.halt import Unpaid
from broadcast.paid.access import PaidAccess
from broadcast.paid.prices import FREE_RATE
from broadcast.paid.reading import BalanceReading
from broadcast.paid.refill import FreeRateRefill
from runtime.clock import Clock


class StarsBalance:
    """Every marked call passes here: `reserve()` before it leaves, `finish()` when it has ended."""

    def __init__(self, clock: Clock, *, free_rate: float) -> None:
        """`free_rate` in messages/s: above FREE_RATE every marked call is taken to cost."""
        self._reading = BalanceReading()
        self._access = PaidAccess(clock)
        self._refill = FreeRateRefill(clock)
        self.free_slots_cost = free_rate > FREE_RATE
        self.in_doubt = False  # somebody should read the balance now, and set this back

    @property
    def remaining(self) -> int | None:
        """Paid messages for sure; None when nobody knows."""
        return self._reading.remaining

    @property
    def charged(self) -> int:
        """Paid messages so far; take it before asking for the balance."""
        return self._reading.charged

    @property
    def refill_seconds(self) -> float:
        """How long unmarked bulk has to wait for the free rate to fill again."""
        return self._refill.seconds

    def marks(self, method: str) -> bool:
        """Whether a reply is to be marked too, or it could find the free rate used up.

        It costs nothing more: bulk leaves the slots of the free rate that replies take.
        """
        return payable(method) and self._refill.seconds > 0

    def told(self, balance: int, *, charged: int) -> None:
        """Telegram told the balance; `charged` is what `charged` was when it was asked."""
        self._access.balance_read(charged=self._reading.has_fallen_to(balance))
        self._reading.told(balance, charged=charged, in_flight=self._refill.in_flight)

    def not_told(self) -> None:
        """Telegram did not tell: then nothing is paid."""
        self._reading.not_told()

    def flooded(self, *, left_at: float) -> None:
        """A marked call, which left at `left_at`, came back with 429: are the Stars spent?"""
        self.in_doubt = self._access.flooded(left_at=left_at) or self.in_doubt

    def retry_paying(self) -> None:
        """Somebody has looked into it: try to pay again."""
        self._access.retry()
        self._reading.try_again()
        self.in_doubt = True

    def lacks(self, cost: int) -> Unpaid | None:
        """Why so much cannot be paid, as far as the bot goes."""
        return Unpaid.REFUSED if self._access.refused else self._reading.lacks(cost)

    def is_certain(self, lack: Unpaid) -> bool:
        """Whether that is so for sure; if not, the balance is to be read (anew)."""
        certain = self._reading.is_certain(lack)
        self.in_doubt = self.in_doubt or not certain
        return certain

    def reserve(self, cost: int) -> None:
        self._refill.marked_call_left()
        self._reading.reserve(cost)

    def finish(self, cost: int, *, charged: int) -> None:
        self._refill.marked_call_ended()
        self._reading.finish(cost, charged=charged)
