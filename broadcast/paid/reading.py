"""The balance as Telegram last told it, less what was charged since and what may be any moment.

Only what succeeds is charged, so a call reserves before it leaves and finishes when it is answered.
Thus the balance is never overdrawn. Amounts are paid messages, tenths of a Star.
"""

from broadcast.model.halt import Unpaid

ENOUGH = 100  # tenths of a Star: less is not worth beginning to pay again, once they were spent


class BalanceReading:
    """What is known of the balance, and how surely."""

    def __init__(self) -> None:
        self._asked = False
        self._told: int | None = None
        self._charged_when_told = 0
        self._reserved = 0
        self._certain = False  # nothing was on its way when it was told, nor has left since
        self._short = False  # somebody wanted more than there was, as far as was known
        self._spent = False  # and it was so; until there is ENOUGH again
        self.charged = 0  # in all, since the start

    @property
    def remaining(self) -> int | None:
        """For sure; None when nobody knows."""
        if self._told is None:
            return None
        return self._told - (self.charged - self._charged_when_told) - self._reserved

    def has_fallen_to(self, balance: int) -> bool:
        """Whether Telegram has taken Stars since it last told the balance."""
        return self._told is not None and balance < self._told

    def told(self, balance: int, *, charged: int, in_flight: int) -> None:
        """`charged`: what `charged` was when Telegram was asked; `in_flight`: marked calls now."""
        self._asked = True
        self._certain = in_flight == 0 and charged == self.charged
        self._told, self._charged_when_told = balance, charged
        if self._short or self._spent:
            self._short, self._spent = False, (self.remaining or 0) < ENOUGH

    def not_told(self) -> None:
        """Then nothing is paid."""
        self._asked = True
        self._told = None

    def try_again(self) -> None:
        """Also with less than ENOUGH."""
        self._spent = False

    def lacks(self, cost: int) -> Unpaid | None:
        """Why so much cannot be paid."""
        remaining = self.remaining
        if remaining is None:
            return Unpaid.UNKNOWN
        return Unpaid.BALANCE if self._spent or remaining < cost else None

    def is_certain(self, lack: Unpaid) -> bool:
        """Whether that is so for sure; if not, the balance is to be read (anew)."""
        if lack is Unpaid.UNKNOWN:
            return self._asked
        certain = self._certain or lack is not Unpaid.BALANCE
        self._short = self._short or not certain
        return certain

    def reserve(self, cost: int) -> None:
        self._reserved += cost
        self._certain = False

    def finish(self, cost: int, *, charged: int) -> None:
        self._reserved -= cost
        self.charged += charged
